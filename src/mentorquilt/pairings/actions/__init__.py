"""Writes of pairings, cut by verb: starting, places, pairs of earlier years."""

from mentorquilt.pairings.actions.earlier import LookAgain, bring_in_earlier, forget
from mentorquilt.pairings.actions.places import NoPlace, give_back, why
from mentorquilt.pairings.actions.starting import (
    AccountClosed,
    AlreadyPaired,
    Seat,
    SomethingInThem,
    Start,
    start,
    start_all,
    take_back,
)

__all__ = [
    "AccountClosed",
    "AlreadyPaired",
    "LookAgain",
    "NoPlace",
    "Seat",
    "SomethingInThem",
    "Start",
    "bring_in_earlier",
    "forget",
    "give_back",
    "start",
    "start_all",
    "take_back",
    "why",
]
