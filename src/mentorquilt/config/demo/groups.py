"""Gives the demo society its groups, their officers and members, and the guides that come with the product."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mentorquilt.config.demo import cast
from mentorquilt.config.demo.people import Invented
from mentorquilt.guides import actions as guides
from mentorquilt.members.models import Member, Profile
from mentorquilt.programs.models import Program
from mentorquilt.sigs import actions as sigs
from mentorquilt.sigs.models import FutureMentor, Sig, SigMember
from mentorquilt.sigs.states import JoinedBy, Office

OFFICER = "chair of the group that owns a program"
OWNED = "Into the Society"
SHARE = 3
"""Every third invented person who fits a group belongs to it, and everybody with a story."""


@dataclass(frozen=True, slots=True)
class Told:
    """One group, and which topics or subspecialties draw people to it; ``is_open`` is False where a list decides."""

    name: str
    about: str
    drawn_by: frozenset[str]
    is_open: bool = True


GROUPS = (
    Told(
        "Physician Leadership and Mentoring",
        "For members who lead, will lead, or would rather not but were asked. Runs the program Into the Society, "
        "meets at the annual meeting and twice a year by video.",
        frozenset({"leadership", "case_to_leadership", "organizational_roadblocks"}),
    ),
    Told(
        "Regional Anesthesia and Acute Pain",
        "Blocks, acute pain services, and how to start one where nobody has. Bring your protocol; take two others home.",
        frozenset({"acute_pain_service", "regional_anesthesia"}),
    ),
    Told(
        "Rural and Small Hospitals",
        "Practice under a hundred beds: recruiting, call, transfers, and the pleasure of knowing everybody.",
        frozenset({"rural_practice", "small_hospital", "rural"}),
    ),
    Told(
        "Early Career",
        "The first seven years after training. Contracts, boards, the first bad outcome, the first good offer.",
        frozenset({"compensation_contracts", "future_career_move", "early"}),
    ),
    Told(
        "Research and Grants",
        "From the first question to the second submission, with or without a university behind you.",
        frozenset({"starting_research", "next_grant"}),
    ),
    Told(
        "Fellowship Directors",
        "Directors of the society's accredited fellowships. The office keeps the list.",
        frozenset({"Professor and chief"}),
        is_open=False,
    ),
)


def build(people: list[Invented], members: dict[str, Member], *, by: Any, now: datetime) -> None:
    """Write the groups with their people, name officers, and bring the guides in."""
    since = now - timedelta(days=400)
    for number, told in enumerate(GROUPS):
        sig = sigs.create_group(by=by, now=since, name=told.name, about=told.about, is_open=told.is_open)
        drawn = _drawn(people, told)
        SigMember.objects.bulk_create(
            [
                SigMember(
                    sig=sig,
                    member=members[person.email],
                    joined_by=JoinedBy.FEED if place % 2 or not told.is_open else JoinedBy.SELF,
                    joined_at=since + timedelta(days=place % 390),
                )
                for place, person in enumerate(drawn)
            ]
        )
        senior = [person for person in drawn if person.stage in {"mid", "late"}]
        _name_officers(sig, senior, number, members, by, since)
    _one_waits_for_a_look(now)
    leading = Sig.objects.get(name=GROUPS[0].name)
    Program.objects.filter(name=OWNED).update(sig=leading)
    chair = SigMember.objects.get(sig=leading, office=Office.CHAIR)
    Member.objects.filter(pk=chair.member_id).update(demo_label="officer")
    _mark_privately(members, now)
    _show_where_they_trained(people, members)
    guides.sync_shipped(now=now)


def _drawn(people: list[Invented], told: Told) -> list[Invented]:
    """Return who belongs to a group: everybody with a story whom it fits, and every third of the others."""
    stories = len(cast.mentees()) + len(cast.mentors())
    return [
        one
        for place, one in enumerate(people)
        if (place < stories or place % SHARE == 0) and _fits(one, told)
    ]


def _fits(person: Invented, told: Told) -> bool:
    """Return whether somebody would be found in a group; the mentee of the guide has one group only."""
    facts = {*person.topics, person.subspecialty, person.setting, person.stage, person.position}
    if person.email == cast.MENTEE:
        return told is GROUPS[1]
    return bool(facts & told.drawn_by)


def _name_officers(
    sig: Sig, fit: list[Invented], number: int, members: dict[str, Member], by: Any, now: datetime
) -> None:
    """Name a chair and a vice chair who are nobody's example elsewhere in the demo."""
    told = {person.email for person in (*cast.mentees(), *cast.mentors())}
    free = [one for one in fit if one.email not in told and not members[one.email].grants.exists()][number::5]
    for person, office in zip(free, (Office.CHAIR, Office.VICE_CHAIR), strict=False):
        sigs.name_officer(sig=sig, member=members[person.email], office=office, by=by, now=now)


def _one_waits_for_a_look(now: datetime) -> None:
    """Leave one group as a membership list names it for the first time."""
    known = SigMember.objects.filter(sig__name=GROUPS[1].name).order_by("pk")[:4]
    for row in known:
        sigs.add_to_groups({row.member_id: ["Perioperative Ultrasound"]}, now)


def _mark_privately(members: dict[str, Member], now: datetime) -> None:
    """Let the mentee of the guide have marked somebody, for herself alone."""
    FutureMentor.objects.create(owner=members[cast.MENTEE], about=members[cast.MENTOR], marked_at=now)


def _show_where_they_trained(people: list[Invented], members: dict[str, Member]) -> None:
    """Let every fourth person show her institutions to members."""
    open_ = [members[person.email].pk for place, person in enumerate(people) if place % 4 == 2]
    Profile.objects.filter(member__in=open_).update(shows_institutions=True)
