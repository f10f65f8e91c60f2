"""Rows of a spreadsheet become people: headings, answers, taxonomy, places, institutions, problems by row and column.

A pure room: it opens no uploaded file, knows no Django and no other room. A caller hands it a `Table` of text and
gets frozen values back.

The functions (all of them pure; data files are read once and kept):

    taxonomy() -> Taxonomy
    nearest(kind, text, limit=5) -> tuple[Suggestion, ...]          kind: a field name of Taxonomy
    find_cities(text, limit=10) -> tuple[City, ...];  city(id) -> City (KeyError);  regions(country) -> tuple[Region, ...]
    countries() -> tuple[Country, ...]
    institution_names(people) -> tuple[InstitutionName, ...];  group_institutions(names) -> tuple[Group, ...]
    institution_keys(people) -> dict[email, tuple[key, ...]];  mail_domain(email) -> str ("" for free and shared mail)
    fields(role) -> tuple[Field, ...]                                what a column can mean
    recognize(table, role, rules=None, remembered=None) -> Mapping
    answers(table, mapping) -> tuple[ColumnAnswers, ...]
    with_field(mapping, index, field) -> Mapping;  with_answer(mapping, index, answer, meaning) -> Mapping
    mapping_to_json(mapping) -> str;  mapping_from_json(text) -> Mapping (ValueError)
    read(table, mapping, known=()) -> Reading
    suggest_wishes(people, known) -> tuple[RosterPerson, ...]        when the other roster is read later
    bad_rows_table(table, reading) -> Table
    recognize_pairs(table) -> Mapping;  read_pairs(table, mapping) -> PairsReading
    rules(text, criteria=()) -> RosterRules (RulesError)
"""

from mentorquilt.rosters._types import (
    AS_WRITTEN,
    EXTRA,
    IGNORE,
    AnswerCount,
    Candidate,
    City,
    Column,
    ColumnAnswers,
    Country,
    Double,
    EarlierPair,
    Group,
    InstitutionName,
    Known,
    Mapping,
    Names,
    PairsReading,
    Problem,
    Reading,
    Region,
    Role,
    RosterPerson,
    RosterRules,
    RulesError,
    Suggestion,
    Table,
    Taxonomy,
    Term,
    Wish,
)

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
]
