"""Beginning: the setup link, leaving the demo, and the three short steps in which a society starts."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mentorquilt import gate, ui
from mentorquilt.desks import access, actions
from mentorquilt.desks.forms.society import NameForm, VoiceForm
from mentorquilt.desks.forms.start import CoordinatorForm, LeaveForm, Person
from mentorquilt.desks.queries import start as queries
from mentorquilt.desks.views.logo import keep_sent_logo
from mentorquilt.members.models import Member
from mentorquilt.society import actions as society_actions
from mentorquilt.society import queries as society

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
GONE = 404


def _enter(request: HttpRequest, admin: Member, method: str) -> None:
    """Sign the first admin in; the way she came counts as fresh, so that she can add a passkey at once."""
    request.session.flush()
    login(request, admin, backend=BACKEND)
    record_authentication(request, admin, method=method, reauthenticated=True)


def _steps(now: str) -> list[tuple[str, str, str]]:
    names = [
        ("start_society", _("Your society")),
        ("start_people", _("Who answers")),
        ("start_program", _("First program")),
    ]
    at = [name for name, _words in names].index(now)
    return [
        (
            words,
            reverse(f"desks:{name}") if place < at else "",
            "now" if place == at else "done" if place < at else "next",
        )
        for place, (name, words) in enumerate(names)
    ]


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Lead everybody to where beginning goes on for them: the demo's end, the setup link, sign-in, or the next step."""
    if not request.user.is_authenticated:
        if society.is_open_demo():
            return redirect("desks:leave_demo")
        if access.has_admin():
            return redirect_to_login(request.get_full_path())
        return render(request, "desks/start_new.html")
    access.require_admin(request.user)
    if society.is_open_demo():
        return redirect("desks:leave_demo")
    if not queries.is_described():
        return redirect("desks:start_society")
    return redirect("desks:start_done" if society.current().started_at else "desks:start_people")


@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Make whoever holds the setup link the first admin, once; say kindly when it is gone."""
    now = timezone.now()
    if not society.is_setup_link(token, now) or access.has_admin():
        return render(request, "desks/start_gone.html", status=GONE)
    form = Person(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "desks/start_link.html", {"form": form})
    if form.is_valid():
        try:
            admin = actions.become_admin(token=token, now=now, **form.cleaned_data)
        except society_actions.LinkGone:
            return render(request, "desks/start_gone.html", status=GONE)
        except actions.Known:
            form.add_error("email", _("Somebody has this address already. Give another one of yours."))
        else:
            _enter(request, admin, "setup_link")
            return ui.done(request, to=reverse("desks:start_society"))
    return ui.refuse(request, template="desks/start_link.html", context={"form": form})


@require_http_methods(["GET", "POST"])
def leave_demo(request: HttpRequest) -> HttpResponse:
    """Say exactly what goes and what stays; on the typed word, empty the demo and sign its first admin in."""
    access.require_demo()
    told = queries.leaving()
    sent = request.POST if request.method == "POST" else None
    form = LeaveForm(sent, may_keep=told.may_keep)
    context = {"form": form, "told": told}
    if sent is None:
        return render(request, "desks/leave_demo.html", context)
    if not form.is_valid():
        return ui.refuse(request, template="desks/leave_demo.html", context=context)
    name, email = form.cleaned_data["name"], form.cleaned_data["email"]
    keep = bool(form.cleaned_data.get("keep"))
    try:
        admin, copy = actions.leave_demo(name=name, email=email, keep=keep, now=timezone.now())
    except actions.NotADemo:
        return ui.conflict(
            request,
            message=_("Somebody has just left this demo. Ask her to name you."),
            back=reverse("account_login"),
        )
    _enter(request, admin, "demo_left")
    words = _("The demo is gone. This installation is yours now.")
    if copy:
        words += " " + _("A copy of the demo lies in %(place)s.") % {"place": queries.copy_words(copy)}
    return ui.done(request, to=reverse("desks:start_society"), message=words)


@login_required
@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest) -> HttpResponse:
    """First step: name, short name, logo, zone."""
    access.require_admin(request.user)
    row = society.current()
    form = NameForm(request.POST if request.method == "POST" else None, instance=row)
    is_new = not queries.is_described()
    if is_new:
        form.initial.update({"name": "", "short_name": ""})
    form.fields["zone"].widget.attrs["data-guess-zone"] = "yes" if is_new else ""
    context = {"form": form, "steps": _steps("start_society"), "society": society.current()}
    if request.method != "POST":
        return render(request, "desks/start_society.html", context)
    if not form.is_valid():
        return ui.refuse(request, template="desks/start_society.html", context=context)
    now = timezone.now()
    society_actions.describe(by=request.user, now=now, **form.cleaned_data)
    try:
        keep_sent_logo(request, now)
    except gate.Refused as refused:
        context |= {"logo_problem": str(refused), "society": society.current()}
        return ui.refuse(request, template="desks/start_society.html", context=context)
    return ui.done(request, to=reverse("desks:start_people"))


@login_required
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Second step: whom mails come from, whom people ask, who coordinates. Filled in with oneself."""
    access.require_admin(request.user)
    sent = request.POST if request.method == "POST" else None
    form = VoiceForm(sent, instance=society.current(), initial=_as_oneself(request.user))
    who = CoordinatorForm(sent, initial=_who_coordinates(request.user), auto_id="who_%s")
    context = {"form": form, "who": who, "steps": _steps("start_people")}
    if sent is None:
        return render(request, "desks/start_people.html", context)
    if not (form.is_valid() & who.is_valid()):
        return ui.refuse(request, template="desks/start_people.html", context=context)
    now, other = timezone.now(), who.cleaned_data["who"] == "other"
    society_actions.describe(by=request.user, now=now, **form.cleaned_data)
    actions.name_coordinator(
        by=request.user,  # type: ignore[arg-type]
        now=now,
        email=who.cleaned_data["email"] if other else "",
        name=who.cleaned_data["name"] if other else "",
    )
    return ui.done(request, to=reverse("desks:start_program"))


def _as_oneself(member: Any) -> dict[str, str]:
    """Return what is most likely right before anybody typed: the society as sender, oneself as the contact."""
    row = society.current()
    likely = {
        "sender_name": row.name,
        "reply_to": member.email,
        "contact_name": queries.name_of(member),
        "contact_email": member.email,
    }
    return {name: value for name, value in likely.items() if not getattr(row, name)}


def _who_coordinates(member: Any) -> dict[str, str]:
    named = queries.coordinator()
    if named is None or named.pk == member.pk:
        return {"who": "me"}
    return {"who": "other", "name": queries.name_of(named), "email": named.email}


@login_required
@require_safe
def program(request: HttpRequest) -> HttpResponse:
    """Third step: on to the programs' own page of templates, which leads back to the end of the start."""
    access.require_admin(request.user)
    return redirect(f"{reverse('programs:from_template')}?then={reverse('desks:start_done')}")


@login_required
@require_http_methods(["GET", "POST"])
def done(request: HttpRequest) -> HttpResponse:
    """Show the link to send and what comes next; a POST ends the start without a program."""
    access.require_admin(request.user)
    if request.method == "POST":
        actions.skip_program(by=request.user, now=timezone.now())
        return ui.done(request, to=reverse("desks:start_done"))
    started = queries.started(request.user)
    context = {"started": started, **_invitation(started)}
    return render(request, "desks/start_done.html", context)


def _invitation(started: queries.Started) -> dict[str, str]:
    """Return subject and words of the mail with which the link can be sent from anybody's own mail program."""
    if not started.link or started.program is None:
        return {}
    one = society.current()
    told = {
        "society": one.name,
        "program": started.program.name,
        "summary": started.program.summary,
        "link": started.link,
        "contact": " · ".join(
            part for part in (one.contact_name, one.contact_email, one.contact_phone) if part
        ),
    }
    body = _(
        "Dear colleagues,\n\n%(society)s begins %(program)s.\n\n%(summary)s\n\nTo take part, as mentee or as mentor, "
        "open this page. It takes eight minutes, and you need no password:\n%(link)s\n\nQuestions? %(contact)s"
    )
    return {"mail_subject": _("%(program)s: take part") % told, "mail_body": body % told}
