"""Somebody enrols herself: what she types is kept, and sent in once it flows into profile, need or offer (M10, S-23)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from mentorquilt.members import actions as members
from mentorquilt.members import queries as people
from mentorquilt.members.models import Member, Need, Profile
from mentorquilt.members.states import AffiliationKind, Kind, Standing
from mentorquilt.programs import pledges, states
from mentorquilt.programs.actions.enrolments import WrongStage, set_slots, takes_stage
from mentorquilt.programs.actions.telling import tell_enrolled
from mentorquilt.programs.models import Cohort, Enrolment, EnrolmentDraft, Program
from mentorquilt.records import actions as records
from mentorquilt.records.moves import move
from mentorquilt.society import queries as society

Answers = Mapping[str, Any]
NEW = "new:"
_S = states.EnrolmentState
CHANGEABLE = frozenset({_S.SUBMITTED, _S.APPROVED, _S.WAITING, _S.UNMATCHED})
"""States in which what was sent in may be changed, and stays where it stands."""
BEGINS = frozenset({_S.INVITED, _S.UNCONFIRMED, _S.WITHDRAWN})
"""States from which sending the form enters the cohort."""

HERS = (
    "confirmed_at",
    "responsibilities_at",
    "responsibilities_version",
    "baseline",
    "attends",
    "need",
    "ranks",
    "places",
    "cadence_weeks",
)
"""Columns of an enrolment that its form writes; state and counts of rounds are not among them."""


class NotOpen(Exception):
    """The cohort takes nobody now: not open yet, closed, or its program is."""


class Lapsed(Exception):
    """The membership ended longer ago than the society's days of grace."""


class NotForHer(Exception):
    """The program is for other regions or for a group she does not belong to (S-15)."""


class AlreadyDecided(Exception):
    """The enrolment was declined, or has led to a pair; a form changes nothing about that."""


REFUSALS = (NotOpen, Lapsed, WrongStage, NotForHer, AlreadyDecided)
"""Why a form may not be sent in; what was typed is kept all the same."""


def save_draft(
    *, cohort: Cohort, member: Member, role: str, values: Answers, now: datetime
) -> EnrolmentDraft:
    """Keep some answers of a form that is not sent in yet; others stay. No note is made of words in progress."""
    for _attempt in range(2):
        with transaction.atomic():
            rows = EnrolmentDraft.objects.select_for_update()
            row = rows.filter(cohort=cohort, member=member, role=role).first()
            if row is not None:
                row.values = {**(row.values or {}), **values}
                row.saved_at = now
                row.save(update_fields=["values", "saved_at"])
                return row
            try:
                with transaction.atomic():
                    return EnrolmentDraft.objects.create(
                        cohort=cohort, member=member, role=role, values=dict(values), saved_at=now
                    )
            except IntegrityError:  # another field of the same form was quicker
                continue
    return EnrolmentDraft.objects.get(cohort=cohort, member=member, role=role)


def require_open(cohort: Cohort, *, today: date) -> None:
    """Raise NotOpen unless the cohort takes enrolments on that day."""
    closed = cohort.enrol_until is not None and cohort.enrol_until < today
    if cohort.state != states.CohortState.OPEN or closed or not cohort.program.is_open:
        raise NotOpen


@transaction.atomic
def send_in(
    *, cohort: Cohort, member: Member, role: str, answers: Answers, baseline: Mapping[str, int], now: datetime
) -> Enrolment:
    """Enter somebody with what she wrote, once per cohort and role; sent again it changes her answers.

    Her words become her need or offer, her facts her profile, her private wishes exclusions. The draft goes. Raises
    NotOpen, Lapsed, WrongStage, NotForHer or AlreadyDecided, and then nothing was written.
    """
    found = Enrolment.objects.filter(cohort=cohort, member=member, role=role).first()
    if found is None or found.state in BEGINS:
        require_open(cohort, today=now.date())
    elif found.state not in CHANGEABLE:
        raise AlreadyDecided
    state = entry_state(member, today=now.date())
    _write_person(member, answers, now)
    _require_fit(cohort, member, role, str(answers.get("stage") or ""))
    need = _write_need(member, answers, now) if role == states.EnrolmentRole.MENTEE else None
    if need is None:
        _write_offer(member, answers, now)
    row = found or _enter(cohort, member, role, state, now)
    if found is not None and found.state in BEGINS:
        move(found, state, moves=states.ENROLMENT_MOVES)
    _write_enrolment(row, answers, baseline, need, now)
    if row.state == _S.APPROVED:
        _admit_where_nobody_checks(member, now)
    EnrolmentDraft.objects.filter(cohort=cohort, member=member, role=role).delete()
    facts = {"role": role, "origin": row.origin, "state": row.state}
    records.note(verb="enrolment.sent_in", actor=member, about=row, now=now, facts=facts)
    if found is None or found.state != row.state or found.confirmed_at is None:
        # Read again: her name was written a moment ago, and the mail greets her by it.
        tell_enrolled(Enrolment.objects.select_related("cohort__program").get(pk=row.pk), now)
    return row


def entry_state(member: Member, *, today: date, vouched: bool = False) -> str:
    """Return the state in which somebody enters: approved where membership is known or nobody checks it, else sent in.

    ``vouched``: a coordinator brought her in, so that an unknown membership does not wait. Raises Lapsed past the
    days of grace (S-23).
    """
    one = society.current()
    if not one.checks_membership:
        return _S.APPROVED
    standing = people.standing(member, today, one.grace_days)
    if standing == Standing.LAPSED:
        raise Lapsed
    known = standing == Standing.ACTIVE or (vouched and standing == Standing.PENDING)
    return _S.APPROVED if known else _S.SUBMITTED


def _enter(cohort: Cohort, member: Member, role: str, state: str, now: datetime) -> Enrolment:
    return Enrolment.objects.create(
        cohort=cohort,
        member=member,
        role=role,
        state=state,
        origin=states.Origin.MEMBER,
        enrolled_at=now,
        enrolled_by=member,
    )


def _write_enrolment(
    row: Enrolment, answers: Answers, baseline: Mapping[str, int], need: Need | None, now: datetime
) -> None:
    """Write what stands on the enrolment itself: slots, places, cadence, meeting, pledge, baseline.

    Only these columns: its state was read a moment ago, and a round published meanwhile keeps what it wrote.
    """
    row.confirmed_at = now
    row.responsibilities_at = now
    row.responsibilities_version = pledges.version(row.cohort.program, row.role)
    row.baseline = {**(row.baseline or {}), **baseline}
    row.attends = answers.get("attends") or row.attends
    if need is not None:
        row.need = need
        if "wish" in answers:
            row.ranks = [answers["wish"], *[ref for ref in row.ranks or [] if ref != answers["wish"]]][:3]
            row.ranks = [ref for ref in row.ranks if ref]
        set_slots(row, tuple(answers.get("types") or ()))
    else:
        most = row.cohort.program.most_places
        places = int(answers.get("places") or 1)
        row.places = min(places, most) if most else places
        cadence = answers.get("cadence")
        row.cadence_weeks = int(cadence) if cadence not in {None, ""} else None
    row.save(update_fields=HERS)


def _require_fit(cohort: Cohort, member: Member, role: str, stage: str) -> None:
    if not takes_stage(cohort, role, stage):
        raise WrongStage(stage)
    program = Program.objects.filter(pk=cohort.program_id)
    if not program.meant_for(member).filter(Q(fits_her=True)).exists():
        raise NotForHer


def _write_person(member: Member, answers: Answers, now: datetime) -> None:
    """Write the facts about the person into her profile; what was not asked stays."""
    if not hasattr(member, "profile"):
        member.profile = Profile.objects.create(member=member, full_name=str(answers["full_name"]))
    facts = {name: answers[name] for name in ("titles", "full_name", "stage", "specialty") if name in answers}
    facts |= {"terms": answers["terms"]} if "terms" in answers else {}
    facts |= {"profession": "physician"} if not member.profile.profession else {}
    members.change_profile(member=member, by=member, now=now, **facts)
    if answers.get("city"):
        members.pick_city(member=member, city=answers["city"], by=member, now=now)
    _write_workplace(member, str(answers.get("workplace") or ""), now)
    spans = people.spans_of(list(answers.get("usual") or []), str(answers.get("words") or ""))
    if spans:
        members.set_hours(member=member, intervals=list(spans), by=member, now=now)
    if address := answers.get("address"):
        members.offer_address(member=member, address=address, now=now)
    if member.address_chosen_at is None:
        members.choose_address(member=member, now=now)


def _write_workplace(member: Member, value: str, now: datetime) -> None:
    if not value:
        return
    found = None if value.startswith(NEW) else people.institution_of(value)
    place = found or members.institution_named(value.removeprefix(NEW))
    try:
        with transaction.atomic():
            members.add_affiliation(
                member=member, institution=place, kind=AffiliationKind.PRESENT, by=member, now=now
            )
    except members.AlreadyThere:
        return


def _write_need(member: Member, answers: Answers, now: datetime) -> Need:
    """Write the need once; what she shuts out goes where only she and matching look (M14)."""
    facts: dict[str, Any] = {
        name: answers[name] for name in ("seeks", "long_term", "types", "topics") if name in answers
    }
    facts |= {name: answers[name] for name in ("other_specialty", "distance") if answers.get(name)}
    need = members.change_need(member=member, by=member, now=now, **facts)
    _shut_out(member, "member", str(answers.get("away_person") or ""), now)
    kind, _colon, value = str(answers.get("away_place") or "").partition(":")
    _shut_out(member, kind, value, now)
    return need


def _shut_out(member: Member, kind: str, value: str, now: datetime) -> None:
    if kind and value and value != str(member.ref):
        members.add_exclusion(owner=member, kind=kind, value=value, now=now)


def _write_offer(member: Member, answers: Answers, now: datetime) -> None:
    offer = {
        "types": list(answers.get("types") or []),
        "topics": list(answers.get("topics") or []),
        "refused_topics": list(answers.get("refused_topics") or []),
        "text": str(answers.get("offer") or ""),
    }
    members.change_offer(member=member, by=member, now=now, **offer)
    facts: dict[str, Any] = {"is_willing": True, "capacity": int(answers.get("places") or 1)}
    facts |= {"first_calls": int(answers["first_calls"])} if answers.get("first_calls") else {}
    members.change_mentoring(member=member, by=member, now=now, **facts)


def _admit_where_nobody_checks(member: Member, now: datetime) -> None:
    """Make a member of somebody new where the society checks no membership: there a filled form is enough."""
    if member.kind == Kind.GUEST and not society.current().checks_membership:
        members.admit(member=member, by=member, now=now)
