"""The demo's mailbox: every mail the demo would have sent, for whoever tries it out."""

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from mentorquilt.desks import access
from mentorquilt.desks.views.outbox_mail import FRAMED
from mentorquilt.mail import footers, html
from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState
from mentorquilt.society import queries as society

MAILS_ON_A_PAGE = 30


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """List the demo's mails, newest first, for one address or for all."""
    access.require_demo()
    address = request.GET.get("to", "").strip().lower()[:254]
    rows = Mail.objects.defer("body", "context").order_by("-drafted_at", "-pk")
    if address:
        rows = rows.filter(to_address__icontains=address)
    page = Paginator(rows, MAILS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "desks/mailbox.html", {"page": page, "address": address, "now": timezone.now()})


@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # the stub knows views without arguments only
def mail(request: HttpRequest, ref: str) -> HttpResponse:
    """Show one mail of the demo as its reader would see it."""
    row = access.demo_mail(ref)
    look = request.GET.get("look", "phone")
    text = f"{row.body.rstrip()}\n\n{footers.of(row, society.current()).text()}" if row.body else ""
    context = {
        "mail": row,
        "look": look if look in {"phone", "desk", "text"} else "phone",
        "text": text,
        "is_held": row.state == MailState.APPROVED
        and bool(row.hold_until and row.hold_until > timezone.now()),
        "back": f"{reverse('desks:mailbox')}?to={row.to_address}",
    }
    return render(request, "desks/mail.html", context)


@require_safe
@xframe_options_sameorigin
@csp_replace({**FRAMED, "sandbox": ["allow-top-navigation-by-user-activation", "allow-popups"]})  # type: ignore[arg-type]  # the stub knows views without arguments only
def frame(request: HttpRequest, ref: str) -> HttpResponse:
    """Answer the HTML part of a mail of the demo; its links work, for trying them out."""
    row = access.demo_mail(ref)
    return HttpResponse(html.page_of(row, footers.of(row, society.current())))
