"""The society's annual meeting as a date, and whether pairs are announced early enough before it."""

from __future__ import annotations

import datetime as dt

WEEKS_BEFORE_MEETING = 6


def weeks_before(announce: dt.date, meeting: dt.date) -> float:
    """Return how many weeks the announcement comes before the meeting; negative when it comes after."""
    return (meeting - announce).days / 7


def is_announced_late(announce: dt.date, meeting: dt.date, weeks: float = WEEKS_BEFORE_MEETING) -> bool:
    """Say whether the announcement leaves less than ``weeks`` weeks until the meeting."""
    return weeks_before(announce, meeting) < weeks
