"""Pairings of a test, started by the room's own door."""

from datetime import UTC, date, datetime
from typing import Any

from mentorquilt.members.models import Member
from mentorquilt.pairings import actions
from mentorquilt.pairings.models import Pairing
from tests.factories import programs as make

NOW = datetime(2027, 1, 4, 15, 0, tzinfo=UTC)


def wanted(mentee: Member, mentor: Member, *, kind: str = "dyad", **facts: Any) -> actions.Start:
    """Say which pairing is to be started."""
    seats = (actions.Seat(mentee.pk, "mentee"), actions.Seat(mentor.pk, "mentor"))
    return actions.Start(**{"kind": kind, "seats": seats, "starts_on": date(2027, 1, 4), **facts})


def started(mentee: Member, mentor: Member, **facts: Any) -> Pairing:
    """Start a pairing of these two."""
    return actions.start(wanted=wanted(mentee, mentor, **facts), by=None, now=NOW)


def couple(**facts: Any) -> Pairing:
    """Start a pairing of a mentee in Kansas and a mentor in Washington, both enrolled and matched in one cohort."""
    into = facts.pop("cohort", None) or make.cohort(state="running")
    seeker = make.mentee(
        into, "nadia@example.org", full_name="Nadia Haddad", titles="Dr.", topics=("leadership",)
    )
    giver = make.mentor(
        into, "walter@example.org", full_name="Walter Lindqvist", titles="Professor", topics=("leadership",)
    )
    make.at_home(seeker.member, "US/KS/salina", 38.84, -97.61)
    make.at_home(giver.member, "US/WA/seattle", 47.61, -122.33)
    into.enrolments.update(state="matched")
    usual = {"cohort": into, "program": into.program, "need": seeker.need_id}
    return started(seeker.member, giver.member, **{**usual, **facts})


def person(of: Pairing, role: str) -> Member:
    """Return who sits in a role of a pairing."""
    return of.participants.select_related("member__profile").get(role=role).member
