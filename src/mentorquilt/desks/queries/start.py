"""Where the start of a society stands, and what to send when it is through."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse

from mentorquilt.desks.queries.staff import SECOND_FACTORS
from mentorquilt.members import queries as people
from mentorquilt.members.models import Grant, Member
from mentorquilt.members.states import Role
from mentorquilt.pairings.models import Pairing
from mentorquilt.programs.models import Program
from mentorquilt.records.models import AuditNote
from mentorquilt.society import queries as society


def coordinator() -> Member | None:
    """Return who coordinates the whole society, the first who was named."""
    held = Grant.objects.filter(role=Role.COORDINATOR, scope_kind="society", until=None).select_related(
        "member__profile"
    )
    first = held.order_by("pk").first()
    return first.member if first else None


@dataclass(frozen=True, slots=True)
class Leaving:
    """What goes when the demo is left, in numbers, and what may stay."""

    people: int
    programs: int
    pairs: int
    may_keep: bool
    copies: bool
    mail_server: str


def leaving() -> Leaving:
    """Count what goes; the society's own facts may stay when somebody described it since the demo was made."""
    described = AuditNote.objects.filter(verb__in=["society.described", "society.logo_stored"]).count()
    return Leaving(
        people=Member.objects.count(),
        programs=Program.objects.count(),
        pairs=Pairing.objects.count(),
        may_keep=described > 1,
        copies="sqlite" in settings.DATABASES["default"]["ENGINE"],
        mail_server=settings.EMAIL_HOST,
    )


@dataclass(frozen=True, slots=True)
class Started:
    """The end of the start: the first program, the link to send, and what is not in order yet."""

    program: Program | None
    link: str
    is_production: bool
    sends_from_here: bool
    has_key: bool


def started(member: Any) -> Started:
    """Gather the last page of the start."""
    keys = Authenticator.objects.filter(user=member, type__in=SECOND_FACTORS)
    program = Program.objects.prefetch_related("cohorts__meeting").order_by("pk").first()
    return Started(
        program=program,
        link=public_link(program) if program else "",
        is_production=settings.PRODUCTION,
        sends_from_here=settings.EMAIL_HOST in {"localhost", "127.0.0.1"},
        has_key=keys.exists(),
    )


def public_link(program: Program) -> str:
    """Return the whole address of a program's public page, empty while it has none."""
    return settings.BASE_URL + reverse("programs:public", args=[program.slug]) if program.slug else ""


def copy_words(copy: Path | None) -> str:
    """Return where a copy lies, as whoever runs the server finds it."""
    return f"{copy.parent.name}/{copy.name}" if copy else ""


def is_described() -> bool:
    """Return whether the society has a name of its own."""
    return society.current().name != society.NAMELESS


def name_of(member: Member) -> str:
    """Return what somebody is called."""
    return people.called(member)
