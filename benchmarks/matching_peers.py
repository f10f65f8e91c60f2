"""The matching engine beside its peers, as ratios from one run.

scipy: ``linear_sum_assignment`` on the same scores with every place written out; the same optimum is asserted.
mentor-match (PyPI 7.0.1, one round): its scoring and solving against our scoring, solving, proof and words, on its own
published sample of 500 by 500, under the same rules: another organisation, a higher grade, points for the same
profession. It is measured when it can be imported; the environment of ``requirements-bench.txt`` is looked for in
``var/venv-bench``. Run: python benchmarks/matching_peers.py [--sample FOLDER] [--peers SITE-PACKAGES]
"""

import argparse
import csv
import importlib
import importlib.util
import random
import site
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from mentorquilt import matching
from mentorquilt.matching import _aims, _round, _scoring

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT.parent / "shared" / "data" / "mentor-match-sample"
GRADES = ("AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4")
SAME_PROFESSION = 10
BIG = 10**7  # more than any score: scipy seats as many as possible first


def best_of(times: int, call: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds of the fastest call and its answer."""
    fastest, answer = float("inf"), None
    for _ in range(times):
        started = time.perf_counter()
        answer = call()
        fastest = min(fastest, time.perf_counter() - started)
    return fastest, answer


def society(people: int, seed: int = 11) -> matching.Market:
    """Return a plausible round: as many mentees as ``people``, half as many mentors with one to four places."""
    dice = random.Random(seed)
    specialties = [f"specialty_{at}" for at in range(30)]
    common = [1 / (at + 1) for at in range(len(specialties))]
    topics = [f"topic_{at}" for at in range(60)]
    words = [f"word{at}" for at in range(400)]

    def person(key: str) -> dict[str, Any]:
        start = dice.randrange(1440)
        return {
            "key": key,
            "specialty": dice.choices(specialties, common)[0],
            "subspecialty": f"sub_{dice.randrange(6)}",
            "terms": tuple(f"term{int(dice.expovariate(0.02))}" for _ in range(3)),
            "setting": dice.choice(("academic", "community", "small_hospital", "rural")),
            "institutions": (f"institution_{int(dice.expovariate(0.02))}",),
            "latitude": dice.uniform(30, 48),
            "longitude": dice.uniform(-122, -70),
            "waking": tuple((day * 1440 + start // 2, day * 1440 + start // 2 + 700) for day in range(7)),
            "text": " ".join(dice.choices(words, k=40)),
        }

    stages = ("resident", "fellow", "early")
    return matching.Market(
        mentees=tuple(
            matching.Mentee(
                **person(f"mentee{at}"),
                stage=dice.choice(stages),
                wants_topics=tuple(dice.sample(topics, 4)),
                wants_types=("clinical", "career"),
                wants_distance=dice.choice(("any", "far")),
            )
            for at in range(people)
        ),
        mentors=tuple(
            matching.Mentor(
                **person(f"mentor{at}"),
                stage=dice.choice(("mid", "late")),
                topics=tuple(dice.sample(topics, 9)),
                places=dice.randint(1, 4),
            )
            for at in range(people // 2)
        ),
    )


def beside_scipy(people: int) -> tuple[float, float, float]:
    """Return the seconds of scipy, of our optimum on the same scores, and of a whole round with words and proof."""
    market, policy = society(people), matching.Policy(floor=False)
    compiled = _scoring.compile_market(market, policy)
    scores = _scoring.score_all(compiled, None, lambda done, total: None)
    task = _round.undecided(compiled, scores).task
    columns = np.repeat(np.arange(task.places.size), task.places)
    wide = scores[:, columns].astype(np.int64)
    worth = np.where(wide >= 0, wide + BIG, 0)
    times = 7 if people <= 500 else 2
    theirs, (rows, seats) = best_of(times, lambda: linear_sum_assignment(worth, maximize=True))
    ours, settled = best_of(
        times, lambda: _aims.settle(task, raise_floor=False, start=None, tick=lambda: None)
    )
    seated = np.nonzero(settled.seating.mate >= 0)[0]
    kept = wide[rows, seats] >= 0
    scipy_found = int(kept.sum()), int(wide[rows, seats][kept].sum())
    found = seated.size, int(scores[seated, settled.seating.mate[seated]].sum())
    if found != scipy_found:
        raise AssertionError(f"scipy found {scipy_found}, we found {found}")
    whole, outcome = best_of(3, lambda: matching.solve(market, policy))
    if not outcome.proved or (len(outcome.pairs), outcome.total) != found:
        raise AssertionError("the round is not the proven optimum")
    return theirs, ours, whole


def peer_is_here(folders: list[Path]) -> bool:
    """Add the benchmark environment's packages and tell whether mentor-match is among them."""
    for folder in folders:
        site.addsitedir(str(folder))
    importlib.invalidate_caches()
    return (
        importlib.util.find_spec("matching") is not None and importlib.util.find_spec("munkres") is not None
    )


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the lines of one sample file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sample_market(mentees: list[dict[str, str]], mentors: list[dict[str, str]]) -> matching.Market:
    """Return the sample as a market: grade as stage, profession as specialty, organisation as institution."""

    def person(row: dict[str, str]) -> dict[str, Any]:
        return {
            "key": row["email address"],
            "name": f"{row['first name']} {row['last name']}",
            "stage": row["grade"],
            "specialty": row["profession"],
            "institutions": (row["organisation"],),
        }

    return matching.Market(
        mentees=tuple(matching.Mentee(**person(row)) for row in mentees),
        mentors=tuple(matching.Mentor(**person(row)) for row in mentors),
    )


def sample_policy() -> matching.Policy:
    """Return the same rules: another organisation, a higher grade, points for the same profession only."""
    nothing = {item.slug: 0 for item in matching.CRITERIA}
    return matching.Policy(
        weights=matching.Weights(**{**nothing, "specialty": SAME_PROFESSION}),
        stages=tuple((grade,) for grade in GRADES),
        stage_rule=matching.StageRule.LATER,
        floor=False,
    )


def their_round(mentees: list[dict[str, str]], mentors: list[dict[str, str]]) -> tuple[float, list[Any]]:
    """Return the seconds mentor-match needs for scoring and solving, and its mentees with their mentors."""
    process = importlib.import_module("matching.process")
    rule = importlib.import_module("matching.rules.rule")
    sides = [
        [kind(**{**row, "email": row["email address"], "grade": GRADES.index(row["grade"])}) for row in rows]
        for kind, rows in ((process.Mentor, mentors), (process.Mentee, mentees))
    ]
    rules = [
        rule.Disqualify(lambda match: match.mentee.organisation == match.mentor.organisation),
        rule.Disqualify(lambda match: match.mentor.grade <= match.mentee.grade),
        rule.Generic(
            {True: SAME_PROFESSION, False: 0},
            lambda match: match.mentee.profession == match.mentor.profession,
        ),
    ]
    started = time.perf_counter()
    process.process_data(*sides, [rules])
    return time.perf_counter() - started, sides[1]


def beside_mentor_match(sample: Path) -> tuple[float, float, str]:
    """Return its seconds, ours for a whole round, and the pairs and points of both."""
    mentees, mentors = (rows_of(sample / f"large-{side}.csv") for side in ("mentees", "mentors"))
    theirs, matched = their_round(mentees, mentors)
    market, policy = sample_market(mentees, mentors), sample_policy()
    ours, outcome = best_of(5, lambda: matching.solve(market, policy))
    professions = {row["email address"]: row["profession"] for row in mentors}
    pairs = [(mentee, mentor) for mentee in matched for mentor in mentee.mentors]
    same = sum(mentee.profession == professions[mentor.email] for mentee, mentor in pairs)
    if not outcome.proved or len(outcome.pairs) < len(pairs):
        raise AssertionError(f"{len(outcome.pairs)} pairs, mentor-match has {len(pairs)}")
    told = f"pairs {len(outcome.pairs)} to {len(pairs)}, points {outcome.total} to {SAME_PROFESSION * same}"
    return theirs, ours, told


def line(peer: str, theirs: float, ours: float, told: str = "") -> None:
    """Print one line of the table."""
    print(f"{peer:34} {theirs * 1e3:7.1f} ms {ours * 1e3:7.1f} ms {theirs / ours:5.1f}x  {told}".rstrip())


def main(argv: list[str] | None = None) -> int:
    """Print the ratios; raises when an optimum differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=Path, default=SAMPLE)
    parser.add_argument("--peers", type=Path, nargs="*")
    asked = parser.parse_args(argv)
    folders = asked.peers or sorted((ROOT / "var" / "venv-bench").glob("lib/python*/site-packages"))
    matching.warm_up()
    print(f"{'peer':34} {'theirs':>10} {'ours':>10} {'ratio':>6}")
    for people in (200, 2000):
        theirs, ours, whole = beside_scipy(people)
        line(f"scipy assignment, {people} x {people // 2}", theirs, ours)
        print(f"{'  a whole round, proof and words':34} {'':10} {whole * 1e3:7.1f} ms")
    if not peer_is_here(folders) or not asked.sample.is_dir():
        print("mentor-match is not installed here, or its sample is missing: not measured.")
        return 0
    theirs, ours, told = beside_mentor_match(asked.sample)
    line("mentor-match 7.0.1, 500 x 500", theirs, ours, told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
