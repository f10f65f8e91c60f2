"""Search over people: our index beside a plain scan in Python, as a ratio.

The scan folds every document once and then looks for all words of a question in each: what one writes in ten lines.
Run: python benchmarks/searching_speed.py [--people 10000 130000] [--json FILE]
"""

import argparse
import itertools
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from mentorquilt import searching

QUERIES = (
    "medicine",
    "ward medicine",
    "regional block ultra",
    "rare00042",
    "an",
    "müller",
    "ana s",
    "pain clinic kansas 7",
)
BOUND_MS, BOUND_BUILD_S = 20, 30


def people(count: int, seed: int = 7) -> list[searching.Document]:
    """Return people with names, topics, rare terms and a bio of common words, some in every profile."""
    dice = random.Random(seed)
    syllables = [a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "in")]
    names = ["".join(dice.choices(syllables, k=dice.randint(2, 3))) for _ in range(20_000)] + [
        "müller",
        "ana",
        "brandt",
    ]
    topics = [
        "pain",
        "regional",
        "block",
        "ultrasound",
        "leadership",
        "research",
        "clinic",
        "ward",
        "rural",
        "kansas",
    ]
    topics += ["".join(dice.choices(syllables, k=3)) for _ in range(3_000)]
    words = ["".join(dice.choices(syllables, k=dice.randint(1, 4))) for _ in range(40_000)]
    common = list(
        itertools.accumulate(1 / (at + 10) for at in range(len(words)))
    )  # as words are in any language
    return [
        searching.Document(
            ref=f"{dice.getrandbits(64):016x}-{number:06d}",
            fields=(
                (" ".join(dice.choices(names, k=2)), 4.0),
                (" ".join([*dice.choices(topics, k=8), f"rare{number // 3:05d}"]), 2.0),
                (
                    "medicine " + " ".join(dice.choices(words, cum_weights=common, k=45)) + f" {number % 97}",
                    1.0,
                ),
            ),
            tags=frozenset({f"country:{number % 60}", "mentor" if number % 3 else "mentee"}),
        )
        for number in range(count)
    ]


def scan(folded: list[tuple[str, str]], query: str) -> list[str]:
    """Return the refs of people whose text has every word, by how often the words occur."""
    words = searching.fold(query).split()
    found = []
    for ref, text in folded:
        if all(word in text for word in words):
            found.append((-sum(text.count(word) for word in words), ref))
    return [ref for _, ref in sorted(found)[:20]]


def timed(call: Callable[[], object], times: int) -> list[float]:
    """Return milliseconds per call."""
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        call()
        spent.append((time.perf_counter() - started) * 1000)
    return spent


def measure(count: int) -> dict[str, float]:
    """Return the figures for one number of people."""
    documents = people(count)
    started = time.perf_counter()
    built = searching.build(documents)
    build_s = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.index"
        built.save(path)
        size_mb = path.stat().st_size / 1e6
        load_ms = min(timed(lambda: searching.load(path), 5))
        index = searching.load(path).with_delta(searching.Delta(changed=tuple(documents[:200])))
        ours = {query: min(timed(lambda q=query: index.search(q, tags=["mentor"]), 7)) for query in QUERIES}
        every = [ms for query in QUERIES for ms in timed(lambda q=query: index.search(q), 5)]
    folded = [
        (document.ref, searching.fold(" ".join(text for text, _ in document.fields)))
        for document in documents
    ]
    theirs = {query: min(timed(lambda q=query: scan(folded, q), 3)) for query in QUERIES}
    ratios = [theirs[query] / ours[query] for query in QUERIES]
    for query in QUERIES:
        print(f"  {query:24} index {ours[query]:8.2f} ms   scan {theirs[query]:9.1f} ms")
    return {
        "people": count,
        "build_s": round(build_s, 2),
        "file_mb": round(size_mb, 1),
        "load_ms": round(load_ms, 2),
        "median_ms": round(statistics.median(every), 2),
        "worst_ms": round(max(ours.values()), 2),
        "scan_median_ms": round(statistics.median(theirs.values()), 1),
        "ratio_median": round(statistics.median(ratios), 1),
        "ratio_worst": round(min(ratios), 1),
    }


def main(argv: list[str] | None = None) -> int:
    """Print the figures; 1 when a bound of the search is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[10_000, 130_000])
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(argv)
    figures = []
    for count in asked.people:
        print(f"{count:,} people")
        figures.append(measure(count))
        print("  " + ", ".join(f"{name} {value}" for name, value in figures[-1].items()))
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1))
    return int(any(row["worst_ms"] > BOUND_MS or row["build_s"] > BOUND_BUILD_S for row in figures))


if __name__ == "__main__":
    raise SystemExit(main())
