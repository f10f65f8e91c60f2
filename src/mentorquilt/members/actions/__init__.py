"""Every write about people, one module per subject; higher rooms import this package's names only."""

from mentorquilt.members.actions.accounts import add_staff, choose_address, confirm_address, set_active
from mentorquilt.members.actions.grants import grant, revoke
from mentorquilt.members.actions.imported import Written, add_terms, write_people
from mentorquilt.members.actions.institutions import OnePlace, group_institutions, institutions_named
from mentorquilt.members.actions.mentoring import change_mentoring, change_offer
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
    change_background,
    delete_background,
    remove_conflict,
    remove_exclusion,
)
from mentorquilt.members.actions.profile import change_profile, search_name
from mentorquilt.members.actions.taxonomy import sync_taxonomy

__all__ = [
    "AboutOneself",
    "AlreadyThere",
    "OnePlace",
    "Written",
    "add_affiliation",
    "add_conflict",
    "add_exclusion",
    "add_staff",
    "add_terms",
    "change_background",
    "change_mentoring",
    "change_need",
    "change_offer",
    "change_profile",
    "change_whereabouts",
    "choose_address",
    "confirm_address",
    "correct_affiliation",
    "delete_background",
    "drop_photo",
    "forget",
    "grant",
    "group_institutions",
    "institution_named",
    "institutions_named",
    "pick_city",
    "remove_affiliation",
    "remove_conflict",
    "remove_exclusion",
    "revoke",
    "search_name",
    "set_active",
    "set_hours",
    "store_photo",
    "sync_taxonomy",
    "write_people",
]
