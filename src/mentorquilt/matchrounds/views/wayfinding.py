"""The way from the list of programs to the pages of this room, and from a published round to its mails."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from mentorquilt import ui
from mentorquilt.matchrounds import access, queries
from mentorquilt.matchrounds.models import Round
from mentorquilt.programs.models import Cohort

View = Callable[..., HttpResponse]


def while_open(view: View) -> View:
    """Refuse, in words, what would change a published round: its pairs were announced as they are."""

    @wraps(view)
    def refusing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except access.Announced as announced:
            message = _(
                "This match is published, so its pairs stay as they were announced. While no mail has left, you can "
                "take it back and change it then."
            )
            return ui.conflict(
                request, message=message, back=reverse("matchrounds:show", args=[announced.row.ref])
            )

    return refusing


def mails_of(row: Round) -> str:
    """Return the address of the outbox page with the mails of a published round."""
    try:
        return reverse("desks:outbox_batch", args=[queries.batch_of(row)])
    except NoReverseMatch:
        return reverse("matchrounds:show", args=[row.ref])


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
