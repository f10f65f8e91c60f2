"""Three questions at the beginning, so that the end has something to stand beside (D-06). Own wording.

The answers are encrypted, seen by the person alone and otherwise only counted in groups large enough.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorquilt.programs.states import EnrolmentRole

SCALE: tuple[tuple[str, str | Promise], ...] = (
    ("1", _("Not at all")),
    ("2", _("A little")),
    ("3", _("Half and half")),
    ("4", _("Mostly")),
    ("5", _("Fully")),
)
MENTEE: tuple[tuple[str, str | Promise], ...] = (
    ("direction", _("I know what I want from the next three years.")),
    ("whom_to_ask", _("When I am stuck, I know whom to ask.")),
    ("belonging", _("I feel at home among the colleagues of my field.")),
)
MENTOR: tuple[tuple[str, str | Promise], ...] = (
    ("sure_how", _("I am sure of how to help somebody forward.")),
    ("gives_back", _("Mentoring gives something back to me.")),
    ("beyond_home", _("I know younger colleagues outside my own institution.")),
)


def questions(role: str) -> tuple[tuple[str, str | Promise], ...]:
    """Return the questions of a role: slug and words."""
    return MENTEE if role == EnrolmentRole.MENTEE else MENTOR
