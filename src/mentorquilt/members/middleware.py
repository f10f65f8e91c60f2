"""What staff sessions must keep to: they end after two idle hours, and in production they need a key (M23).

Members stay signed in for sixty days on a trusted device.
"""

import time
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from mentorquilt.members import access

LAST = "last_seen"
KEYS = ["totp", "webauthn"]
NEEDS_NO_KEY = ("/sign-in/", "/healthz", "/readyz")

Answer = Callable[[HttpRequest], HttpResponse]


class IdleStaff:
    """Sign staff out after two hours without a request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and access.is_staff(request.user):
            now = int(time.time())
            last = request.session.get(LAST, now)
            if now - last > settings.STAFF_IDLE_SECONDS:
                logout(request)
                messages.info(request, _("You were signed out after two quiet hours. Sign in to go on."))
            elif (now - last > 60 or LAST not in request.session) and not _is_picture(request):
                request.session[LAST] = now
        return self.get_response(request)


def _is_picture(request: HttpRequest) -> bool:
    """Return whether a page fetches this beside itself; such a request must not write the session it read earlier."""
    return request.headers.get("Sec-Fetch-Dest") == "image"


class StaffKeys:
    """In production, lead staff to set up a passkey or an app, and to use it in this session."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = self._wanted(request) if settings.PRODUCTION else None
        return HttpResponseRedirect(wanted) if wanted else self.get_response(request)

    def _wanted(self, request: HttpRequest) -> str | None:
        """Return where to send somebody whose session may not go on yet."""
        if request.path.startswith(NEEDS_NO_KEY) or not access.is_staff(request.user):
            return None
        if not is_mfa_enabled(request.user, KEYS):
            messages.warning(
                request, _("Your role needs a passkey or an authenticator app. Set one up to go on.")
            )
            return reverse("mfa_index")
        if any(record["method"] == "mfa" for record in get_authentication_records(request, request.user)):
            return None
        way = get_adapter().get_reauthentication_methods(request.user)[-1]["url"]
        return f"{way}?{urlencode({'next': request.get_full_path()})}"
