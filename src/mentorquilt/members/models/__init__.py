"""Tables of people, cut by subject: accounts, taxonomy, profiles, mentoring, private matters."""

from mentorquilt.members.models.accounts import Grant, Member, Membership
from mentorquilt.members.models.mentoring import Mentoring, Need, Offer
from mentorquilt.members.models.private import Background, Conflict, Exclusion
from mentorquilt.members.models.profiles import Affiliation, Photo, Profile, WeeklyHours, Whereabouts
from mentorquilt.members.models.taxonomy import Institution, MentorType, Term, TermKind

__all__ = [
    "Affiliation",
    "Background",
    "Conflict",
    "Exclusion",
    "Grant",
    "Institution",
    "Member",
    "Membership",
    "MentorType",
    "Mentoring",
    "Need",
    "Offer",
    "Photo",
    "Profile",
    "Term",
    "TermKind",
    "WeeklyHours",
    "Whereabouts",
]
