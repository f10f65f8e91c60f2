"""The best round: coverage, floor, sum, in this order, with the proof of each.

Here: the way from a market to an outcome, step by step. Not here: the arithmetic (``_scoring``, ``_aims``).
"""

import dataclasses
import time
from collections.abc import Callable
from concurrent.futures import Executor

from mentorquilt.matching import _aims, _greedy, _problems, _proof, _round, _scoring
from mentorquilt.matching._facts import Ints
from mentorquilt.matching._market import Market, Mentee, Mentor
from mentorquilt.matching._outcome import Certificate, Outcome
from mentorquilt.matching._policy import Policy, StageRule
from mentorquilt.matching._round import Undecided, Watch
from mentorquilt.matching._scoring import Compiled


def solve(
    market: Market,
    policy: Policy,
    *,
    warm: Outcome | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    executor: Executor | None = None,
) -> Outcome:
    """This will give the best pairs with reasons and proof, the same on every machine and in every run.

    ``warm`` is an earlier outcome to start from: it changes the time, never the pairs. Raises Refused when a
    problem is blocking, Cancelled when ``cancelled`` says so. ``progress`` gets stage, done and total.
    """
    began = time.perf_counter()
    watch = Watch(progress, cancelled)
    watch.step("facts", 0, 1)
    compiled = _problems.refuse(market, policy)
    watch.step("facts", 1, 1)
    scores = _scoring.score_all(compiled, executor, lambda done, total: watch.step("scores", done, total))
    rest = _round.undecided(compiled, scores)
    watch.step("pairs", 0, 1)
    settled = _aims.settle(
        rest.task, raise_floor=policy.floor, start=_round.start_from(compiled, rest, warm), tick=watch.poll
    )
    watch.step("pairs", 1, 1)
    watch.step("reasons", 0, 1)
    certificate = _certificate(compiled, rest, settled)
    outcome = _round.assemble(
        compiled,
        scores,
        rest.merged(settled.seating.mate),
        certificate=certificate,
        floor=settled.floor,
        greedy=_greedy.totals(scores, rest),
    )
    watch.step("reasons", 1, 1)
    watch.step("proof", 0, 1)
    proved = not _proof.faults(compiled.facts, _claim(compiled, rest, settled), certificate)
    watch.step("proof", 1, 1)
    return dataclasses.replace(
        outcome,
        proved=proved,
        certificate=certificate if proved else None,
        seconds=time.perf_counter() - began,
    )


def _certificate(compiled: Compiled, rest: Undecided, settled: _aims.Settled) -> Certificate:
    """This will write the proof down by people's keys, zeros left out."""
    market = compiled.facts.market
    mentees = [market.mentees[i].key for i in rest.rows.tolist()]
    mentors = [mentor.key for mentor in market.mentors]

    def named(keys: list[str], flags: _aims.Flags | None) -> tuple[str, ...]:
        return (
            ()
            if flags is None
            else tuple(key for key, flag in zip(keys, flags.tolist(), strict=True) if flag)
        )

    def valued(keys: list[str], values: Ints) -> tuple[tuple[str, int], ...]:
        return tuple((key, value) for key, value in zip(keys, values.tolist(), strict=True) if value)

    above = settled.above_floor
    return Certificate(
        profits=valued(mentees, settled.seating.profit),
        prices=valued(mentors, settled.seating.price),
        bonus=settled.bonus,
        short_mentees=named(mentees, settled.coverage.short_mentees),
        short_mentors=named(mentors, settled.coverage.short_mentors),
        floor_mentees=named(mentees, above.short_mentees if above else None),
        floor_mentors=named(mentors, above.short_mentors if above else None),
    )


def _claim(compiled: Compiled, rest: Undecided, settled: _aims.Settled) -> _proof.Claim:
    """This will say what the certificate is to prove; the outcome is called proven only after that check."""
    return _proof.Claim(
        scores=rest.task.score,
        keys=tuple(compiled.facts.market.mentees[i].key for i in rest.rows.tolist()),
        places=rest.task.places,
        mate=settled.seating.mate,
        floor=settled.floor,
        raise_floor=compiled.facts.policy.floor,
    )


def warm_up() -> None:
    """This will compile every kernel and keep the result on disk, so that no user waits for it."""
    mentees = tuple(
        Mentee(
            key=f"mentee {at}",
            text="a pain service",
            wants_topics=("a",),
            latitude=1.0,
            longitude=at,
            waking=((0, 60),),
        )
        for at in range(6)
    )
    mentors = tuple(
        Mentor(
            key=f"mentor {at}",
            text="a pain service",
            topics=("a",),
            latitude=2.0,
            longitude=at,
            waking=((0, 90),),
        )
        for at in range(4)
    )
    policy = Policy(stage_rule=StageRule.ANY)
    first = solve(Market(mentees=mentees, mentors=mentors), policy)
    solve(Market(mentees=mentees[:3], mentors=mentors), policy, warm=first)
