"""The style sheet page: every component once. Routed only where debugging is on, and in tests."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mentorquilt.ui import pickers, samples


def kitchen(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    return render(request, "ui/kitchen.html", samples.content())


def kitchen_cities(request: HttpRequest) -> HttpResponse:
    """Answer the sample city picker while somebody types."""
    return pickers.pick_list(request, name="city", find=samples.find_city)
