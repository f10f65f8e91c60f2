"""What an admin settles for the whole society: its name and voice, limits, notices, mentor types and topics."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorquilt import gate, ui
from mentorquilt.desks import access
from mentorquilt.desks.forms import society as forms
from mentorquilt.desks.views.logo import keep_sent_logo
from mentorquilt.society import actions, queries

PAGE = "desks/settings_part.html"
View = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Part:
    """One page of settings: its address, its words, its form."""

    name: str
    icon: str
    title: str | Promise
    lead: str | Promise
    form: type[forms.Part]


PARTS = (
    Part(
        "settings_name", "landmark", lazy("Name and logo"), lazy("How the society appears, here and in mails."),
        forms.NameForm,
    ),
    Part(
        "settings_voice", "at-sign", lazy("Sender and contact"),
        lazy("Who mails come from, where answers go, and whom people ask."), forms.VoiceForm,
    ),
    Part(
        "settings_limits", "gauge", lazy("Limits"),
        lazy("Places, mails, keeping times, membership and small numbers."), forms.LimitsForm,
    ),
    Part(
        "settings_words", "message-square-warning", lazy("Notices and help"),
        lazy("The sentence about patients, the disclaimer under guides, help in a crisis."), forms.WordsForm,
    ),
)  # fmt: skip
LISTS = (
    (
        "settings_types",
        "shapes",
        lazy("Mentor types"),
        lazy("Which kinds of mentor there are, and how they look."),
    ),
    (
        "settings_topics",
        "tags",
        lazy("Topics"),
        lazy("What people ask for and offer, each under a mentor type."),
    ),
)


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the list of settings to a page below it."""
    return [(_("Settings"), reverse("desks:settings")), *more]


@login_required
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """List everything that can be settled."""
    access.require_admin(request.user)
    rows = [(part.name, part.icon, part.title, part.lead) for part in PARTS]
    shown = [(reverse(f"desks:{name}"), icon, title, lead) for name, icon, title, lead in (*rows, *LISTS)]
    return render(request, "desks/settings.html", {"parts": shown})


def _page(name: str) -> View:
    """Return the view of one part: shown, and saved whole with its button."""
    part = next(one for one in PARTS if one.name == name)

    @login_required
    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest) -> HttpResponse:
        access.require_admin(request.user)
        form = part.form(request.POST if request.method == "POST" else None, instance=queries.current())
        context = {"part": part, "form": form, "has_logo": part.form is forms.NameForm}
        context |= {"crumbs": crumbs((str(part.title), ""))}
        if request.method != "POST":
            return render(request, PAGE, context)
        if not form.is_valid():
            return ui.refuse(request, template=PAGE, context=context | {"society": queries.current()})
        now = timezone.now()
        actions.describe(by=request.user, now=now, **form.cleaned_data)
        try:
            keep_sent_logo(request, now)
        except gate.Refused as refused:
            return ui.refuse(request, template=PAGE, context=context | {"logo_problem": str(refused)})
        return ui.done(request, to=reverse(f"desks:{name}"), message=_("Saved."))

    return view


name_page = _page("settings_name")
voice = _page("settings_voice")
limits = _page("settings_limits")
words = _page("settings_words")


@login_required
@require_POST
def field(request: HttpRequest) -> HttpResponse:
    """Save one field as it was typed, or say beside it what to do."""
    access.require_admin(request.user)
    part = forms.part_with(request.POST.get("field", ""))
    if part is None:
        return ui.not_saved(_("This field is not known. Load the page again."))
    try:
        name, value = ui.forms.sent_field(part(request.POST, instance=queries.current()))
        actions.describe(by=request.user, now=timezone.now(), **{name: value})
    except ValidationError as problem:
        return ui.not_saved(" ".join(problem.messages))
    return ui.saved()
