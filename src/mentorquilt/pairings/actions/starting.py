"""Start pairings, and take back those of a round: the only doors through which a mentor's place is taken (M2, M3)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from mentorquilt.members.models import Member
from mentorquilt.pairings import states
from mentorquilt.pairings.actions import places
from mentorquilt.pairings.actions.places import NoPlace
from mentorquilt.pairings.models import Message, Pairing, Participant
from mentorquilt.programs.models import Cohort, Program
from mentorquilt.records import actions as records

Role = states.ParticipantRole
TWO_PERSON = frozenset({states.PairingKind.ONE_OFF, states.PairingKind.DYAD, states.PairingKind.PEER})
LEARNERS = frozenset({Role.MENTEE, Role.BOTH})
AT_ONCE = 500

__all__ = [
    "AccountClosed",
    "AlreadyPaired",
    "NoPlace",
    "Seat",
    "SomethingInThem",
    "Start",
    "start",
    "start_all",
    "take_back",
]


class AccountClosed(Exception):
    """Somebody of a pairing cannot sign in any more; ``members`` are their keys."""

    def __init__(self, members: Sequence[int]) -> None:
        super().__init__(", ".join(map(str, members)))
        self.members = tuple(members)


class AlreadyPaired(Exception):
    """People have a live pairing with each other, or a mentee has one in the same slot of the cohort.

    ``members`` are the keys of the people it concerns.
    """

    def __init__(self, members: Sequence[int]) -> None:
        super().__init__(", ".join(map(str, members)))
        self.members = tuple(members)


class SomethingInThem(Exception):
    """Pairings hold messages, talks or an ending, so they are not taken back; ``pairings`` are these."""

    def __init__(self, pairings: Sequence[Pairing]) -> None:
        super().__init__(f"{len(pairings)} pairings have begun")
        self.pairings = tuple(pairings)


@dataclass(frozen=True, slots=True)
class Seat:
    """One person of a pairing to be started; ``member`` is a primary key."""

    member: int
    role: str


@dataclass(frozen=True, slots=True)
class Start:
    """One pairing to be started. ``reasons`` are plain values (M2); ``ends_on`` is None for an open end."""

    kind: str
    seats: tuple[Seat, ...]
    starts_on: date
    ends_on: date | None = None
    program: Program | None = None
    cohort: Cohort | None = None
    slot: str = ""
    mentor_type: str = ""
    need: int | None = None
    origin: str = ""
    origin_ref: str = ""
    reasons: list[dict[str, Any]] = field(default_factory=list)

    @property
    def couple(self) -> str:
        """Return the key that both seats of a two-person kind share, the same whoever is named first."""
        if self.kind not in TWO_PERSON:
            return ""
        return ":".join(str(key) for key in sorted(seat.member for seat in self.seats))


def start(*, wanted: Start, by: Any, now: datetime) -> Pairing:
    """Start one pairing and take the mentor's place. Raises NoPlace, AlreadyPaired, AccountClosed."""
    return start_all(wanted=[wanted], by=by, now=now)[0]


@transaction.atomic
def start_all(*, wanted: Sequence[Start], by: Any, now: datetime) -> list[Pairing]:
    """Start many pairings at once, all or none, in a fixed number of statements; returned in the order given.

    Raises NoPlace, AlreadyPaired or AccountClosed with everybody it concerns, and ValueError for seats that make no
    pairing. Nothing is left behind then.
    """
    for one in wanted:
        _check(one)
    _take_places(wanted, timezone.localdate(now))
    _refuse_closed(wanted)
    rows = [_pairing(one) for one in wanted]
    seats = [_seat(one, row, seat, now) for one, row in zip(wanted, rows, strict=True) for seat in one.seats]
    try:
        with transaction.atomic():
            Pairing.objects.bulk_create(rows, batch_size=AT_ONCE)
            Participant.objects.bulk_create(seats, batch_size=AT_ONCE)
    except IntegrityError as error:
        taken = _in_the_way(wanted)
        if not taken:
            raise
        raise AlreadyPaired(taken) from error
    _note_started(wanted, rows, by, now)
    return rows


def _note_started(wanted: Sequence[Start], rows: Sequence[Pairing], by: Any, now: datetime) -> None:
    """Leave one note for each origin, about its first pairing."""
    counts = Counter((one.origin, one.origin_ref) for one in wanted)
    first = {(row.origin, row.origin_ref): row for row in reversed(rows)}
    for (origin, ref), count in counts.items():
        facts = {"count": count, "origin": origin, "origin_ref": ref}
        records.note(verb="pairings.started", actor=by, about=first[origin, ref], now=now, facts=facts)


def _check(one: Start) -> None:
    members = [seat.member for seat in one.seats]
    if len(set(members)) != len(members) or len(members) < 2:
        raise ValueError("A pairing needs different people, two at least.")
    if one.kind in TWO_PERSON and len(members) != 2:
        raise ValueError(f"A pairing of kind {one.kind} is of two people.")


def _take_places(wanted: Sequence[Start], on: date) -> None:
    """Take every mentor's places, kind by kind; a mentor of two kinds is counted in both."""
    by_counter: dict[tuple[str, str], tuple[str, Counter[int]]] = {}
    for one in wanted:
        if one.kind != states.PairingKind.PEER:
            _kind, held = by_counter.setdefault(places.counters(one.kind), (one.kind, Counter()))
            held.update(seat.member for seat in one.seats if seat.role == Role.MENTOR)
    why: dict[int, str] = {}
    for kind, held in by_counter.values():
        try:
            places.take(wanted=held, kind=kind, on=on)
        except NoPlace as refused:
            why |= refused.why
    if why:
        raise NoPlace(why)


def _refuse_closed(wanted: Sequence[Start]) -> None:
    members = {seat.member for one in wanted for seat in one.seats}
    closed = Member.objects.filter(pk__in=members, is_active=False).order_by("pk")
    keys = list(closed.values_list("pk", flat=True))
    if keys:
        raise AccountClosed(keys)


def _pairing(one: Start) -> Pairing:
    return Pairing(
        kind=one.kind,
        program=one.program,
        cohort=one.cohort,
        mentor_type=one.mentor_type,
        origin=one.origin,
        origin_ref=one.origin_ref,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        reasons=one.reasons,
        need_id=one.need,
    )


def _seat(one: Start, row: Pairing, seat: Seat, now: datetime) -> Participant:
    return Participant(
        pairing=row,
        member_id=seat.member,
        role=seat.role,
        slot=one.slot,
        cohort=one.cohort,
        couple=one.couple,
        joined_at=now,
    )


def _in_the_way(wanted: Sequence[Start]) -> list[int]:
    """Return the keys of everybody whose live pairing, here or within ``wanted``, forbids one of these."""
    couples = Counter(one.couple for one in wanted if one.couple)
    slots = Counter(
        (one.cohort.pk, seat.member, one.slot)
        for one in wanted
        if one.cohort
        for seat in one.seats
        if seat.role in LEARNERS
    )
    live = Participant.objects.filter(live=True)
    found = set(live.filter(couple__in=couples).values_list("member", flat=True))
    learners = live.filter(role__in=LEARNERS, member__in=[member for _c, member, _s in slots])
    here = {tuple(row) for row in learners.values_list("cohort", "member", "slot")}
    found |= {member for cohort, member, slot in slots if (cohort, member, slot) in here}
    found |= {member for (_c, member, _s), count in slots.items() if count > 1}
    found |= {int(key) for couple, count in couples.items() if count > 1 for key in couple.split(":")}
    return sorted(found)


@transaction.atomic
def take_back(*, origin_ref: str, by: Any, now: datetime) -> int:
    """Delete the pairings of one round and give their places back, while nothing is in them; returns how many.

    Raises SomethingInThem with those that hold a message, a talk or an ending; then nothing is changed.
    """
    rows = Pairing.objects.filter(origin_ref=origin_ref)
    locked = list(
        rows.select_for_update().order_by("pk")
    )  # a message written meanwhile waits, and then fails
    written = Exists(Message.objects.filter(pairing=OuterRef("pk")))
    left = Exists(Participant.objects.filter(pairing=OuterRef("pk"), live=False))
    begun = Q(written) | Q(left) | Q(sessions_held__gt=0) | ~Q(state=states.PairingState.ACTIVE)
    found = list(rows.filter(begun).order_by("pk"))
    if found:
        raise SomethingInThem(found)
    if not locked:
        return 0
    for kind, held in _held(origin_ref).items():
        places.give_back(held=held, kind=kind)
    Participant.objects.filter(pairing__origin_ref=origin_ref).delete()
    rows.delete()
    facts = {"count": len(locked), "origin_ref": origin_ref}
    records.note(verb="pairings.taken_back", actor=by, about=locked[0], now=now, facts=facts)
    return len(locked)


def _held(origin_ref: str) -> Mapping[str, Counter[int]]:
    """Return how many places each mentor holds in the live pairings of a round, by kind."""
    held: dict[str, Counter[int]] = {}
    seats = Participant.objects.filter(pairing__origin_ref=origin_ref, role=Role.MENTOR, live=True)
    for kind, member in seats.values_list("pairing__kind", "member"):
        held.setdefault(kind, Counter())[member] += 1
    return held
