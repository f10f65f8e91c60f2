"""Writes invented people into the tables, many rows a statement."""

import random
import uuid
from datetime import datetime

from allauth.account.models import EmailAddress

from mentorquilt.config.demo import words
from mentorquilt.config.demo.people import Invented
from mentorquilt.members import states
from mentorquilt.members.models import (
    Affiliation,
    Institution,
    Member,
    Membership,
    Mentoring,
    Need,
    Offer,
    Profile,
    WeeklyHours,
    Whereabouts,
)

EVENINGS = [[day * 1440 + 18 * 60, day * 1440 + 21 * 60] for day in range(5)]
DAYS = [[day * 1440 + 7 * 60, day * 1440 + 17 * 60] for day in range(5)]
SATURDAY = [5 * 1440 + 9 * 60, 5 * 1440 + 12 * 60]


def write_people(people: list[Invented], now: datetime) -> dict[str, Member]:
    """Write everybody with all that belongs to a profile; return the members by address."""
    Member.objects.bulk_create([_account(person, now) for person in people])
    members = {member.email: member for member in Member.objects.filter(email__in=[p.email for p in people])}
    EmailAddress.objects.bulk_create(
        [
            EmailAddress(user=member, email=member.email, verified=True, primary=True)
            for member in members.values()
        ]
    )
    Profile.objects.bulk_create([_profile(person, members[person.email], now) for person in people])
    Membership.objects.bulk_create(
        [
            Membership(
                member=members[person.email],
                number=f"M{10_000 + number}",
                member_class="Fellow" if person.is_senior else "Associate",
                status=states.MembershipStatus.LAPSED
                if number % 61 == 60
                else states.MembershipStatus.ACTIVE,
            )
            for number, person in enumerate(people)
        ]
    )
    Whereabouts.objects.bulk_create(
        [
            Whereabouts(
                member=members[person.email],
                city=person.city.id,
                latitude=person.city.latitude,
                longitude=person.city.longitude,
                is_open=number % 3 == 0,
            )
            for number, person in enumerate(people)
        ]
    )
    _write_affiliations(people, members)
    _write_hours(people, members)
    _write_mentoring(people, members, now)
    return members


def _account(person: Invented, now: datetime) -> Member:
    ref = uuid.uuid5(
        uuid.NAMESPACE_URL, f"mailto:{person.email}"
    )  # the same everywhere, so the match is, too
    member = Member(ref=ref, email=person.email, kind=states.Kind.MEMBER, joined_at=now)
    member.set_unusable_password()
    return member


def region_of(person: Invented) -> str:
    """Return the region's id, country first."""
    region, country = person.city.region, person.city.country
    return region if region.startswith(f"{country}/") else f"{country}/{region}"


def _profile(person: Invented, member: Member, now: datetime) -> Profile:
    title = "" if person.stage == "student" else ("Professor" if "rofessor" in person.position else "Dr.")
    return Profile(
        member=member,
        full_name=person.full_name,
        family_name=person.family_name,
        titles=title,
        credentials=person.credentials,
        name_search=f"{person.full_name} {person.email.split('@')[0].replace('.', ' ')}".casefold(),
        stage=person.stage,
        profession="physician",
        specialty=person.specialty,
        subspecialty=person.subspecialty,
        terms=person.terms,
        setting=person.setting,
        hospital_size=person.hospital_size,
        region=region_of(person),
        country=person.city.country,
        zone=person.city.zone,
        languages=person.languages,
        done=person.done,
        position=person.position,
        bio=person.bio,
        has_research=person.setting == "academic" or None,
        mentored_before=len(person.email) % 14 if person.is_senior else None,
        shows_mentored=person.is_senior,
        updated_at=now,
    )


def _write_affiliations(people: list[Invented], members: dict[str, Member]) -> None:
    wanted: dict[str, str] = {}
    for person in people:
        for name in (person.hospital, person.trained_at):
            if name:
                wanted.setdefault(name, person.city.id if name == person.hospital else "")
    known = set(Institution.objects.values_list("name", flat=True))
    Institution.objects.bulk_create(
        [Institution(name=name, city=city) for name, city in wanted.items() if name not in known]
    )
    rows = {row.name: row for row in Institution.objects.filter(name__in=wanted)}
    affiliations = []
    for person in people:
        member = members[person.email]
        if person.hospital and person.stage != "retired":
            affiliations.append(
                _affiliation(member, rows[person.hospital], "present", person.trained_until, None)
            )
        if person.trained_at:
            until = person.trained_until or None
            affiliations.append(
                _affiliation(member, rows[person.trained_at], "training", until - 4 if until else None, until)
            )
    Affiliation.objects.bulk_create(affiliations)


def _affiliation(
    member: Member, institution: Institution, kind: str, start: int | None, end: int | None
) -> Affiliation:
    return Affiliation(
        member=member, institution=institution, kind=kind, from_year=start or None, to_year=end
    )


def _write_hours(people: list[Invented], members: dict[str, Member]) -> None:
    rows = []
    for number, person in enumerate(people):
        choice = (EVENINGS, DAYS, [*EVENINGS, SATURDAY], None, None)[number % 5]
        if choice is not None:
            rows.append(WeeklyHours(member=members[person.email], intervals=choice, is_assumed=False))
    WeeklyHours.objects.bulk_create(rows)


def _write_mentoring(people: list[Invented], members: dict[str, Member], now: datetime) -> None:
    chance = random.Random(len(people))  # noqa: S311 - invented people, not secrets
    mentoring, offers, needs = [], [], []
    for person in people:
        member = members[person.email]
        if person.is_senior:
            mentoring.append(
                Mentoring(member=member, is_willing=True, capacity=chance.choice((1, 1, 1, 2, 2, 3)))
            )
            offers.append(_offer(person, member, chance))
        if person.stage != "retired" and person.stage != "late":
            needs.append(_need(person, member, chance, now))
    Mentoring.objects.bulk_create(mentoring)
    Offer.objects.bulk_create(offers)
    Need.objects.bulk_create(needs)


def _types(person: Invented) -> list[str]:
    return sorted({words.TOPICS[topic][0] for topic in person.topics if topic in words.TOPICS}) or [
        "clinical"
    ]


def _offer(person: Invented, member: Member, chance: random.Random) -> Offer:
    said = [words.TOPICS[topic][2] for topic in person.topics if topic in words.TOPICS]
    refused = [topic for topic in ("next_grant", "personal_finance") if topic not in person.topics]
    return Offer(
        owner=member,
        types=_types(person),
        topics=person.topics,
        refused_topics=refused[: chance.choice((0, 0, 1, 2))],
        text=" ".join(said[:2]),
    )


def _need(person: Invented, member: Member, chance: random.Random, now: datetime) -> Need:
    said = [words.TOPICS[topic][1] for topic in person.topics if topic in words.TOPICS]
    return Need(
        owner=member,
        seeks=" ".join(said[:2]) or "I am looking for somebody who does what I do, somewhere else.",
        long_term=chance.choice(words.LONG_TERM),
        types=_types(person),
        topics=person.topics[:3],
        done=[
            words.TOPICS[topic][3]
            for topic in person.topics[:1]
            if topic in words.TOPICS and chance.random() < 0.5
        ],
        other_specialty="any",
        distance=chance.choice(("any", "any", "far")),
        updated_at=now,
    )
