"""The members list and its search at 10,000 members: queries, and p95 as a ratio to a page of one row.

Makes its own members in a SQLite database of its own, and asks through Django's test client, so that both pages go
through the same middleware and templates. Run: python benchmarks/members_list.py [--people 10000] [--json FILE]
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

REQUESTS, WARM_UP = 200, 5
BOUND_RATIO, BOUND_MS = 15, 150
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
FIRST = ("Ana", "Ben", "Chidi", "Dara", "Elif", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Kiran", "Lena")
LAST = (
    "Abara",
    "Brandt",
    "Costa",
    "Dietz",
    "Eriksen",
    "Fofana",
    "Garcia",
    "Haddad",
    "Ito",
    "Jensen",
    "Kowalski",
)
WORDS = (
    "pain",
    "block",
    "service",
    "rural",
    "clinic",
    "leadership",
    "family",
    "grant",
    "teaching",
    "night",
    "trauma",
    "heart",
)


def start(folder: Path) -> None:
    """Set Django up on a database of its own."""
    os.environ["MENTORQUILT_VAR"] = str(folder)
    os.environ["MENTORQUILT_TESTING"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorquilt.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def make_people(count: int, seed: int = 11) -> Any:
    """Save this many members with profile, offer, places and city, and return the first of them."""
    from mentorquilt.members import actions, queries
    from mentorquilt.members.models import Member, Mentoring, Offer, Profile, Whereabouts

    dice = random.Random(seed)
    labels = queries.labels()
    topics = [slug for slug, _ in labels.choices("topic")]
    specialties = [slug for slug, _ in labels.choices("specialty")]
    types = list(labels.types)
    accounts = [Member(email=f"p{number}@example.org", password="!") for number in range(count)]
    members = Member.objects.bulk_create(accounts, batch_size=1000)
    profiles, offers, places, homes = [], [], [], []
    for number, member in enumerate(members):
        name, family = f"{dice.choice(FIRST)} {dice.choice(LAST)}-{dice.choice(LAST)}", dice.choice(LAST)
        profiles.append(
            Profile(
                member=member,
                full_name=name,
                name_search=actions.search_name(name, family),
                titles="Dr.",
                stage=dice.choice(("early", "mid", "late")),
                specialty=dice.choice(specialties),
                setting=dice.choice(("academic", "community", "rural", "small_hospital")),
                region="US/KS",
                country="US",
                zone="America/Chicago",
                terms=[f"rare{number // 3:05d}", dice.choice(WORDS)],
                position=" ".join(dice.choices(WORDS, k=4)),
                bio=" ".join(dice.choices(WORDS, k=60)),
                updated_at=NOW,
            )
        )
        homes.append(Whereabouts(member=member, city="US/KS/salina", latitude=38.8, longitude=-97.6))
        if number % 2:
            offers.append(
                Offer(owner=member, topics=dice.sample(topics, 5), types=dice.sample(types, 2), text="Yes.")
            )
            places.append(Mentoring(member=member, is_willing=True, capacity=1 + number % 3))
    for model, rows in ((Profile, profiles), (Whereabouts, homes), (Offer, offers), (Mentoring, places)):
        model.objects.bulk_create(rows, batch_size=1000)
    return members[0]


def asked(client: Any, url: str) -> tuple[list[float], int]:
    """Return milliseconds of each request and the number of queries of one."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(WARM_UP):
        assert client.get(url).status_code == 200, url
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
        made = len(captured)
    spent = []
    for _ in range(REQUESTS):
        begun = time.perf_counter()
        client.get(url)
        spent.append((time.perf_counter() - begun) * 1000)
    return spent, made


def pages() -> Iterator[tuple[str, str]]:
    """Return what is measured, by name; the first is the page of one row that the others are compared with."""
    yield "one row", "/people/me/address/"
    yield "list, first page", "/people/"
    yield "list, last page", "/people/?page=400"
    yield "mentors with room", "/people/?role=open"
    yield "one topic", "/people/?topic=leadership&role=mentor"
    yield "a common word", "/people/?q=pain"
    yield "three words", "/people/?q=rural pain service"
    yield "one rare term", "/people/?q=rare00042"
    yield "a rare term and filters", "/people/?q=rare00042&stage=mid&setting=rural"


def p95(spent: list[float]) -> float:
    """Return the time that 95 of 100 requests stay below."""
    return statistics.quantiles(spent, n=20)[-1]


def measure(count: int) -> dict[str, Any]:
    """Return the figures for one number of members."""
    from django.test import Client

    from mentorquilt.members import queries

    member = make_people(count)
    begun = time.perf_counter()
    queries.write_index(NOW + timedelta(minutes=5))
    build_s = time.perf_counter() - begun
    client = Client(HTTP_HOST="localhost")
    client.force_login(member)
    rows, plain = {}, 1.0
    for name, url in pages():
        spent, made = asked(client, url)
        plain = p95(spent) if name == "one row" else plain
        rows[name] = {
            "queries": made,
            "p50_ms": round(statistics.median(spent), 1),
            "p95_ms": round(p95(spent), 1),
            "ratio": round(p95(spent) / plain, 1),
        }
        print(
            f"  {name:26} {made:3d} queries   p50 {rows[name]['p50_ms']:7.1f} ms"
            f"   p95 {rows[name]['p95_ms']:7.1f} ms   {rows[name]['ratio']:5.1f} x one row"
        )
    return {"people": count, "index_build_s": round(build_s, 2), "pages": rows}


def main() -> int:
    """Measure, print, and fail when a page is slower than promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        start(Path(folder))
        print(f"{chosen.people} members")
        found = measure(chosen.people)
    print(f"  index built in {found['index_build_s']} s")
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=2))
    slow = [
        name
        for name, row in found["pages"].items()
        if row["ratio"] > BOUND_RATIO and row["p95_ms"] > BOUND_MS
    ]
    if slow:
        print(f"Slower than promised: {', '.join(slow)}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
