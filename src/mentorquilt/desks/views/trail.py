"""The audit trail and the access log: filters, the check of the chain, and a spreadsheet that is itself noted."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorquilt import gate, ui
from mentorquilt.desks import access
from mentorquilt.desks.forms.trail import TrailForm
from mentorquilt.desks.queries import trail as queries
from mentorquilt.desks.views.staff import still_her
from mentorquilt.records import actions as records
from mentorquilt.society import queries as society

ON_A_PAGE = 50
MOST_ROWS = 100_000
HEADINGS = ("note", "at (UTC)", "who", "what", "about", "facts")


def _tabs(request: HttpRequest) -> list[tuple[str, str, bool, str]]:
    pages = ((_("What was done"), "desks:audit"), (_("Who looked at whom"), "desks:access_log"))
    return [(words, reverse(name), request.path == reverse(name), "") for words, name in pages]


@login_required
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Show what was done, newest first; ``check`` checks every seal."""
    access.require_admin(request.user)
    form = TrailForm(request.GET or None)
    one = society.current()
    page = Paginator(queries.notes(form.wanted(), one.zone), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": queries.note_lines(page.object_list),
        "chain": queries.chain() if "check" in request.GET else None,
        "now": timezone.now(),
        "tabs": _tabs(request),
        "is_filtered": form.wanted().is_filtered,
        "query": request.GET.urlencode(),
    }
    return ui.page(request, "desks/audit.html", context)


@login_required
@require_safe
def access_log(request: HttpRequest) -> HttpResponse:
    """Show who of the staff opened whose page in the last thirty days."""
    access.require_admin(request.user)
    form = TrailForm(request.GET or None, with_verbs=False)
    one = society.current()
    page = Paginator(queries.looks(form.wanted(), one.zone), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": list(queries.look_lines(page.object_list)),
        "tabs": _tabs(request),
        "is_filtered": form.wanted().is_filtered,
        "query": request.GET.urlencode(),
    }
    return ui.page(request, "desks/access_log.html", context)


@login_required
@require_POST
@still_her
def audit_csv(request: HttpRequest) -> HttpResponse:
    """Hand the notes over as a spreadsheet, and write down that they were."""
    access.require_admin(request.user)
    wanted = TrailForm(request.GET or None).wanted()
    rows = queries.notes(wanted, society.current().zone)[:MOST_ROWS].iterator(chunk_size=500)
    return _handed_over(
        request, "audit", (line for few in _batches(rows) for line in queries.note_lines(few))
    )


@login_required
@require_POST
@still_her
def access_log_csv(request: HttpRequest) -> HttpResponse:
    """Hand the looks over as a spreadsheet, and write down that they were."""
    access.require_admin(request.user)
    wanted = TrailForm(request.GET or None, with_verbs=False).wanted()
    rows = queries.looks(wanted, society.current().zone)[:MOST_ROWS].iterator(chunk_size=500)
    return _handed_over(request, "access_log", queries.look_lines(rows))


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while few := list(islice(rows, 500)):
        yield few


def _handed_over(request: HttpRequest, name: str, lines: Iterator[queries.Line]) -> HttpResponse:
    cells = [
        (str(line.key), f"{line.at:%Y-%m-%d %H:%M:%S}", line.who, line.words, line.about, line.facts)
        for line in lines
    ]
    now = timezone.now()
    facts = {"rows": len(cells)}
    records.note(verb=f"{name}.exported", actor=request.user, about=society.current(), now=now, facts=facts)
    records.seen(reader=request.user, about=None, page=f"{name}.export", now=now)
    return HttpResponse(
        gate.write_csv(HEADINGS, cells),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}-{now:%Y-%m-%d}.csv"'},
    )
