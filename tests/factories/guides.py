"""Guides of a test."""

from datetime import UTC, date, datetime
from typing import Any

from mentorquilt.guides.models import Guide

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def guide(title: str = "Asking Well", **facts: Any) -> Guide:
    """Save a guide of the society's own; its address is its title in small letters."""
    told = {
        "slug": title.lower().replace(" ", "-"),
        "summary": f"About {title.lower()}.",
        "body": "Plain words.",
        "author": "Robin Hale",
        "reviewed_on": date(2026, 1, 5),
        "updated_at": NOW,
    }
    return Guide.objects.create(title=title, **(told | facts))
