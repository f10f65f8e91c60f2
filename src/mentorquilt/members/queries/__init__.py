"""Reads about people: words of the lists, single people, cards, profiles, the search."""

from mentorquilt.members.queries.imported import (
    Change,
    Compared,
    by_search_names,
    compare,
    folded,
    institution_index,
    nameable,
)
from mentorquilt.members.queries.labels import Labels, labels, setting_words, stage_words
from mentorquilt.members.queries.people import (
    DemoPerson,
    by_addresses,
    called,
    current_need,
    demo_people,
    listed,
)

__all__ = [
    "Change",
    "Compared",
    "DemoPerson",
    "Labels",
    "by_addresses",
    "by_search_names",
    "called",
    "compare",
    "current_need",
    "demo_people",
    "folded",
    "institution_index",
    "labels",
    "listed",
    "nameable",
    "setting_words",
    "stage_words",
]
