"""What every page of the import has around it: the way here, the steps, the sheets in work."""

from collections.abc import Sequence
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorquilt import ui
from mentorquilt.programs import queries, states
from mentorquilt.programs.models import Cohort, RosterImport
from mentorquilt.programs.views.cohorts import crumbs

Step = Literal["upload", "columns", "people", "check", "done"]
ORDER: tuple[Step, ...] = ("upload", "columns", "people", "check", "done")


def frame(cohort: Cohort, step: Step, sheets: Sequence[RosterImport] = ()) -> dict[str, Any]:
    """Return the context that every page of the import shares."""
    here = reverse("programs:cohort", args=[cohort.ref])
    return {
        "cohort": cohort,
        "sheets": sheets,
        "steps": _steps(cohort, step, sheets),
        "crumbs": crumbs(cohort.program, (cohort.name, here), (_("Load a spreadsheet"), "")),
    }


def _steps(cohort: Cohort, now: Step, sheets: Sequence[RosterImport]) -> list[tuple[str, str, str]]:
    words = {
        "upload": _("Upload"),
        "columns": _("Headings and answers"),
        "people": _("People"),
        "check": _("Check"),
        "done": _("Done"),
    }
    at = ORDER.index(now)
    rows = []
    for place, step in enumerate(ORDER):
        state = "now" if place == at else "done" if place < at else "next"
        url = _address(cohort, step, sheets) if place < at and now != "done" else ""
        rows.append((words[step], url, state))
    return rows


def _address(cohort: Cohort, step: Step, sheets: Sequence[RosterImport]) -> str:
    if step == "columns":
        return reverse("programs:import_columns", args=[sheets[0].ref]) if sheets else ""
    return reverse(
        {"upload": "programs:imports", "people": "programs:import_people"}[step], args=[cohort.ref]
    )


def next_after_columns(sheet: RosterImport) -> str:
    """Return where to go behind one sheet's headings: to the other sheet that was not looked at, or to the people."""
    waiting = queries.in_work(sheet.cohort).filter(state=states.ImportState.MAPPING).exclude(pk=sheet.pk)
    other = waiting.first()
    if other is not None:
        return reverse("programs:import_columns", args=[other.ref])
    return reverse("programs:import_people", args=[sheet.cohort.ref])


def gone(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Send somebody whose sheet is no longer in work back to the start, saying so."""
    words = _(
        "That sheet is no longer in work: it was imported, replaced or discarded meanwhile. Here is what there is."
    )
    return ui.done(request, to=reverse("programs:imports", args=[cohort.ref]), message=words)
