"""A logo that came with a form: stored, taken away, or refused in plain words."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat

from mentorquilt import gate
from mentorquilt.society import actions

MOST_BYTES = 2_000_000


def keep_sent_logo(request: HttpRequest, now: datetime) -> bool:
    """Store the logo that was sent, if any, or take the kept one away; True when something changed.

    Raises ``gate.Refused`` with what to do; a file too large is not read.
    """
    file: Any = request.FILES.get("logo")
    if file is None:
        if "drop_logo" in request.POST:
            actions.drop_logo(by=request.user, now=now)
            return True
        return False
    if (file.size or 0) > MOST_BYTES:
        sizes = {"size": filesizeformat(file.size or 0), "limit": filesizeformat(MOST_BYTES)}
        raise gate.Refused("logo-too-big", **sizes)
    actions.store_logo(data=file.read(), by=request.user, now=now)
    return True
