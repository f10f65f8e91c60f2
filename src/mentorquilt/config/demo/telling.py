"""What the demo's people tell of themselves beyond a form: career paths, what some came through, how they are reached.

And the society's membership list, read once as an office would read it.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from mentorquilt.config.demo import cast
from mentorquilt.config.demo.people import Invented
from mentorquilt.members import actions
from mentorquilt.members.models import Background, CareerStep, Experience, Member, Membership, Profile
from mentorquilt.members.states import ContactShown, ExperienceSeenBy, FeedSource, PhoneShown, Turn

PRESIDENT = "ruth.calloway@example.org"
TOLD: dict[str, tuple[tuple[int, int | None, str, str, str], ...]] = {
    PRESIDENT: (
        (1974, 1977, Turn.TRAINING, "Residency in family medicine", "Lakemont University Hospital"),
        (1977, 1984, Turn.RURAL, "The only physician in town", "Northfield"),
        (1984, 2009, Turn.OWN_PRACTICE, "Founded a group, first of two, later of eleven", "Northfield"),
        (1996, 2002, Turn.BREAK, "Half time, to care for my mother", ""),
        (2004, 2006, Turn.SOCIETY_OFFICE, "President of the state society", ""),
        (2009, 2018, Turn.LEADERSHIP, "Group president, through the sale", ""),
    ),
    cast.MENTOR: (
        (1989, 1993, Turn.TRAINING, "Residency in anesthesiology", "Stonebridge Hospital"),
        (1993, 1994, Turn.ABROAD, "A year of blocks, and of another language", "Lisbon"),
        (1994, 2001, Turn.COMMUNITY, "Partner in a group of nine", "Harbor Light"),
        (2001, 2012, Turn.ACADEMIC, "Assistant, then associate professor", "A university hospital"),
        (2012, None, Turn.LEADERSHIP, "Division chief", "The same one"),
    ),
}
POSTS = {
    "academic": (Turn.ACADEMIC, "Assistant, later associate professor"),
    "community": (Turn.COMMUNITY, "Partner in a group practice"),
    "small_hospital": (Turn.COMMUNITY, "Attending in a small hospital"),
    "rural": (Turn.RURAL, "Attending in a rural hospital"),
    "military": (Turn.MILITARY, "Medical corps"),
}
LATER = (
    (Turn.LEADERSHIP, "Medical director"),
    (Turn.SOCIETY_OFFICE, "Secretary, then president of the state society"),
    (Turn.OWN_PRACTICE, "A practice of my own"),
    (Turn.LEADERSHIP, "Department chair"),
    (Turn.RESEARCH, "Ran a registry of nine hospitals"),
)
DETOURS = (
    (Turn.ABROAD, "Two years in a district hospital abroad"),
    (Turn.BREAK, "At home with small children"),
    (Turn.INDUSTRY, "Medical advisor to a device maker"),
)
THROUGH = (
    "burnout",
    "litigation",
    "illness",
    "adverse_event",
    "loss",
    "dismissal",
    "moral_distress",
    "career_break",
)


def build(people: list[Invented], members: dict[str, Member], *, by: Any, now: datetime) -> None:
    """Let every second senior tell her path, every eighth what she came through, and the office load its list."""
    seniors = [person for person in people if person.is_senior]
    _paths(seniors, members, now)
    _through(seniors, members, now)
    _contact(seniors, members)
    _backgrounds(people, members, now)
    _list(people, members, by, now)


def _paths(seniors: list[Invented], members: dict[str, Member], now: datetime) -> None:
    steps = []
    for number, person in enumerate(seniors):
        told = TOLD.get(person.email) or (_path(person, number, now.year) if number % 2 else ())
        steps += [
            CareerStep(
                member=members[person.email],
                title=title,
                place=place,
                turn=turn,
                from_year=first,
                to_year=last,
            )
            for first, last, turn, title, place in told
        ]
    CareerStep.objects.bulk_create(steps)


def _path(person: Invented, number: int, year: int) -> tuple[tuple[int, int | None, str, str, str], ...]:
    """Return training, perhaps a detour, a post, and for the later stages one more turn."""
    ended = min(person.trained_until or year - 12, year - 6)
    turn, post = POSTS.get(person.setting, POSTS["community"])
    found: list[tuple[int, int | None, str, str, str]] = [
        (ended - 5, ended, Turn.TRAINING, "Residency and fellowship", person.trained_at)
    ]
    began = ended
    if number % 7 == 1:
        detour, words = DETOURS[number % len(DETOURS)]
        found.append((ended, ended + 2, detour, words, ""))
        began = ended + 2
    is_late = person.stage in {"late", "retired"}
    turned = began + (year - began) // 2
    found.append((began, turned if is_late else None, turn, post, ""))
    if is_late:
        later, words = LATER[number % len(LATER)]
        found.append((turned, year - 1 if person.stage == "retired" else None, later, words, ""))
    return tuple(found)


def _through(seniors: list[Invented], members: dict[str, Member], now: datetime) -> None:
    seen_by = (
        ExperienceSeenBy.MEMBERS,
        ExperienceSeenBy.PAIRS,
        ExperienceSeenBy.MEMBERS,
        ExperienceSeenBy.MATCHING,
    )
    told = [person for person in seniors[3::8] if person.email != PRESIDENT]
    rows = [
        Experience(
            member=members[person.email],
            kind=THROUGH[number % len(THROUGH)],
            seen_by=seen_by[number // 2 % 4],
            said_at=now - timedelta(days=30 + number),
        )
        for number, person in enumerate(told)
    ]
    president = members[PRESIDENT]
    rows.append(Experience(member=president, kind="burnout", seen_by=ExperienceSeenBy.MEMBERS, said_at=now))
    rows.append(Experience(member=president, kind="litigation", seen_by=ExperienceSeenBy.PAIRS, said_at=now))
    Experience.objects.bulk_create(rows)


def _contact(seniors: list[Invented], members: dict[str, Member]) -> None:
    """Let every third senior open her address to her mentees, a few to all members, some tell how many they mentored."""
    opened = [members[person.email].pk for person in seniors[::3]]
    Profile.objects.filter(member__in=opened).update(
        email_shown=ContactShown.PAIRS, phone_shown=PhoneShown.SESSION_DAYS
    )
    public = [members[person.email].pk for person in seniors[5::20]]
    Profile.objects.filter(member__in=[*public, members[PRESIDENT].pk]).update(
        email_shown=ContactShown.MEMBERS
    )
    for number, person in enumerate(seniors[1::6]):
        Profile.objects.filter(member=members[person.email]).update(
            mentored_before=3 + number % 9 * 4, shows_mentored=True
        )


def _backgrounds(people: list[Invented], members: dict[str, Member], now: datetime) -> None:
    """Let a few say something for the anonymous report; nothing of it enters a match."""
    kinds = ("first_generation", "woman", "rural", "immigrant", "parent", "veteran")
    Background.objects.bulk_create(
        Background(
            member=members[person.email],
            shares=[kinds[number % len(kinds)]],
            wishes=[],
            consented_at=now - timedelta(days=40 + number),
            confirmed_at=now - timedelta(days=40 + number),
            for_report=True,
        )
        for number, person in enumerate(people[11::23])
    )


def _list(people: list[Invented], members: dict[str, Member], by: Any, now: datetime) -> None:
    """Read the list that the office exported last week, with the slips that such lists have."""
    renewed = {members[person.email].pk for person in people[:60]}
    rows = Membership.objects.filter(member__in=[member.pk for member in members.values()])
    lines = ["Member ID,E-mail,Name,Member type,Status,Paid through"]
    end = now.date().replace(month=12, day=31)
    for row in rows.select_related("member").order_by("pk"):
        paid = str(end) if row.member_id in renewed else ""
        lines.append(f"{row.number},{row.member.email},,{row.member_class},{row.status.capitalize()},{paid}")
    lines += [
        "M10700,,Jordan Vale,Associate,Active,",
        ",robin(at)example.org,Robin Vale,Associate,Active,",
        "M10701,sam.vale@example.org,Sam Vale,Associate,Group B,",
    ]
    data = "\n".join(lines).encode()
    actions.read_list(
        data=data,
        file_name="members-export.csv",
        digest=hashlib.sha256(data).hexdigest(),
        source=FeedSource.UPLOADED,
        by=by,
        now=now,
    )
