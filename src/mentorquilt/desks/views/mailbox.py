"""The demo's mailbox: every mail the demo would have sent, for whoever tries it out."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentorquilt.desks import access
from mentorquilt.mail.models import Mail

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
    return render(request, "desks/mailbox.html", {"page": page, "address": address})


@require_safe
def mail(request: HttpRequest, ref: str) -> HttpResponse:
    """Show one mail of the demo as its reader would see it."""
    return render(request, "desks/mail.html", {"mail": access.demo_mail(ref)})
