"""The result to take along: CSV, XLSX, paper. Whoever takes it is noted (D-09)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from mentorquilt import gate
from mentorquilt.matchrounds import access, actions, queries
from mentorquilt.matchrounds.models import Round
from mentorquilt.matchrounds.views.review import review_of, standing
from mentorquilt.matchrounds.views.wayfinding import round_crumbs

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _file(row: Round, data: bytes, kind: str, ending: str) -> HttpResponse:
    name = slugify(f"{row.cohort.program.name} {row.cohort.name} round {row.number}") or "round"
    disposition = f'attachment; filename="{name}.{ending}"'
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": disposition})


@login_required
@require_GET
def csv(request: HttpRequest, ref: str) -> HttpResponse:
    """Give the pairs as CSV."""
    row = access.result_to_run(request.user, ref)
    review = review_of(row)
    actions.note_export(match_round=row, form="csv", by=request.user, now=timezone.now())
    rows = queries.pair_rows(review, queries.addresses_of(row.people or {}))
    return _file(row, gate.write_csv(queries.pair_headings(review), rows), "text/csv; charset=utf-8", "csv")


@login_required
@require_GET
def xlsx(request: HttpRequest, ref: str) -> HttpResponse:
    """Give pairs, people left out, mentors in reserve and what the result is, as a workbook."""
    row = access.result_to_run(request.user, ref)
    review = review_of(row)
    actions.note_export(match_round=row, form="xlsx", by=request.user, now=timezone.now())
    addresses = queries.addresses_of(row.people or {})
    sheets = [
        gate.Sheet(_("Pairs"), queries.pair_headings(review), queries.pair_rows(review, addresses)),
        queries.left_out_sheet(review, addresses),
        queries.reserve_sheet(review, addresses),
        queries.about_sheet(review),
    ]
    return _file(row, gate.write_xlsx(sheets), XLSX_TYPE, "xlsx")


@login_required
@require_GET
def on_paper(request: HttpRequest, ref: str) -> HttpResponse:
    """Show the result as a page made for printing."""
    row = access.result_to_run(request.user, ref)
    review = review_of(row)
    actions.note_export(match_round=row, form="paper", by=request.user, now=timezone.now())
    context = {
        **standing(request, review),
        "mentees": len(review.draft.frozen.mentees),
        "matched": len(review.draft.outcome.pairs),
        "crumbs": round_crumbs(row, (_("On paper"), "")),
    }
    return render(request, "matchrounds/paper.html", context)
