"""Reads of the one row."""

from django.conf import settings

from mentorquilt.society.models import Society


def is_open_demo() -> bool:
    """Return whether this installation shows the demo's doors: never in production, whatever the row says (M22)."""
    return not settings.PRODUCTION and current().is_demo


def current() -> Society:
    """Return the society; before one is set up, a nameless one with the defaults (not saved)."""
    return Society.objects.first() or Society(name="Mentorquilt", short_name="Mentorquilt")
