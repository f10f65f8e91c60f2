"""Whether somebody coordinates a program in which a person takes part; profiles ask this from below."""

from typing import Any

from django.db.models import Q

from mentorquilt.members import access as members
from mentorquilt.members.states import Role, Scope
from mentorquilt.programs.models import Enrolment
from mentorquilt.programs.states import EnrolmentState

OVER = (EnrolmentState.WITHDRAWN, EnrolmentState.REFUSED)


def coordinates(viewer: Any, person: Any) -> bool:
    """Return whether the viewer runs, as coordinator or as officer of the owning group, a program in which the person
    is enrolled now; admins do not count.
    """
    grants = members.grants(viewer)
    scopes = {
        (grant.scope_kind, grant.scope_id)
        for grant in grants
        if grant.role == Role.COORDINATOR or (grant.role == Role.OFFICER and grant.scope_kind == Scope.SIG)
    }
    if not scopes:
        return False
    rows = Enrolment.objects.filter(member=person).exclude(state__in=OVER)
    if (Scope.SOCIETY, "") not in scopes:
        of_program = Q(cohort__program__ref__in=[ref for kind, ref in scopes if kind == Scope.PROGRAM])
        of_group = Q(cohort__program__sig__ref__in=[ref for kind, ref in scopes if kind == Scope.SIG])
        rows = rows.filter(of_program | of_group)
    return bool(rows.exists())
