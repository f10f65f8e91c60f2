"""Gives the demo's mentee and mentor a pairing each, with what they wrote, and every running pair its need."""

from datetime import datetime, timedelta

from mentorquilt.config.demo import cast
from mentorquilt.config.demo.cohorts import Stage
from mentorquilt.members.models import Member, Mentoring, Need, Whereabouts
from mentorquilt.members.states import PhoneShown
from mentorquilt.pairings.models import Message, Pairing, Participant
from mentorquilt.pairings.states import LIVE, PairingKind, ParticipantRole
from mentorquilt.programs.models import Cohort, Enrolment, EnrolmentSlot
from mentorquilt.programs.states import CohortState, EnrolmentRole, EnrolmentState, Origin

CIRCLE = (
    (
        0,
        "mentee",
        """Dear Dr. {mentor},

thank you for taking me on. I sit on our hospital's quality committee and would like to serve the society, but I do not
know where one begins. May I ask how you came to your first committee?

Tuesday or Thursday after 6 pm my time would suit me.

With thanks,
Nadia""",
    ),
    (
        1,
        "mentor",
        """Dear Nadia,

by saying yes to the dullest job on the list: minutes. Nobody forgets who wrote them. Thursday at 6:30 your time is
good; I call you.

Warm regards""",
    ),
    (
        4,
        "mentee",
        """That call helped more than you know. I wrote to the chair as you said, in four sentences, and she answered
the same day: I may listen in to the next meeting.""",
    ),
    (5, "mentor", "Well done. Listen for what nobody wants to take home, and tell me about it next time."),
)
CALL = (
    (
        1,
        "mentee",
        """Dear Professor Lindqvist,

thank you for the twenty minutes. My one question: which two blocks would you start with where there are no residents,
and how did you win the surgeons over?

I am free on Wednesday and Friday from 7 pm Eastern.

With thanks""",
    ),
)


def build(stage: Stage) -> None:
    """Write the pairings of the demo's mentee and mentor. Call it last: nobody drawn before changes by it."""
    _complete_running_pairs(stage)
    _circle(stage)
    _single_call(stage)


def _complete_running_pairs(stage: Stage) -> None:
    """Let the pairs there are be about the mentee's need, and begin when their cohort began."""
    needs = {need.owner_id: need for need in Need.objects.order_by("-pk")}
    for pairing in Pairing.objects.prefetch_related("participants"):
        begun = stage.now - (stage.today - pairing.starts_on)
        seats = list(pairing.participants.all())
        mentee = next(seat.member_id for seat in seats if seat.role == ParticipantRole.MENTEE)
        over = pairing.state not in LIVE
        ended = begun + timedelta(days=240) if over else None
        Pairing.objects.filter(pk=pairing.pk).update(need=needs.get(mentee), ended_at=ended)
        couple = ":".join(str(key) for key in sorted(seat.member_id for seat in seats))
        Participant.objects.filter(pairing=pairing).update(joined_at=begun, left_at=ended, couple=couple)


def _circle(stage: Stage) -> None:
    """Pair the demo's mentee in the running circle, four months in, with one talk held."""
    cohort = Cohort.objects.get(program__name="Into the Society", state=CohortState.RUNNING)
    nadia, mentor = stage.members[cast.MENTEE], _drawn(stage, senior=True)
    Mentoring.objects.filter(member=mentor).update(capacity=1, taken=1, is_willing=True)
    for member, role in ((nadia, EnrolmentRole.MENTEE), (mentor, EnrolmentRole.MENTOR)):
        row = Enrolment.objects.create(
            cohort=cohort, member=member, role=role, state=EnrolmentState.MATCHED, origin=Origin.IMPORT,
            enrolled_at=stage.now - timedelta(weeks=20), enrolled_by=stage.by,
        )  # fmt: skip
        if role == EnrolmentRole.MENTEE:
            EnrolmentSlot.objects.create(enrolment=row)
    begun = stage.now - timedelta(weeks=14)
    pairing = _pairing(stage, PairingKind.DYAD, nadia, mentor, begun, cohort=cohort)
    Pairing.objects.filter(pk=pairing.pk).update(
        ends_on=cohort.ends_on, sessions_held=1, last_held_at=begun + timedelta(days=10), mentor_type="career",
    )  # fmt: skip
    Whereabouts.objects.filter(member=mentor).update(
        phone="+1 555 010 0188", standing_link="https://meet.example.org/your-room"
    )
    Participant.objects.filter(pairing=pairing, member=mentor).update(phone_shown=PhoneShown.ALWAYS)
    _write(pairing, CIRCLE, {"mentee": nadia, "mentor": mentor}, begun)


def _single_call(stage: Stage) -> None:
    """Give the demo's mentor one single call, asked for two days ago; it takes none of his lasting places."""
    walter, seeker = stage.members[cast.MENTOR], _drawn(stage, senior=False)
    Mentoring.objects.filter(member=walter).update(first_calls_taken=1)
    begun = stage.now - timedelta(days=2)
    pairing = _pairing(stage, PairingKind.ONE_OFF, seeker, walter, begun)
    Pairing.objects.filter(pk=pairing.pk).update(
        need=Need.objects.filter(owner=seeker).first(), mentor_type="clinical"
    )
    _write(pairing, CALL, {"mentee": seeker, "mentor": walter}, begun)


def _drawn(stage: Stage, *, senior: bool) -> Member:
    """Return the first invented physician of the United States whom nobody has drawn yet; raises StopIteration."""
    stages = {"mid", "late"} if senior else {"early"}
    person = next(
        one
        for one in stage.people
        if one.email not in stage.used and one.city.country == "US" and one.stage in stages
    )
    stage.used.add(person.email)
    return stage.members[person.email]


def _pairing(
    stage: Stage, kind: str, mentee: Member, mentor: Member, begun: datetime, *, cohort: Cohort | None = None
) -> Pairing:
    pairing = Pairing.objects.create(
        kind=kind,
        program=cohort.program if cohort else None,
        cohort=cohort,
        starts_on=begun.date(),
        origin="demo",
    )
    couple = ":".join(str(key) for key in sorted((mentee.pk, mentor.pk)))
    for member, role in ((mentee, ParticipantRole.MENTEE), (mentor, ParticipantRole.MENTOR)):
        Participant.objects.create(
            pairing=pairing, member=member, role=role, cohort=cohort, couple=couple, joined_at=begun
        )
    return pairing


def _write(
    pairing: Pairing, lines: tuple[tuple[int, str, str], ...], people: dict[str, Member], begun: datetime
) -> None:
    """Write what was said, each on its day after the beginning; nobody is mailed, for nobody is there."""
    for number, (day, who, words) in enumerate(lines):
        Message.objects.create(
            pairing=pairing,
            author=people[who],
            text=_unwrapped(words).replace("{mentor}", people["mentor"].profile.family_name),
            key=f"demo:{pairing.ref}:{number}",
            sent_at=begun + timedelta(days=day, hours=number),
        )


def _unwrapped(words: str) -> str:
    """Return a text whose single line ends are spaces, except behind a greeting or a closing."""
    parts = words.split("\n\n")
    return "\n\n".join(part if part.startswith("With thanks") else part.replace("\n", " ") for part in parts)
