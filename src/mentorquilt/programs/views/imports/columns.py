"""The matching page: what headings and answers mean, saved as they are chosen."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorquilt import ui
from mentorquilt.programs import access, actions, fields, queries, states
from mentorquilt.programs.forms.imports import SEPARATORS, column_edit
from mentorquilt.programs.models import RosterImport
from mentorquilt.programs.views.imports.frame import frame, gone, next_after_columns

ANSWERS_ON_A_PAGE = 100
PAGE, COLUMN = "programs/import_columns.html", "programs/import_column.html"


@login_required
def columns(request: HttpRequest, ref: str) -> HttpResponse:
    """Show every column of a sheet; without JavaScript the whole page is sent at once."""
    row = access.import_to_run(request.user, ref)
    if row.state not in states.IMPORT_IN_WORK or row.kind not in queries.PEOPLE_KINDS:
        return gone(request, row.cohort)
    words = queries.Words()
    if request.method != "POST":
        return render(
            request, PAGE, _context(row, queries.open_sheet(row), words, request.GET.get("row", ""))
        )
    count, goes_on = len(row.table["headings"]), "next" in request.POST
    sent = [column_edit(request.POST, index) for index in range(count)]
    try:
        done = actions.edit_columns(sheet=row, sent=sent, lists=words, goes_on=goes_on)
        context = _context(row, done.sheet, words, "", done.problems)
        if not goes_on or done.problems:
            return _answer(request, row, context, is_wrong=bool(done.problems))
        if context["page"].missing:
            return ui.refuse(request, template=PAGE, context=context)
        actions.settle_meaning(sheet=row, by=request.user, now=timezone.now())
    except actions.NotInWork:
        return gone(request, row.cohort)
    return ui.done(request, to=next_after_columns(row))


def _answer(
    request: HttpRequest, row: RosterImport, context: dict[str, Any], *, is_wrong: bool
) -> HttpResponse:
    """Answer a page that was sent to be saved: on to itself, or again with what could not be taken over."""
    if is_wrong:
        return ui.refuse(request, template=PAGE, context=context)
    confirmed = request.POST.get("confirm", "")
    at = f"#column-{confirmed}" if confirmed.isdecimal() else ""
    here = reverse("programs:import_columns", args=[row.ref])
    return ui.done(request, to=here + at, message=_("Saved."))


@login_required
def column(request: HttpRequest, ref: str, index: int) -> HttpResponse:
    """Show one column with all its answers, or save what was chosen for it and answer with the column alone."""
    row = access.import_to_run(request.user, ref)
    known = row.state in states.IMPORT_IN_WORK and row.kind in queries.PEOPLE_KINDS
    if not known or index >= len(row.table["headings"]):
        return gone(request, row.cohort)
    words = queries.Words()
    if request.method != "POST":
        context = _context(row, queries.open_sheet(row), words, "")
        return render(request, COLUMN, context | _one(context, index, request.GET.get("page")))
    try:
        done = actions.edit_columns(sheet=row, sent=[column_edit(request.POST, index)], lists=words)
    except actions.NotInWork:
        return gone(request, row.cohort)
    context = _context(row, done.sheet, words, request.POST.get("row", ""), done.problems)
    number = request.POST.get("page", "1")
    if ui.is_htmx(request):
        alone = _one(context, index, number) if f"all-{index}" in request.POST else {}
        shown = {"card": context["page"].cards[index], "is_line": f"line-{index}" in request.POST}
        return render(request, "programs/import_column_saved.html", context | shown | alone)
    if done.problems:
        return ui.refuse(request, template=COLUMN, context=context | _one(context, index, number))
    to = reverse("programs:import_column", args=[row.ref, index])
    return ui.done(request, to=f"{to}?page={_number(number) or 1}", message=_("Saved."))


def _one(context: dict[str, Any], index: int, number: str | None) -> dict[str, Any]:
    """Return what shows one column with all its answers, a page of them at a time."""
    card = context["page"].cards[index]
    answers = Paginator(card.answers, ANSWERS_ON_A_PAGE).get_page(number)
    alone = replace(card, answers=tuple(answers))
    return {"card": alone, "answers": answers, "all_answers": True, "limit": ":"}


@login_required
def row(request: HttpRequest, ref: str) -> HttpResponse:
    """Show one row of the sheet as it is read now."""
    found = access.import_to_run(request.user, ref)
    if found.state not in states.IMPORT_IN_WORK or found.kind not in queries.PEOPLE_KINDS:
        return gone(request, found.cohort)
    sheet = queries.open_sheet(found)
    preview = queries.preview(sheet, queries.Words(), _number(request.GET.get("row", "")))
    if not ui.is_htmx(request):
        return ui.done(
            request, to=reverse("programs:import_columns", args=[ref]) + f"?row={preview.row}#preview"
        )
    return render(request, "programs/import_preview.html", {"preview": preview, "sheet": found})


def _context(
    row: RosterImport,
    sheet: queries.Sheet,
    words: queries.Words,
    number: str,
    problems: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    sheets = list(queries.in_work(row.cohort))
    page = queries.headings(sheet, words, problems)
    return {
        **frame(row.cohort, "columns", sheets),
        "sheet": row,
        "notes": sheet.table.notes,
        "page": page,
        "limit": f":{page.most_shown}",
        "tabs": _tabs(row, sheets),
        "choices": fields.choices(row.kind),
        "separators": SEPARATORS,
        "lists": queries.term_lists(page, words, row.kind),
        "preview": queries.preview(sheet, words, _number(number)),
        "next_words": _next_words(row, sheets),
    }


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _tabs(row: RosterImport, sheets: list[RosterImport]) -> list[tuple[str, str, bool, str]]:
    if len(sheets) < 2:
        return []
    return [
        (
            _("Mentees") if sheet.kind == states.SheetKind.MENTEE else _("Mentors"),
            reverse("programs:import_columns", args=[sheet.ref]),
            sheet.pk == row.pk,
            "✓" if sheet.state == states.ImportState.CHECKED else "",
        )
        for sheet in sheets
    ]


def _next_words(row: RosterImport, sheets: list[RosterImport]) -> str:
    waiting = [s for s in sheets if s.pk != row.pk and s.state == states.ImportState.MAPPING]
    if not waiting:
        return _("Next: the people")
    return (
        _("Next: the mentors' sheet")
        if waiting[0].kind == states.SheetKind.MENTOR
        else _("Next: the mentees' sheet")
    )
