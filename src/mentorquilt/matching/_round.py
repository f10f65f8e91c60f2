"""One round put together: what is left to decide besides the pins, and the outcome from who sits with whom.

Here: what ``solve``, ``greedy`` and ``verify`` share. Not here: how the seats are found (``_aims``, ``_greedy``).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mentorquilt.matching import _explain, _unmatched, _words
from mentorquilt.matching._assign import Seating, Task
from mentorquilt.matching._facts import Ints
from mentorquilt.matching._outcome import Cancelled, Certificate, Outcome
from mentorquilt.matching._scoring import Compiled, Scores

NOBODY = -1
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Watch:
    """Tells the caller how far the work is, and stops it when the caller has cancelled."""

    progress: Progress | None = None
    cancelled: Callable[[], bool] | None = None

    def poll(self) -> None:
        """This will raise Cancelled when the caller wants no result any more."""
        if self.cancelled is not None and self.cancelled():
            raise Cancelled

    def step(self, stage: str, done: int, total: int) -> None:
        """This will report ``done`` of ``total`` in a stage: facts, scores, pairs, reasons, proof."""
        self.poll()
        if self.progress is not None:
            self.progress(stage, done, total)


@dataclass(frozen=True, slots=True)
class Undecided:
    """The round without the pins: the mentees still to be seated and the places still free."""

    task: Task
    rows: Ints  # numbers of the mentees in the task
    pinned: Ints  # for all mentees: the pinned mentor or NOBODY

    def merged(self, mate: Ints) -> Ints:
        """This will give everybody's mentor, or NOBODY: the pinned and those found for the rest."""
        everyone = self.pinned.copy()
        everyone[self.rows] = np.maximum(mate, NOBODY)
        return everyone


def undecided(
    compiled: Compiled, scores: Scores, pins: tuple[tuple[str, str], ...] | None = None
) -> Undecided:
    """This will take the pinned mentees and their places out of the round; ``pins`` may replace the market's."""
    facts = compiled.facts
    pinned = np.full(len(facts.market.mentees), NOBODY, np.int64)
    places = facts.places.copy()
    for mentee, mentor in facts.market.pins if pins is None else pins:
        pinned[facts.mentee_at[mentee]] = facts.mentor_at[mentor]
        places[facts.mentor_at[mentor]] -= 1
    rows = np.nonzero(pinned == NOBODY)[0]
    rest = scores if rows.size == pinned.size else np.ascontiguousarray(scores[rows])
    task = Task(rest, np.maximum(places, 0), facts.mentee_word[rows], facts.mentor_word)
    return Undecided(task, rows, pinned)


def start_from(compiled: Compiled, rest: Undecided, warm: Outcome | None) -> Seating | None:
    """This will carry an earlier outcome's pairs and prices over to whoever is still there."""
    if warm is None:
        return None
    facts = compiled.facts
    seat = {facts.mentee_at.get(pair.mentee): facts.mentor_at.get(pair.mentor) for pair in warm.pairs}
    mate = [seat.get(i) for i in rest.rows.tolist()]
    price = np.zeros(rest.task.places.size, np.int64)
    highest = (1 << 31) - 1
    for key, value in warm.certificate.prices if warm.certificate else ():
        if key in facts.mentor_at:
            price[facts.mentor_at[key]] = min(max(value, 0), highest)
    return Seating(
        np.array([-2 if j is None else j for j in mate], np.int64), np.zeros(len(mate), np.int64), price
    )


def assemble(
    compiled: Compiled,
    scores: Scores,
    mate: Ints,
    *,
    certificate: Certificate | None = None,
    floor: int = 0,
    greedy: tuple[int, int],
) -> Outcome:
    """This will give the outcome with every reason, not yet proven; ``greedy`` is its total and pair count."""
    market = compiled.facts.market
    seated = [(i, j) for i, j in enumerate(mate.tolist()) if j >= 0]
    pairs = _explain.explain(compiled.facts, seated, frozenset(market.pins))
    busy = {j for _, j in seated}
    closed = compiled.closings.unavailable.tolist()
    return Outcome(
        pairs=pairs,
        unmatched=_unmatched.left_out(compiled, scores, mate, best=certificate is not None),
        reserve=tuple(
            mentor.key for j, mentor in enumerate(market.mentors) if j not in busy and not closed[j]
        ),
        total=sum(pair.score for pair in pairs),
        certificate=certificate,
        greedy_total=greedy[0],
        greedy_matched=greedy[1],
        least=min((pair.score for pair in pairs), default=0),
        floor=floor,
        eligible_pairs=int((scores >= 0).sum()),
        wording=_words.WORDING,
    )
