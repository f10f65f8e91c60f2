"""Turns what actions refuse into a kind page: somebody was quicker, or a form came twice with other answers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from mentorquilt.records.actions import OtherPayload
from mentorquilt.records.moves import IllegalMove


class KindRefusals:
    """Answer IllegalMove and OtherPayload with 409 and words that say what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer the two refusals; leave every other exception alone."""
        if isinstance(exception, IllegalMove | OtherPayload):
            return HttpResponse(render_to_string("409.html", request=request), status=409)
        return None
