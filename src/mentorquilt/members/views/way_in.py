"""The link that helps somebody in: looking at it does nothing, one tap signs in."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mentorquilt import ui
from mentorquilt.members import queries
from mentorquilt.members.actions import way_in as actions


@require_http_methods(["GET", "POST"])
def way_in(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether it is her; a POST signs in, through the same second proof as every other way."""
    member = actions.whose_way_in(token)
    if member is None:
        return HttpResponse(ui.page(request, "members/way_in_over.html", {}).content, status=410)
    if request.method != "POST":
        return ui.page(request, "members/way_in.html", {"name": queries.called(member)})
    if not actions.use_way_in(member=member, now=timezone.now()):
        raise Http404
    if request.user.is_authenticated:
        logout(request)
    member.refresh_from_db()
    record_authentication(request, member, method="code", email=member.email)
    answer: HttpResponse = perform_login(request, Login(user=member, email=member.email))
    return answer
