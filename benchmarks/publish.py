"""A round of 1,000 pairs published with more than 2,000 drafts, beside writing the same rows one by one.

The peer does what publishing does with plain ORM calls, pair by pair, in one transaction: the pairing, both seats, the
mentor's place, both enrolments, both mails. It checks nothing, looks at no world and composes no reasons; so the ratio
says what writing in batches saves, and the time what a coordinator waits. Also told: the counts of S-29 over them.
Runs on a database of its own. Run: python -m benchmarks.publish [PAIRS]
"""

# ruff: noqa: E402 - Django must know its database before its models are imported

import os
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

os.environ["MENTORQUILT_VAR"] = tempfile.mkdtemp(prefix="mq-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorquilt.config.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from mentorquilt import rosters
from mentorquilt.mail import actions as mail
from mentorquilt.mail.models import Mail
from mentorquilt.matchrounds import actions, jobs, mails, queries
from mentorquilt.matchrounds.models import Round
from mentorquilt.members.models import Member, Mentoring, Need, Offer, Profile, Whereabouts
from mentorquilt.pairings import queries as pairings
from mentorquilt.pairings.models import Pairing, Participant
from mentorquilt.programs.models import Cohort, Enrolment, Program
from mentorquilt.programs.queries import policy_of
from mentorquilt.society import actions as society

PLACES = (
    "US/NM/albuquerque",
    "US/KS/salina",
    "US/WA/seattle",
    "US/ND/fargo",
    "US/ME/portland",
    "US/AZ/tucson",
)
SPECIALTIES = ("anesthesiology", "pediatrics", "general_surgery", "family_medicine", "psychiatry")
TOPICS = ("leadership", "teaching", "rural_practice", "compensation_contracts", "global_health", "next_grant")
NOW = timezone.now()


def timed(words: str, call: Callable[[], Any]) -> tuple[float, Any]:
    """Call, say how long it took, and return both."""
    begun = time.perf_counter()
    found = call()
    seconds = time.perf_counter() - begun
    print(f"{words:<58} {seconds:8.2f} s", flush=True)
    return seconds, found


def people(count: int, kind: str) -> list[Member]:
    """Write so many physicians with profile and place."""
    members = Member.objects.bulk_create(
        [Member(email=f"{kind}{number}@example.org", password="!") for number in range(count)]
    )
    places = [rosters.city(PLACES[number % len(PLACES)]) for number in range(count)]
    Profile.objects.bulk_create(
        [
            Profile(
                member=member,
                full_name=f"{kind.capitalize()} Number{number}",
                family_name=f"Number{number}",
                titles="Dr.",
                name_search=f"{kind} number{number}",
                stage="early" if kind == "mentee" else "late",
                specialty=SPECIALTIES[number % len(SPECIALTIES)],
                region=places[number].region,
                country=places[number].country,
                zone=places[number].zone,
                languages=["en"],
                position="Attending physician",
            )
            for number, member in enumerate(members)
        ]
    )
    Whereabouts.objects.bulk_create(
        [
            Whereabouts(member=member, city=place.id, latitude=place.latitude, longitude=place.longitude)
            for member, place in zip(members, places, strict=True)
        ]
    )
    return members


def cohort_of(pairs: int) -> Cohort:
    """Write a cohort with so many mentees and mentors and five of each who will have nobody."""
    society.describe(by=None, now=NOW, name="Society", short_name="Society", reply_to="office@example.org")
    cohort = Cohort.objects.create(
        program=Program.objects.create(name="Nine Months"), name="Class", state="closed"
    )
    mentees, mentors = people(pairs + 5, "mentee"), people(pairs, "mentor")
    needs = Need.objects.bulk_create(
        [
            Need(
                owner=member,
                seeks="I want to begin something and do not know how.",
                topics=[TOPICS[number % 6]],
            )
            for number, member in enumerate(mentees)
        ]
    )
    Offer.objects.bulk_create([Offer(owner=member, topics=list(TOPICS[:4])) for member in mentors])
    Mentoring.objects.bulk_create([Mentoring(member=member, is_willing=True) for member in mentors])
    common = {"cohort": cohort, "state": "approved", "origin": "import", "enrolled_at": NOW}
    Enrolment.objects.bulk_create(
        [
            Enrolment(member=one, role="mentee", need=need, **common)
            for one, need in zip(mentees, needs, strict=True)
        ]
        + [Enrolment(member=one, role="mentor", **common) for one in mentors]
    )
    return cohort


@transaction.atomic
def one_by_one(row: Round) -> None:
    """Write what publishing writes, row by row, and take it back."""
    draft = queries.draft(row)
    for pair in draft.outcome.pairs:
        mentee, mentor = Member.objects.get(ref=pair.mentee), Member.objects.get(ref=pair.mentor)
        pairing = Pairing.objects.create(kind="dyad", starts_on=NOW.date(), cohort=row.cohort)
        for member, role in ((mentee, "mentee"), (mentor, "mentor")):
            Participant.objects.create(
                pairing=pairing, member=member, role=role, cohort=row.cohort, joined_at=NOW
            )
            enrolment = Enrolment.objects.get(cohort=row.cohort, member=member, role=role)
            enrolment.state = "matched"
            enrolment.save()
        mentor.mentoring.taken += 1
        mentor.mentoring.save()
        for member, role in ((mentee, mails.INTRODUCTION_MENTEE), (mentor, mails.INTRODUCTION_MENTOR)):
            mail.draft(
                role=role,
                key=f"{pairing.ref}{member.pk}",
                address=member.email,
                context=role.sample,
                now=NOW,
                to=member,
            )
    transaction.set_rollback(True)


def main() -> int:
    """Measure and print; 1 when something was not published."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    call_command("migrate", verbosity=0)
    cohort = cohort_of(pairs)
    by = Member.objects.create(email="robin@example.org", kind="staff", name="Robin Hale")
    row = actions.request_round(cohort=cohort, policy=policy_of(cohort.program), by=by, now=NOW)
    timed(f"solve {pairs + 5:,} mentees and {pairs:,} mentors", lambda: jobs.solve_waiting_rounds(now=NOW))
    row = Round.objects.get(pk=row.pk)
    slow, _ = timed(
        f"write {len(queries.outcome(row).pairs):,} pairs and their mails row by row", lambda: one_by_one(row)
    )
    quick, done = timed(
        "publish: look at the world, start, tell, note",
        lambda: actions.publish(match_round=Round.objects.get(pk=row.pk), revision=0, by=by, now=NOW),
    )
    timed("count pairings of the society (S-29)", pairings.counts)
    timed("take it back", lambda: actions.unpublish(match_round=Round.objects.get(pk=row.pk), by=by, now=NOW))
    print(
        f"\n{done.pairs:,} pairs, {done.mails:,} drafts. Row by row takes {slow / quick:.1f} times as long."
    )
    return int(done.mails < 2 * pairs or Mail.objects.of_batch(queries.batch_of(row)).exists())


if __name__ == "__main__":
    sys.exit(main())
