"""Pages of earlier pairs: the sheet, what its columns mean, whom it names, the check and the import."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorquilt import gate, ui
from mentorquilt.pairings import access, actions, forms, queries
from mentorquilt.programs import actions as programs
from mentorquilt.programs import queries as sheets
from mentorquilt.programs.models import Cohort, RosterImport
from mentorquilt.programs.states import IMPORT_IN_WORK, ImportState, SheetKind
from mentorquilt.records import actions as records

UPLOAD, COLUMNS, CHECK = (
    "pairings/earlier.html",
    "pairings/earlier_columns.html",
    "pairings/earlier_check.html",
)
PAIRS_ON_A_PAGE = PROBLEMS_SHOWN = 50
KINDS = (SheetKind.PAIRS,)


@login_required
def upload(request: HttpRequest, ref: str) -> HttpResponse:
    """Show the earlier pairs of a program and take in a sheet of more."""
    cohort = access.cohort_to_run(request.user, ref)
    form = forms.UploadForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return render(request, UPLOAD, _upload_context(request, cohort, form))
    to = _taken_in(request, cohort, form) if form.is_valid() else ""
    if form.errors or not to:
        return ui.refuse(request, template=UPLOAD, context=_upload_context(request, cohort, form))
    return ui.done(request, to=to, message=_("Read. Next: what the headings mean."))


def _taken_in(request: HttpRequest, cohort: Cohort, form: forms.UploadForm) -> str:
    """Read and store the sheet, once however often the form arrives; return where to go on."""
    sent, now, again = form.sent(), timezone.now(), form.cleaned_data["again"]
    key, payload = str(form.cleaned_data["submission"] or ""), {"digest": sent.pop("digest"), "again": again}
    before = records.answer_of(key=key, payload=payload, by=request.user)
    if before:
        return before
    try:
        fresh = programs.read_file(cohort=cohort, kind=SheetKind.PAIRS, again=again, **sent)
    except gate.Refused as refused:
        form.add_error("pairs", f"{refused.message} {refused.fix}")
        return ""
    except programs.SameFile as same:
        form.add_error("pairs", _same_file(same))
        return ""

    def act() -> str:
        (row,) = programs.keep(cohort=cohort, sheets=[fresh], by=request.user, now=now)
        return reverse("pairings:earlier_columns", args=[row.ref])

    return records.once(key=key, payload=payload, by=request.user, now=now, act=act)


def _same_file(same: programs.SameFile) -> str:
    if same.earlier.state != ImportState.APPLIED:
        return _("This very file is in work already; nothing has changed. Go on with it above.")
    day = date_format(same.earlier.applied_at or same.earlier.uploaded_at, "j F Y")
    return _(
        "This very file was imported on %(day)s; nothing has changed. "
        "To read it with other answers, tick the box below and choose it again."
    ) % {"day": day}


def _upload_context(request: HttpRequest, cohort: Cohort, form: forms.UploadForm) -> dict[str, Any]:
    pairs = Paginator(queries.earlier_pairs(cohort.program), PAIRS_ON_A_PAGE)
    return {
        **_frame(cohort, "upload"),
        "form": form,
        "sheet": sheets.in_work(cohort, KINDS).first(),
        "page": pairs.get_page(request.GET.get("page")),
        "imported": sheets.imported(cohort, KINDS).exists(),
    }


def _frame(cohort: Cohort, step: str, sheet: RosterImport | None = None) -> dict[str, Any]:
    """Return the context that the pages of earlier pairs share."""
    start = reverse("pairings:earlier", args=[cohort.ref])
    urls = {
        "upload": start,
        "columns": reverse("pairings:earlier_columns", args=[sheet.ref]) if sheet else "",
    }
    order = (("upload", _("Upload")), ("columns", _("Headings")), ("check", _("Check")))
    at = [name for name, _words in order].index(step)
    steps = [
        (
            words,
            urls.get(name, "") if place < at else "",
            "now" if place == at else "done" if place < at else "next",
        )
        for place, (name, words) in enumerate(order)
    ]
    crumbs = [
        (_("Programs"), reverse("programs:list")),
        (cohort.program.name, reverse("programs:show", args=[cohort.program.ref])),
        (cohort.name, reverse("programs:cohort", args=[cohort.ref])),
        (_("Earlier pairs"), ""),
    ]
    return {"cohort": cohort, "steps": steps, "crumbs": crumbs}


@login_required
def columns(request: HttpRequest, ref: str) -> HttpResponse:
    """Say what the columns of the sheet mean; it is short enough to be sent as one form."""
    row = access.sheet_to_run(request.user, ref)
    if row.state not in IMPORT_IN_WORK:
        return _gone(request, row.cohort)
    words, sheet, goes_on = sheets.Words(), sheets.open_sheet(row), "next" in request.POST
    if request.method == "POST":
        sent = [forms.column_edit(request.POST, index) for index in range(len(sheet.table.headings))]
        try:
            sheet = programs.edit_columns(sheet=row, sent=sent, lists=words, goes_on=goes_on).sheet
        except programs.NotInWork:
            return _gone(request, row.cohort)
    page = sheets.headings(sheet, words)
    context = {
        **_frame(row.cohort, "columns", row),
        "sheet": row,
        "page": page,
        "choices": sheets.field_choices(row.kind),
        "notes": sheet.table.notes,
    }
    if request.method != "POST":
        return render(request, COLUMNS, context)
    if page.missing:
        return ui.refuse(request, template=COLUMNS, context=context)
    if not goes_on:
        return ui.done(request, to=reverse("pairings:earlier_columns", args=[row.ref]), message=_("Saved."))
    programs.settle_meaning(sheet=row, by=request.user, now=timezone.now())
    return ui.done(request, to=reverse("pairings:earlier_check", args=[row.ref]))


@login_required
def check(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask whom unclear names mean, show what would come in, and import it with one click."""
    row = access.sheet_to_run(request.user, ref)
    if request.method == "POST" and "import" in request.POST:
        return _import(request, row)
    if row.state not in IMPORT_IN_WORK:
        return _gone(request, row.cohort)
    if row.state == ImportState.MAPPING:
        return redirect("pairings:earlier_columns", ref=row.ref)
    plan = queries.plan(row)
    if request.method == "POST":
        programs.choose(cohort=row.cohort, choices=forms.answers(request.POST, plan.asked), kinds=KINDS)
        return ui.done(request, to=reverse("pairings:earlier_check", args=[row.ref]), message=_("Saved."))
    context = {
        **_frame(row.cohort, "check", row),
        "sheet": row,
        "plan": plan,
        "facts": _facts(plan),
        "problems": plan.problems[:PROBLEMS_SHOWN],
        "first": plan.entries[:PAIRS_ON_A_PAGE],
    }
    return render(request, CHECK, context)


def _facts(plan: queries.EarlierPlan) -> list[tuple[str, int, str]]:
    return [
        (_("new pairs"), plan.count("new"), ""),
        (_("changed"), plan.count("changed"), _("somebody is known by now, or the ending is")),
        (_("as before"), plan.count("same"), ""),
        (_("rows that cannot come in"), len(plan.bad_rows), ""),
        (_("people unknown today"), plan.unknown, _("their names are kept as written")),
    ]


def _import(request: HttpRequest, row: RosterImport) -> HttpResponse:
    """Import once, however often the button is pressed."""
    form, here = forms.ImportForm(request.POST), reverse("pairings:earlier_check", args=[row.ref])
    if not form.is_valid():
        return ui.done(request, to=here, message=_("This page was too old. Have another look, please."))
    key, payload = (
        str(form.cleaned_data["submission"]),
        {"sheet": str(row.ref), "seen": form.cleaned_data["seen"]},
    )
    back = reverse("pairings:earlier", args=[row.cohort.ref])
    if records.answer_of(key=key, payload=payload, by=request.user):
        return ui.done(request, to=back)
    if row.state not in IMPORT_IN_WORK:
        return _gone(request, row.cohort)
    now, plan = timezone.now(), queries.plan(row)

    def act() -> str:
        actions.bring_in_earlier(plan=plan, seen=payload["seen"], by=request.user, now=now)
        return back

    try:
        records.once(key=key, payload=payload, by=request.user, now=now, act=act)
    except actions.LookAgain:
        words = _("Something changed since this page was made, so nothing was imported. Have another look.")
        return ui.done(request, to=here, message=words)
    except programs.NotInWork:
        return _gone(request, row.cohort)
    count = plan.count("new")
    words = ngettext("%(count)s earlier pair came in.", "%(count)s earlier pairs came in.", count) % {
        "count": count
    }
    return ui.done(request, to=back, message=words)


@login_required
def discard(request: HttpRequest, ref: str) -> HttpResponse:
    """Throw the sheet away with all its rows, after asking."""
    row = access.sheet_to_run(request.user, ref)
    back = reverse("pairings:earlier", args=[row.cohort.ref])
    if request.method != "POST":
        stays = _("Earlier pairs that came in before stay.")
        return render(request, "ui/confirm.html", sheets.before_discard(row, stays=stays, back=back))
    try:
        programs.discard(sheet=row, by=request.user, now=timezone.now())
    except programs.NotInWork:
        return _gone(request, row.cohort)
    return ui.done(request, to=back, message=_("Discarded. Nothing of the sheet remains."))


def _gone(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    words = _("That sheet is no longer in work: it was imported, replaced or discarded meanwhile.")
    return ui.done(request, to=reverse("pairings:earlier", args=[cohort.ref]), message=words)
