"""The pair page: read by its participants, signed in or by the link of a mail; messages written and taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages as shown
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorquilt import ui
from mentorquilt.desks import forms, queries
from mentorquilt.pairings import access, actions
from mentorquilt.pairings import queries as pairings
from mentorquilt.pairings.models import Message, Participant
from mentorquilt.pairings.states import MessageVia
from mentorquilt.records import actions as records
from mentorquilt.society import queries as society

PAGE = "desks/pair.html"
ON_A_PAGE = 20
KEY = "key"


def _opened(request: HttpRequest, ref: UUID, key: str) -> Participant | None:
    """Return the reader's seat: her own when signed in, else the one a mail's link opens; None where neither fits."""
    if request.user.is_authenticated:
        try:
            return access.seat_for(request.user, ref)
        except Http404:
            if not key:
                raise
    if not key:
        return None
    try:
        return access.seat_by_link(key, ref)
    except Http404:
        if request.user.is_authenticated:
            raise
        shown.info(request, _("This link has ended. Sign in, and the page opens."))
        return None


def _by_link(request: HttpRequest, seat: Participant, key: str) -> str:
    """Return the key when the page is open by it alone, and nothing for the participant signed in herself."""
    return "" if request.user.pk == seat.member_id else key


@require_safe
def pair(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show the pair page; a signed-in participant has read what she was shown, a mail's link leaves no trace."""
    key = request.GET.get(KEY, "")
    seat = _opened(request, ref, key)
    if seat is None:
        return redirect_to_login(request.path)
    key = _by_link(request, seat, key)
    answer = render(request, PAGE, _context(request, seat, key, forms.MessageForm()))
    if not key and not pairings.is_over(seat):
        actions.mark_read(seat=seat, now=timezone.now())
    return answer


def _context(request: HttpRequest, seat: Participant, key: str, form: forms.MessageForm) -> dict[str, Any]:
    page = queries.pair_page(seat, now=timezone.now())
    talk = _messages(request, seat)
    return {
        "page": page,
        "pairing": seat.pairing,
        "pairing_zone": _zone(seat),
        "talk": talk,
        "lines": queries.message_lines(seat, list(talk)),
        "form": form,
        "key": key,
        "notice": society.current().patient_notice,
        "signs_in": f"{reverse('account_login')}?next={reverse('desks:pair', args=[seat.pairing.ref])}",
    }


def _zone(seat: Participant) -> str:
    """Return the zone in which the reader is told the times of messages: her own, else the society's."""
    return seat.member.profile.zone or society.current().zone


def _messages(request: HttpRequest, seat: Participant) -> "Page[Message]":
    """Return one page of the messages, the newest page first."""
    rows = pairings.readable(seat).order_by("-sent_at", "-pk")
    return Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))


@require_POST
def write(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Send a message, signed in or by a mail's link; what was typed is never lost."""
    key = request.POST.get(KEY, "")
    seat = _opened(request, ref, key)
    if seat is None:
        return redirect_to_login(reverse("desks:pair", args=[ref]))
    key, form = _by_link(request, seat, key), forms.MessageForm(request.POST)
    if form.is_valid():
        try:
            to = _sent(seat, form, key)
            return ui.done(request, to=to, message=_("Sent. It is here, and on its way by mail."))
        except actions.Over:
            message = _("The pairing is over, so nothing was sent. Your words stand below for you to copy.")
        except records.OtherPayload:
            message = _("From this form a message was sent already. If this is a second one, send it now.")
        seat.refresh_from_db()
        seat.pairing.refresh_from_db()
        context = _context(request, seat, key, form) | {"unsent": form.cleaned_data["text"]}
        return ui.refuse(request, template=PAGE, context=context, status=409, message=message)
    return ui.refuse(request, template=PAGE, context=_context(request, seat, key, form))


def _sent(seat: Participant, form: forms.MessageForm, key: str) -> str:
    """Write the message of a valid form once; return where to go on."""
    text, submission = form.cleaned_data["text"], str(form.cleaned_data["submission"])
    page = reverse("desks:pair", args=[seat.pairing.ref]) + (f"?{KEY}={key}" if key else "") + "#messages"
    now = timezone.now()

    def act() -> str:
        actions.write(
            pairing=seat.pairing,
            author=seat.member,
            text=text,
            via=MessageVia.PAGE,
            key=f"page:{submission}",
            now=now,
        )
        return page

    payload = {"pairing": str(seat.pairing.ref), "text": text}
    return records.once(key=submission, payload=payload, by=seat.member, now=now, act=act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, ref: UUID, message: UUID) -> HttpResponse:
    """Ask, and then delete the words of one's own message (D-07)."""
    row = access.own_message(request.user, ref, message)
    back = f"{reverse('desks:pair', args=[ref])}#messages"
    if row.taken_back_at:
        return redirect(back)
    if request.method == "POST":
        left = actions.take_back_message(message=row, by=row.author, now=timezone.now())  # type: ignore[arg-type]
        gone = _("The words are deleted here. The mail with them had left and cannot be called back.")
        return ui.done(
            request,
            to=back,
            message=gone if left else _("The words are deleted; no mail had left with them."),
        )
    context = {
        "title": _("Take these words back?"),
        "text": _("For a message that tells too much, above all of a patient."),
        "happens": [
            _("The words are deleted here, for everybody."),
            _(
                "A mail that has not left is stopped. One that has left cannot be called back: ask the others to delete it."
            ),
            _("The page says that you took a message back, and when."),
        ],
        "action": _("Delete the words"),
        "danger": True,
        "cancel_url": back,
    }
    return render(request, "ui/confirm.html", context)


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List the pairings somebody is or was in."""
    pairs = queries.own_pairs(request.user, now=timezone.now())  # type: ignore[arg-type]
    return render(request, "desks/pairs.html", {"pairs": pairs})
