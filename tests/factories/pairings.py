"""Pairings of a test, started by the room's own door."""

from datetime import UTC, date, datetime
from typing import Any

from mentorquilt.members.models import Member
from mentorquilt.pairings import actions
from mentorquilt.pairings.models import Pairing

NOW = datetime(2027, 1, 4, 15, 0, tzinfo=UTC)


def wanted(mentee: Member, mentor: Member, *, kind: str = "dyad", **facts: Any) -> actions.Start:
    """Say which pairing is to be started."""
    seats = (actions.Seat(mentee.pk, "mentee"), actions.Seat(mentor.pk, "mentor"))
    return actions.Start(**{"kind": kind, "seats": seats, "starts_on": date(2027, 1, 4), **facts})


def started(mentee: Member, mentor: Member, **facts: Any) -> Pairing:
    """Start a pairing of these two."""
    return actions.start(wanted=wanted(mentee, mentor, **facts), by=None, now=NOW)
