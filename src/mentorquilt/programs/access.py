"""Who may see or run programs, cohorts and enrolments; loaders fetch and authorize in one call."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse

from mentorquilt.members import access as members
from mentorquilt.members.states import Role, Scope
from mentorquilt.programs import states, tokens
from mentorquilt.programs.models import Cohort, Enrolment, Program, RosterImport
from mentorquilt.sigs import links
from mentorquilt.sigs.models import Sig

RUN_FOR_A_GROUP = (Role.OFFICER, Role.COORDINATOR)
"""Grants for a group that let somebody run its programs."""


def _scopes(member: Any, kind: str, *roles: str) -> list[str]:
    """Return the refs that somebody's grants of these roles and this kind of scope name."""
    return [
        grant.scope_id for grant in members.grants(member) if grant.scope_kind == kind and grant.role in roles
    ]


def _sigs(member: Any, *roles: str) -> frozenset[int]:
    """Return the keys of the groups that grants of these roles name: one query a request, and none without one."""
    if not hasattr(member, "_granted_sigs"):
        wanted = {grant.scope_id for grant in members.grants(member) if grant.scope_kind == Scope.SIG}
        found = Sig.objects.filter(ref__in=wanted).values_list("ref", "pk") if wanted else ()
        member._granted_sigs = {str(ref): key for ref, key in found}  # noqa: SLF001 - kept beside her grants
    known: dict[str, int] = member._granted_sigs  # noqa: SLF001
    return frozenset(known[ref] for ref in _scopes(member, Scope.SIG, *roles) if ref in known)


def _of_its_group(member: Any, program: Program, *roles: str) -> bool:
    """Return whether a grant for the group that owns the program has one of the roles (S-21)."""
    is_owned = program.sig_id is not None and bool(members.grants(member))
    return is_owned and program.sig_id in _sigs(member, *roles)


def may_run(member: Any, program: Program) -> bool:
    """Return whether somebody may change the program, its cohorts, enrolments and rounds.

    Officers of a group run the programs that it owns and no others; an officer with any other scope only reads.
    """
    if members.is_admin(member) or members.is_coordinator(member, str(program.ref)):
        return True
    return _of_its_group(member, program, *RUN_FOR_A_GROUP)


def may_admit(member: Any, program: Program) -> bool:
    """Return whether somebody's approval makes a member of a guest: coordinators and admins.

    An officer lets people into the cohorts of the group; who belongs to the society is not hers to say.
    """
    if members.is_admin(member) or members.is_coordinator(member, str(program.ref)):
        return True
    return _of_its_group(member, program, Role.COORDINATOR)


def may_read(member: Any, program: Program) -> bool:
    """Return whether somebody may read the program's lists without changing them."""
    reads = members.has_role(
        member, Role.READER, Role.OFFICER, scope_kind=Scope.PROGRAM, scope_id=str(program.ref)
    )
    return reads or may_run(member, program) or _of_its_group(member, program, Role.READER)


def may_create(member: Any) -> bool:
    """Return whether somebody may set up a new program: society admins and society-wide coordinators."""
    return members.is_admin(member) or members.has_role(member, Role.COORDINATOR)


def require_create(member: Any) -> None:
    """Raise PermissionDenied for whoever may not set up a program."""
    if not may_create(member):
        raise PermissionDenied


def _granted(member: Any, *roles: str, for_a_group: tuple[str, ...]) -> Q:
    """Return the condition on programs that a grant names them, or the group that owns them, in one query."""
    named = Q(ref__in=_scopes(member, Scope.PROGRAM, *roles))
    return named | Q(sig__ref__in=_scopes(member, Scope.SIG, *for_a_group))


def visible(member: Any) -> QuerySet[Program]:
    """Return the programs somebody sees: those open to her region, groups and stage, and no others (S-15); besides,
    those she runs, reads or is enrolled in.
    """
    if members.is_admin(member) or members.has_role(member, Role.COORDINATOR, Role.READER):
        return Program.objects.all()
    staff = _granted(member, *Role.values, for_a_group=(*RUN_FOR_A_GROUP, Role.READER))
    hers = Enrolment.objects.filter(member=member).values("cohort__program")
    return Program.objects.meant_for(member).filter(Q(is_open=True, fits_her=True) | staff | Q(pk__in=hers))


def readable(member: Any) -> QuerySet[Program]:
    """Return the programs whose lists somebody may read as staff."""
    roles = (Role.COORDINATOR, Role.READER, Role.OFFICER)
    if members.is_admin(member) or members.has_role(member, *roles):
        return Program.objects.all()
    return Program.objects.filter(_granted(member, *roles, for_a_group=(*RUN_FOR_A_GROUP, Role.READER)))


def runnable(member: Any) -> QuerySet[Program]:
    """Return the programs somebody may change: as a coordinator, a society admin or an officer of the owning group."""
    if members.is_admin(member) or members.has_role(member, Role.COORDINATOR):
        return Program.objects.all()
    return Program.objects.filter(_granted(member, Role.COORDINATOR, for_a_group=RUN_FOR_A_GROUP))


def lines_of_group(sig: Sig, viewer: Any) -> list[links.GroupLink]:
    """Return the programs that a group owns and the viewer sees, as lines for the group's page."""
    return [
        links.GroupLink(
            row.name, row.get_aim_display().capitalize(), reverse("programs:show", args=[row.ref])
        )
        for row in visible(viewer).filter(sig=sig).order_by("name")
    ]


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


def program_at_door(name: str) -> Program:
    """Return the program whose public page has this name, its slug or its ref; 404 for one that was never opened."""
    rows = Program.objects.select_related("contact")
    found = rows.filter(slug=name).first()
    if found is None and (ref := _uuid(name)) is not None:
        found = rows.filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def cohort_to_enter(member: Any, ref: UUID | str, role: str) -> Cohort:
    """Return the cohort whose form somebody may fill in for herself; 403 for accounts that are no physician's.

    A public page leads here, so that an open program is known to everybody; whether it is meant for her is judged
    when she sends the form in, by what stands in it.
    """
    found = Cohort.objects.select_related("program", "meeting").filter(ref=ref).first()
    if found is None or role not in states.EnrolmentRole.values:
        raise Http404
    if not found.program.is_open and not Enrolment.objects.filter(cohort=found, member=member).exists():
        raise Http404
    if not members.is_physician(member):
        raise PermissionDenied
    return found


def enrolment_by_link(purpose: str, signed: str) -> Enrolment:
    """Return the enrolment that a signed mail link is about; 404 for a forged or old one, for closed accounts, and
    when the owner's mail goes to another address than the link was sent to.
    """
    ref, mark = tokens.ref_in(purpose, signed) or ("", "")
    rows = Enrolment.objects.select_related("cohort__program", "cohort__meeting", "member__profile", "need")
    found = rows.filter(ref=ref, member__is_active=True).first() if ref else None
    if found is None or not tokens.is_for(found.member, mark):
        raise Http404
    return found


def waiting_to_decide(member: Any, cohort: Cohort, refs: list[str]) -> list[Enrolment]:
    """Return the enrolments of a cohort somebody runs that these refs name; others and forged ones are left out."""
    if not may_run(member, cohort.program):
        raise PermissionDenied
    wanted = [ref for ref in map(_uuid, refs) if ref is not None]
    rows = cohort.enrolments.filter(ref__in=wanted).select_related("cohort__program", "member__profile")
    return list(rows.order_by("enrolled_at", "pk"))
