"""One small society with a canary in every private field, and the people who look at it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from mentorquilt.mail import actions as mail
from mentorquilt.mail import roles
from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState
from mentorquilt.matchrounds import actions as rounds
from mentorquilt.matchrounds import jobs
from mentorquilt.matchrounds.models import Round
from mentorquilt.members.models import (
    Background,
    Conflict,
    Exclusion,
    Experience,
    Member,
    MembershipFeed,
    Photo,
    Profile,
    Whereabouts,
)
from mentorquilt.members.states import Role
from mentorquilt.pairings import actions as pairings
from mentorquilt.programs import queries as programs
from mentorquilt.programs.actions import imports
from mentorquilt.programs.models import EnrolmentDraft
from mentorquilt.records import heartbeat
from tests.factories import guides
from tests.factories import programs as make
from tests.factories import sigs as groups
from tests.factories.society import society

ROLES = (
    "anonymous", "mentee", "mentor", "member", "coordinator", "other_coordinator", "reader", "officer", "admin",
)  # fmt: skip
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
# What nobody but its owner may meet, and what the staff of the program may read as well.
PRIVATE = {
    "exclusion": "canary-exclusion-q7",
    "background": "canary-background-q7",
    "wish_background": "canary-wishbg-q7",
    "rank": "canary-rank-q7",
    "experience": "canary-through-q7",
    "phone": "+1 555 canary-phone-q7",
    "city": "US/KS/canary-city-q7",
    "sign_in_code": "CANARY-CODE-Q7",
    "form_not_sent_in": "canary-form-q7",
    "baseline": "canary-baseline-q7",
}
# What the two of a pairing read of each other, and nobody else, staff least of all (S-55).
FOR_PAIR = {"message": "canary-message-q7", "room": "https://canary-room-q7.example/j/1"}
FOR_STAFF = {"need": "canary-need-q7", "upload": "canary-upload-q7"}


@dataclass
class Scene:
    """The people by role, and the rows that addresses name."""

    people: dict[str, Member | None]
    rows: dict[str, Any] = field(default_factory=dict)


def build(*, demo: bool = False) -> Scene:
    """Save the scene; one solved round included."""
    society(is_demo=demo)
    # The sweep may take longer than a worker may be quiet.
    heartbeat.beat("worker", timezone.now() + timedelta(hours=1))
    program, other = make.program("Nine Months"), make.program("Other", is_open=True)
    cohort = make.cohort(program, state="closed")
    seeker = make.mentee(cohort, "mentee@example.org", topics=("leadership",), specialty="anesthesiology")
    giver = make.mentor(cohort, "mentor@example.org", topics=("leadership",), specialty="anesthesiology")
    make.at_home(giver.member, "US/WA/seattle", 47.6, -122.3)
    _plant(seeker, giver)
    people = {
        "anonymous": None,
        "mentee": seeker.member,
        "mentor": giver.member,
        "member": make.physician("member@example.org", stage="mid"),
        "coordinator": make.staff("coordinator@example.org", Role.COORDINATOR, program),
        "other_coordinator": make.staff("elsewhere@example.org", Role.COORDINATOR, other),
        "reader": make.staff("reader@example.org", Role.READER, program),
        "officer": _officer(program, giver),
        "admin": make.staff("admin@example.org", Role.ADMIN),
    }
    round_ = rounds.request_round(
        cohort=cohort, policy=programs.policy_of(program), by=people["coordinator"], now=NOW
    )
    jobs.solve_waiting_rounds(now=NOW)
    rows = _rows(program, cohort, seeker, giver, people, Round.objects.get(pk=round_.pk))
    rows |= _pair(cohort, seeker, giver)
    # Its mail is delivered: what waits for long makes the installation say that it is not ready.
    Mail.objects.due(timezone.now()).update(state=MailState.SENT)
    return Scene(people, rows)


def _pair(cohort: Any, seeker: Any, giver: Any) -> dict[str, Any]:
    """Start a pairing of the two, after the round that would not pair them again, with words in it."""
    wanted = pairings.Start(
        kind="dyad",
        seats=(pairings.Seat(seeker.member_id, "mentee"), pairings.Seat(giver.member_id, "mentor")),
        starts_on=NOW.date(),
        program=cohort.program,
        cohort=cohort,
        need=seeker.need_id,
    )
    row = pairings.start(wanted=wanted, by=None, now=NOW)
    Whereabouts.objects.filter(member=giver.member).update(standing_link=FOR_PAIR["room"])
    message = pairings.write(
        pairing=row, author=seeker.member, text=FOR_PAIR["message"], via="page", key="scene", now=NOW
    )
    return {"pair": row, "message": message}


def _officer(program: Any, giver: Any) -> Member:
    """Let somebody lead the group that owns the program; the mentor belongs to it."""
    sig = groups.group()
    program.sig = sig
    program.save()
    groups.belongs(sig, giver.member)
    chair = make.physician("officer@example.org", stage="late")
    groups.officer(sig, chair)
    return chair


def _plant(seeker: Any, giver: Any) -> None:
    member = seeker.member
    Whereabouts.objects.create(
        member=member, city=PRIVATE["city"], latitude=38.8, longitude=-97.6, phone=PRIVATE["phone"]
    )
    Profile.objects.filter(member=member).update(region="US/KS", country="US", zone="America/Chicago")
    Exclusion.objects.create(owner=member, kind="city", value=PRIVATE["exclusion"], added_at=NOW)
    Conflict.objects.create(
        declared_by=giver.member, about=make.physician("c@example.org"), kind="panel", declared_at=NOW
    )
    Background.objects.create(
        member=member,
        shares=[PRIVATE["background"]],
        wishes=[PRIVATE["wish_background"]],
        consented_at=NOW,
        for_matching=True,
        for_report=True,
    )
    Experience.objects.create(member=member, kind=PRIVATE["experience"], seen_by="matching", said_at=NOW)
    MembershipFeed.objects.create(source="uploaded", file_name="list.csv", at=NOW, counts={}, problems=[])
    seeker.ranks, seeker.baseline = [PRIVATE["rank"]], {"direction": PRIVATE["baseline"]}
    seeker.save()
    EnrolmentDraft.objects.create(
        cohort=seeker.cohort,
        member=member,
        role="mentee",
        values={"long_term": PRIVATE["form_not_sent_in"], "away_place": PRIVATE["exclusion"]},
        saved_at=NOW,
    )
    seeker.need.seeks = f"A start. {FOR_STAFF['need']}"
    seeker.need.save()
    Photo.objects.create(member=member, image=b"RIFF0000WEBP", digest="abc")
    Mail.objects.create(
        key="k",
        role="members.sign_in_code",
        to=member,
        to_address=member.email,
        subject="Code",
        drafted_at=NOW,
        body=PRIVATE["sign_in_code"],
        private=True,
    )


def _rows(program: Any, cohort: Any, seeker: Any, giver: Any, people: Any, round_: Round) -> dict[str, Any]:
    uploads = {}
    for kind, headings in (
        ("mentee", "Email,Name,What do you seek?"),
        ("pairs", "Mentor,Mentee,What do you seek?"),
    ):
        data = f"{headings}\nnew@example.org,New Person,{FOR_STAFF['upload']}\n".encode()
        fresh = imports.read_file(cohort=cohort, kind=kind, filename=f"{kind}.csv", data=data)
        (uploads[kind],) = imports.keep(cohort=cohort, sheets=[fresh], by=people["coordinator"], now=NOW)
    return {
        "program": program,
        "cohort": cohort,
        "enrolment": seeker,
        "mentee": seeker.member,
        "mentor": giver.member,
        "feed": MembershipFeed.objects.get(),
        "group": program.sig,
        "officer": people["officer"],
        "staff": people["coordinator"],
        "guide": guides.guide(),
        "round": round_,
        "import": uploads["mentee"],
        "pairs": uploads["pairs"],
        "mail": Mail.objects.get(key="k"),
        "letter": _letter(program, seeker.member),
    }


def _letter(program: Any, to: Any) -> Mail:
    """Save a draft of an introduction that waits in the outbox of the program."""
    return mail.draft(
        role=roles.get("matchrounds.introduction_mentee"),
        key="letter",
        address=to.email,
        to=to,
        program=program,
        context=dict(roles.get("matchrounds.introduction_mentee").sample),
        batch="round:scene",
        now=NOW,
    )
