"""Writes of groups, by subject: belonging, the groups themselves, officers, the membership list, private marks."""

from mentorquilt.sigs.actions.belonging import ByTheList, NotOpen, StillOfficer, forget, join, leave
from mentorquilt.sigs.actions.feed import FeedTaken, add_to_groups, take_groups
from mentorquilt.sigs.actions.groups import create_group, describe_group
from mentorquilt.sigs.actions.marks import mark, unmark
from mentorquilt.sigs.actions.officers import name_officer, remove_officer

__all__ = [
    "ByTheList",
    "FeedTaken",
    "NotOpen",
    "StillOfficer",
    "add_to_groups",
    "create_group",
    "describe_group",
    "forget",
    "join",
    "leave",
    "mark",
    "name_officer",
    "remove_officer",
    "take_groups",
    "unmark",
]
