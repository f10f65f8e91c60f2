"""A person's own data: a copy to fetch once, who of the office looked, and being forgotten."""

import time
from datetime import timedelta

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorquilt import ui
from mentorquilt.members import queries
from mentorquilt.members.actions import leaving
from mentorquilt.members.actions.grants import LastAdmin
from mentorquilt.members.queries.watched import copy_order, looks_at
from mentorquilt.records import actions as records
from mentorquilt.records.moves import IllegalMove
from mentorquilt.records.states import ErasureState, OrderState

PROOF_SECONDS = 15 * 60


def prove_again(request: HttpRequest, back: str) -> HttpResponse | None:
    """Return None when somebody showed who she is within fifteen minutes, else where she can do so.

    Raises ReauthenticationRequired, which allauth answers, where she has a password or a key.
    """
    shown = get_authentication_records(request, request.user)
    if shown and time.time() - shown[-1]["at"] < PROOF_SECONDS:
        return None
    if get_reauthentication_flows(request.user):
        raise ReauthenticationRequired
    logout(request)
    messages.info(
        request, _("Show once more that it is you: sign in with a fresh code and you come back here.")
    )
    return redirect(f"{reverse('account_login')}?{urlencode({'next': back})}")


@login_required
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Show what somebody can do with her own data."""
    order = copy_order(request.user)
    state = order.state if order else ""
    ready = bool(order and order.state == OrderState.DONE and order.result is not None)
    context = {
        "order": order,
        "ready": ready,
        "making": state in {OrderState.WAITING, OrderState.WORKING},
        "failed": state == OrderState.FAILED,
        "until": order.done_at + records.ORDERS_KEPT if order and ready and order.done_at else None,
        "looks": looks_at(request.user),
        "refresh_seconds": 5 if state in {OrderState.WAITING, OrderState.WORKING} else None,
    }
    return ui.page(request, "members/data.html", context)


@login_required
@require_POST
def order(request: HttpRequest) -> HttpResponse:
    """Order a copy; ordering twice orders once."""
    where = prove_again(request, reverse("members:data"))
    if where is not None:
        return where
    leaving.order_copy(member=request.user, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return ui.done(request, to=reverse("members:data"))


@login_required
@require_POST
def fetch(request: HttpRequest) -> HttpResponse:
    """Hand the copy over, once, to somebody who has just shown who she is."""
    found = copy_order(request.user)
    if found is None:
        raise Http404
    where = prove_again(request, reverse("members:data"))
    if where is not None:
        return where
    try:
        held = records.take_result(row=found, by=request.user, now=timezone.now())
    except IllegalMove:
        words = _("It was fetched already. Make a new copy; that takes a minute.")
        return ui.conflict(request, message=words, back=reverse("members:data"))
    name = f"my-data-{timezone.localdate().isoformat()}.zip"
    return HttpResponse(
        held,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@login_required
@require_http_methods(["GET", "POST"])
def forget(request: HttpRequest) -> HttpResponse:
    """Say what being forgotten means; a POST closes the account and starts the fourteen days."""
    if request.method == "POST":
        where = prove_again(request, reverse("members:forget"))
        if where is not None:
            return where
        try:
            leaving.ask_to_be_forgotten(member=request.user, by=request.user, now=timezone.now())  # type: ignore[arg-type]
        except LastAdmin:
            words = _("You are the last admin. Give somebody else the right first; then you can go.")
            return ui.conflict(request, message=words, back=reverse("members:data"))
        logout(request)
        return ui.done(request, to=reverse("members:forget_asked"))
    due = timezone.now() + records.ERASURE_WAIT
    return ui.page(request, "members/forget.html", {"due": due, "address": request.user.email})  # type: ignore[union-attr]


@require_safe
def forget_asked(request: HttpRequest) -> HttpResponse:
    """Say goodbye, and how it can be taken back."""
    return ui.page(request, "members/forget_asked.html", {"days": records.ERASURE_WAIT // timedelta(days=1)})


@require_http_methods(["GET", "POST"])
def forget_undo(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link from the mail can take back; a POST does it. Mail scanners only ever GET."""
    found = leaving.erasure_of(token)
    if found is None:
        raise Http404
    row, member = found
    if request.method == "POST":
        leaving.undo(row=row, member=member, by=member, now=timezone.now())
        return ui.done(
            request,
            to=reverse("account_login"),
            message=_("All is as it was. Sign in with a code, as always."),
        )
    context = {"row": row, "name": queries.called(member), "is_open": row.state == ErasureState.ASKED}
    return ui.page(request, "members/forget_undo.html", context)
