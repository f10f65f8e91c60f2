"""Reads of the one row."""

from mentorquilt.society.models import Society


def current() -> Society:
    """Return the society; before one is set up, a nameless one with the defaults (not saved)."""
    return Society.objects.first() or Society(name="Mentorquilt", short_name="Mentorquilt")
