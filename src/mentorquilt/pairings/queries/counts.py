"""How many pairings there ever were, and what became of them (S-29): counted by the database, earlier years included."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, Q, QuerySet

from mentorquilt.pairings import states
from mentorquilt.pairings.models import EarlierPair, Pairing
from mentorquilt.programs.models import Program

LASTING = (
    states.PairingKind.DYAD,
    states.PairingKind.PEER,
    states.PairingKind.GROUP,
    states.PairingKind.TRIAD,
)
TALKS_TO_START = 2
"""A pairing counts as started after so many held talks (S-119)."""
_P, _E, _H = states.PairingState, states.HowItEnded, states.HowPairingEnded


@dataclass(frozen=True, slots=True)
class Counts:
    """Lasting pairings ever made and what became of them; ``earlier`` of them are from before this installation.

    ``running`` are under way now. Pairings declined before they began are ``made`` and ``declined``, nothing else.
    """

    made: int = 0
    earlier: int = 0
    started: int = 0
    running: int = 0
    finished: int = 0
    ended_early: int = 0
    continued: int = 0
    declined: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Counts)))


def counts(program: Program | None = None) -> Counts:
    """Return the counts of one program, or of the whole society with earlier pairs of no program; two queries."""
    if program is None:
        return _here(Pairing.objects.all()) + _before(EarlierPair.objects.all())
    mine = Pairing.objects.filter(program=program)
    return _here(mine) + _before(EarlierPair.objects.filter(program=program))


def counts_by_program(programs: Iterable[Program]) -> dict[int, Counts]:
    """Return the counts of several programs by primary key, in two queries."""
    keys = [program.pk for program in programs]
    here = Pairing.objects.filter(program__in=keys, kind__in=LASTING).values("program").annotate(**_SUMS)
    before = EarlierPair.objects.filter(program__in=keys).values("program").annotate(**_EARLIER_SUMS)
    found = dict.fromkeys(keys, Counts())
    rows: list[dict[str, Any]] = [{**row} for row in here]
    rows += [{**row} for row in before]
    for row in rows:
        program = row.pop("program")
        found[program] += Counts(**row)
    return found


_DECLINED = Q(how_ended=_H.DECLINED)
_SUMS = {
    "made": Count("pk"),
    "started": Count("pk", filter=Q(sessions_held__gte=TALKS_TO_START)),
    "running": Count("pk", filter=Q(state__in=[_P.ACTIVE, _P.PAUSED])),
    "finished": Count("pk", filter=Q(state=_P.CLOSED) & ~_DECLINED),
    "ended_early": Count("pk", filter=Q(state=_P.ENDED_EARLY) & ~_DECLINED),
    "continued": Count("pk", filter=Q(state=_P.CONTINUED)),
    "declined": Count("pk", filter=_DECLINED),
}
_EARLIER_SUMS = {
    "made": Count("pk"),
    "earlier": Count("pk"),
    "started": Count("pk", filter=Q(ended__in=[_E.FINISHED, _E.ENDED_EARLY, _E.CONTINUED])),
    "finished": Count("pk", filter=Q(ended=_E.FINISHED)),
    "ended_early": Count("pk", filter=Q(ended=_E.ENDED_EARLY)),
    "continued": Count("pk", filter=Q(ended=_E.CONTINUED)),
}


def _here(rows: QuerySet[Pairing]) -> Counts:
    return Counts(**rows.filter(kind__in=LASTING).aggregate(**_SUMS))


def _before(rows: QuerySet[EarlierPair]) -> Counts:
    return Counts(**rows.aggregate(**_EARLIER_SUMS))
