"""Rows of a spreadsheet become people: headings, answers, taxonomy, places, institutions, problems by row.

A pure room: it opens no uploaded file, knows no Django and no other room. A caller hands it a `Table` of text
and gets frozen values back. Everything it says in words is English and stands in `_words.py`.
"""

from mentorquilt.rosters._institutions import Group, InstitutionName
from mentorquilt.rosters._nearest import nearest
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
from mentorquilt.rosters._places import City, Country, Region
from mentorquilt.rosters._rules import RosterRules, RulesError
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
    Suggestion,
    Table,
)
from mentorquilt.rosters._taxonomy import Taxonomy, Term, taxonomy

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
    "Group",
    "InstitutionName",
    "Known",
    "Mapping",
    "Names",
    "PairsReading",
    "Problem",
    "Reading",
    "Region",
    "Role",
    "RosterPerson",
    "RosterRules",
    "RulesError",
    "Suggestion",
    "Table",
    "Taxonomy",
    "Term",
    "Wish",
    "nearest",
    "taxonomy",
]
