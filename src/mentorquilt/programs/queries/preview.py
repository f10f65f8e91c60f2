"""One row of a sheet as it is read now, in words, so that a coordinator sees at once what a choice does."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from mentorquilt import rosters
from mentorquilt.programs import fields
from mentorquilt.programs.queries.sheets import Sheet
from mentorquilt.programs.queries.words import Words

TEXT_LENGTH = 160
WINDOW = 400
WORDED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("stage", ("stages",)),
    ("profession", ("professions",)),
    ("specialty", ("specialties",)),
    ("subspecialty", ("subspecialties",)),
    ("setting", ("settings",)),
    ("hospital_size", ("sizes",)),
    ("languages", ("languages",)),
    ("wants_topics", ("topics",)),
    ("wants_types", ("types",)),
    ("needs_done", ("done",)),
    ("topics", ("topics",)),
    ("types", ("types",)),
    ("refuses_topics", ("topics",)),
    ("has_done", ("done",)),
)
PLAIN = ("job_title", "institutions", "trainings", "terms", "seeks", "long_term", "project", "offers", "bio")


@dataclass(frozen=True, slots=True)
class Preview:
    """A row in words. ``name`` is "" for a row that does not come in; ``before`` and ``after`` are rows, or 0."""

    row: int
    name: str
    email: str
    facts: tuple[tuple[str, str], ...]
    problems: tuple[rosters.Problem, ...]
    before: int
    after: int


def preview(sheet: Sheet, words: Words, number: int = 0) -> Preview:
    """Return one row by its number in the file; the first row that holds something when there is no such row."""
    table = sheet.table
    filled = [table.first_row + at for at, cells in enumerate(table.rows) if any(cells)]
    row = number if number in filled else filled[0] if filled else table.first_row
    reading = rosters.read(around(table, row), sheet.mapping)
    person = next((one for one in reading.people if one.row == row), None)
    at = filled.index(row) if row in filled else 0
    return Preview(
        row=row,
        name=" ".join((*person.names.titles, person.names.full)) if person else "",
        email=person.email if person else "",
        facts=tuple(facts(person, words)) if person else (),
        problems=tuple(problem for problem in reading.problems if problem.row == row),
        before=filled[at - 1] if at > 0 else 0,
        after=filled[at + 1] if at + 1 < len(filled) else 0,
    )


def around(table: rosters.Table, row: int) -> rosters.Table:
    """Return the rows around one, enough of them that its cells are read as in the whole sheet."""
    start = max(0, row - table.first_row - WINDOW // 2)
    return replace(table, rows=table.rows[start : start + WINDOW], first_row=table.first_row + start)


def facts(person: rosters.RosterPerson, words: Words) -> Iterator[tuple[str, str]]:
    """Yield what a row says of somebody as (field in words, value in words); private wishes are only counted."""
    for slug, kinds in WORDED:
        value = getattr(person, slug)
        slugs = (value,) if isinstance(value, str) else value
        said = words.of(kinds, [each for each in slugs if each])
        if said:
            yield fields.words(person.role, slug), said
    place = rosters.city(person.city).label if person.city else person.place
    if place:
        yield (
            fields.words(person.role, "city"),
            place if person.city else _("%(place)s (to be picked)") % {"place": place},
        )
    for slug in PLAIN:
        value = getattr(person, slug)
        said = value if isinstance(value, str) else ", ".join(value)
        if said:
            yield (
                fields.words(person.role, slug),
                said if len(said) <= TEXT_LENGTH else said[:TEXT_LENGTH].rstrip() + "…",
            )
    if person.capacity_given:
        yield fields.words(person.role, "capacity"), str(person.capacity)
    if person.wishes:
        yield _("Wishes"), _("%(count)s to judge on the next page") % {"count": len(person.wishes)}
