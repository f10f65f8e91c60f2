"""The worker's rounds over pairings."""

from datetime import datetime

from mentorquilt.pairings import actions


def drop_old_words(*, now: datetime) -> int:
    """Delete what pairs wrote once its time is over."""
    return actions.drop_old_words(now=now)
