"""Who signs the letters of an announcement, where answers go, and from when to when its pairings last."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mentorquilt.pairings import queries as pairings
from mentorquilt.programs.models import Cohort
from mentorquilt.society import queries as society


@dataclass(frozen=True, slots=True)
class Sender:
    """Who signs and where answers go."""

    name: str
    person: str
    reply_to: str


def sender_of(cohort: Cohort, by: Any) -> Sender:
    """Return the program's contact as sender, via the society; answers go to the contact or else to ``by``."""
    one, program = society.current(), cohort.program
    contact = pairings.contact_of(program, one)
    via = _("%(person)s via %(society)s") % {"person": contact.name, "society": one.short_name or one.name}
    return Sender(
        name=via if contact.name else one.sender_name or one.name,
        person=contact.name or one.name,
        reply_to=program.contact_email or getattr(by, "email", "") or one.reply_to,
    )


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when the pairings of a round last."""

    starts_on: date
    ends_on: date


def span_of(cohort: Cohort, today: date) -> Span:
    """Return the cohort's dates, from today where it has begun; a rolling program lasts its months from today (M5)."""
    begins = cohort.starts_on if cohort.starts_on and not cohort.program.is_rolling else today
    starts_on = max(begins, today)
    if cohort.ends_on and cohort.ends_on > starts_on and not cohort.program.is_rolling:
        return Span(starts_on, cohort.ends_on)
    return Span(starts_on, months_later(starts_on, cohort.program.months))


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
