"""Every write about people, one module per subject; higher rooms import this package's names only."""

from mentorquilt.members.actions.accounts import add_staff, choose_address, confirm_address, set_active
from mentorquilt.members.actions.addresses import AddressTaken, offer_address, offered, use_address
from mentorquilt.members.actions.career import MOST_STEPS, PathFull, add_step, change_step, remove_step
from mentorquilt.members.actions.checking import ask_still_right, remind_still_right, say_still_right
from mentorquilt.members.actions.doors import admit, forget_unused_doors, open_door, take_back_admission
from mentorquilt.members.actions.feeding import read_list
from mentorquilt.members.actions.grants import (
    LastAdmin,
    NoLongerAllowed,
    end_stand_in,
    grant,
    keep_an_admin,
    revoke,
    stand_in,
)
from mentorquilt.members.actions.imported import Written, add_terms, write_people
from mentorquilt.members.actions.institutions import OnePlace, group_institutions, institutions_named
from mentorquilt.members.actions.lists import add_topic, add_type, change_topic, change_type, restore
from mentorquilt.members.actions.mentoring import change_mentoring, change_offer, pause
from mentorquilt.members.actions.needs import change_need
from mentorquilt.members.actions.personal import forget
from mentorquilt.members.actions.photo import drop_photo, store_photo
from mentorquilt.members.actions.places import (
    AlreadyThere,
    add_affiliation,
    change_whereabouts,
    correct_affiliation,
    institution_named,
    pick_city,
    remove_affiliation,
    set_hours,
)
from mentorquilt.members.actions.private import (
    AboutOneself,
    add_conflict,
    add_exclusion,
    remove_conflict,
    remove_exclusion,
)
from mentorquilt.members.actions.profile import change_profile, search_name
from mentorquilt.members.actions.room import NotALink, change_room, checked_room
from mentorquilt.members.actions.taxonomy import sync_taxonomy
from mentorquilt.members.actions.told import (
    change_background,
    change_experiences,
    confirm_background,
    delete_background,
    delete_experiences,
    withdraw_use,
)

__all__ = [
    "MOST_STEPS",
    "AboutOneself",
    "AddressTaken",
    "AlreadyThere",
    "LastAdmin",
    "NoLongerAllowed",
    "NotALink",
    "OnePlace",
    "PathFull",
    "Written",
    "add_affiliation",
    "add_conflict",
    "add_exclusion",
    "add_staff",
    "add_step",
    "add_terms",
    "add_topic",
    "add_type",
    "admit",
    "ask_still_right",
    "change_background",
    "change_experiences",
    "change_mentoring",
    "change_need",
    "change_offer",
    "change_profile",
    "change_room",
    "change_step",
    "change_topic",
    "change_type",
    "change_whereabouts",
    "checked_room",
    "choose_address",
    "confirm_address",
    "confirm_background",
    "correct_affiliation",
    "delete_background",
    "delete_experiences",
    "drop_photo",
    "end_stand_in",
    "forget",
    "forget_unused_doors",
    "grant",
    "group_institutions",
    "institution_named",
    "institutions_named",
    "keep_an_admin",
    "offer_address",
    "offered",
    "open_door",
    "pause",
    "pick_city",
    "read_list",
    "remind_still_right",
    "remove_affiliation",
    "remove_conflict",
    "remove_exclusion",
    "remove_step",
    "restore",
    "revoke",
    "say_still_right",
    "search_name",
    "set_active",
    "set_hours",
    "stand_in",
    "store_photo",
    "sync_taxonomy",
    "take_back_admission",
    "use_address",
    "withdraw_use",
    "write_people",
]
