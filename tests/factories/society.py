"""The society of a test."""

from typing import Any

from mentorquilt.society.models import Society


def society(**facts: Any) -> Society:
    """Save the one society, with the given facts."""
    named = {"name": "Test Society of Physicians", "short_name": "Test", **facts}
    return Society.objects.update_or_create(id=1, defaults=named)[0]
