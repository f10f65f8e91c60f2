"""Who works for the society: rights with their scopes in words, last sign-in, second factor, stand-ins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from mentorquilt.members import queries as people
from mentorquilt.members.models import Grant, Member
from mentorquilt.members.states import Role, Scope
from mentorquilt.programs.models import Program
from mentorquilt.sigs.models import Sig

MOMENT = timedelta(seconds=1)  # rights end at midnight; people are told the day before
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
ORDER = (Role.ADMIN, Role.COORDINATOR, Role.OFFICER, Role.READER)
ABOUT = {
    Role.ADMIN: lazy("Runs the installation: settings, staff, backups. Reads no word of a pair."),
    Role.COORDINATOR: lazy("Runs programs: people, matches, mails."),
    Role.OFFICER: lazy("Runs the programs of one special-interest group, and no others."),
    Role.READER: lazy("Reads lists and reports. Changes nothing."),
}


@dataclass(frozen=True, slots=True)
class Right:
    """One right in words."""

    key: int
    role: str
    words: str
    scope: str
    last_day: datetime | None
    instead_of: str


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One person of the staff."""

    ref: str
    name: str
    email: str
    last_login: datetime | None
    has_key: bool
    rights: tuple[Right, ...]


@dataclass(frozen=True, slots=True)
class StandIn:
    """Somebody looks after somebody else's programs up to the last moment of a day."""

    ref: str
    name: str
    programs: tuple[str, ...]
    last_day: datetime


def in_force(now: datetime) -> Q:
    """Return the condition on rights that hold now."""
    return Q(until=None) | Q(until__gt=now)


def staff(*, now: datetime, only: Member | None = None) -> list[StaffLine]:
    """Return everybody who holds a right now, admins first, in a fixed number of queries."""
    grants = Grant.objects.filter(in_force(now)).select_related("member__profile", "stands_in_for__profile")
    rows = list(grants.filter(member=only) if only else grants)
    names = scope_names(rows)
    keyed = set(
        Authenticator.objects.filter(
            user__in={row.member_id for row in rows}, type__in=SECOND_FACTORS
        ).values_list("user", flat=True)
    )
    lines = [
        StaffLine(
            ref=str(member.ref),
            name=people.called(member),
            email=member.email,
            last_login=member.last_login,
            has_key=member.pk in keyed,
            rights=tuple(_right(row, names) for row in _ordered(row for row in rows if row.member == member)),
        )
        for member in {row.member_id: row.member for row in rows}.values()
    ]
    return sorted(lines, key=lambda line: (ORDER.index(Role(line.rights[0].role)), line.name.casefold()))


def _ordered(rows: Iterable[Grant]) -> list[Grant]:
    return sorted(rows, key=lambda row: (ORDER.index(Role(row.role)), row.scope_kind, row.pk))


def _right(row: Grant, names: dict[str, str]) -> Right:
    whole = row.scope_kind == Scope.SOCIETY
    return Right(
        key=row.pk,
        role=row.role,
        words=capfirst(str(Role(row.role).label)),
        scope="" if whole else names.get(row.scope_id, _("a program that is gone")),
        last_day=row.until and row.until - MOMENT,
        instead_of=people.called(row.stands_in_for) if row.stands_in_for else "",
    )


def scope_names(rows: Iterable[Grant]) -> dict[str, str]:
    """Return the names of the programs and groups that rights are limited to, by ref."""
    programs = {row.scope_id for row in rows if row.scope_kind == Scope.PROGRAM}
    groups = {row.scope_id for row in rows if row.scope_kind == Scope.SIG}
    found = {
        str(ref): name for ref, name in Program.objects.filter(ref__in=programs).values_list("ref", "name")
    }
    return found | {
        str(ref): name for ref, name in Sig.objects.filter(ref__in=groups).values_list("ref", "name")
    }


def stand_ins(member: Any, *, now: datetime) -> tuple[list[StandIn], list[StandIn]]:
    """Return who stands in for somebody, and for whom she stands in herself; two queries."""
    mine = Q(stands_in_for=member) | Q(member=member, stands_in_for__isnull=False)
    rows = list(
        Grant.objects.filter(mine, until__gt=now)
        .select_related("member__profile", "stands_in_for__profile")
        .order_by("until", "pk")
    )
    names = scope_names(rows) if rows else {}
    for_me = [row for row in rows if row.stands_in_for_id == member.pk]
    for_others = [row for row in rows if row.stands_in_for_id != member.pk]
    return _gathered(for_me, "member", names), _gathered(for_others, "stands_in_for", names)


def _gathered(rows: list[Grant], whom: str, names: dict[str, str]) -> list[StandIn]:
    """Put the programs of one person and one end together."""
    found: dict[int, list[Grant]] = {}
    for row in rows:
        found.setdefault(getattr(row, whom).pk, []).append(row)
    return [
        StandIn(
            ref=str(getattr(held[0], whom).ref),
            name=people.called(getattr(held[0], whom)),
            programs=tuple(sorted(names.get(row.scope_id, "") for row in held)),
            last_day=max(row.until for row in held if row.until) - MOMENT,
        )
        for held in found.values()
    ]


def scope_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what a right can be limited to: the whole society, one program, one group."""
    programs = [(f"program {ref}", name) for ref, name in Program.objects.values_list("ref", "name")]
    groups = [
        (f"sig {ref}", name) for ref, name in Sig.objects.filter(is_hidden=False).values_list("ref", "name")
    ]
    found = [(_("Everything"), [("society", _("the whole society"))]), (_("One program"), programs)]
    return [*found, (_("One special-interest group"), groups)] if groups else found
