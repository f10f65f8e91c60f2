"""The society's membership list: uploaded, read once, reported; for admins (S-23, D-10)."""

import hashlib
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mentorquilt import gate, ui
from mentorquilt.members import access, actions, forms, queries
from mentorquilt.members.states import FeedSource
from mentorquilt.records import actions as records

PAGE, REPORT = "members/feed.html", "members/feed_run.html"
COUNTS = {
    "new": gettext_lazy("new"),
    "changed": gettext_lazy("changed"),
    "same": gettext_lazy("as before"),
    "lapsed": gettext_lazy("marked lapsed"),
    "missing": gettext_lazy("not in the file"),
    "not_understood": gettext_lazy("rows not taken"),
}


def _page(form: forms.ListForm) -> dict[str, Any]:
    return {
        "form": form,
        "feeds": queries.feeds(),
        "crumbs": [(_("Home"), reverse("desks:home")), (_("Membership list"), "")],
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def feed(request: HttpRequest) -> HttpResponse:
    """Show the last readings with a form for the next, or read a list."""
    access.require_admin(request.user)
    if request.method != "POST":
        return ui.page(request, PAGE, _page(forms.ListForm()))
    form = forms.ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return ui.refuse(request, template=PAGE, context=_page(form))
    data, name = form.cleaned_data["sheet"].read(), form.cleaned_data["sheet"].name
    is_whole, now = form.cleaned_data["is_whole"], timezone.now()
    digest = hashlib.sha256(data).hexdigest()

    def act() -> str:
        row = actions.read_list(
            data=data, file_name=name, digest=digest, source=FeedSource.UPLOADED, by=request.user,
            now=now, is_whole=is_whole,
        )  # fmt: skip
        return reverse("members:feed_run", args=[row.ref])

    key, sent = request.POST.get("submission", ""), {"digest": digest, "whole": is_whole}
    return ui.done(request, to=records.once(key=key, payload=sent, by=request.user, now=now, act=act))


@login_required
@require_safe
def feed_run(request: HttpRequest, ref: str) -> HttpResponse:
    """Show what one reading changed, and what it did not understand."""
    row = access.feed_for(request.user, ref)
    records.seen(reader=request.user, about=None, page="members.feed", now=timezone.now())
    crumbs = [(_("Membership list"), reverse("members:feed")), (_("Report"), "")]
    return ui.page(
        request, REPORT, {"feed": row, "report": queries.feed_report(row, COUNTS), "crumbs": crumbs}
    )


@login_required
@require_safe
def feed_rows(request: HttpRequest, ref: str) -> HttpResponse:
    """Give what was not understood as a sheet: row, column, what is wrong, what to do."""
    row = access.feed_for(request.user, ref)
    report = queries.feed_report(row, COUNTS)
    headings = [_("Row"), _("Column"), _("What is wrong"), _("What to do")]
    lines = [[one["row"] or None, one["column"], one["message"], one["fix"]] for one in report.rows]
    body = gate.write_csv(headings, lines)
    named = {
        "Content-Disposition": f'attachment; filename="membership-list-{row.at:%Y-%m-%d}-to-correct.csv"'
    }
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=named)
