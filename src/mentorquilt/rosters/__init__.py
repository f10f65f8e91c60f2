"""Rows of a spreadsheet become people: headings, answers, taxonomy, places, institutions, problems by row.

A pure room: it opens no uploaded file, knows no Django and no other room. A caller hands it a `Table` of text
and gets frozen values back. Everything it says in words is English and stands in `_words.py`.

The way of a file: `recognize` guesses a `Mapping`; `answers` lists what people answered and what that means;
`with_field`, `with_answer` and `with_constant` settle it; `read` makes people and problems of it.
"""

from mentorquilt.rosters._answers import answers
from mentorquilt.rosters._fields import Field, field_of, fields, pair_fields
from mentorquilt.rosters._institutions import (
    Group,
    InstitutionName,
    group_institutions,
    institution_keys,
    institution_names,
    mail_domain,
    plain_key,
)
from mentorquilt.rosters._mapping import (
    mapping_from_json,
    mapping_to_json,
    with_answer,
    with_constant,
    with_field,
    with_others,
)
from mentorquilt.rosters._members import ListedMember, MembersReading, read_members, recognize_members
from mentorquilt.rosters._middles import middle_of
from mentorquilt.rosters._names import names_from_one
from mentorquilt.rosters._nearest import nearest
from mentorquilt.rosters._pairs import read_pairs
from mentorquilt.rosters._people import (
    Candidate,
    Double,
    EarlierPair,
    Known,
    Names,
    PairsReading,
    Reading,
    RosterPerson,
    Wish,
)
from mentorquilt.rosters._places import (
    City,
    Country,
    Region,
    city,
    countries,
    find_cities,
    places_meant,
    regions,
)
from mentorquilt.rosters._reading import bad_rows_table, read
from mentorquilt.rosters._recognize import missing_headings, recognize, recognize_pairs
from mentorquilt.rosters._rules import RosterRules, RulesError, rules
from mentorquilt.rosters._tables import (
    AS_WRITTEN,
    EXTRA,
    IGNORE,
    AnswerCount,
    Column,
    ColumnAnswers,
    Mapping,
    Problem,
    Role,
    Sheet,
    Suggestion,
    Table,
)
from mentorquilt.rosters._taxonomy import Taxonomy, Term, taxonomy, terms_of
from mentorquilt.rosters._text import slug_of
from mentorquilt.rosters._wishes import suggest_wishes

__all__ = [
    "AS_WRITTEN",
    "EXTRA",
    "IGNORE",
    "AnswerCount",
    "Candidate",
    "City",
    "Column",
    "ColumnAnswers",
    "Country",
    "Double",
    "EarlierPair",
    "Field",
    "Group",
    "InstitutionName",
    "Known",
    "ListedMember",
    "Mapping",
    "MembersReading",
    "Names",
    "PairsReading",
    "Problem",
    "Reading",
    "Region",
    "Role",
    "RosterPerson",
    "RosterRules",
    "RulesError",
    "Sheet",
    "Suggestion",
    "Table",
    "Taxonomy",
    "Term",
    "Wish",
    "answers",
    "bad_rows_table",
    "city",
    "countries",
    "field_of",
    "fields",
    "find_cities",
    "group_institutions",
    "institution_keys",
    "institution_names",
    "mail_domain",
    "mapping_from_json",
    "mapping_to_json",
    "middle_of",
    "missing_headings",
    "names_from_one",
    "nearest",
    "pair_fields",
    "places_meant",
    "plain_key",
    "read",
    "read_members",
    "read_pairs",
    "recognize",
    "recognize_members",
    "recognize_pairs",
    "regions",
    "rules",
    "slug_of",
    "suggest_wishes",
    "taxonomy",
    "terms_of",
    "with_answer",
    "with_constant",
    "with_field",
    "with_others",
]
