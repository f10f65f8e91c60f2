"""The page behind the link that was sent to another address: look, and with one tap mail goes there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorquilt import ui
from mentorquilt.members import actions

PAGE = "members/use_address.html"


@require_http_methods(["GET", "POST"])
def use_address(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether mail shall go to this address; a mail scanner that opens the link changes nothing."""
    found = actions.offered(token)
    if found is None:
        raise Http404
    member, address = found
    if request.method == "POST":
        try:
            actions.use_address(member=member, address=address, now=timezone.now())
        except actions.AddressTaken:
            told = _(
                "Another account has this address already. Write to the office; a person will put it right."
            )
            return ui.refuse(request, template=PAGE, context={"address": address}, message=told, status=409)
    is_used = member.email == address or request.method == "POST"
    return ui.page(request, PAGE, {"address": address, "is_used": is_used})
