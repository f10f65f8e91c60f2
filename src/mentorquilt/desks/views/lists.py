"""Mentor types and topics: added, reworded, hidden, shown again, given back their shipped words."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorquilt import ui
from mentorquilt.desks import access
from mentorquilt.desks.forms.lists import TopicForm, TypeForm
from mentorquilt.desks.queries import settings as queries
from mentorquilt.desks.views.settings import crumbs
from mentorquilt.members import actions as members
from mentorquilt.members.models import MentorType, Term, TermKind
from mentorquilt.records import actions as records

SWITCHES = {"hide", "show", "restore"}


@login_required
@require_http_methods(["GET", "POST"])
def types(request: HttpRequest) -> HttpResponse:
    """Show every mentor type, and add one."""
    access.require_admin(request.user)
    form = TypeForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "types": queries.types(), "crumbs": crumbs((_("Mentor types"), ""))}
    return _added(request, "desks/settings_types.html", context, form, members.add_type)


@login_required
@require_http_methods(["GET", "POST"])
def topics(request: HttpRequest) -> HttpResponse:
    """Show every topic under its mentor type, and add one."""
    access.require_admin(request.user)
    groups = queries.topics()
    form = TopicForm(request.POST if request.method == "POST" else None, types=[one.kind for one in groups])
    context = {"form": form, "groups": groups, "crumbs": crumbs((_("Topics"), ""))}
    return _added(request, "desks/settings_topics.html", context, form, members.add_topic)


def _added(request: HttpRequest, page: str, context: dict[str, Any], form: Any, add: Any) -> HttpResponse:
    """Show a list, or add to it once."""
    if request.method != "POST":
        return render(request, page, context)
    key, payload = request.POST.get("submission", ""), dict(request.POST.lists())
    before = records.answer_of(key=key, payload=payload, by=request.user)
    if before:
        return ui.done(request, to=before)
    if not form.is_valid():
        return ui.refuse(request, template=page, context=context)
    now = timezone.now()

    def act() -> str:
        add(by=request.user, now=now, **form.cleaned_data)
        return request.path

    to = records.once(key=key, payload=payload, by=request.user, now=now, act=act)
    return ui.done(request, to=to, message=_("Added. People can choose it from now on."))


@login_required
@require_http_methods(["GET", "POST"])
def one_type(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one mentor type with who uses it; change, hide or restore it."""
    access.require_admin(request.user)
    kind = MentorType.objects.filter(slug=slug).first()
    if kind is None:
        raise Http404
    form = TypeForm(request.POST if _is_wording(request) else None, kind=kind)
    context = {
        "row": kind,
        "form": form,
        "use": queries.type_use(slug),
        "was_shipped": queries.was_shipped(kind),
        "crumbs": crumbs((_("Mentor types"), reverse("desks:settings_types")), (kind.label, "")),
    }
    return _changed(request, context, members.change_type, {"kind": kind}, reverse("desks:settings_types"))


@login_required
@require_http_methods(["GET", "POST"])
def one_topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one topic with who uses it; change, hide or restore it."""
    access.require_admin(request.user)
    topic = Term.objects.filter(kind=TermKind.TOPIC, slug=slug).first()
    if topic is None:
        raise Http404
    form = TopicForm(request.POST if _is_wording(request) else None, topic=topic, types=queries.types())
    context = {
        "row": topic,
        "form": form,
        "use": queries.topic_use(slug),
        "was_shipped": queries.was_shipped(topic),
        "crumbs": crumbs((_("Topics"), reverse("desks:settings_topics")), (topic.label, "")),
    }
    return _changed(
        request, context, members.change_topic, {"topic": topic}, reverse("desks:settings_topics")
    )


def _is_wording(request: HttpRequest) -> bool:
    """Return whether a form came that changes words, not a switch alone."""
    return request.method == "POST" and request.POST.get("do", "") not in SWITCHES


def _changed(
    request: HttpRequest, context: dict[str, Any], change: Any, which: dict[str, Any], back: str
) -> HttpResponse:
    """Show one entry, or act on it and go back to its list."""
    page, do, now = "desks/settings_entry.html", request.POST.get("do", ""), timezone.now()
    if request.method != "POST":
        return render(request, page, context)
    if do == "restore":
        members.restore(row=context["row"], by=request.user, now=now)
        return ui.done(request, to=back, message=_("It has its shipped words back."))
    if do in SWITCHES:
        change(**which, by=request.user, now=now, is_hidden=do == "hide")
        words = _("Hidden. Who has it keeps it.") if do == "hide" else _("It can be chosen again.")
        return ui.done(request, to=back, message=words)
    if not context["form"].is_valid():
        return ui.refuse(request, template=page, context=context)
    change(**which, by=request.user, now=now, **context["form"].cleaned_data)
    return ui.done(request, to=back, message=_("Saved."))
