"""What a filled enrolment form sends, and the people who send it."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

from mentorquilt.members.models import Member, Membership, MentorType, Term
from mentorquilt.programs.models import AnnualMeeting, Cohort
from tests.factories import programs as make

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def lists() -> None:
    """Make the words that the form offers."""
    for kind, slug, label, parent in (
        ("specialty", "anesthesiology", "Anesthesiology", ""),
        ("topic", "acute_pain_service", "Acute pain service", "clinical"),
        ("topic", "leadership", "Leadership", "career"),
    ):
        Term.objects.get_or_create(kind=kind, slug=slug, defaults={"label": label, "parent": parent})
    for slug in ("clinical", "career", "life"):
        MentorType.objects.get_or_create(slug=slug, defaults={"label": f"{slug} mentor", "color": slug})


def open_cohort(**facts: Any) -> Cohort:
    """Make a cohort that takes people on the day of these tests, with an annual meeting."""
    meeting = AnnualMeeting.objects.create(
        name="Annual Meeting 2026", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 4)
    )
    of = facts.pop("of", None) or make.program(
        slug="nine-months", contact_name="Robin Hale", contact_phone="+1 555 010 0142"
    )
    dates = {"enrol_until": date(2026, 4, 4), "announce_on": date(2026, 5, 15)}
    return make.cohort(of, state="open", meeting=meeting, **{**dates, **facts})


def member(email: str = "nadia@example.org", *, status: str = "active", **facts: Any) -> Member:
    """Make a member whose membership the list knows."""
    made = make.physician(email, **facts)
    Membership.objects.create(member=made, status=status, valid_until=facts.get("valid_until"))
    return made


def mentee_answers(**more: Any) -> dict[str, Any]:
    """Return a whole form of a mentee."""
    return {
        "submission": str(uuid.uuid4()),
        "send": "1",
        "titles": "Dr.",
        "full_name": "Nadia Haddad",
        "stage": "early",
        "specialty": "anesthesiology",
        "city": "US/KS/salina",
        "usual": ["evenings"],
        "seeks": "Somebody who has built a pain service.",
        "long_term": "In three years I would like to lead one.",
        "types": ["clinical", "career"],
        "topics": ["acute_pain_service"],
        "terms": "erector spinae block, Fascia",
        "other_specialty": "any",
        "distance": "far",
        "attends": "yes",
        "base_direction": "2",
        "base_belonging": "4",
        "pledge": "on",
        **more,
    }


def mentor_answers(**more: Any) -> dict[str, Any]:
    """Return a whole form of a mentor."""
    return {
        "submission": str(uuid.uuid4()),
        "send": "1",
        "full_name": "Walter Lindqvist",
        "stage": "late",
        "specialty": "anesthesiology",
        "city": "US/WA/seattle",
        "types": ["clinical"],
        "topics": ["acute_pain_service"],
        "refused_topics": ["leadership"],
        "offer": "I started three block services.",
        "places": "2",
        "cadence": "8",
        "attends": "no",
        "pledge": "on",
        **more,
    }
