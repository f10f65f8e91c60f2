"""Writes of pairings, cut by verb: pairs of earlier years."""

from mentorquilt.pairings.actions.earlier import LookAgain, bring_in_earlier, forget

__all__ = ["LookAgain", "bring_in_earlier", "forget"]
