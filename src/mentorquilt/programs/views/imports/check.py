"""The check before anything changes, the import itself, what it did, and the rows that did not come in."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from mentorquilt import gate, rosters, ui
from mentorquilt.programs import access, actions, links, queries, states
from mentorquilt.programs.forms import imports as forms
from mentorquilt.programs.models import Cohort
from mentorquilt.programs.views.imports.frame import frame, gone
from mentorquilt.records import actions as records

PAGE = "programs/import_check.html"
PROBLEMS_ON_A_PAGE = 100
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@login_required
def check(request: HttpRequest, ref: str) -> HttpResponse:
    """Show what importing would do; importing is one click from here and happens once."""
    cohort = access.cohort_to_run(request.user, ref)
    gathered = queries.gather(cohort)
    if request.method == "POST" and "import" in request.POST:
        return _import(request, cohort, gathered)
    if not gathered.sheets:
        return gone(request, cohort)
    if not gathered.is_ready:
        return redirect("programs:import_people", ref=cohort.ref)
    if request.method == "POST":
        return _stages(request, cohort, gathered)
    return render(request, PAGE, _context(request, cohort, gathered))


def _stages(request: HttpRequest, cohort: Cohort, gathered: queries.Gathered) -> HttpResponse:
    """Keep who is enrolled although the program does not take her stage."""
    plan = queries.plan(gathered)
    wrong = [entry.key for entry in plan.entries if entry.wrong_stage]
    actions.choose(cohort=cohort, choices=forms.stage_choices(request.POST, wrong))
    fresh = queries.gather(cohort)
    if ui.is_htmx(request):
        return render(request, "programs/import_checked.html", _context(request, cohort, fresh))
    return ui.done(request, to=reverse("programs:import_check", args=[cohort.ref]) + "#stages")


def _import(request: HttpRequest, cohort: Cohort, gathered: queries.Gathered) -> HttpResponse:
    """Import once, however often the button is pressed; what takes long is done before the tables are locked."""
    form = forms.ImportForm(request.POST)
    here = reverse("programs:import_check", args=[cohort.ref])
    if not form.is_valid():
        return ui.done(request, to=here, message=_("This page was too old. Have another look, please."))
    now, seen, key = timezone.now(), form.cleaned_data["seen"], str(form.cleaned_data["submission"])
    payload = {"cohort": str(cohort.ref), "seen": seen, "confirmed": sorted(form.confirmed)}
    before = records.answer_of(key=key, payload=payload, by=request.user)
    if before:
        return ui.done(request, to=before)
    plan = queries.plan(gathered)

    def act() -> str:
        actions.apply(plan=plan, seen=seen, confirmed=form.confirmed, by=request.user, now=now)
        return reverse("programs:import_done", args=[cohort.ref])

    try:
        to = records.once(key=key, payload=payload, by=request.user, now=now, act=act)
    except actions.LookAgain:
        words = _("Something changed since this page was made, so nothing was imported. Have another look.")
        return ui.done(request, to=here, message=words)
    except actions.NotInWork:
        return gone(request, cohort)
    return ui.done(request, to=to)


def _context(request: HttpRequest, cohort: Cohort, gathered: queries.Gathered) -> dict[str, Any]:
    sheets = [sheet.row for sheet in gathered.sheets]
    plan = queries.plan(gathered)
    shown = queries.shown(plan, queries.Words())
    return {
        **frame(cohort, "check", sheets),
        "shown": shown,
        "seen": gathered.mark,
        "errors": _part(shown.lines(errors=True), request.GET.get("page")),
        "warnings": _part(shown.lines(errors=False), request.GET.get("page")),
        "warnings_open": "page" in request.GET,
    }


def _part(lines: tuple[queries.Line, ...], number: str | None) -> "Page[queries.Line]":
    return Paginator(lines, PROBLEMS_ON_A_PAGE).get_page(number)


@login_required
def done(request: HttpRequest, ref: str) -> HttpResponse:
    """Say what the last import of a cohort did, and what to do next."""
    cohort = access.cohort_to_run(request.user, ref)
    last = list(queries.imported(cohort)[:2])
    if not last:
        return redirect("programs:imports", ref=cohort.ref)
    together = [row for row in last if row.applied_at == last[0].applied_at]
    context = {
        **frame(cohort, "done"),
        "imported": sorted(together, key=lambda row: row.kind),
        "counts": queries.cohort_counts(cohort),
        "links": links.for_cohort(may_run=True),
    }
    return render(request, "programs/import_done.html", context)


@login_required
def bad_rows(request: HttpRequest, ref: str, form: str) -> HttpResponse:
    """Give back the rows that cannot come in, each with its reasons, as a file to correct."""
    row = access.import_to_run(request.user, ref)
    if row.state not in states.IMPORT_IN_WORK or row.kind not in queries.PEOPLE_KINDS or form not in TYPES:
        raise Http404
    sheet = queries.open_sheet(row)
    table = rosters.bad_rows_table(sheet.table, rosters.read(sheet.table, sheet.mapping))
    if form == "csv":
        body = gate.write_csv(table.headings, table.rows)
    else:
        body = gate.write_xlsx([gate.Sheet(_("To correct"), table.headings, table.rows)])
    records.seen(reader=request.user, about=None, page="imports.bad_rows", now=timezone.now())
    name = slugify(row.filename.rsplit(".", 1)[0])[:60] or "sheet"
    disposition = f'attachment; filename="{name}-to-correct.{form}"'
    return HttpResponse(body, content_type=TYPES[form], headers={"Content-Disposition": disposition})
