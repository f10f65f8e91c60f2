"""Recurring work of the room: old uploads are forgotten."""

from datetime import datetime

from mentorquilt.programs import actions


def forget_old_uploads(*, now: datetime) -> int:
    """Drop sheets that were uploaded a week ago and never imported."""
    return actions.forget_old_uploads(now=now)
