"""The first page: which sheets are in work, one or two files more, and throwing a sheet away."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mentorquilt import gate, ui
from mentorquilt.programs import access, actions, queries, states
from mentorquilt.programs.forms.imports import UploadForm
from mentorquilt.programs.models import Cohort
from mentorquilt.programs.views.imports.frame import frame, gone
from mentorquilt.records import actions as records

PAGE = "programs/import_upload.html"
SHOWN_EARLIER = 6


@login_required
def upload(request: HttpRequest, ref: str) -> HttpResponse:
    """Take in a sheet of mentees, of mentors, or both; each is read on its own and says what is wrong with it."""
    cohort = access.cohort_to_run(request.user, ref)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return render(request, PAGE, _context(cohort, form))
    if not form.is_valid():
        return ui.refuse(request, template=PAGE, context=_context(cohort, form))
    again = form.cleaned_data["again"]
    payload = {"cohort": str(cohort.ref), "files": form.digests, "again": again}
    to = records.answer_of(key=form.key, payload=payload, by=request.user)
    if not to:
        fresh = _read(cohort, form)
        to = _keep(request, cohort, form, fresh, payload) if fresh else ""
    if form.errors or not to:
        return ui.refuse(request, template=PAGE, context=_context(cohort, form))
    return ui.done(request, to=to, message=_("Read. Next: what the headings and answers mean."))


def _context(cohort: Cohort, form: UploadForm) -> dict[str, Any]:
    sheets = list(queries.in_work(cohort))
    earlier = list(queries.imported(cohort)[:SHOWN_EARLIER])
    return {**frame(cohort, "upload", sheets), "form": form, "earlier": earlier}


def _read(cohort: Cohort, form: UploadForm) -> list[actions.FreshSheet]:
    """Read the files that were sent; whatever is wrong with one is said beside its field."""
    fresh, again = [], form.cleaned_data["again"]
    for sent in form.sent:
        try:
            fresh.append(actions.read_file(cohort=cohort, again=again, **sent))
        except gate.Refused as refused:
            form.add_error(sent["kind"], f"{refused.message} {refused.fix}")
        except actions.SameFile as same:
            form.add_error(sent["kind"], _same_file(same))
    return fresh


def _same_file(same: actions.SameFile) -> str:
    earlier = same.earlier
    if earlier.state != states.ImportState.APPLIED:
        return _("This very file is in work already; nothing has changed. Go on with it above.")
    day = date_format(earlier.applied_at or earlier.uploaded_at, "j F Y")
    return _(
        "This very file was imported on %(day)s; nothing has changed. "
        "To read it with other answers, tick the box below and choose it again."
    ) % {"day": day}


def _keep(
    request: HttpRequest,
    cohort: Cohort,
    form: UploadForm,
    fresh: list[actions.FreshSheet],
    payload: dict[str, Any],
) -> str:
    """Store what was read, once however often the form arrives; return where to go on."""
    now = timezone.now()

    def act() -> str:
        kept = actions.keep(cohort=cohort, sheets=fresh, by=request.user, now=now)
        return reverse("programs:import_columns", args=[kept[0].ref])

    try:
        return records.once(key=form.key, payload=payload, by=request.user, now=now, act=act)
    except actions.NotInWork:
        form.add_error(
            None, _("Somebody uploaded a sheet for this cohort this very moment. Look above first.")
        )
    return ""


@login_required
def discard(request: HttpRequest, ref: str) -> HttpResponse:
    """Throw a sheet away with all its rows, after asking."""
    sheet = access.import_to_run(request.user, ref)
    back = reverse("programs:imports", args=[sheet.cohort.ref])
    if request.method != "POST":
        stays = _("Nobody has been imported from it, so nobody is removed.")
        return render(request, "ui/confirm.html", queries.before_discard(sheet, stays=stays, back=back))
    try:
        actions.discard(sheet=sheet, by=request.user, now=timezone.now())
    except actions.NotInWork:
        return gone(request, sheet.cohort)
    return ui.done(request, to=back, message=_("Discarded. Nothing of the sheet remains."))
