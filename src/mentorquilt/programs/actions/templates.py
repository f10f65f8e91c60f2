"""Programs ready to begin: what each template sets, its dates, and setting one up with its first cohort.

The dates of a program around the annual meeting are counted back from the meeting: pairs hear at least so many weeks
before it as the template says (six, S-33), enrolment closes three weeks earlier. Nothing here is final: every rule
and date can be changed afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from mentorquilt.programs import states
from mentorquilt.programs.actions.programs import create_cohort, create_program, hold_meeting
from mentorquilt.programs.models import AnnualMeeting, Program
from mentorquilt.society import actions as society

TUESDAY = 1
LEAD_WEEKS = 6
ENROL_WEEKS = 8
LEAST_ENROL = timedelta(weeks=2)
CLOSE_TO_ANNOUNCE = timedelta(days=23)
"""From the Sunday on which enrolment closes to the Tuesday, three weeks on, on which everybody hears."""


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of program: its words, the rules it sets, and whether its dates hang on the annual meeting."""

    slug: str
    name: str | Promise
    about: str | Promise
    summary: str | Promise
    rules: Mapping[str, Any] = field(default_factory=dict)
    months: int = 9
    has_meeting: bool = True


@dataclass(frozen=True, slots=True)
class Dates:
    """The first cohort's dates, and what is to be said about them, as slugs: late, after_meeting, short."""

    enrol_from: date
    enrol_until: date | None
    announce_on: date | None
    starts_on: date
    ends_on: date | None
    warnings: tuple[str, ...] = ()


TEMPLATES = (
    Template(
        slug="meeting",
        name=lazy("Nine months, beginning before the annual meeting"),
        about=lazy("Pairs are made in time to meet face to face at your congress. The usual beginning."),
        summary=lazy(
            "An early-career physician and a colleague further on talk about six times in nine months. You bring the "
            "questions; your mentor brings the years. Who comes to the annual meeting can meet there."
        ),
        rules={"aim": states.Aim.SKILLS},
    ),
    Template(
        slug="distant",
        name=lazy("Skills, with somebody far away on purpose"),
        about=lazy("Nobody is paired within one state or region, so people can speak freely."),
        summary=lazy(
            "Nine months of talks with a colleague who works in another region, on purpose: far from your chief, your "
            "hospital and your town. By video or phone; nobody has to travel."
        ),
        rules={
            "aim": states.Aim.SKILLS,
            "place_rule": states.PlaceRule.REGION,
            "different_institution": True,
        },
    ),
    Template(
        slug="engagement",
        name=lazy("Into the society"),
        about=lazy("A year beside somebody who serves: members find their way to roles and committees."),
        summary=lazy(
            "A year beside somebody who serves the society: what the work is, whom to ask, and where to begin. For "
            "members who would like a role and do not know the way in."
        ),
        rules={
            "aim": states.Aim.ENGAGEMENT,
            "stage_rule": states.StageRule.ANY,
            "mentor_stages": ["early", "mid", "late", "retired"],
        },
        months=12,
    ),
    Template(
        slug="rolling",
        name=lazy("All year round"),
        about=lazy("People join when they need it; you match whenever enough are waiting."),
        summary=lazy(
            "Join whenever you need somebody. We look for a mentor as soon as there are people to choose from, and "
            "nine months count from your first talk."
        ),
        rules={"aim": states.Aim.SKILLS, "is_rolling": True},
        has_meeting=False,
    ),
)


def template_named(slug: str) -> Template:
    """Return a template by its slug; raises KeyError for an unknown one."""
    return {one.slug: one for one in TEMPLATES}[slug]


def dates_for(template: Template, *, today: date, meeting: date | None = None, months: int = 0) -> Dates:
    """Return the first cohort's dates: back from the meeting where there is one, else forward from today."""
    length = months or template.months
    if template.rules.get("is_rolling"):
        return Dates(today, None, None, today, None)
    announce = _tuesday_by(meeting - timedelta(weeks=LEAD_WEEKS)) if meeting else None
    if announce is None or announce - CLOSE_TO_ANNOUNCE < today + LEAST_ENROL:
        until = _sunday_from(today + timedelta(weeks=ENROL_WEEKS if meeting is None else 4))
        announce = until + CLOSE_TO_ANNOUNCE
    until = announce - CLOSE_TO_ANNOUNCE
    opens = max(today, until - timedelta(weeks=ENROL_WEEKS))
    warnings = _warnings(opens, until, announce, meeting)
    return Dates(opens, until, announce, announce, months_later(announce, length), warnings)


def _warnings(opens: date, until: date, announce: date, meeting: date | None) -> tuple[str, ...]:
    told = []
    if meeting and announce >= meeting:
        told.append("after_meeting")
    elif meeting and announce > meeting - timedelta(weeks=LEAD_WEEKS):
        told.append("late")
    if until - opens < timedelta(weeks=4):
        told.append("short")
    return tuple(told)


def _tuesday_by(day: date) -> date:
    """Return the last Tuesday up to a day."""
    return day - timedelta(days=(day.weekday() - TUESDAY) % 7)


def _sunday_from(day: date) -> date:
    """Return the first Sunday from a day on."""
    return day + timedelta(days=(6 - day.weekday()) % 7)


def months_later(day: date, months: int) -> date:
    """Return the same day some months on, or that month's last day where it is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    first_of_next = date(day.year + year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(day.year + year, month + 1, min(day.day, (first_of_next - timedelta(days=1)).day))


@transaction.atomic
def create_from(
    *,
    template: Template,
    name: str,
    by: Any,
    now: datetime,
    today: date,
    meeting: AnnualMeeting | Mapping[str, Any] | None = None,
    opens_now: bool = True,
    **facts: Any,
) -> Program:
    """Set up a program with its rules, its meeting and its first cohort, and count the society as started.

    ``meeting`` is a known one or the columns of a new one; ``facts`` are columns of the program. Raises ValidationError.
    """
    given = {"summary": str(template.summary), "months": template.months, **template.rules, **facts}
    program = create_program(by=by, now=now, name=name, contact=by, lead_weeks=LEAD_WEEKS, **given)
    held = None
    if meeting is not None and template.has_meeting:
        held = meeting if isinstance(meeting, AnnualMeeting) else hold_meeting(by=by, now=now, **meeting)
    dates = dates_for(template, today=today, meeting=held.starts_on if held else None, months=program.months)
    opens = today if opens_now else dates.enrol_from
    create_cohort(
        program=program,
        by=by,
        now=now,
        name=cohort_name(template, dates),
        state=states.CohortState.OPEN if opens <= today else states.CohortState.PLANNED,
        meeting=held,
        enrol_from=opens,
        enrol_until=dates.enrol_until,
        announce_on=dates.announce_on,
        starts_on=dates.starts_on,
        ends_on=dates.ends_on,
    )
    society.mark_started(by=by, now=now)
    return program


def cohort_name(template: Template, dates: Dates) -> str:
    """Return what the first cohort is called."""
    if template.rules.get("is_rolling"):
        return _("All year")
    return _("Class of %(year)s") % {"year": dates.starts_on.year}
