"""5,000 sign-up rows from the file to enrolments, every step timed, beside a plain row-by-row ORM loop.

The peer writes the same people with ``get_or_create`` / ``update_or_create`` row by row in one transaction, without
reading a file, recognizing anything, asking about doubles or checking; so the ratio says what bulk writing saves, and
the other lines what the whole way costs. Runs on a database of its own. Run: python -m benchmarks.import_5000 [ROWS]
"""

# ruff: noqa: E402 - Django must know its database before its models are imported

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

os.environ["MENTORQUILT_VAR"] = tempfile.mkdtemp(prefix="mq-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorquilt.config.settings")

import django

django.setup()

from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from mentorquilt import gate
from mentorquilt.members import actions as members
from mentorquilt.members.models import (
    Affiliation,
    Institution,
    Member,
    Membership,
    Need,
    Profile,
    Whereabouts,
)
from mentorquilt.programs import actions, queries
from mentorquilt.programs.models import Cohort, Enrolment, EnrolmentSlot, Program

HEADINGS = (
    "Timestamp", "E-mail", "Full name", "Career stage", "Specialty", "Institution", "City", "State", "Practice setting",
    "Topics wanted", "What are you looking for?", "Long-term goal", "Languages",
)  # fmt: skip
GIVEN = (
    "Maya",
    "Jonas",
    "Aiko",
    "Priya",
    "Caleb",
    "Noor",
    "Elena",
    "Tomás",
    "Grace",
    "Liam",
    "Sofia",
    "Dana",
)
FAMILY = (
    "Okafor",
    "Lindqvist",
    "Tanabe",
    "Raman",
    "Whitfield",
    "Haddad",
    "Petrova",
    "Herrera",
    "Owusu",
    "Gallagher",
)
PLACES = (
    ("Salina", "KS"),
    ("Fargo", "ND"),
    ("Tucson", "AZ"),
    ("Portland", "ME"),
    ("Springfield", ""),
    ("Zürich", "Switzerland"),
)
STAGES = ("PGY-4", "Early career (0-7 y)", "Fellow", "Attending", "mid-career")
SPECIALTIES = (
    "Anesthesiology",
    "Emergency Med",
    "Pediatrics",
    "General Surgery",
    "Internal medicine",
    "Neurology",
)
TOPICS = (
    "Leadership",
    "Burnout",
    "Contracts and compensation",
    "Global health",
    "Work-life integration",
    "Research design",
)


def sheet(count: int) -> bytes:
    """Return a sign-up sheet of so many people as CSV."""
    dice = random.Random(5)
    rows = []
    for number in range(count):
        place = dice.choice(PLACES)
        rows.append(
            (
                f"2026-11-{number % 28 + 1:02d} 10:{number % 60:02d}:00",
                f"person{number}@hospital{number % 400}.example",
                f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}-{number}",
                dice.choice(STAGES),
                dice.choice(SPECIALTIES),
                f"Hospital {number % 400}",
                *place,
                dice.choice(("Academic", "Community hospital", "Rural")),
                ", ".join(dice.sample(TOPICS, 2)),
                "I want to start a service and do not know where to begin." * 2,
                "To lead a department that lasts.",
                "English",
            )
        )
    return gate.write_csv(HEADINGS, rows)


def timed(words: str, call: Callable[[], Any]) -> tuple[float, Any]:
    """Run once and print how long it took."""
    started = time.perf_counter()
    answer = call()
    seconds = time.perf_counter() - started
    print(f"  {words:<52}{seconds:8.2f} s")
    return seconds, answer


def our_way(data: bytes, cohort: Cohort, by: Member) -> tuple[float, float]:
    """Bring the file in as the pages do; return the seconds of the last click and of everything."""
    now = timezone.now()
    took = [0.0] * 5
    took[0], fresh = timed(
        "read in the bounded child",
        lambda: actions.read_file(cohort=cohort, kind="mentee", filename="a.csv", data=data),
    )
    took[1], (row,) = timed(
        "store, with a first guess of every column",
        lambda: actions.keep(cohort=cohort, sheets=[fresh], by=by, now=now),
    )
    took[2], _ = timed("matching page", lambda: queries.headings(queries.open_sheet(row), queries.Words()))
    actions.settle_meaning(sheet=row, by=by, now=now)
    took[3], _ = timed(
        "questions and check page",
        lambda: queries.shown(queries.plan(queries.gather(cohort)), queries.Words()),
    )

    def apply() -> None:
        gathered = queries.gather(cohort)
        plan = queries.plan(gathered)
        actions.apply(plan=plan, seen=gathered.mark, confirmed=["mentee"], by=by, now=now)

    took[4], _ = timed("the last click: read again, compare, write everything", apply)
    return took[4], sum(took)


def row_by_row(cohort: Cohort, by: Member) -> float:
    """Write the same facts for as many new people with one ORM call a table and row."""
    now = timezone.now()
    people = list(
        Enrolment.objects.filter(cohort=cohort).select_related(
            "member__profile", "member__whereabouts", "need"
        )
    )
    other = Cohort.objects.create(program=cohort.program, name="row by row")
    started = time.perf_counter()
    with transaction.atomic():
        for row in people:
            _write_one(row, other, by, now)
    seconds = time.perf_counter() - started
    print(f"  {'row-by-row get_or_create of the same people':<52}{seconds:8.2f} s")
    return seconds


def _write_one(row: Enrolment, other: Cohort, by: Member, now: Any) -> None:
    source = row.member
    member, _ = Member.objects.get_or_create(email=f"again.{source.email}", defaults={"joined_at": now})
    EmailAddress.objects.get_or_create(user=member, email=member.email, defaults={"primary": True})
    facts = {name: getattr(source.profile, name) for name in ("full_name", "family_name", "stage", "specialty", "setting",
             "region", "country", "zone", "languages")}  # fmt: skip
    facts["name_search"] = members.search_name(facts["full_name"], facts["family_name"])
    Profile.objects.update_or_create(member=member, defaults=facts)
    Membership.objects.get_or_create(member=member)
    where = getattr(source, "whereabouts", None)
    if where is not None:
        place = {"city": where.city, "latitude": where.latitude, "longitude": where.longitude}
        Whereabouts.objects.update_or_create(member=member, defaults=place)
    for affiliation in source.affiliations.select_related("institution"):
        place, _ = Institution.objects.get_or_create(name=affiliation.institution.name)
        Affiliation.objects.get_or_create(member=member, institution=place, kind=affiliation.kind)
    need, _ = Need.objects.get_or_create(
        owner=member,
        defaults={
            "seeks": row.need.seeks,
            "long_term": row.need.long_term,
            "topics": row.need.topics,
            "updated_at": now,
        },
    )
    enrolment, _ = Enrolment.objects.get_or_create(
        cohort=other,
        member=member,
        role="mentee",
        defaults={
            "origin": "import",
            "state": "approved",
            "need": need,
            "enrolled_at": now,
            "enrolled_by": by,
        },
    )
    EnrolmentSlot.objects.get_or_create(enrolment=enrolment, mentor_type="")


def main() -> int:
    """Print every step, the repeat that must change nothing, and the ratio to the plain loop."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    call_command("migrate", verbosity=0)
    by = Member.objects.create_user("robin@example.org", kind="staff")
    cohort = Cohort.objects.create(program=Program.objects.create(name="Bench"), name="2027")
    print(f"{count} rows, 13 columns")
    data = sheet(count)
    click, everything = our_way(data, cohort, by)
    enrolled = Enrolment.objects.filter(cohort=cohort).count()
    print(f"  {'file to enrolments':<52}{everything:8.2f} s for {enrolled} people")
    stamps = set(Profile.objects.values_list("updated_at", flat=True))
    again = data + b"\n"
    print("the same rows in another file")
    our_way(again, cohort, by)
    unchanged = stamps == set(Profile.objects.values_list("updated_at", flat=True))
    print(f"  nothing changed: {unchanged}")
    slow = row_by_row(cohort, by)
    print(
        f"last click beside row by row: {click / slow:.2f}; whole way beside row by row: {everything / slow:.2f}"
    )
    return (
        0 if enrolled == count and unchanged and timedelta(seconds=everything) < timedelta(minutes=2) else 1
    )


if __name__ == "__main__":
    sys.exit(main())
