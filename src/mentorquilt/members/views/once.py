"""A form that was sent twice acts once (P3)."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils import timezone

from mentorquilt.records import actions as records


def once(request: HttpRequest, act: Callable[[], str]) -> str:
    """Run ``act`` unless this form was answered before; return the address it leads to, the same both times.

    Raises ``records.OtherPayload``, which the front door answers with 409, when the key came with other answers.
    """
    sent = {name: request.POST.getlist(name) for name in request.POST}
    return records.once(
        key=request.POST.get("submission", ""),
        payload={"path": [request.path], **sent},
        by=request.user,
        now=timezone.now(),
        act=act,
    )
