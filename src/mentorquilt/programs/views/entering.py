"""The one form of eight minutes: shown with what is known, saved as typed, sent in once (P3)."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorquilt import ui
from mentorquilt.members import access as members
from mentorquilt.members import queries as people
from mentorquilt.programs import access, actions, assessment, pledges, queries, states
from mentorquilt.programs.forms import entering, picking
from mentorquilt.programs.views.public import DOOR
from mentorquilt.records import actions as records

PAGE = "programs/enrol.html"


def bound(
    request: HttpRequest, entry: queries.Entry, *, data: Any = None, is_draft: bool = False
) -> entering.EntryForm:
    """Return the form of a role over what is known, filled with what was sent."""
    more: dict[str, Any] = {"cap": entry.cap} if entry.role == states.EnrolmentRole.MENTOR else {}
    return entering.FORMS[entry.role](
        data,
        initial=entry.values,
        cohort=entry.cohort,
        labels=entry.labels,
        known=entry.known,
        may_browse=members.may_browse(request.user),
        asks_address=entry.asks_address,
        is_draft=is_draft,
        **more,
    )


def _context(entry: queries.Entry, form: entering.EntryForm, **more: Any) -> dict[str, Any]:
    program = entry.cohort.program
    return {
        "entry": entry,
        "form": form,
        "cohort": entry.cohort,
        "program": program,
        "role": entry.role,
        "is_mentee": entry.role == states.EnrolmentRole.MENTEE,
        "pledge": pledges.lines(program, entry.role),
        "dates": queries.dates_line(entry.cohort),
        **more,
    }


@login_required
@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest, ref: str, role: str) -> HttpResponse:
    """Show the form; send it in, keep it for later, search in it, or make a first draft of the need."""
    cohort = access.cohort_to_enter(request.user, ref, role)
    entry = queries.entry(request.user, cohort, role)  # type: ignore[arg-type]
    if entry.enrolment is not None and entry.enrolment.state in {"matched", "refused"}:
        return ui.done(request, to=reverse("programs:own", args=[entry.enrolment.ref]))
    request.session.pop(DOOR, None)
    if request.method != "POST":
        return _show(request, entry)
    if any(name.endswith("_search") for name in request.POST):
        form = bound(request, entry, data=request.POST, is_draft=True)
        form.is_valid()
        _keep(request, entry, form)
        return ui.refuse(request, template=PAGE, context=_context(entry, form))
    if "later" in request.POST or "assess" in request.POST:
        return _keep_all(request, entry)
    return _send_in(request, entry)


def _show(request: HttpRequest, entry: queries.Entry) -> HttpResponse:
    """Show the form, or say kindly why the cohort takes nobody."""
    closed = False
    if entry.enrolment is None or entry.enrolment.state == states.EnrolmentState.WITHDRAWN:
        try:
            actions.require_open(entry.cohort, today=timezone.localdate())
        except actions.NotOpen:
            closed = True
    return ui.page(request, PAGE, _context(entry, bound(request, entry), closed=closed))


def _keep(request: HttpRequest, entry: queries.Entry, form: entering.EntryForm) -> Mapping[str, Any]:
    """Keep every valid answer of a form that is not sent in."""
    values = {name: form.cleaned_data[name] for name in form.fields if name in form.cleaned_data}
    actions.save_draft(
        cohort=entry.cohort,
        member=entry.member,
        role=entry.role,
        values=values,
        now=timezone.now(),
    )
    return values


def _keep_all(request: HttpRequest, entry: queries.Entry) -> HttpResponse:
    """Keep the form for another day, or turn the taps into a first draft of the need (S-47)."""
    form = bound(request, entry, data=request.POST, is_draft=True)
    if not form.is_valid():
        _keep(request, entry, form)
        return ui.refuse(request, template=PAGE, context=_context(entry, form))
    values = _keep(request, entry, form)
    here = reverse("programs:enrol", args=[entry.cohort.ref, entry.role])
    if "assess" not in request.POST:
        return ui.done(
            request, to=here, message=_("Kept. Come back to this page on any device; it goes on here.")
        )
    message = _draft_need(entry, values)
    return ui.done(request, to=f"{here}#need", message=message)


def _draft_need(entry: queries.Entry, values: Mapping[str, Any]) -> str:
    """Write the draft that the taps add up to where she has written nothing; her own words stay."""
    who = people.stage_words(str(values.get("stage") or ""))
    made = assessment.draft(
        {name: str(values.get(name) or "") for name in assessment.NAMES}, who=_who(entry, values, who)
    )
    kinds = {kind.slug for kind in entry.labels.mentor_types(entry.cohort.program.types or None)}
    topics = {slug for slug, _label in entry.labels.choices("topic")}
    fresh: dict[str, Any] = {
        name: text
        for name, text in (("seeks", made.seeks), ("long_term", made.long_term))
        if text and not str(values.get(name) or "").strip()
    }
    for name, more, offered in (("types", made.types, kinds), ("topics", made.topics, topics)):
        fits = [one for one in more if one in offered]
        fresh[name] = list(dict.fromkeys([*(values.get(name) or []), *fits]))
    actions.save_draft(
        cohort=entry.cohort, member=entry.member, role=entry.role, values=fresh, now=timezone.now()
    )
    if "seeks" in fresh or "long_term" in fresh:
        return _("A first draft stands below. Change every word of it.")
    return _("Your own words stayed. We ticked what fits your answers; untick what does not.")


def _who(entry: queries.Entry, values: Mapping[str, Any], stage: str) -> str:
    specialty = str(values.get("specialty") or "")
    told = (stage, entry.labels.of("specialty", specialty).lower() if specialty else "")
    return ", ".join(part for part in told if part)


def _send_in(request: HttpRequest, entry: queries.Entry) -> HttpResponse:
    """Send the form in once; what is missing is named, and everything typed stays."""
    key, payload = request.POST.get("submission", ""), dict(request.POST.lists())
    before = records.answer_of(key=key, payload=payload, by=request.user)
    if before:
        return ui.done(request, to=before)
    form = bound(request, entry, data=request.POST)
    if not form.is_valid():
        _keep(request, entry, form)
        return ui.refuse(request, template=PAGE, context=_context(entry, form))
    now = timezone.now()

    def act() -> str:
        row = actions.send_in(
            cohort=entry.cohort,
            member=entry.member,
            role=entry.role,
            answers=form.cleaned_data,
            baseline=form.baseline(),
            now=now,
        )
        return reverse("programs:own", args=[row.ref])

    try:
        to = records.once(key=key, payload=payload, by=request.user, now=now, act=act)
    except actions.REFUSALS as refusal:
        _keep(request, entry, form)
        return _say_no(request, entry, form, refusal)
    return ui.done(request, to=to)


def _say_no(
    request: HttpRequest, entry: queries.Entry, form: entering.EntryForm, refusal: Exception
) -> HttpResponse:
    """Say kindly why she cannot enter now and who can help; nothing she typed is lost."""
    if isinstance(refusal, actions.WrongStage):
        form.add_error(
            "stage", _("This program takes other career stages in this role. Ask the contact below.")
        )
    more = {
        "refused": type(refusal).__name__,
        "contact": queries.door(entry.cohort.program, timezone.localdate()),
        "fit": queries.eligible(entry.member, entry.cohort.program, role=entry.role),
    }
    return ui.refuse(request, template=PAGE, context=_context(entry, form, **more))


@login_required
@require_POST
def save_field(request: HttpRequest, ref: str, role: str) -> HttpResponse:
    """Keep one field as it was typed, or say beside it what to do."""
    cohort = access.cohort_to_enter(request.user, ref, role)
    entry = queries.entry(request.user, cohort, role)  # type: ignore[arg-type]
    form = bound(request, entry, data=request.POST, is_draft=True)
    try:
        name, value = ui.forms.sent_field(form)
    except ValidationError as problem:
        return ui.not_saved(" ".join(problem.messages))
    actions.save_draft(
        cohort=cohort, member=entry.member, role=role, values={name: value}, now=timezone.now()
    )
    return ui.saved()


@login_required
@require_safe
def find(request: HttpRequest, kind: str) -> HttpResponse:
    """Answer a search of the form while somebody types; people only to those who may look through the members."""
    if kind not in picking.FINDERS:
        raise Http404
    if not members.is_physician(request.user) or (
        kind in picking.NEED_TO_BROWSE and not members.may_browse(request.user)
    ):
        raise PermissionDenied
    return ui.pickers.pick_list(request, name=kind, find=picking.FINDERS[kind][0])
