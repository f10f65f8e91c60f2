"""What somebody promises who enrols: six lines, one tick, with the version that was read (S-102)."""

import hashlib

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorquilt.programs.models import Program
from mentorquilt.programs.states import EnrolmentRole

MENTEE: tuple[str | Promise, ...] = (
    _("I come prepared, with questions sent ahead."),
    _("I do what I said, or say so before."),
    _("I am on time; emergencies excepted."),
    _("I keep it short and specific."),
    _("I say thank you, and what became of it."),
    _("I end it openly, not by silence."),
)
MENTOR: tuple[str | Promise, ...] = (
    _("I answer within two weeks, if only with “later”."),
    _("I keep the times we agreed; emergencies excepted."),
    _("What is said stays between us, unless somebody is in danger or the law demands it."),
    _("I speak from experience and leave the decision to the other."),
    _("I neither supervise nor judge this person anywhere else."),
    _("I end it openly, not by silence."),
)


def lines(program: Program, role: str) -> list[str]:
    """Return what somebody in this role promises; a program's own text speaks for its mentees."""
    if role == EnrolmentRole.MENTEE and program.responsibilities.strip():
        return [line.strip(" ·•-") for line in program.responsibilities.splitlines() if line.strip(" ·•-")]
    return [str(line) for line in (MENTEE if role == EnrolmentRole.MENTEE else MENTOR)]


def version(program: Program, role: str) -> str:
    """Return a short mark of exactly these words, so that it stays known what was accepted."""
    return hashlib.sha256("\n".join(lines(program, role)).encode()).hexdigest()[:12]
