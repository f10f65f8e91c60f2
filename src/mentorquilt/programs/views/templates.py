"""The page on which a program is set up from a template, its dates shown before anything is written."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from mentorquilt import calendars, ui
from mentorquilt.programs import access, actions
from mentorquilt.programs.forms.templates import FromTemplateForm
from mentorquilt.programs.models import AnnualMeeting
from mentorquilt.records import actions as records
from mentorquilt.society import queries as society

PAGE = "programs/from_template.html"
WARNINGS = {
    "after_meeting": lazy(
        "This meeting is too close: people need some weeks to enrol and you three to match, so pairs hear after it."
    ),
    "late": lazy(
        "This meeting is close: pairs hear less than six weeks before it. They may find it hard to plan to meet there."
    ),
    "short": lazy("There are less than four weeks to enrol. Tell people soon, and remind them once."),
}


@login_required
@require_http_methods(["GET", "POST"])
def from_template(request: HttpRequest) -> HttpResponse:
    """Set up a program with its first cohort from a template, and go where ``then`` says."""
    access.require_create(request.user)
    now, one = timezone.now(), society.current()
    today = now.astimezone(calendars.zone_info(one.zone)).date()
    sent = request.POST if request.method == "POST" else request.GET if "template" in request.GET else None
    form = FromTemplateForm(sent, today=today)
    context = {"form": form, "then": _then(request), "today": today, **_foreseen(form, today)}
    if request.method != "POST" or "look" in request.POST:
        return ui.page(request, PAGE, context, fragment=f"{PAGE}#dates")
    key, payload = request.POST.get("submission", ""), dict(request.POST.lists())
    before = records.answer_of(key=key, payload=payload, by=request.user)
    if before:
        return ui.done(request, to=before)
    if not form.is_valid():
        return ui.refuse(request, template=PAGE, context=context)
    given = form.cleaned_data
    contact = {name: getattr(one, name) for name in ("contact_name", "contact_email", "contact_phone")}

    def act() -> str:
        program = actions.create_from(
            template=actions.template_named(given["template"]),
            name=given["name"],
            by=request.user,
            now=now,
            today=today,
            meeting=given["held"],
            opens_now=given["opens_now"],
            **contact,
        )
        return _then(request) or reverse("programs:show", args=[program.ref])

    to = records.once(key=key, payload=payload, by=request.user, now=now, act=act)
    return ui.done(request, to=to, message=_("The program stands, with its first cohort."))


def _then(request: HttpRequest) -> str:
    """Return where to go afterwards, a page of our own or nothing (P17)."""
    wanted = request.POST.get("then", request.GET.get("then", ""))
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else ""


def _foreseen(form: FromTemplateForm, today: date) -> dict[str, Any]:
    """Return the dates that what is filled in now leads to, with what is to be said about them."""
    asked = form.data if form.is_bound else {}
    slugs = [one.slug for one in actions.TEMPLATES]
    chosen = str(asked.get("template", ""))
    template = actions.template_named(chosen if chosen in slugs else slugs[0])
    meeting = _meeting_day(form, str(asked.get("meeting", form.fields["meeting"].initial)), asked)
    dates = actions.dates_for(template, today=today, meeting=meeting if template.has_meeting else None)
    opens_now = "opens_now" in asked if form.is_bound else True
    return {
        "template": template,
        "dates": dates,
        "opens": today if opens_now else dates.enrol_from,
        "warnings": [WARNINGS[slug] for slug in dates.warnings],
    }


def _meeting_day(form: FromTemplateForm, chosen: str, asked: Any) -> date | None:
    known: AnnualMeeting | None = form.known.get(chosen)
    if known is not None:
        return known.starts_on
    try:
        typed = date.fromisoformat(str(asked.get("meeting_on", ""))) if chosen == "new" else None
    except ValueError:
        return None
    return typed if typed and typed > form.today else None
