"""The style sheet page: every component once. Routed only where debugging is on, and in tests."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def kitchen(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    return render(request, "ui/kitchen.html", {"title": "Components"})
