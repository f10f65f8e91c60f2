"""Where an enrolment stands, in the words its owner reads until the announcement and after it (T3, T3b)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mentorquilt.mail import queries as mail
from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort, Enrolment

MATCHED_BEFORE = timedelta(days=7)
"""The match is made a week before it is announced: time for the review."""
_S = states.EnrolmentState


@dataclass(frozen=True, slots=True)
class Stand:
    """``title`` in two or three words, ``line`` says what happens when, ``more`` what she may do meanwhile."""

    title: str
    line: str
    more: str = ""
    kind: str = "good"
    asks: bool = False
    """Whether her word is wanted."""


def dates_line(cohort: Cohort, today: date | None = None) -> str:
    """Return what happens when: enrolment closes, we match until, you hear on (T3b); days that are over are left out."""
    today = today or timezone.localdate()
    parts = []
    if cohort.enrol_until and cohort.enrol_until >= today and not cohort.program.is_rolling:
        parts.append(_("Enrolment closes on %(day)s.") % {"day": _day(cohort.enrol_until)})
    if cohort.announce_on and cohort.announce_on < today:
        parts.append(
            _("The day we planned has passed; you hear as soon as the match is settled, either way.")
        )
    elif cohort.announce_on and cohort.announce_on - MATCHED_BEFORE < today:
        parts.append(_("You hear on %(day)s, either way.") % {"day": _day(cohort.announce_on)})
    elif cohort.announce_on:
        told = {"until": _day(cohort.announce_on - MATCHED_BEFORE), "day": _day(cohort.announce_on)}
        parts.append(_("We match until %(until)s; you hear on %(day)s, either way.") % told)
    elif cohort.program.is_rolling:
        parts.append(_("People are matched as they come; you hear as soon as somebody fits."))
    else:
        parts.append(_("You hear as soon as the day is set, either way."))
    return " ".join(parts)


def stand(enrolment: Enrolment, *, not_told: set[int] | None = None) -> Stand:
    """Return where this enrolment stands; the same words on her home, her own page and in the mail.

    ``not_told`` are the programs whose result is still held in the outbox, read here when a caller has not.
    """
    state, role = enrolment.state, enrolment.role
    if state in states.RESULTS:
        if not_told is None:
            not_told = mail.programs_not_told(enrolment.member, timezone.now())
        if enrolment.cohort.program_id in not_told:
            return _enrolled(enrolment)
    if state in {_S.UNCONFIRMED, _S.INVITED}:
        return _wanted(enrolment)
    if state in {_S.SUBMITTED, _S.APPROVED}:
        return _enrolled(enrolment)
    if state == _S.WAITING:
        line = _("You are on the waiting list of this program and come first in the next round.")
        return Stand(_("You are on the list"), line, dates_line(enrolment.cohort), "")
    if state == _S.MATCHED:
        line = _("You have a mentor.") if role == states.EnrolmentRole.MENTEE else _("You have a mentee.")
        return Stand(
            _("You are matched"),
            line,
            _("You wrote down what you seek; now it begins.") if _seeks(enrolment) else "",
        )
    if state == _S.UNMATCHED:
        return _without(role)
    if state == _S.WITHDRAWN:
        return Stand(
            _("You are not in this cohort"),
            _("You took yourself out, as anybody may, without a reason."),
            _("You can come back while enrolment is open."),
            "quiet",
        )
    return Stand(
        _("This did not work out"),
        _(
            "The coordinators could not take your enrolment in this program. Write to them if you think it is a mistake."
        ),
        "",
        "quiet",
    )


def _wanted(enrolment: Enrolment) -> Stand:
    if enrolment.state == _S.INVITED:
        line = _("Somebody asks for something you know. A yes or a “not now” takes one tap.")
        return Stand(_("Could you help?"), line, "", "warn", asks=True)
    line = _("You were signed up for this program. Is what we hold of you right?")
    return Stand(_("One tap from you"), line, dates_line(enrolment.cohort), "warn", asks=True)


def _enrolled(enrolment: Enrolment) -> Stand:
    more = ""
    if enrolment.state == _S.APPROVED and enrolment.cohort.state == states.CohortState.RUNNING:
        return Stand(
            _("You come first"),
            _(
                "The match of this cohort is announced. You come first in the next round; you hear either way."
            ),
        )
    if enrolment.state == _S.SUBMITTED:
        more = _("A coordinator looks at your membership first; nothing is asked of you now.")
        if enrolment.asked_at:
            more = _("A coordinator has sent you one question by mail. Nothing is lost meanwhile.")
    return Stand(_("You are enrolled"), dates_line(enrolment.cohort), more)


def _without(role: str) -> Stand:
    if role == states.EnrolmentRole.MENTEE:
        line = _(
            "We could not find you a mentor this round whom we would stand behind. You come first next time."
        )
        more = _(
            "Meanwhile a single twenty-minute talk with somebody who takes your topic is often enough to go on."
        )
    else:
        line = _("This round nobody needed exactly what you offer. That is about arithmetic, not about you.")
        more = _(
            "You stay in reserve. You may pause, or let members ask you for single talks, on your profile."
        )
    return Stand(_("Nobody yet"), line, more, "")


def _seeks(enrolment: Enrolment) -> bool:
    return enrolment.role == states.EnrolmentRole.MENTEE and enrolment.need_id is not None


def _day(day: date) -> str:
    return date_format(day, "j F")


class Milestone(NamedTuple):
    """One day of a cohort on its seam: ``date`` in words, ``state`` done, now or next."""

    label: str
    date: str
    state: str


def milestones(cohort: Cohort, today: date) -> list[Milestone]:
    """Return the days that somebody who enrols waits for, those that are set."""
    days = [
        (_("Enrolment closes"), None if cohort.program.is_rolling else cohort.enrol_until),
        (_("We match until"), cohort.announce_on - MATCHED_BEFORE if cohort.announce_on else None),
        (_("You hear"), cohort.announce_on),
        (_("You meet in person, if you both come"), cohort.meeting.starts_on if cohort.meeting else None),
        (_("It ends"), cohort.ends_on),
    ]
    told = sorted(((day, label) for label, day in days if day is not None), key=lambda one: one[0])
    ahead = [day for day, _label in told if day >= today]
    return [
        Milestone(label, date_format(day, "j F Y"), _where(day, today, ahead[0] if ahead else None))
        for day, label in told
    ]


def _where(day: date, today: date, nearest: date | None) -> str:
    if day < today:
        return "done"
    return "now" if day == nearest else "next"
