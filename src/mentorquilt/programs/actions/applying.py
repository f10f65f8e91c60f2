"""Writes of an import: people, enrolments, private wishes and what was learned, all or nothing (P3)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt import rosters
from mentorquilt.members import actions as members
from mentorquilt.members import queries as people
from mentorquilt.members.models import Member
from mentorquilt.members.states import ExclusionKind
from mentorquilt.programs import states
from mentorquilt.programs.actions import memory
from mentorquilt.programs.actions.imports import NotInWork, finish
from mentorquilt.programs.actions.telling import ask_all_to_check
from mentorquilt.programs.models import Enrolment, EnrolmentSlot, RosterImport
from mentorquilt.programs.queries import plans, questions
from mentorquilt.programs.queries import sheets as queries
from mentorquilt.records import actions as records
from mentorquilt.sigs import actions as sigs

AT_ONCE = 1000
MOST_ROWS_NAMED = 500
_Kind = states.RememberedKind
_State = states.EnrolmentState


class LookAgain(Exception):
    """What would be imported is no longer what the page showed; nothing was done."""


@transaction.atomic
def apply(
    *, plan: plans.Plan, seen: str, confirmed: Iterable[str], by: Any, now: datetime
) -> list[RosterImport]:
    """Import the good rows of a cohort's sheets in one transaction.

    ``confirmed`` names the kinds of sheet whose people count as confirmed; the others are asked to check first.
    Raises LookAgain when something changed since ``seen``, NotInWork when there is nothing left to import.
    """
    cohort = plan.gathered.cohort
    rows = list(queries.in_work(cohort).select_for_update(of=("self",)))
    if not rows or not plan.gathered.is_ready:
        raise NotInWork
    if not queries.mark_of(rows) == plan.gathered.mark == seen:
        raise LookAgain
    _learn(plan, by, now)
    standing = {
        (row.member_id, row.role): row for row in Enrolment.objects.filter(cohort=cohort).defer("ranks")
    }
    fresh = [entry for entry in plan.enrolling if not _is_unchanged(entry, standing)]
    coming = [
        replace(entry.person, capacity=min(entry.person.capacity, plan.gathered.cap)) for entry in fresh
    ]
    written = members.write_people(people=coming, now=now)
    known = _everybody(plan, written.members)
    enrolled = _enrol(plan, known, written.needs, standing, set(confirmed), by, now)
    _keep_private(plan, coming, known, now)
    sigs.add_to_groups({known[row.email].pk: list(row.groups) for row in coming if row.groups}, now)
    return [
        finish(sheet=row, report=_report(row.kind, plan, enrolled, written), by=by, now=now) for row in rows
    ]


def _is_unchanged(entry: plans.Entry, standing: Mapping[tuple[int, str], Enrolment]) -> bool:
    """Say whether the very same row was imported before; then nothing that its owner changed since is touched."""
    if entry.enrolment is None:
        return False
    row = standing.get((entry.enrolment.member_id, entry.person.role))
    return row is not None and row.row_digest == entry.digest


def _everybody(plan: plans.Plan, written: Mapping[str, Member]) -> dict[str, Member]:
    """Return the member behind every address that an entry or a wish names."""
    wanted = {entry.person.email for entry in plan.entries}
    wanted |= {str(wish.answer.get("who", "")) for wish in plan.asked.wishes if wish.answer}
    found = people.by_addresses(wanted - set(written) - {""})
    return found | dict(written)


def _enrol(
    plan: plans.Plan,
    known: Mapping[str, Member],
    needs: Mapping[str, Any],
    standing: Mapping[tuple[int, str], Enrolment],
    confirmed: set[str],
    by: Any,
    now: datetime,
) -> list[Enrolment]:
    """Enter everybody once per role; a later import updates what the sheet says. Returns the new enrolments."""
    ranks, cap = _ranks(plan, known), plan.gathered.cap
    fresh: list[Enrolment] = []
    stale: list[tuple[int, plans.Entry, str]] = []
    for entry in plan.enrolling:
        person, member = entry.person, known[entry.person.email]
        state = _State.APPROVED if person.role in confirmed else _State.UNCONFIRMED
        row = standing.get((member.pk, person.role))
        if row is None:
            row = Enrolment(
                cohort=plan.gathered.cohort,
                member=member,
                role=person.role,
                state=state,
                origin=states.Origin.IMPORT,
                enrolled_at=now,
                enrolled_by=by,
            )
            fresh.append(_filled(row, entry, needs.get(person.email), ranks, cap))
        elif _is_stale(row, entry, state) or (person.role, person.email) in ranks:
            stale.append((row.pk, entry, state))
    _write_fresh(fresh)
    _write_stale(stale, needs, ranks, cap)
    _note_stages(plan, fresh, by, now)
    _ask(fresh, by, now)
    return fresh


def _is_stale(row: Enrolment, entry: plans.Entry, state: str) -> bool:
    """Say whether an enrolment that stands has to be written again."""
    confirms = row.state == _State.UNCONFIRMED and state == _State.APPROVED
    return confirms or row.row_digest != entry.digest


def _filled(
    row: Enrolment,
    entry: plans.Entry,
    need: Any,
    ranks: Mapping[tuple[str, str], list[str]],
    cap: int,
) -> Enrolment:
    person, is_changed = entry.person, row.row_digest != entry.digest
    row.row_digest = entry.digest
    if person.role == "mentor":
        row.places = min(person.capacity, cap) if person.capacity_given and is_changed else row.places
    elif need is not None:
        row.need = need
    row.left_out_before = person.left_out_before or row.left_out_before
    row.ranks = ranks.get((person.role, person.email), row.ranks)
    return row


def _write_fresh(fresh: Sequence[Enrolment]) -> None:
    Enrolment.objects.bulk_create(fresh, AT_ONCE)
    slots = [EnrolmentSlot(enrolment=row) for row in fresh if row.role == states.EnrolmentRole.MENTEE]
    EnrolmentSlot.objects.bulk_create(slots, AT_ONCE)


def _write_stale(
    stale: Sequence[tuple[int, plans.Entry, str]],
    needs: Mapping[str, Any],
    ranks: Mapping[tuple[str, str], list[str]],
    cap: int,
) -> None:
    """Write enrolments again that stand; a coordinator's word confirms one that waited for it, never the reverse.

    A round may be published beside an import, so a state is changed only where it still is what was read, and the
    count of rounds without a mentor only where a new row of the sheet says it.
    """
    if not stale:
        return
    rows = Enrolment.objects.in_bulk([key for key, _entry, _state in stale])
    counted = [
        rows[key]
        for key, entry, _state in stale
        if entry.person.left_out_before and rows[key].row_digest != entry.digest
    ]
    for key, entry, _state in stale:
        _filled(rows[key], entry, needs.get(entry.person.email), ranks, cap)
    Enrolment.objects.bulk_create(
        rows.values(),
        AT_ONCE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["need", "places", "ranks", "row_digest"],
    )
    Enrolment.objects.bulk_update(counted, ["left_out_before"], AT_ONCE)
    known = [key for key, _entry, state in stale if state == _State.APPROVED]
    Enrolment.objects.filter(pk__in=known, state=_State.UNCONFIRMED).update(state=_State.APPROVED)


def _note_stages(plan: plans.Plan, fresh: Sequence[Enrolment], by: Any, now: datetime) -> None:
    """Write down each person who comes in although the program does not take her stage (S-27)."""
    wrong = {(entry.person.role, entry.person.email) for entry in plan.enrolling if entry.wrong_stage}
    for row in fresh:
        if (row.role, row.member.email) in wrong:
            records.note(
                verb="enrolment.stage_allowed", actor=by, about=row, now=now, facts={"role": row.role}
            )


def _ask(fresh: Sequence[Enrolment], by: Any, now: datetime) -> None:
    """Draft the question whether what we know is right to those who are not confirmed; reviewed in the outbox (T4)."""
    wanted = [row for row in fresh if row.state == _State.UNCONFIRMED]
    if not wanted:
        return
    Enrolment.objects.filter(pk__in=[row.pk for row in wanted]).update(reminded_at=now)
    ask_all_to_check(wanted, again=False, by=by, batch=f"check:{wanted[0].cohort.ref}", now=now)


def _ranks(plan: plans.Plan, known: Mapping[str, Member]) -> dict[tuple[str, str], list[str]]:
    """Return the refs of people somebody would like, in the order in which she wrote them."""
    ranks: dict[tuple[str, str], list[str]] = {}
    for wish, wisher in _judged(plan, "wish"):
        liked = known.get(wish.answer["who"])
        if liked is not None:
            refs = ranks.setdefault((wish.role, wisher), [])
            refs += [ref for ref in [str(liked.ref)] if ref not in refs]
    return ranks


def _judged(plan: plans.Plan, do: str) -> list[tuple[questions.WishQuestion, str]]:
    """Return the wishes judged to be wishes, or bans, each with the address its writer goes by now."""
    return [
        (wish, plan.addresses.get(wish.email, wish.email))
        for wish in plan.asked.wishes
        if wish.answer and wish.answer.get("do") == do and wish.answer.get("who")
    ]


def _keep_private(
    plan: plans.Plan, changed: Iterable[rosters.RosterPerson], known: Mapping[str, Member], now: datetime
) -> None:
    """Keep whom or what somebody shuts out, encrypted with the person herself (M14).

    ``changed`` are those of new or changed rows: what somebody let in again stays let in.
    """
    for wish, wisher in _judged(plan, "ban"):
        owner, about = known.get(wisher), known.get(wish.answer["who"])
        if owner is not None and about is not None and owner.pk != about.pk:
            members.add_exclusion(owner=owner, kind=ExclusionKind.MEMBER, value=str(about.ref), now=now)
    shut = [person for person in changed if person.excludes_institutions]
    names = [name for person in shut for name in person.excludes_institutions]
    rows = members.institutions_named(names) if names else {}
    for person in shut:
        for name in person.excludes_institutions:
            value = str(rows[people.folded(name)].ref)
            members.add_exclusion(
                owner=known[person.email], kind=ExclusionKind.INSTITUTION, value=value, now=now
            )
    for person in changed:
        for place in person.excludes_places:
            for kind, value in rosters.places_meant(place):
                members.add_exclusion(
                    owner=known[person.email], kind=ExclusionKind(kind), value=value, now=now
                )


def _learn(plan: plans.Plan, by: Any, now: datetime) -> None:
    """Keep what was decided about headings, answers, institutions, cities and doubles, and new terms."""
    for sheet in plan.gathered.sheets:
        memory.remember(meaning=sheet.meaning, now=now)
    members.add_terms(terms=plan.new_terms)
    places = [members.OnePlace(*place) for place in plans.places_of(plan.asked.groups)]
    members.group_institutions(places=places, by=by, now=now)
    asked = plan.asked
    facts = [memory.fact(_Kind.GROUP, one.key, one.answer, now) for one in asked.groups if one.answer]
    facts += [
        memory.fact(_Kind.CITY, one.key, {"city": one.answer}, now) for one in asked.cities if one.answer
    ]
    facts += [
        memory.fact(_Kind.DOUBLE, one.key, {"keep": queries.digest_of(one.answer)}, now)
        for one in asked.doubles
        if one.answer
    ]
    memory.store(facts)


def _report(
    kind: str, plan: plans.Plan, enrolled: Sequence[Enrolment], written: members.Written
) -> dict[str, Any]:
    entries = plan.of(kind)
    coming = [entry.person.email for entry in entries if not entry.left_out]
    bad = next(
        reading.bad_rows
        for sheet, reading in zip(plan.gathered.sheets, plan.gathered.readings, strict=True)
        if sheet.row.kind == kind
    )
    new = sum(email in written.created for email in coming)
    changed = sum(email in written.changed for email in coming)
    return {
        "people": len(coming),
        "new": new,
        "changed": changed,
        "same": len(coming) - new - changed,
        "enrolled": sum(row.role == kind for row in enrolled),
        "left_out": dict(Counter(entry.left_out for entry in entries if entry.left_out)),
        "bad": len(bad),
        "bad_rows": list(bad[:MOST_ROWS_NAMED]),
    }
