"""A mentor's places: taken and given back in statements that name what they expect (M3).

Here: the two counters of ``members.Mentoring``. Not here: who may start or end a pairing (``starting``, ``ending``).
"""

from collections.abc import Mapping
from datetime import date

from django.db.models import F, Q, QuerySet

from mentorquilt.members.models import Mentoring
from mentorquilt.pairings.states import PairingKind

UNWILLING, PAUSED, AWAY, ONLY_QUESTIONS, FULL = "unwilling", "paused", "away", "only_questions", "full"


class NoPlace(Exception):
    """A mentor has no place to give now; ``why`` maps the member's key to one of the words of this module."""

    def __init__(self, why: Mapping[int, str]) -> None:
        super().__init__(", ".join(f"{member}: {word}" for member, word in sorted(why.items())))
        self.why = dict(why)


def counters(kind: str) -> tuple[str, str]:
    """Return the names of the two columns that count a kind's places: how many there are, how many are taken."""
    return ("first_calls", "first_calls_taken") if kind == PairingKind.ONE_OFF else ("capacity", "taken")


def take(*, wanted: Mapping[int, int], kind: str, on: date) -> None:
    """Take so many places of each mentor (member key: count), all or nothing for the caller's transaction.

    Raises NoPlace with every mentor who has none; peers take none and are never asked.
    """
    if kind == PairingKind.PEER or not wanted:
        return
    before = {row.member_id: row for row in _rows(wanted).select_for_update().order_by("member_id")}
    most, taken = counters(kind)
    missing: list[int] = []
    for count, members in _by_count(wanted).items():
        open_ = _open(kind, on) & Q(**{f"{taken}__lte": F(most) - count})
        if _rows(members).filter(open_).update(**{taken: F(taken) + count}) != len(members):
            missing += members
    if missing:
        told = {member: why(before.get(member), kind, on, wanted[member]) for member in missing}
        raise NoPlace({member: word for member, word in told.items() if word} or dict.fromkeys(missing, FULL))


def give_back(*, held: Mapping[int, int], kind: str) -> None:
    """Give so many places of each mentor back; a counter never falls below nothing."""
    if kind == PairingKind.PEER:
        return
    _most, taken = counters(kind)
    for count, members in _by_count(held).items():
        rows = _rows(members)
        rows.filter(**{f"{taken}__gte": count}).update(**{taken: F(taken) - count})


def _rows(members: Mapping[int, int] | list[int]) -> QuerySet[Mentoring]:
    return Mentoring.objects.filter(member__in=list(members))


def _by_count(wanted: Mapping[int, int]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for member, count in sorted(wanted.items()):
        groups.setdefault(count, []).append(member)
    return groups


def _open(kind: str, on: date) -> Q:
    """Return the condition on mentorings that somebody can be paired on that day (S-36)."""
    there = Q(is_willing=True, is_paused=False)
    there &= Q(available_from=None) | Q(available_from__lte=on)
    there &= Q(available_to=None) | Q(available_to__gte=on)
    return there if kind == PairingKind.ONE_OFF else there & Q(only_questions=False)


def why(row: Mentoring | None, kind: str, on: date, count: int = 1) -> str:
    """Return why a mentor has no such place on that day, as one of the words of this module, or nothing."""
    if row is None or not row.is_willing:
        return UNWILLING
    if row.is_paused:
        return PAUSED
    if (row.available_from and on < row.available_from) or (row.available_to and on > row.available_to):
        return AWAY
    if row.only_questions and kind != PairingKind.ONE_OFF:
        return ONLY_QUESTIONS
    most, taken = counters(kind)
    return FULL if getattr(row, taken) + count > getattr(row, most) else ""
