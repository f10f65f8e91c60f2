"""What a participant decides about a pairing: how to be reached, to decline it, to end it, to be matched again."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorquilt import ui
from mentorquilt.desks import forms, queries
from mentorquilt.members import actions as members
from mentorquilt.pairings import access, actions
from mentorquilt.pairings import queries as pairings
from mentorquilt.pairings.models import Participant
from mentorquilt.records import actions as records

READ_WRITE = ["GET", "HEAD", "POST"]


def _page(ref: UUID) -> str:
    return reverse("desks:pair", args=[ref])


@login_required
@require_http_methods(READ_WRITE)
def reach(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show and change how the others reach the reader in this pairing."""
    seat = access.live_seat_for(request.user, ref)
    where = getattr(seat.member, "whereabouts", None)
    shows = seat.member.profile.phone_shown
    if request.method == "POST":
        form = forms.ReachForm(request.POST, profile_shows=shows)
        if form.is_valid():
            told, now = form.cleaned_data, timezone.now()
            members.change_room(member=seat.member, link=told["standing_link"], by=request.user, now=now)
            actions.change_reach(
                seat=seat, phone_shown=told["phone_shown"], link_only=told["link_only"], now=now
            )
            return ui.done(request, to=f"{_page(ref)}#reach", message=_("Kept."))
    else:
        initial = {
            "phone_shown": seat.phone_shown,
            "standing_link": where.standing_link if where else "",
            "link_only": seat.link_only,
        }
        form = forms.ReachForm(initial=initial, profile_shows=shows)
    context = {"form": form, "names": _names(seat), "back": _page(ref), "phone": where.phone if where else ""}
    if form.is_bound:
        return ui.refuse(request, template="desks/pair_reach.html", context=context)
    return render(request, "desks/pair_reach.html", context)


@login_required
@require_http_methods(READ_WRITE)
def decline(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Ask in private, and then decline a pairing before its first talk; nobody learns who or why (S-54)."""
    seat = access.seat_for(request.user, ref)
    if pairings.is_over(seat):
        return redirect(_page(ref))
    if seat.pairing.sessions_held:
        return redirect("desks:pair_end", ref)
    form = forms.DeclineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            to = _declined(request, seat, form)
        except actions.HasBegun:
            return redirect("desks:pair_end", ref)
        except actions.Over:
            return ui.done(request, to=_page(ref), message=_("This pairing was over already."))
        return ui.done(request, to=to, message=_("Done. You owe no explanation."))
    context = {
        "form": form,
        "names": _names(seat),
        "back": _page(ref),
        "is_two": pairings.is_two_person(seat.pairing),
        "is_mentee": pairings.is_mentee(seat),
        "in_cohort": seat.pairing.cohort_id is not None,
    }
    if form.is_bound:
        return ui.refuse(request, template="desks/pair_decline.html", context=context)
    return render(request, "desks/pair_decline.html", context)


def _declined(request: HttpRequest, seat: Participant, form: forms.DeclineForm) -> str:
    to, now = _page(seat.pairing.ref), timezone.now()

    def act() -> str:
        actions.decline(pairing=seat.pairing, by=seat.member, kind=form.cleaned_data["kind"], now=now)
        return to

    key, payload = str(form.cleaned_data["submission"]), {"decline": str(seat.pairing.ref)}
    return records.once(key=key, payload=payload, by=request.user, now=now, act=act)


@login_required
@require_http_methods(READ_WRITE)
def end(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Ask, and then end a pairing, or leave a group, without a reason (D-01, T10)."""
    seat = access.seat_for(request.user, ref)
    if pairings.is_over(seat):
        return redirect(_page(ref))
    if request.method == "POST":
        try:
            actions.end_early(pairing=seat.pairing, by=seat.member, now=timezone.now())
        except actions.Over:
            return ui.done(request, to=_page(ref), message=_("This pairing was over already."))
        return ui.done(request, to=_page(ref), message=_("Done. You owe no explanation."))
    names, is_two = _names(seat), pairings.is_two_person(seat.pairing)
    told = {"names": names}
    context = {
        "title": _("End the pairing with %(names)s?") % told if is_two else _("Leave your group?"),
        "text": _("You may at any time, without a reason, and nobody is at fault."),
        "happens": _what_happens(names, is_two=is_two),
        "action": _("End the pairing") if is_two else _("Leave the group"),
        "danger": True,
        "cancel_url": _page(ref),
    }
    return render(request, "ui/confirm.html", context)


def _what_happens(names: str, *, is_two: bool) -> list[str]:
    told = {"names": names}
    return [
        _("%(names)s hear it by mail, kindly, without a reason.") % told if not is_two
        else _("%(names)s hears it by mail, kindly, without a reason.") % told,
        _("What you wrote to each other stays readable for all of you. Nothing new can be written."),
        _("The coordinator sees that it ended, not who asked for it."),
        _("A mentor's place is free again. Afterwards you may ask to be matched anew."),
    ]  # fmt: skip


@login_required
@require_POST
def again(request: HttpRequest, ref: UUID) -> HttpResponse:
    """After an end: be matched again, or not this year."""
    seat = access.seat_for(request.user, ref)
    wants = request.POST.get("wants") == "yes"
    if not actions.look_again(seat=seat, wants=wants, now=timezone.now()):
        return ui.conflict(request, message=_("This was answered already."), back=_page(ref))
    yes = _("You are back among the people to be matched.")
    return ui.done(
        request,
        to=_page(ref),
        message=yes if wants else _("Kept: not this year. Come back whenever you like."),
    )


def _names(seat: Participant) -> str:
    return queries.names_of(seat)
