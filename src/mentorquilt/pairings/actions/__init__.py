"""Writes of pairings, cut by verb: starting, places, messages, reaching each other, ending, pairs of earlier years."""

from mentorquilt.pairings.actions.earlier import LookAgain, bring_in_earlier
from mentorquilt.pairings.actions.ending import HasBegun, decline, end_early, leave_all, look_again
from mentorquilt.pairings.actions.forgetting import forget
from mentorquilt.pairings.actions.keeping import drop_old_words
from mentorquilt.pairings.actions.live import Over
from mentorquilt.pairings.actions.messages import (
    LONGEST,
    REPLY_KIND,
    NotTaken,
    mark_read,
    take_back_message,
    write,
    write_reply,
)
from mentorquilt.pairings.actions.places import NoPlace, give_back, why
from mentorquilt.pairings.actions.reaching import change_reach
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
    "LONGEST",
    "REPLY_KIND",
    "AccountClosed",
    "AlreadyPaired",
    "HasBegun",
    "LookAgain",
    "NoPlace",
    "NotTaken",
    "Over",
    "Seat",
    "SomethingInThem",
    "Start",
    "bring_in_earlier",
    "change_reach",
    "decline",
    "drop_old_words",
    "end_early",
    "forget",
    "give_back",
    "leave_all",
    "look_again",
    "mark_read",
    "start",
    "start_all",
    "take_back",
    "take_back_message",
    "why",
    "write",
    "write_reply",
]
