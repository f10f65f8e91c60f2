"""One mail of the outbox: as its reader sees it, and what is done to it alone."""

from typing import Any
from uuid import UUID

from csp.constants import NONE, SELF
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorquilt import ui
from mentorquilt.desks import access
from mentorquilt.desks.forms.outbox import AddressForm, OneMailForm, ReasonForm
from mentorquilt.desks.queries import outbox as queries
from mentorquilt.mail import actions, footers, html, roles, veils, words
from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState
from mentorquilt.programs import tokens
from mentorquilt.records import actions as records
from mentorquilt.records.moves import IllegalMove
from mentorquilt.society import queries as society

READ_WRITE = ["GET", "HEAD", "POST"]
# The framed mail brings its own styles, runs nothing and may be framed by our page alone.
FRAMED: dict[str, Any] = {
    **dict.fromkeys(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]),
    "default-src": [NONE],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "form-action": [NONE],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": [],
}


@login_required
@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # the stub knows views without arguments only
def mail(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show one mail as its reader sees it, on the phone, at the desk and as plain text."""
    row = access.outbox_mail(request.user, ref)
    if row.to_id:
        records.seen(reader=request.user, about=row.to, page="mail", now=timezone.now())
    return render(request, "desks/outbox_mail.html", context_of(request, row))


def context_of(request: HttpRequest, row: Mail, **more: Any) -> dict[str, Any]:
    """Return what the page of one mail shows."""
    slug = row.batch or queries.LOOSE
    before, after = queries.neighbors(access.outbox(request.user).batch(slug), row)
    role = roles.find(row.role)
    look = request.GET.get("look", "phone")
    return {
        "mail": row,
        "purpose": role.purpose if role else row.role,
        "name": queries.name_of(row),
        "odd": words.oddities(row.odd),
        "before": before,
        "after": after,
        "look": look if look in {"phone", "desk", "text"} else "phone",
        "text": _text(row),
        "can_word": bool(role and role.review is roles.Review.ALWAYS and row.program),
        "has_left": row.state in {MailState.SENT, MailState.GATHERED, MailState.SENDING},
        "crumbs": [
            (_("Outbox"), reverse("desks:outbox")),
            (_("All mails of this batch"), reverse("desks:outbox_batch", kwargs={"batch": slug})),
            (_("One mail"), ""),
        ],
        **more,
    }


def _text(row: Mail) -> str:
    """Return the plain-text part; the footer's links are not the reader's own."""
    if row.private or not row.body:
        return ""
    return f"{row.body.rstrip()}\n\n{footers.of(row, society.current(), is_shown=True).text()}"


@login_required
@require_safe
@xframe_options_sameorigin
@csp_replace(FRAMED)  # type: ignore[arg-type]  # the stub knows views without arguments only
def frame(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Answer the HTML part of a mail, as a document that runs nothing."""
    row = access.open_mail(request.user, ref)
    return HttpResponse(html.page_of(row, footers.of(row, society.current(), is_shown=True)))


def _back(row: Mail) -> str:
    return reverse("desks:outbox_mail", args=[row.ref])


def _too_late(request: HttpRequest, row: Mail) -> HttpResponse:
    return ui.conflict(
        request, message=_("This mail has moved on meanwhile. Nothing was changed."), back=_back(row)
    )


@login_required
@require_POST
def approve(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Put one mail in the outbox."""
    row = access.open_mail(request.user, ref)
    try:
        actions.approve(mail=row, by=request.user, now=timezone.now())
    except IllegalMove:
        return _too_late(request, row)
    except actions.CannotLeave:
        message = _("A place in the words was never filled. Edit the mail first, or take it out.")
        return ui.conflict(request, message=message, back=_back(row))
    message = _("It is in the outbox and leaves in five minutes; until then you can hold it back.")
    return ui.done(request, to=_back(row), message=message)


@login_required
@require_POST
def hold_back(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Take one mail back that has not left yet."""
    row = access.open_mail(request.user, ref)
    same = Mail.objects.filter(pk=row.pk)
    if not actions.hold_back(among=same, by=request.user, now=timezone.now(), batch=row.batch):
        return _too_late(request, row)
    return ui.done(request, to=_back(row), message=_("Held back. It waits here until you let it go."))


@login_required
@require_http_methods(READ_WRITE)
def edit(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Word one mail anew; from then on the wording of its kind leaves it alone."""
    row = access.open_mail(request.user, ref)
    if row.state != MailState.DRAFT:
        return _too_late(request, row)
    # The row's links are veiled; the form needs the true words to put them back.
    form = OneMailForm(
        request.POST or None, initial={"subject": row.subject}, original=Mail.objects.get(pk=row.pk).body
    )
    context = {"form": form, "mail": row, "name": queries.name_of(row), "back": _back(row)}
    if request.method != "POST":
        return render(request, "desks/outbox_edit.html", context)
    if not form.is_valid():
        return ui.refuse(request, template="desks/outbox_edit.html", context=context)
    try:
        actions.edit(mail=row, by=request.user, now=timezone.now(), **form.cleaned_data)
    except IllegalMove:
        return _too_late(request, row)
    return ui.done(request, to=_back(row), message=_("Saved. Only this one mail has these words."))


@login_required
@require_http_methods(READ_WRITE)
def discard(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Take one mail out, with the reason."""
    row = access.outbox_mail(request.user, ref)
    form = ReasonForm(request.POST or None)
    context = {
        "title": _("Take this mail out?"),
        "text": _("%(name)s will not get it.") % {"name": queries.name_of(row)},
        "form": form,
        "action": _("Take it out"),
        "danger": True,
        "cancel_url": _back(row),
    }
    if request.method != "POST":
        return render(request, "ui/confirm.html", context)
    if not form.is_valid():
        return ui.refuse(request, template="ui/confirm.html", context=context)
    try:
        actions.discard(mail=row, by=request.user, now=timezone.now(), reason=form.cleaned_data["reason"])
    except IllegalMove:
        return _too_late(request, row)
    return ui.done(request, to=_back(row), message=_("Taken out. It will not be sent."))


@login_required
@require_POST
def sample(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Send this one to the reader of the page first."""
    row = access.open_mail(request.user, ref)
    try:
        made = actions.send_sample(mail=row, to=request.user, now=timezone.now())
    except actions.EnoughSamples:
        message = _("Thirty samples today are enough; tomorrow there are more.")
        return ui.conflict(request, message=message, back=_back(row))
    told = _("A sample is on its way to %(address)s. Nobody else gets it.")
    return ui.done(request, to=_back(row), message=told % {"address": made.to_address})


@login_required
@require_http_methods(READ_WRITE)
def again(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Try a failed mail again, to a corrected address where the words are not the reader's alone."""
    row = access.outbox_mail(request.user, ref)
    if row.state != MailState.FAILED:
        return _too_late(request, row)
    true = Mail.objects.select_related("to").get(pk=row.pk)
    form = AddressForm(
        request.POST or None,
        initial={"address": row.to_address},
        own=queries.own_addresses(true),
        is_bound_to_her=row.private or veils.has_link(true.body or ""),
    )
    form.fields["address"].disabled = row.private
    context = {"form": form, "mail": row, "name": queries.name_of(row), "back": _back(row)}
    context["is_bound_to_her"] = form.is_bound_to_her
    if request.method != "POST":
        return render(request, "desks/outbox_again.html", context)
    if not form.is_valid():
        return ui.refuse(request, template="desks/outbox_again.html", context=context)
    now, address = timezone.now(), form.cleaned_data["address"]
    if form.cleaned_data["lift"]:
        actions.lift(address=address, by=request.user, now=now)
    corrected = address if address != row.to_address.lower() else ""
    if corrected and true.to is not None and veils.has_link(true.body):
        actions.renew_links(mail=true, renew=lambda signed: tokens.renewed(signed, true.to))
    try:
        actions.try_again(mail=true, by=request.user, now=now, address=corrected)
    except IllegalMove:
        return _too_late(request, row)
    return ui.done(request, to=_back(row), message=_("It is on its way again."))
