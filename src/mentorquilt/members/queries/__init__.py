"""Reads about people: words of the lists, single people, profiles, the list with its search."""

from mentorquilt.members.queries.account import Account, account, account_pages
from mentorquilt.members.queries.alike import Alike, alike
from mentorquilt.members.queries.between import Between, between, local_time, weekly_hours, zone_words
from mentorquilt.members.queries.career import Step, career, steps_to_take_over
from mentorquilt.members.queries.checking import Held, asked, held, is_open, to_ask, to_remind
from mentorquilt.members.queries.checking import link as check_link
from mentorquilt.members.queries.contact import Contact, contact_for
from mentorquilt.members.queries.documents import documents
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
from mentorquilt.members.queries.listing import Card, Filters, Listing, cards, listing, place_choices
from mentorquilt.members.queries.membership import MAY_BEGIN, standing, standings
from mentorquilt.members.queries.on_list import FeedReport, feed_report, feeds, last_digest
from mentorquilt.members.queries.openness import Openness, can_be_asked, openness
from mentorquilt.members.queries.own import OwnLines, is_paused, own_lines
from mentorquilt.members.queries.people import (
    DemoPerson,
    PersonLine,
    by_addresses,
    called,
    current_need,
    demo_people,
    find_people,
    listed,
    person_of,
    search_words,
)
from mentorquilt.members.queries.personal import HELD, personal_data
from mentorquilt.members.queries.places import (
    country_words,
    find_institutions,
    institution_of,
    km_between,
    open_point,
    place_words,
    region_words,
)
from mentorquilt.members.queries.private import Kept, declared, shut_out
from mentorquilt.members.queries.profiles import Shown, photo_urls, shown, shown_institutions
from mentorquilt.members.queries.search import built_at, changed_since, index_files, write_index
from mentorquilt.members.queries.told import (
    CAME_THROUGH,
    ForMatching,
    background_words,
    came_through,
    experience_words,
    experiences_of,
    is_hard,
    kept_background,
    told_for_matching,
)
from mentorquilt.members.queries.usual import USUAL, spans_of, told_apart

__all__ = [
    "CAME_THROUGH",
    "HELD",
    "MAY_BEGIN",
    "USUAL",
    "Account",
    "Alike",
    "Between",
    "Card",
    "Change",
    "Compared",
    "Contact",
    "DemoPerson",
    "FeedReport",
    "Filters",
    "ForMatching",
    "Held",
    "Kept",
    "Labels",
    "Listing",
    "Openness",
    "OwnLines",
    "PersonLine",
    "Shown",
    "Step",
    "account",
    "account_pages",
    "alike",
    "asked",
    "background_words",
    "between",
    "built_at",
    "by_addresses",
    "by_search_names",
    "called",
    "came_through",
    "can_be_asked",
    "cards",
    "career",
    "changed_since",
    "check_link",
    "compare",
    "contact_for",
    "country_words",
    "current_need",
    "declared",
    "demo_people",
    "documents",
    "experience_words",
    "experiences_of",
    "feed_report",
    "feeds",
    "find_institutions",
    "find_people",
    "folded",
    "held",
    "index_files",
    "institution_index",
    "institution_of",
    "is_hard",
    "is_open",
    "is_paused",
    "kept_background",
    "km_between",
    "labels",
    "last_digest",
    "listed",
    "listing",
    "local_time",
    "nameable",
    "open_point",
    "openness",
    "own_lines",
    "person_of",
    "personal_data",
    "photo_urls",
    "place_choices",
    "place_words",
    "region_words",
    "search_words",
    "setting_words",
    "shown",
    "shown_institutions",
    "shut_out",
    "spans_of",
    "stage_words",
    "standing",
    "standings",
    "steps_to_take_over",
    "to_ask",
    "to_remind",
    "told_apart",
    "told_for_matching",
    "weekly_hours",
    "write_index",
    "zone_words",
]
