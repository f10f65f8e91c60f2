"""Ends idle sessions of staff; members stay signed in for sixty days on a trusted device (M23)."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from mentorquilt.members import access

LAST = "last_seen"


class IdleStaff:
    """Sign staff out after two hours without a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and access.is_staff(request.user):
            now = int(time.time())
            last = request.session.get(LAST, now)
            if now - last > settings.STAFF_IDLE_SECONDS:
                logout(request)
            elif now - last > 60 or LAST not in request.session:
                request.session[LAST] = now
        return self.get_response(request)
