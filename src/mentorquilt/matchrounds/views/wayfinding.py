"""The way from the list of programs to the pages of this room."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorquilt.matchrounds.models import Round
from mentorquilt.programs.models import Cohort


def crumbs(cohort: Cohort, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the list of programs to a page about a cohort's rounds."""
    return [
        (_("Programs"), reverse("programs:list")),
        (cohort.program.name, reverse("programs:show", args=[cohort.program.ref])),
        (cohort.name, reverse("programs:cohort", args=[cohort.ref])),
        *more,
    ]


def round_crumbs(row: Round, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a page about a round."""
    here = _("Round %(number)d") % {"number": row.number}
    address = reverse("matchrounds:show", args=[row.ref]) if more else ""
    listed = (_("Match rounds"), reverse("matchrounds:cohort", args=[row.cohort.ref]))
    return crumbs(row.cohort, listed, (here, address), *more)
