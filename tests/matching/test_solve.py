"""The best round: against scipy, in any order, warm and cold, at the edges."""

import dataclasses
import os
import random
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorquilt import matching
from mentorquilt.matching import _aims, _assign, _kernels, _scoring
from tests.matching import markets, reference

ROOT = Path(__file__).resolve().parents[2]


@given(
    seed=st.integers(0, 10_000), floor=st.booleans(), mentees=st.integers(0, 24), mentors=st.integers(0, 14)
)
def test_no_other_seating_is_better(seed, floor, mentees, mentors):
    market, policy = markets.market(seed, mentees, mentors), matching.Policy(seed=seed, floor=floor)
    outcome = matching.solve(market, policy)
    score, free = reference.scores(market, policy), reference.places(market, policy)
    most, total = reference.best(score, free)
    level = 0
    if floor:
        most, level, total = reference.best_with_floor(score, free)
    assert (len(outcome.pairs), outcome.floor, outcome.total) == (most, level, total)
    assert outcome.proved
    assert matching.verify(market, policy, outcome).ok
    assert outcome.least >= outcome.floor
    assert outcome.eligible_pairs == (score >= 0).sum()
    assert all(pair.score == sum(part.points for part in pair.parts) for pair in outcome.pairs)
    assert outcome.greedy_matched <= most
    assert len(outcome.pairs) + len(outcome.unmatched) == mentees


SCORES = st.integers(1, 12).flatmap(
    lambda n: st.integers(1, 9).flatmap(
        lambda m: st.tuples(
            st.lists(
                st.lists(
                    st.one_of(st.just(-1), st.integers(0, 5), st.integers(0, 2000)), min_size=m, max_size=m
                ),
                min_size=n,
                max_size=n,
            ),
            st.lists(st.integers(0, 4), min_size=m, max_size=m),
        )
    )
)


def task_of(rows, free):
    score = np.array(rows, np.int32)
    words = np.random.default_rng(7).integers(0, 2**63, sum(score.shape), dtype=np.uint64)
    return _assign.Task(score, np.array(free, np.int64), words[: len(rows)].copy(), words[len(rows) :].copy())


@settings(max_examples=120)
@given(SCORES, st.booleans(), st.randoms(use_true_random=False))
def test_bare_scores_are_settled_exactly_from_any_start(instance, floor, rng):
    task = task_of(*instance)
    cold = _aims.settle(task, raise_floor=floor, start=None, tick=lambda: None)
    mate = cold.seating.mate
    seated = np.nonzero(mate >= 0)[0]
    total = int(task.score[seated, mate[seated]].sum())
    if floor:
        assert (len(seated), cold.floor, total) == reference.best_with_floor(task.score, task.places)
    else:
        assert (len(seated), total) == reference.best(task.score, task.places)
    n, m = task.score.shape
    start = _assign.Seating(
        np.array([rng.randrange(-2, m) for _ in range(n)], np.int64),
        np.zeros(n, np.int64),
        np.array([rng.choice((0, 0, rng.randrange(10**7))) for _ in range(m)], np.int64),
    )
    warm = _aims.settle(task, raise_floor=floor, start=start, tick=lambda: None)
    assert (warm.seating.mate == mate).all()
    assert (warm.seating.price == cold.seating.price).all()
    assert (warm.seating.profit == cold.seating.profit).all()
    assert warm.bonus == cold.bonus


@given(SCORES)
def test_a_price_is_what_one_more_place_would_add(instance):
    task = task_of(*instance)
    found = _aims.settle(task, raise_floor=False, start=None, tick=lambda: None)
    pairs, total = reference.best(task.score, task.places)
    for j in range(task.places.size):
        more = task.places.copy()
        more[j] += 1
        pairs_more, total_more = reference.best(task.score, more)
        if pairs_more == pairs and task.places[j] > 0:
            assert total_more - total == found.seating.price[j]


def test_a_hundred_thousand_equal_scores_are_settled():
    task = task_of([[7] * 300] * 350, [1] * 300)
    found = _aims.settle(task, raise_floor=True, start=None, tick=lambda: None)
    assert (found.seating.mate >= 0).sum() == 300
    assert sorted(found.seating.mate[found.seating.mate >= 0].tolist()) == list(range(300))


def test_everybody_wanting_the_same_few_is_settled():
    rows = np.outer(np.arange(1, 121), np.arange(1, 61)).tolist()
    task = task_of(rows, [1] * 60)
    found = _aims.settle(task, raise_floor=False, start=None, tick=lambda: None)
    seated = np.nonzero(found.seating.mate >= 0)[0]
    total = int(task.score[seated, found.seating.mate[seated]].sum())
    assert (len(seated), total) == reference.best(task.score, task.places)


@pytest.mark.parametrize("seed", range(6))
def test_the_same_people_in_any_order_give_the_same_pairs(seed):
    market, policy = markets.market(seed, 40, 25), matching.Policy(seed=seed)
    rng = random.Random(seed)
    turned = dataclasses.replace(
        market,
        mentees=tuple(rng.sample(market.mentees, 40)),
        mentors=tuple(rng.sample(market.mentors, 25)),
        earlier=market.earlier[::-1],
        conflicts=market.conflicts[::-1],
    )
    first, other = matching.solve(market, policy), matching.solve(turned, policy)
    assert matching.solve(market, policy) == first
    assert {pair.mentee: pair for pair in first.pairs} == {pair.mentee: pair for pair in other.pairs}
    assert {one.mentee: one for one in first.unmatched} == {one.mentee: one for one in other.unmatched}


def test_the_seed_decides_between_equals_and_changes_nothing_else():
    people = matching.Market(
        mentees=tuple(matching.Mentee(key=f"e{at}") for at in range(12)),
        mentors=tuple(matching.Mentor(key=f"o{at}") for at in range(12)),
    )
    outcomes = [matching.solve(people, reference.open_policy(seed=seed)) for seed in range(4)]
    assert len({outcome.total for outcome in outcomes}) == 1
    assert len({frozenset(reference.pairs_of(outcome)) for outcome in outcomes}) == 4


@pytest.mark.parametrize("floor", [True, False])
def test_workers_change_nothing(floor):
    market, policy = markets.market(8, 300, 60), matching.Policy(floor=floor)
    alone = matching.solve(market, policy)
    with ThreadPoolExecutor(3) as threads:
        assert matching.solve(market, policy, executor=threads) == alone


def test_threads_of_our_own_change_nothing(monkeypatch):
    market, policy = markets.market(8, 300, 40), matching.Policy()
    alone = matching.solve(market, policy)
    monkeypatch.setattr(_scoring, "WORTH_THREADS", 1)
    assert matching.solve(market, policy) == alone
    with pytest.raises(matching.Cancelled):
        matching.solve(market, policy, cancelled=lambda: True)


def test_processes_change_nothing():
    market, policy = markets.market(8, 150, 30), matching.Policy()
    with ProcessPoolExecutor(1) as processes:
        assert matching.solve(market, policy, executor=processes) == matching.solve(market, policy)


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_a_warm_start_gives_the_pairs_of_a_cold_one(seed):
    rng = random.Random(seed)
    market, policy = markets.market(seed, 25, 14), matching.Policy()
    before = matching.solve(market, policy)
    taken = sorted(reference.pairs_of(before))
    changed = rng.choice(
        (
            dataclasses.replace(market, bans=tuple(rng.sample(taken, min(2, len(taken))))),
            dataclasses.replace(market, pins=tuple(taken[:1])),
            dataclasses.replace(market, mentees=market.mentees[3:]),
            dataclasses.replace(market, mentors=market.mentors[2:]),
            dataclasses.replace(
                market, mentees=(*market.mentees, *markets.market(seed + 1, 30, 1).mentees[25:])
            ),
        )
    )
    assert matching.solve(changed, policy, warm=before) == matching.solve(changed, policy)
    for stranger in (matching.Outcome(), matching.greedy(market, policy)):
        assert matching.solve(market, policy, warm=stranger) == before


def test_pins_are_kept_and_bans_respected():
    market, policy = markets.market(2, 30, 20), matching.Policy()
    score = reference.scores(market, policy)
    free = matching.solve(market, policy)
    i, j = next((i, j) for i, j in zip(*np.nonzero(score >= 0), strict=True)
                if (market.mentees[i].key, market.mentors[j].key) not in reference.pairs_of(free)
                and market.mentors[j].places == 1)  # fmt: skip
    pin = (market.mentees[i].key, market.mentors[j].key)
    banned = sorted(reference.pairs_of(free) - {pin})[:3]
    bound = dataclasses.replace(market, pins=(pin,), bans=tuple(banned))
    outcome = matching.solve(bound, policy)
    assert pin in reference.pairs_of(outcome)
    assert [pair.pinned for pair in outcome.pairs if (pair.mentee, pair.mentor) == pin] == [True]
    assert not reference.pairs_of(outcome) & set(banned)
    assert sum(pair.mentor == pin[1] for pair in outcome.pairs) == 1
    assert matching.verify(bound, policy, outcome).ok
    assert matching.greedy(bound, policy).pairs
    assert pin in reference.pairs_of(matching.greedy(bound, policy))


def test_a_pin_below_the_floor_is_kept():
    market = matching.Market(
        mentees=tuple(matching.Mentee(key=f"e{at}", specialty="pain") for at in range(3)),
        mentors=(
            matching.Mentor(key="o0", specialty="pain"),
            matching.Mentor(key="o1", specialty="pain"),
            matching.Mentor(key="o2"),
        ),
        pins=(("e1", "o2"),),
    )
    outcome = matching.solve(market, reference.open_policy())
    assert ("e1", "o2") in reference.pairs_of(outcome)
    assert outcome.floor == 345
    assert outcome.least == 45


def test_a_lifted_rule_lets_exactly_that_pair_in():
    market = matching.Market(
        mentees=tuple(matching.Mentee(key=key, institutions=("a",)) for key in ("e0", "e1")),
        mentors=(matching.Mentor(key="o0", institutions=("a",), places=2),),
        lifted=(("e1", "o0", "institution"),),
    )
    outcome = matching.solve(market, reference.open_policy(different_institution=True))
    assert reference.pairs_of(outcome) == {("e1", "o0")}
    assert outcome.pairs[0].notes == ("hours_unknown", "rule_lifted")


def test_who_was_left_out_comes_first_when_places_are_short():
    market = matching.Market(
        mentees=tuple(matching.Mentee(key=f"e{at}", left_out_before=int(at == 3)) for at in range(5)),
        mentors=(matching.Mentor(key="o"),),
    )
    assert reference.pairs_of(matching.solve(market, reference.open_policy())) == {("e3", "o")}


def test_coverage_comes_before_the_sum():
    market = matching.Market(
        mentees=(
            matching.Mentee(key="picky", specialty="pain", other_specialty="only_same"),
            matching.Mentee(key="easy", specialty="pain", subspecialty="regional"),
        ),
        mentors=(
            matching.Mentor(key="star", specialty="pain", subspecialty="regional"),
            matching.Mentor(key="other", specialty="surgery"),
        ),
    )
    policy = reference.open_policy(floor=False)
    outcome = matching.solve(market, policy)
    assert reference.pairs_of(outcome) == {("picky", "star"), ("easy", "other")}
    assert (outcome.greedy_matched, outcome.greedy_total) == (1, 545)
    assert outcome.total == 390


def test_the_floor_comes_before_the_sum():
    wants = {"wants_topics": ("a", "b", "c", "d")}
    mentees = (
        matching.Mentee(key="e0", specialty="x", **wants),
        matching.Mentee(key="e1", specialty="x", setting="rural"),
    )
    mentors = (
        matching.Mentor(key="o0", specialty="x", topics=("a", "b", "c", "d"), setting="rural"),
        matching.Mentor(key="o1", topics=("a", "b", "c", "d"), setting="rural"),
    )
    market = matching.Market(mentees=mentees, mentors=mentors)
    with_floor = matching.solve(market, reference.open_policy())
    without = matching.solve(market, reference.open_policy(floor=False))
    assert with_floor.least > without.least
    assert with_floor.total <= without.total
    assert len(with_floor.pairs) == len(without.pairs) == 2


def test_progress_is_told_and_ends():
    told = []
    matching.solve(markets.market(1, 20, 10), matching.Policy(), progress=lambda *step: told.append(step))
    assert [stage for stage, done, total in told if done == total] == [
        "facts",
        "scores",
        "pairs",
        "reasons",
        "proof",
    ]
    assert all(0 <= done <= total for _, done, total in told)


@pytest.mark.parametrize("after", [0, 1, 3, 5])
def test_a_cancelled_round_stops(after):
    asked = []

    def cancelled():
        asked.append(1)
        return len(asked) > after

    with pytest.raises(matching.Cancelled):
        matching.solve(markets.market(1, 50, 30), matching.Policy(), cancelled=cancelled)
    assert len(asked) == after + 1


def test_another_process_with_another_hash_seed_gives_the_same_file():
    code = (
        "import hashlib, json; from mentorquilt import matching; from tests.matching import markets;"
        "outcome = matching.outcome_to_json(matching.solve(markets.market(9, 60, 40), matching.Policy()));"
        "outcome.pop('seconds'); print(hashlib.sha256(json.dumps(outcome).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join((*sys.path, str(ROOT)))},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_warming_up_leaves_nothing_to_compile():
    matching.warm_up()
    before = {name: list(getattr(_kernels, name).signatures) for name in _kernels.__all__}
    assert all(len(signatures) == 1 for signatures in before.values())
    for seed in range(5):
        market = markets.market(seed, 30, 15)
        outcome = matching.solve(market, matching.Policy(), warm=matching.greedy(market, matching.Policy()))
        matching.verify(market, matching.Policy(), outcome)
        matching.solve(
            dataclasses.replace(market, mentees=market.mentees[:5]), matching.Policy(), warm=outcome
        )
        matching.why_not(market, matching.Policy(), outcome, market.mentees[0].key, market.mentors[0].key)
    assert {name: list(getattr(_kernels, name).signatures) for name in _kernels.__all__} == before
