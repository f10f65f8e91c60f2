"""People enough for a match round: a program, a cohort, physicians on a real map, and solved rounds."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import factory

from mentorquilt import matching, rosters
from mentorquilt.matchrounds import actions, jobs, queries
from mentorquilt.matchrounds.models import Round
from mentorquilt.members.models import (
    Affiliation,
    Grant,
    Institution,
    Member,
    Mentoring,
    MentorType,
    Need,
    Offer,
    Profile,
    Term,
    Whereabouts,
)
from mentorquilt.programs.models import Cohort, Enrolment, Program

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


PLACES = (
    "US/NM/albuquerque", "US/KS/salina", "US/WA/seattle", "US/ND/fargo", "US/ME/portland", "US/AK/anchorage",
    "US/VA/charlottesville", "US/HI/honolulu", "US/MN/minneapolis", "US/AZ/tucson", "CH/ZH/zurich", "NP/3/kathmandu",
)  # fmt: skip
MENTEES = (
    "Maya Okafor",
    "Jonas Lindqvist",
    "Aiko Tanabe",
    "Priya Raman",
    "Caleb Whitfield",
    "Noor Haddad",
    "Elena Petrova",
    "Tomás Herrera",
    "Grace Owusu",
    "Liam Gallagher",
    "Sofia Marchetti",
    "Dana Goldwasser",
)
MENTORS = (
    "Ruth Abernathy",
    "Samuel Adeyemi",
    "Ingrid Solberg",
    "Walter Kim",
    "Helen Vasquez",
    "Arjun Mehta",
    "Martha Lindgren",
    "Peter Nakamura",
    "Yvonne Baptiste",
    "George Castellano",
    "Beatrice Holm",
    "Omar Farouk",
)
SUBJECTS = (
    (
        "anesthesiology",
        "acute_pain_service",
        "I want to start an acute pain service at a 90-bed hospital.",
        "I started an acute pain service at a small hospital and trained the nurses first.",
    ),
    (
        "emergency_medicine",
        "compensation_contracts",
        "I negotiate my first contract in a rural group.",
        "I have led contract talks for a rural group and can read a contract with you.",
    ),
    (
        "general_surgery",
        "case_to_leadership",
        "I want to make the case for robotic surgery to our leadership.",
        "I won the case for robotic surgery with our leadership after two attempts.",
    ),
    (
        "pediatrics",
        "global_health",
        "I plan to build a global health program with a partner hospital.",
        "Twenty years of global health and a partner hospital that still writes to me.",
    ),
)


class MemberFactory(factory.django.DjangoModelFactory[Member]):
    """A physician with a profile, a place and an address; the number makes everything else."""

    class Meta:
        model = Member

    email = factory.Sequence(lambda n: f"physician{n}@example.org")


def physician(name: str, number: int, *, stage: str, **more: Any) -> Member:
    """Make one physician; ``number`` decides place and subject."""
    place, subject = rosters.city(PLACES[number % len(PLACES)]), SUBJECTS[number % len(SUBJECTS)]
    member = MemberFactory.create()
    profile = {
        "full_name": name,
        "family_name": name.rsplit(maxsplit=1)[-1],
        "titles": "Dr.",
        "name_search": name.casefold(),
        "stage": stage,
        "specialty": subject[0],
        "setting": "community",
        "hospital_size": "50_199",
        "region": place.region,
        "country": place.country,
        "zone": place.zone,
        "languages": ["en"],
    }
    Profile.objects.create(member=member, **{**profile, **more})
    Whereabouts.objects.create(
        member=member, city=place.id, latitude=place.latitude, longitude=place.longitude
    )
    return member


def terms() -> None:
    """Make the words behind the slugs that these people use."""
    for kind, slug, label in (
        ("specialty", "anesthesiology", "Anesthesiology"),
        ("specialty", "emergency_medicine", "Emergency medicine"),
        ("specialty", "general_surgery", "General surgery"),
        ("specialty", "pediatrics", "Pediatrics"),
        ("topic", "acute_pain_service", "Acute pain service"),
        ("topic", "compensation_contracts", "Compensation and contracts"),
        ("topic", "case_to_leadership", "Making a case to leadership"),
        ("topic", "global_health", "Global health"),
        ("topic", "work_life_balance", "Balancing work and family life"),
        ("language", "en", "English"),
        ("language", "fr", "French"),
    ):
        Term.objects.get_or_create(kind=kind, slug=slug, defaults={"label": label})
    for position, slug in enumerate(("clinical", "career", "life", "research")):
        MentorType.objects.get_or_create(
            slug=slug,
            defaults={
                "label": f"{slug.capitalize()} mentor",
                "color": slug,
                "pattern": slug,
                "position": position,
            },
        )


def program(name: str = "Nine-month program", **rules: Any) -> Program:
    """Make a program with the shipped rules."""
    return Program.objects.create(name=name, **rules)


def cohort(of: Program | None = None, name: str = "2027") -> Cohort:
    """Make a cohort that may be matched."""
    return Cohort.objects.create(
        program=of or program(), name=name, state="closed", starts_on=date(2027, 1, 4)
    )


def mentee(into: Cohort, number: int = 0, *, name: str = "", **more: Any) -> Member:
    """Make a mentee with a need and enroll her."""
    member = physician(name or MENTEES[number % len(MENTEES)], number, stage=more.pop("stage", "early"))
    subject = SUBJECTS[number % len(SUBJECTS)]
    need = {"seeks": subject[2], "types": ["career"], "topics": [subject[1]], "updated_at": NOW}
    row = Need.objects.create(owner=member, **{**need, **more})
    enrol(into, member, "mentee", need=row)
    return member


def mentor(into: Cohort, number: int = 0, *, name: str = "", places: int = 1, **more: Any) -> Member:
    """Make a mentor with an offer and enroll him."""
    stage = more.pop("stage", "late")
    member = physician(
        name or MENTORS[number % len(MENTORS)], number + 3, stage=stage, bio=more.pop("bio", "")
    )
    subject = SUBJECTS[(number + 3) % len(SUBJECTS)]
    offer = {"types": ["career", "clinical"], "topics": [subject[1]], "text": subject[3]}
    Offer.objects.create(owner=member, **{**offer, **more})
    Mentoring.objects.create(member=member, is_willing=True, capacity=places)
    enrol(into, member, "mentor", places=places)
    return member


def enrol(into: Cohort, member: Member, role: str, **more: Any) -> Enrolment:
    """Enter somebody as approved."""
    return Enrolment.objects.create(
        cohort=into, member=member, role=role, state="approved", origin="import", enrolled_at=NOW, **more
    )


def work_at(member: Member, name: str) -> None:
    """Say that somebody works at an institution now."""
    institution, _new = Institution.objects.get_or_create(name=name)
    Affiliation.objects.create(member=member, institution=institution, kind="present")


def filled(mentees: int = 4, mentors: int = 4, *, of: Program | None = None, name: str = "2027") -> Cohort:
    """Make a cohort with this many people on each side."""
    terms()
    made = cohort(of, name)
    for number in range(mentees):
        mentee(made, number)
    for number in range(mentors):
        mentor(made, number)
    return made


def coordinator(of: Program, email: str = "coordinator@example.org") -> Member:
    """Make a coordinator of one program, without a profile."""
    return granted(email, "coordinator", "program", str(of.ref))


def granted(email: str, role: str, scope_kind: str = "society", scope_id: str = "") -> Member:
    """Make a member of staff with one grant."""
    member = Member.objects.create(email=email, kind="staff")
    Grant.objects.create(member=member, role=role, scope_kind=scope_kind, scope_id=scope_id)
    return member


def ordered(made: Cohort, by: Member | None = None, *, policy: matching.Policy | None = None) -> Round:
    """Order a round as the form does."""
    return actions.request_round(cohort=made, policy=policy or matching.Policy(), by=by, now=NOW)


def solved(made: Cohort, by: Member | None = None, *, policy: matching.Policy | None = None) -> Round:
    """Order a round and let the worker solve it."""
    row = ordered(made, by, policy=policy)
    jobs.solve_waiting_rounds(now=NOW + timedelta(seconds=1))
    return Round.objects.get(pk=row.pk)


def couple(row: Round, number: int = 0) -> tuple[str, str]:
    """Return mentee and mentor of one proposal, weakest first."""
    pairs = sorted(queries.outcome(row).pairs, key=lambda pair: (pair.score, pair.mentee))
    return pairs[number].mentee, pairs[number].mentor
