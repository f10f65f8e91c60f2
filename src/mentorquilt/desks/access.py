"""Who sees which home, who may begin, settle and staff the society, and who may read the demo's mailbox."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from mentorquilt.desks.queries import outbox as outboxes
from mentorquilt.mail import roles, veils
from mentorquilt.mail.models import Mail
from mentorquilt.members import access as members
from mentorquilt.members import queries as people
from mentorquilt.members.models import Grant, Member
from mentorquilt.members.states import Role, Scope
from mentorquilt.programs import access as programs
from mentorquilt.programs.models import Program
from mentorquilt.records.models import Erasure
from mentorquilt.records.states import ErasureState
from mentorquilt.sigs.models import SigMember
from mentorquilt.society import queries as society


def home_of(member: Any) -> str:
    """Return which home somebody sees first: coordinator (also readers), admin, or member."""
    if members.is_coordinator(member):
        return "coordinator"
    if members.is_admin(member):
        return "admin"
    if members.is_staff(member):
        return "coordinator"
    return "member" if hasattr(member, "profile") else "nobody"


def is_member_too(member: Any) -> bool:
    """Return whether somebody who holds a staff right has a profile and matters of her own as well."""
    return members.is_physician(member)


def require_demo() -> None:
    """Raise 404 unless this is the demo: real mail is nobody's to read."""
    if not society.is_open_demo():
        raise Http404


def demo_mail(ref: UUID | str) -> Mail:
    """Return one mail of the demo's mailbox, else 404."""
    require_demo()
    found = Mail.objects.filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def require_admin(member: Any) -> None:
    """Raise PermissionDenied for whoever does not run the installation."""
    if not members.is_admin(member):
        raise PermissionDenied


def has_admin() -> bool:
    """Return whether anybody runs this installation."""
    return members.has_admin()


def is_admin(member: Any) -> bool:
    """Return whether somebody runs the installation."""
    return members.is_admin(member)


def is_demo() -> bool:
    """Return whether this is a demo with its doors open."""
    return society.is_open_demo()


def require_help(member: Any) -> None:
    """Raise PermissionDenied for whoever may not help people in: coordinators and admins may."""
    if not members.runs_something(member):
        raise PermissionDenied


def whom_to_help(member: Any, ref: UUID | str) -> Member:
    """Return anybody with an account, for coordinators and admins; 404 for unknown and forgotten people."""
    require_help(member)
    rows = Member.objects.select_related("profile").exclude(email__endswith="@invalid.invalid")
    found = rows.filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def may_open(member: Any, person: Member) -> bool:
    """Return whether somebody may open this closed account: an admin, unless its owner asked to be forgotten."""
    waiting = Erasure.objects.filter(member_ref=person.ref, state=ErasureState.ASKED)
    return is_admin(member) and not person.is_active and not waiting.exists()


def openable(member: Any, ref: UUID | str) -> Member:
    """Return a closed account that an admin may open; 403 otherwise."""
    person = whom_to_help(member, ref)
    if not may_open(member, person):
        raise PermissionDenied
    return person


def staff_member(member: Any, ref: UUID | str) -> Member:
    """Return somebody who holds a staff right, for an admin; 403 for others, 404 for whoever holds none."""
    require_admin(member)
    found = Member.objects.select_related("profile").filter(ref=ref, grants__isnull=False).distinct().first()
    if found is None:
        raise Http404
    return found


def right_of(member: Any, ref: UUID | str, key: int) -> Grant:
    """Return one right of a person for an admin to take away, else 404."""
    held = Grant.objects.select_related("member").filter(pk=key, member=staff_member(member, ref)).first()
    if held is None:
        raise Http404
    return held


def lasting(member: Any) -> list[Grant]:
    """Return the rights that somebody holds herself, not for another and without an end."""
    return [one for one in members.grants(member) if one.until is None and one.stands_in_for_id is None]


def programs_to_lend(member: Any) -> QuerySet[Program]:
    """Return the programs somebody coordinates herself and may therefore leave to a stand-in for a while."""
    own = [one for one in lasting(member) if one.role in {Role.COORDINATOR, Role.OFFICER}]
    if any(one.role == Role.COORDINATOR and one.scope_kind == Scope.SOCIETY for one in own):
        return Program.objects.all()
    named = [one.scope_id for one in own if one.scope_kind == Scope.PROGRAM and one.role == Role.COORDINATOR]
    groups = [one.scope_id for one in own if one.scope_kind == Scope.SIG]
    return Program.objects.filter(Q(ref__in=named) | Q(sig__ref__in=groups))


def to_be_replaced(member: Any, ref: UUID | str | None) -> Member:
    """Return for whom a stand-in is named: oneself, or for an admin anybody who coordinates; 403 and 404 otherwise."""
    person = member if ref is None or str(ref) == str(member.ref) else staff_member(member, ref)
    if not programs_to_lend(person).exists():
        raise PermissionDenied if person is member else Http404
    return Member.objects.select_related("profile").get(pk=person.pk)


def lent_to(member: Any, ref: UUID | str, whom: str) -> tuple[Member, Member]:
    """Return the stand-in and whom she stands in for (by ref), for that person herself or an admin; else 404."""
    is_own = whom in {"", str(member.ref)}
    if not is_own:
        require_admin(member)
    held = Grant.objects.filter(member__ref=ref, until__gt=timezone.now(), stands_in_for__isnull=False)
    rows = held.select_related("member__profile", "stands_in_for__profile")
    wanted = str(member.ref) if is_own else whom
    found = next((row for row in rows if row.stands_in_for and str(row.stands_in_for.ref) == wanted), None)
    if found is None or found.stands_in_for is None:
        raise Http404
    return found.member, found.stands_in_for


def outbox(member: Any) -> outboxes.Scope:
    """Return whose mails somebody looks after: her programs', an admin everybody's; PermissionDenied for others."""
    is_admin = members.is_admin(member)
    runs = tuple(programs.runnable(member))
    if not is_admin and not runs:
        raise PermissionDenied
    return outboxes.Scope(programs=runs, everything=is_admin)


def outbox_batch(member: Any, batch: str) -> tuple[outboxes.Scope, QuerySet[Mail]]:
    """Return the mails of a batch that somebody looks after; 404 when there is none."""
    scope = outbox(member)
    mails = scope.batch(batch)
    if not mails.exists():
        raise Http404
    return scope, mails


def outbox_mail(member: Any, ref: UUID | str) -> Mail:
    """Return one mail that somebody looks after, else 404; private words are left out, signed links in others veiled."""
    rows = outbox(member).mails().filter(ref=ref)
    found = rows.defer(None).select_related("program", "to__profile", "edited_by", "approved_by").first()
    if found is None:
        raise Http404
    if found.private:
        found.subject, found.body, found.context = "", "", {}
    found.body, found.context = veils.veiled(found.body or ""), veils.veiled_values(found.context or {})
    return found


def open_mail(member: Any, ref: UUID | str) -> Mail:
    """Return one mail whose words somebody may read and decide about; 404 for private ones."""
    found = outbox_mail(member, ref)
    if found.private:
        raise Http404
    return found


def wording_place(member: Any, slug: str, ref: UUID | str) -> tuple[roles.Role, Program]:
    """Return a kind of mail and a program whose words for it somebody may change; 404 otherwise."""
    program = programs.runnable(member).filter(ref=ref).first()
    role = roles.find(slug)
    if program is None or role is None or role.review is roles.Review.NEVER:
        raise Http404
    return role, program


def people_to_invite(member: Any) -> QuerySet[Member]:
    """Return which listed members somebody may look through for whom to invite: a coordinator or an admin all of them,
    an officer those of her own groups; 403 for others.
    """
    if members.runs_something(member):
        return people.listed()
    led = [
        grant.scope_id
        for grant in members.grants(member)
        if grant.role == Role.OFFICER and grant.scope_kind == Scope.SIG
    ]
    if not led:
        raise PermissionDenied
    return people.listed().filter(pk__in=SigMember.objects.filter(sig__ref__in=led).values("member"))
