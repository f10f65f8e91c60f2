"""Gives the demo society its programs, its annual meeting and its cohorts, with dates around today."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mentorquilt.config.demo import cast
from mentorquilt.config.demo.people import Invented
from mentorquilt.config.demo.writing import region_of
from mentorquilt.members.models import Conflict, Exclusion, Member, Membership, Mentoring, Need, Offer
from mentorquilt.members.states import ConflictKind, ExclusionKind, MembershipStatus, OtherSpecialty
from mentorquilt.pairings.models import Pairing, Participant
from mentorquilt.pairings.states import PairingKind, PairingState, ParticipantRole
from mentorquilt.programs import actions as programs
from mentorquilt.programs import states
from mentorquilt.programs.models import AnnualMeeting, Cohort, Enrolment, EnrolmentSlot, Program

Role = states.EnrolmentRole
State = states.EnrolmentState
RANK = {"student": 0, "resident": 1, "fellow": 2, "early": 3, "mid": 4, "late": 5, "retired": 5}


@dataclass(slots=True)
class Stage:
    """What building the cohorts needs at hand."""

    by: Member
    now: datetime
    people: list[Invented]
    members: dict[str, Member]
    chance: random.Random
    used: set[str]

    @property
    def today(self) -> date:
        """Return the day the demo was made."""
        return self.now.date()

    def draw(self, count: int, *, senior: bool, without: str = "") -> list[Invented]:
        """Take people nobody has drawn yet, juniors or seniors, without one specialty."""
        free = [
            p
            for p in self.people
            if p.email not in self.used
            and p.is_senior is senior
            and p.stage != "student"
            and p.specialty != without
        ]
        drawn = self.chance.sample(free, count)
        self.used.update(person.email for person in drawn)
        return drawn


def build(stage: Stage) -> None:
    """Write both programs with their cohorts: finished, running, ready to match, enrolling."""
    stage.used |= {person.email for person in (*cast.mentees(), *cast.mentors())}
    skills, engagement = _programs(stage)
    day, year = stage.today, stage.today.year
    _paired_cohort(stage, skills, f"Class of {year - 1}", day - timedelta(weeks=82), 30, finished=True)
    running = _paired_cohort(stage, skills, f"Class of {year}", day - timedelta(weeks=22), 34, finished=False)
    _enrol(stage, running, [cast.left_out_last_year()], Role.MENTEE, State.UNMATCHED)
    _paired_cohort(stage, engagement, f"{year} circle", day - timedelta(weeks=14), 12, finished=False)
    meeting = _meeting(stage)
    _ready_people(stage, _ready_cohort(stage, skills, meeting))
    _open_cohort(stage, engagement, meeting)


def _meeting(stage: Stage) -> AnnualMeeting:
    first = stage.today + timedelta(weeks=17)
    return programs.hold_meeting(
        by=stage.by,
        now=stage.now,
        name=f"Annual Meeting {first.year}",
        city="US/CO/denver",
        place="Front Range Convention Center",
        starts_on=first,
        ends_on=first + timedelta(days=3),
        zone="America/Denver",
    )


def _ready_cohort(stage: Stage, program: Program, meeting: AnnualMeeting) -> Cohort:
    day = stage.today
    return programs.create_cohort(
        program=program,
        by=stage.by,
        now=stage.now,
        name=f"Class of {day.year + 1}",
        state=states.CohortState.CLOSED,
        meeting=meeting,
        enrol_from=day - timedelta(weeks=8),
        enrol_until=day - timedelta(days=3),
        announce_on=day + timedelta(weeks=4),
        starts_on=day + timedelta(weeks=4),
        ends_on=day + timedelta(weeks=4 + 39),
    )


def _open_cohort(stage: Stage, program: Program, meeting: AnnualMeeting) -> None:
    day = stage.today
    cohort = programs.create_cohort(
        program=program,
        by=stage.by,
        now=stage.now,
        name=f"{day.year + 1} circle",
        state=states.CohortState.OPEN,
        meeting=meeting,
        enrol_from=day - timedelta(weeks=2),
        enrol_until=day + timedelta(weeks=5),
        announce_on=day + timedelta(weeks=13),
        starts_on=day + timedelta(weeks=13),
        ends_on=day + timedelta(weeks=13 + 26),
    )
    _enrol(stage, cohort, stage.draw(9, senior=False), Role.MENTEE, State.UNCONFIRMED)
    _enrol(stage, cohort, stage.draw(6, senior=True), Role.MENTOR, State.SUBMITTED)


def _programs(stage: Stage) -> tuple[Program, Program]:
    skills = programs.create_program(
        by=stage.by,
        now=stage.now,
        name="Nine Months",
        aim=states.Aim.SKILLS,
        summary="An early-career physician and a colleague further on, in different places on purpose, talk about "
        "six times in nine months. You bring the questions; your mentor brings the years.",
        contact=stage.by,
        contact_name="Robin Hale",
        contact_email="mentoring@meridian.example",
        contact_phone="+1 555 010 0142",
        place_rule=states.PlaceRule.REGION,
        stage_rule=states.StageRule.MID_OR_LATE,
        types=["clinical", "career", "life", "research", "navigation"],
        most_places=2,
    )
    engagement = programs.create_program(
        by=stage.by,
        now=stage.now,
        name="Into the Society",
        aim=states.Aim.ENGAGEMENT,
        summary="Six months beside somebody who serves on a committee: what it takes, whom to ask, where to begin.",
        contact=stage.by,
        contact_name="Robin Hale",
        contact_email="mentoring@meridian.example",
        contact_phone="+1 555 010 0142",
        months=6,
        place_rule=states.PlaceRule.CITY,
        stage_rule=states.StageRule.LATER,
        mentee_stages=["resident", "fellow", "early", "mid"],
        types=["career"],
        most_places=1,
        lead_weeks=2,
        floor=False,
        weights={"topics": 400, "specialty": 100},
    )
    return skills, engagement


def _enrol(
    stage: Stage, cohort: Cohort, people: list[Invented], role: str, state: str, **also: object
) -> list[Enrolment]:
    """Write enrolments with their slot; a mentee's need is the one she wrote."""
    members = [stage.members[person.email] for person in people]
    needs = {need.owner_id: need for need in Need.objects.filter(owner__in=members)}
    places = dict(Mentoring.objects.filter(member__in=members).values_list("member_id", "capacity"))
    rows = Enrolment.objects.bulk_create(
        [
            Enrolment(
                cohort=cohort,
                member=member,
                role=role,
                state=state,
                origin=states.Origin.IMPORT,
                need=needs.get(member.pk) if role == Role.MENTEE else None,
                places=places.get(member.pk, 1) if role == Role.MENTOR else 1,
                enrolled_at=stage.now,
                enrolled_by=stage.by,
                **also,
            )
            for member in members
        ]
    )
    if role == Role.MENTEE:
        EnrolmentSlot.objects.bulk_create([EnrolmentSlot(enrolment=row) for row in rows])
    return rows


def _paired_cohort(
    stage: Stage, program: Program, name: str, start: date, count: int, *, finished: bool
) -> Cohort:
    """Write a cohort whose pairs already exist, each in different regions and stages."""
    end = start + timedelta(days=round(program.months * 30.4))
    cohort = programs.create_cohort(
        program=program,
        by=stage.by,
        now=stage.now,
        name=name,
        announce_on=start,
        starts_on=start,
        ends_on=end,
        enrol_from=start - timedelta(weeks=12),
        enrol_until=start - timedelta(weeks=6),
        state=states.CohortState.FINISHED if finished else states.CohortState.RUNNING,
    )
    mentees, mentors = stage.draw(count, senior=False), stage.draw(count, senior=True)
    couples = _couples(mentees, mentors)
    matched = {mentee.email for mentee, _ in couples}
    _enrol(stage, cohort, [m for m in mentees if m.email in matched], Role.MENTEE, State.MATCHED)
    _enrol(stage, cohort, [m for m in mentees if m.email not in matched], Role.MENTEE, State.UNMATCHED)
    _enrol(stage, cohort, mentors, Role.MENTOR, State.MATCHED)
    _write_pairs(stage, cohort, couples, finished=finished)
    return cohort


def _couples(mentees: list[Invented], mentors: list[Invented]) -> list[tuple[Invented, Invented]]:
    """Pair each mentee with the first free mentor who is later in stage, elsewhere, and shares a topic if any does."""
    free, couples = list(mentors), []
    for mentee in mentees:
        fits = [
            mentor
            for mentor in free
            if RANK[mentor.stage] > RANK[mentee.stage]
            and region_of(mentor) != region_of(mentee)
            and mentor.hospital not in {mentee.hospital, mentee.trained_at}
        ]
        if fits:
            best = max(fits, key=lambda mentor: len(set(mentor.topics) & set(mentee.topics)))
            free.remove(best)
            couples.append((mentee, best))
    return couples


def _write_pairs(
    stage: Stage, cohort: Cohort, couples: list[tuple[Invented, Invented]], *, finished: bool
) -> None:
    for number, (mentee, mentor) in enumerate(couples):
        ended = (PairingState.CLOSED, PairingState.CONTINUED, PairingState.CLOSED, PairingState.ENDED_EARLY)
        state = ended[number % 4] if finished else PairingState.ACTIVE
        pairing = Pairing.objects.create(
            kind=PairingKind.DYAD,
            state=state,
            program=cohort.program,
            cohort=cohort,
            origin="round",
            mentor_type=(mentor.topics and "career") or "",
            starts_on=cohort.starts_on or stage.today,
            ends_on=cohort.ends_on,
            sessions_held=2 + number % 6 if finished else number % 4,
        )
        live = state == PairingState.ACTIVE
        for person, role in ((mentee, ParticipantRole.MENTEE), (mentor, ParticipantRole.MENTOR)):
            Participant.objects.create(
                pairing=pairing,
                member=stage.members[person.email],
                role=role,
                cohort=cohort,
                live=live,
                couple=":".join(sorted((mentee.email, mentor.email)))[:80] if live else "",
                joined_at=stage.now,
            )
        if live:
            Mentoring.objects.filter(member=stage.members[mentor.email]).update(taken=1)


def _list_the_niche(stage: Stage, cohort: Cohort) -> None:
    """Let two colleagues outside the round list what nobody in it offers, so that somebody can be invited."""
    inside = set(Enrolment.objects.filter(cohort=cohort).values_list("member", flat=True))
    seniors = [person for person in stage.people if person.is_senior and person.specialty == "pain_medicine"]
    for person in [one for one in seniors if stage.members[one.email].pk not in inside][:2]:
        offer = Offer.objects.get(owner=stage.members[person.email])
        offer.topics = [*offer.topics, "chronic_pain_practice"]
        offer.save(update_fields=["topics"])


def _ready_people(stage: Stage, cohort: Cohort) -> None:
    """Fill the cohort that is ready to match, hard cases included."""
    _enrol(stage, cohort, cast.mentees() + stage.draw(56, senior=False), Role.MENTEE, State.APPROVED)
    _enrol(
        stage,
        cohort,
        cast.mentors() + stage.draw(33, senior=True, without="pain_medicine"),
        Role.MENTOR,
        State.APPROVED,
    )
    enrolled = Membership.objects.filter(member__enrolments__cohort=cohort)
    enrolled.update(status=MembershipStatus.ACTIVE)
    _list_the_niche(stage, cohort)
    people = stage.members
    niche = people["thandi.mokoena@stonebridge.example"]
    Need.objects.filter(owner=niche).update(other_specialty=OtherSpecialty.ONLY_SAME)
    Enrolment.objects.filter(cohort=cohort, member=people["mei.tamura@harborlight.example"]).update(
        left_out_before=1
    )
    Mentoring.objects.filter(member=people["grace.okonjo@fairhaven.example"]).update(is_paused=True)
    Mentoring.objects.filter(member=people["ruth.calloway@example.org"]).update(capacity=3)
    Enrolment.objects.filter(cohort=cohort, member=people["ruth.calloway@example.org"]).update(places=3)
    Mentoring.objects.filter(member=people[cast.MENTOR]).update(capacity=2)
    Enrolment.objects.filter(cohort=cohort, member=people[cast.MENTOR]).update(places=2)
    Conflict.objects.create(
        declared_by=people["edgar.prescott@highland.example"],
        about=people[cast.MENTEE],
        kind=ConflictKind.EVALUATES,
        declared_at=stage.now,
    )
    Exclusion.objects.create(
        owner=people[cast.MENTEE], kind=ExclusionKind.CITY, value="US/KS/salina", added_at=stage.now
    )
