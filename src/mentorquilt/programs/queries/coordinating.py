"""Whether somebody coordinates a program in which a person takes part; profiles ask this from below."""

from typing import Any

from mentorquilt.members import access as members
from mentorquilt.members.states import Role, Scope
from mentorquilt.programs.models import Enrolment
from mentorquilt.programs.states import EnrolmentState

OVER = (EnrolmentState.WITHDRAWN, EnrolmentState.REFUSED)


def coordinates(viewer: Any, person: Any) -> bool:
    """Return whether the viewer is a coordinator of a program in which the person is enrolled now; admins are not."""
    grants = [grant for grant in members.grants(viewer) if grant.role == Role.COORDINATOR]
    if not grants:
        return False
    rows = Enrolment.objects.filter(member=person).exclude(state__in=OVER)
    if not any(grant.scope_kind == Scope.SOCIETY for grant in grants):
        refs = [grant.scope_id for grant in grants if grant.scope_kind == Scope.PROGRAM]
        rows = rows.filter(cohort__program__ref__in=refs)
    return bool(rows.exists())
