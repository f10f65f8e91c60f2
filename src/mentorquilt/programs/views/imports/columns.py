"""The matching page: what headings and answers mean, saved as they are chosen."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorquilt import ui
from mentorquilt.programs import access, actions, edits, fields, queries, states
from mentorquilt.programs.forms.imports import SEPARATORS, column_edit
from mentorquilt.programs.models import RosterImport
from mentorquilt.programs.views.imports.frame import frame, gone, next_after_columns

PAGE = "programs/import_columns.html"


@login_required
def columns(request: HttpRequest, ref: str) -> HttpResponse:
    """Show every column of a sheet; without JavaScript the whole page is sent at once."""
    row = access.import_to_run(request.user, ref)
    if row.state not in states.IMPORT_IN_WORK or row.kind not in queries.PEOPLE_KINDS:
        return gone(request, row.cohort)
    words, sheet = queries.Words(), queries.open_sheet(row)
    if request.method != "POST":
        return render(request, PAGE, _context(row, sheet, words, request.GET.get("row", "")))
    sheet, problems = _edited(request, row, sheet, words, range(len(sheet.mapping.columns)))
    context = _context(row, sheet, words, "", problems)
    if "next" not in request.POST or problems:
        return _answer(request, row, context, is_wrong=bool(problems))
    if context["page"].missing:
        return ui.refuse(request, template=PAGE, context={**context, "asked_next": True})
    actions.change_meaning(sheet=row, meaning=edits.settled(sheet.table, sheet.meaning))
    actions.settle_meaning(sheet=row, by=request.user, now=timezone.now())
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
    if row.state not in states.IMPORT_IN_WORK or row.kind not in queries.PEOPLE_KINDS:
        return gone(request, row.cohort)
    words, sheet = queries.Words(), queries.open_sheet(row)
    if index >= len(sheet.mapping.columns):
        return gone(request, row.cohort)
    problems: dict[str, str] = {}
    if request.method == "POST":
        sheet, problems = _edited(request, row, sheet, words, [index])
    context = _context(row, sheet, words, request.POST.get("row", ""), problems)
    context |= {"card": context["page"].cards[index], "all_answers": True}
    if ui.is_htmx(request):
        context |= {"all_answers": f"all-{index}" in request.POST, "is_line": f"line-{index}" in request.POST}
        return render(request, "programs/import_column_saved.html", context)
    if request.method == "POST" and not problems:
        to = reverse("programs:import_column", args=[row.ref, index])
        return ui.done(request, to=to, message=_("Saved."))
    if problems:
        return ui.refuse(request, template="programs/import_column.html", context=context)
    return render(request, "programs/import_column.html", context)


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


def _edited(
    request: HttpRequest, row: RosterImport, sheet: queries.Sheet, words: queries.Words, indexes: Any
) -> tuple[queries.Sheet, dict[str, str]]:
    """Save what was sent about some columns; return the sheet as it is now and what could not be taken over."""
    meaning, problems = sheet.meaning, dict[str, str]()
    keys = queries.answer_keys(sheet)
    for index in indexes:
        edit = column_edit(request.POST, index)
        done = edits.edited(sheet.table, meaning, edit, keys.get(index, {}), words)
        meaning = done.meaning
        problems |= {f"{index}-{key}": problem for key, problem in done.problems.items()}
    if meaning != sheet.meaning:
        actions.change_meaning(sheet=row, meaning=meaning)
    return queries.Sheet(row, sheet.table, meaning), problems


def _context(
    row: RosterImport,
    sheet: queries.Sheet,
    words: queries.Words,
    number: str,
    problems: dict[str, str] | None = None,
) -> dict[str, Any]:
    sheets = list(queries.in_work(row.cohort))
    page = queries.headings(sheet, words, problems)
    return {
        **frame(row.cohort, "columns", sheets),
        "sheet": row,
        "notes": sheet.table.notes,
        "page": page,
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
