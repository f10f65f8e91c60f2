"""Whether a mentor can be asked or matched now, in words that profile and search share (S-36)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorquilt.members.models import Mentoring

OPEN, QUESTIONS, FULL, PAUSED, AWAY, UNWILLING = "open", "questions", "full", "paused", "away", "unwilling"


@dataclass(frozen=True, slots=True)
class Openness:
    """What stands beside a mentor's name; ``kind`` is one of the six words above."""

    kind: str
    words: str

    @property
    def is_mentor(self) -> bool:
        """Return whether she mentors at all, now or at another time."""
        return self.kind != UNWILLING


def openness(mentoring: Mentoring | None, on: date) -> Openness:
    """Return whether a mentor can be asked on that day, and why not."""
    if mentoring is None or not mentoring.is_willing:
        return Openness(UNWILLING, "")
    if mentoring.is_paused:
        return Openness(PAUSED, _("Pauses at present"))
    if mentoring.available_to is not None and on > mentoring.available_to:
        return Openness(AWAY, _("Not at present"))
    if mentoring.available_from is not None and on < mentoring.available_from:
        day = date_format(mentoring.available_from, "j F Y")
        return Openness(AWAY, _("From %(day)s on") % {"day": day})
    if mentoring.only_questions:
        return Openness(QUESTIONS, _("For a single question"))
    if not mentoring.free:
        return Openness(FULL, _("No place free at present"))
    count = {"n": mentoring.free}
    return Openness(OPEN, ngettext("%(n)s open place", "%(n)s open places", mentoring.free) % count)


def can_be_asked(on: date) -> Q:
    """Return the condition on members that a mentor is willing, there and not paused, with a place or a talk free."""
    there = Q(mentoring__is_willing=True, mentoring__is_paused=False)
    there &= Q(mentoring__available_from=None) | Q(mentoring__available_from__lte=on)
    there &= Q(mentoring__available_to=None) | Q(mentoring__available_to__gte=on)
    return there & (Q(mentoring__only_questions=True) | Q(mentoring__taken__lt=F("mentoring__capacity")))
