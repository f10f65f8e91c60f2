"""Who may see or run programs, cohorts and enrolments; loaders fetch and authorize in one call."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from mentorquilt.members import access as members
from mentorquilt.members.states import Role, Scope
from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort, Enrolment, Program, RosterImport


def may_run(member: Any, program: Program) -> bool:
    """Return whether somebody may change the program, its cohorts, enrolments and rounds."""
    return members.is_admin(member) or members.is_coordinator(member, str(program.ref))


def may_read(member: Any, program: Program) -> bool:
    """Return whether somebody may read the program's lists without changing them."""
    reads = members.has_role(
        member, Role.READER, Role.OFFICER, scope_kind=Scope.PROGRAM, scope_id=str(program.ref)
    )
    return reads or may_run(member, program)


def may_create(member: Any) -> bool:
    """Return whether somebody may set up a new program: society admins and society-wide coordinators."""
    return members.is_admin(member) or members.has_role(member, Role.COORDINATOR)


def require_create(member: Any) -> None:
    """Raise PermissionDenied for whoever may not set up a program."""
    if not may_create(member):
        raise PermissionDenied


def visible(member: Any) -> QuerySet[Program]:
    """Return the programs somebody sees: open ones, and those she runs, reads or is enrolled in."""
    named = [grant.scope_id for grant in members.grants(member) if grant.scope_kind == Scope.PROGRAM]
    if members.is_admin(member) or members.has_role(member, Role.COORDINATOR, Role.READER):
        return Program.objects.all()
    shown = Program.objects.filter(is_open=True) | Program.objects.filter(ref__in=named)
    return (shown | Program.objects.filter(cohorts__enrolments__member=member)).distinct()


def readable(member: Any) -> QuerySet[Program]:
    """Return the programs whose lists somebody may read as staff."""
    roles = (Role.COORDINATOR, Role.READER, Role.OFFICER)
    if members.is_admin(member) or members.has_role(member, *roles):
        return Program.objects.all()
    grants = [grant for grant in members.grants(member) if grant.role in roles]
    return Program.objects.filter(
        ref__in=[grant.scope_id for grant in grants if grant.scope_kind == Scope.PROGRAM]
    )


def program_to_see(member: Any, ref: UUID | str) -> Program:
    """Return a program whose public page somebody may open, else 404."""
    found = visible(member).filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def program_to_run(member: Any, ref: UUID | str) -> Program:
    """Return a program somebody may change; 404 when unseen, 403 when seen but not run."""
    program = program_to_see(member, ref)
    if not may_run(member, program):
        raise PermissionDenied
    return program


def _cohort(member: Any, ref: UUID | str) -> Cohort:
    found = Cohort.objects.select_related("program", "meeting").filter(ref=ref).first()
    if found is None or not visible(member).filter(pk=found.program_id).exists():
        raise Http404
    return found


def cohort_to_read(member: Any, ref: UUID | str) -> Cohort:
    """Return a cohort whose lists somebody may read: coordinators, admins, readers and officers of its program."""
    cohort = _cohort(member, ref)
    if not may_read(member, cohort.program):
        raise PermissionDenied
    return cohort


def cohort_to_run(member: Any, ref: UUID | str) -> Cohort:
    """Return a cohort somebody may change: coordinators of its program and admins."""
    cohort = _cohort(member, ref)
    if not may_run(member, cohort.program):
        raise PermissionDenied
    return cohort


def enrolment_to_run(member: Any, ref: UUID | str) -> Enrolment:
    """Return an enrolment of a cohort somebody runs; the program's people only (404 for others)."""
    found = (
        Enrolment.objects.select_related("cohort__program", "member__profile", "need").filter(ref=ref).first()
    )
    if found is None or not may_run(member, found.cohort.program):
        raise Http404
    return found


def own_enrolments(member: Any) -> QuerySet[Enrolment]:
    """Return somebody's own enrolments, newest first."""
    rows = Enrolment.objects.filter(member=member).exclude(state=states.EnrolmentState.REFUSED)
    return rows.select_related("cohort__program", "cohort__meeting", "need").order_by("-enrolled_at")


def own_enrolment(member: Any, ref: UUID | str) -> Enrolment:
    """Return one of somebody's own enrolments, else 404."""
    found = own_enrolments(member).filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def import_to_run(member: Any, ref: UUID | str) -> RosterImport:
    """Return an uploaded sheet of a cohort somebody runs, else 404."""
    found = RosterImport.objects.select_related("cohort__program", "cohort__meeting").filter(ref=ref).first()
    if found is None or not may_run(member, found.cohort.program):
        raise Http404
    return found
