"""Fewer mails: the page behind the link under every mail, and the one click of mail programs (RFC 8058).

Both work without signing in. GET never changes anything, because mail scanners open every link.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mentorquilt import ui
from mentorquilt.mail import access, actions, queries, roles
from mentorquilt.mail.forms import FewerForm

PAGE = "mail/fewer.html"


@require_http_methods(["GET", "HEAD", "POST"])
def fewer(request: HttpRequest, token: str) -> HttpResponse:
    """Show which mails somebody gets, and change it."""
    member = access.reader_of(token)
    chosen = queries.preference(member)
    if request.method != "POST":
        return render(request, PAGE, _context(member, FewerForm(member=member, chosen=chosen)))
    form = FewerForm(request.POST, member=member, chosen=chosen)
    if not form.is_valid():
        return ui.refuse(request, template=PAGE, context=_context(member, form))
    now = timezone.now()
    actions.choose(
        member=member, stopped=form.stopped(), digest_only=form.cleaned_data["digest_only"], now=now
    )
    for switch, on in form.turned():
        switch.write(member=member, on=on, now=now)
    to = reverse("mail:fewer", kwargs={"token": token})
    return ui.done(request, to=to, message=_("Saved. You can change it here at any time."))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop one class of mails with one click of a mail program; opened in a browser, ask first."""
    member, kind = access.reader_and_class(token)
    context = {
        "kind": roles.classes()[kind],
        "is_stopped": request.method == "POST",
        "fewer_url": reverse("mail:fewer", kwargs={"token": token.rpartition(".")[0]}),
    }
    if request.method == "POST":
        actions.stop(member=member, kind=kind, now=timezone.now())
    return render(request, "mail/stop.html", context)


def _context(member: Any, form: FewerForm) -> dict[str, Any]:
    return {"form": form, "address": member.email}
