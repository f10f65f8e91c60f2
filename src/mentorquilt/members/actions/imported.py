"""Writes of people who come in a sheet: many rows a statement, only what the sheet says, nothing private."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models, transaction

from mentorquilt import rosters
from mentorquilt.members.actions.institutions import institutions_named
from mentorquilt.members.actions.profile import search_name
from mentorquilt.members.models import (
    Affiliation,
    Member,
    Membership,
    Mentoring,
    Need,
    Offer,
    Profile,
    Term,
    WeeklyHours,
    Whereabouts,
)
from mentorquilt.members.queries import imported as queries
from mentorquilt.members.rows import Facts, Said, gather
from mentorquilt.members.states import AffiliationKind, Kind
from mentorquilt.society import queries as society

AT_ONCE = 1000
OWNED: tuple[tuple[str, type[models.Model], str], ...] = (
    ("profile", Profile, "member"),
    ("whereabouts", Whereabouts, "member"),
    ("membership", Membership, "member"),
    ("mentoring", Mentoring, "member"),
    ("offer", Offer, "owner"),
)
ALWAYS = {"profile", "membership"}


@dataclass(frozen=True, slots=True)
class Written:
    """What an import did: members and present needs by address, and whose rows are new or changed."""

    members: dict[str, Member]
    needs: dict[str, Need]
    created: frozenset[str]
    changed: frozenset[str]


@transaction.atomic
def write_people(*, people: Iterable[rosters.RosterPerson], now: datetime) -> Written:
    """Enter or update people by address. Membership of new ones is not checked yet unless the sheet says so."""
    return _write(gather(people), now)


@transaction.atomic
def write_said(*, people: Mapping[str, Said], now: datetime) -> Written:
    """Enter or update people by address from what was said of them, wherever it was said."""
    return _write(people, now)


def _write(people: Mapping[str, Said], now: datetime) -> Written:
    stands = queries.standing(people)
    strangers = _only_typed(people, stands)
    people = {email: _described(said) if email in strangers else said for email, said in people.items()}
    differing = {email for email, said in people.items() if queries.changes(said, stands)}
    created = frozenset(people) - frozenset(stands.members)
    _write_members(people, stands, created, now)
    Member.objects.filter(pk__in=strangers.values()).update(kind=Kind.MEMBER)
    touched = [people[email] for email in people if email in created or email in differing]
    for table, model, owner in OWNED:
        _write_owned(table, model, owner, touched, stands, now)
    _write_hours(touched, stands)
    needs = _write_needs(people, stands, now)
    _write_affiliations(touched, stands)
    members = {email: stands.members[email] for email in people}
    return Written(members, needs, created, frozenset(differing))


def _only_typed(people: Mapping[str, Said], stands: queries.Standing) -> dict[str, int]:
    """Return by address whom the sheet names and of whom we know no more than an address typed at the front door."""
    named = (email for email, said in people.items() if said.profile.get("full_name"))
    known = ((email, stands.member(email)) for email in named)
    return {email: row.pk for email, row in known if row is not None and row.is_nameless}


def _described(said: Said) -> Said:
    """Return what makes a first profile of a door's empty one: what the sheet says, and else what any new one has."""
    fresh = Profile()
    return replace(
        said, profile={"profession": fresh.profession, "is_listed": fresh.is_listed} | said.profile
    )


def _write_members(
    people: Mapping[str, Said], stands: queries.Standing, created: frozenset[str], now: datetime
) -> None:
    """Make the accounts that are missing, without a password; staff who sign up become members too."""
    fresh = [
        Member(email=email, kind=Kind.MEMBER, joined_at=now, password=unusable())
        for email in people
        if email in created
    ]
    made = Member.objects.bulk_create(fresh, AT_ONCE)
    addresses = [EmailAddress(user=row, email=row.email, verified=False, primary=True) for row in made]
    EmailAddress.objects.bulk_create(addresses, AT_ONCE, ignore_conflicts=True)
    stands.members |= {row.email: row for row in made}
    stands.fresh = set(created)
    others = [
        stands.members[email].pk
        for email in people
        if stands.members[email].kind in {Kind.STAFF, Kind.ASSISTANT}
    ]
    if others:
        Member.objects.filter(pk__in=others).update(kind=Kind.MEMBER)


def unusable() -> str:
    """Return a password that nothing can equal, as Django writes one; its random part keeps mailed links apart."""
    return f"{UNUSABLE_PASSWORD_PREFIX}{secrets.token_urlsafe(30)}"


def _write_owned(
    table: str,
    model: Any,
    owner: str,
    touched: Iterable[Said],
    stands: queries.Standing,
    now: datetime,
) -> None:
    """Write one table that has one row a person: missing rows are made, changed columns overwritten."""
    fresh, stale, columns = [], [], set()
    usual = {"capacity": society.current().capacity_default} if model is Mentoring else {}
    for said in touched:
        member, facts = stands.members[said.email], _facts_of(table, said, now)
        row = stands.row(said.email, table)
        if row is None:
            if facts or table in ALWAYS or _is_due(table, said):
                fresh.append(_filled(model(**{owner: member}), usual | facts))
        elif facts:
            stale.append(_filled(row, facts))
            columns |= set(facts)
    model.objects.bulk_create(fresh, AT_ONCE)
    _overwrite(model, stale, columns)


def _is_due(table: str, said: Said) -> bool:
    """Say whether a row must exist although the sheet fills none of its columns."""
    return said.is_mentor and table in {"mentoring", "offer"}


def _facts_of(table: str, said: Said, now: datetime) -> Facts:
    facts: Facts = dict(getattr(said, table))
    if table == "profile":
        facts["updated_at"] = now
    return facts


def _filled(row: Any, facts: Facts) -> Any:
    for name, value in facts.items():
        setattr(row, name, value)
    if isinstance(row, Profile):
        row.name_search = search_name(row.full_name, row.family_name)
    return row


def _overwrite(model: Any, rows: list[Any], columns: set[str]) -> None:
    """Overwrite columns of rows that stand, in statements of many rows."""
    if rows and columns:
        names = sorted(columns | ({"name_search"} if model is Profile else set()))
        model.objects.bulk_create(
            rows, AT_ONCE, update_conflicts=True, unique_fields=["id"], update_fields=names
        )


def _write_hours(touched: Iterable[Said], stands: queries.Standing) -> None:
    """Write weekly hours that were given; hours nobody gave stay assumed."""
    fresh: list[WeeklyHours] = []
    stale: list[WeeklyHours] = []
    for said in touched:
        member = stands.members[said.email]
        own = stands.row(said.email, "weekly_hours")
        if not said.hours:
            continue
        row = own or WeeklyHours(member=member)
        row.intervals, row.is_assumed = said.hours, False
        (stale if own else fresh).append(row)
    WeeklyHours.objects.bulk_create(fresh, AT_ONCE)
    _overwrite(WeeklyHours, stale, {"intervals", "is_assumed"})


def _write_needs(people: Mapping[str, Said], stands: queries.Standing, now: datetime) -> dict[str, Need]:
    """Write what mentees seek onto their present need, beginning one where there is none."""
    fresh, stale, needs = [], [], {}
    for email, said in people.items():
        member = stands.members[email]
        need = stands.needs.get(member.pk)
        if said.is_mentee and need is None:
            need = Need(owner=member, updated_at=now, **said.need)
            fresh.append(need)
        elif need is not None and any(getattr(need, name) != value for name, value in said.need.items()):
            stale.append(_filled(need, {**said.need, "updated_at": now}))
        if need is not None:
            needs[email] = need
    Need.objects.bulk_create(fresh, AT_ONCE)
    columns = {field.name for field in Need._meta.concrete_fields} - {"id", "ref", "owner"}  # noqa: SLF001
    _overwrite(Need, stale, columns)
    return needs


def _write_affiliations(touched: Iterable[Said], stands: queries.Standing) -> None:
    """Write where people work and trained; a present institution that the sheet no longer names is past."""
    touched = list(touched)
    names = [name for said in touched for name in (*said.present, *(name for name, _ in said.trainings))]
    rows = institutions_named(names)
    fresh: list[Affiliation] = []
    for said in touched:
        member = stands.members[said.email]
        here = [rows[queries.folded(name)] for name in said.present]
        if here:
            _leave(stands.affiliations.get(member.pk, []), {row.pk for row in here})
        fresh += [Affiliation(member=member, institution=row, kind=AffiliationKind.PRESENT) for row in here]
        fresh += [
            Affiliation(
                member=member,
                institution=rows[queries.folded(name)],
                kind=AffiliationKind.TRAINING,
                to_year=ended,
            )
            for name, ended in said.trainings
        ]
    Affiliation.objects.bulk_create(fresh, AT_ONCE, ignore_conflicts=True)


def _leave(rows: list[Affiliation], here: set[int]) -> None:
    """Turn present institutions that are no longer named into past ones; nobody is in one place now and before."""
    left = [row for row in rows if row.kind == AffiliationKind.PRESENT and row.institution_id not in here]
    past = {row.institution_id: row.pk for row in rows if row.kind == AffiliationKind.PAST}
    gone = [past[key] for key in past if key in here]
    gone += [row.pk for row in left if row.institution_id in past]
    if gone:
        Affiliation.objects.filter(pk__in=gone).delete()
    if left:
        Affiliation.objects.filter(pk__in=[row.pk for row in left]).update(kind=AffiliationKind.PAST)


@transaction.atomic
def add_terms(*, terms: Mapping[tuple[str, str], str]) -> int:
    """Add entries that a sheet brought to the society's lists: (kind, slug) to words. Known ones stay as they are."""
    known = set(Term.objects.values_list("kind", "slug"))
    fresh = [
        Term(kind=kind, slug=slug[:60], label=words[:120], position=9999)
        for (kind, slug), words in terms.items()
        if (kind, slug[:60]) not in known
    ]
    Term.objects.bulk_create(fresh, AT_ONCE, ignore_conflicts=True)
    return len(fresh)
