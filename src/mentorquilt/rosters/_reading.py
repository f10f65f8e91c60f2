"""A table with a mapping becomes people, problems by row and column, and the rows that were not taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from mentorquilt.rosters._answers import Meaning
from mentorquilt.rosters._assemble import Draft, person_of
from mentorquilt.rosters._columns import EMPTY, Note, Reader, Value, constant_values, headings_of, readers
from mentorquilt.rosters._doubles import keep_latest, likely_doubles
from mentorquilt.rosters._nearest import label_of
from mentorquilt.rosters._people import Double, Known, PairsReading, Reading, RosterPerson, Wish
from mentorquilt.rosters._tables import EXTRA, Mapping, Problem, Role, Table
from mentorquilt.rosters._text import after_other, clean
from mentorquilt.rosters._wishes import People, wishes_in
from mentorquilt.rosters._words import (
    HINT,
    REASONS,
    WISH_NOBODY,
    WISH_ONE,
    WISH_SEVERAL,
    brief,
    often,
    one_of,
    problem,
)

WISHES = 2_000
_WISH_KINDS: tuple[Literal["wish", "ban"], ...] = ("wish", "ban")
_AS_TERMS = frozenset({"topics", "wants_topics"})


@dataclass(slots=True)
class _Answer:
    """An answer that needs a person's eye: where it stood first and in how many rows."""

    reader: Reader
    meaning: Meaning
    row: int
    count: int = 0


@dataclass(slots=True)
class _Sheet:
    """What has been read so far."""

    mapping: Mapping
    readers: list[Reader]
    constants: dict[str, Value]
    headings: dict[str, str]
    people: People
    found: list[RosterPerson] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    bad: set[int] = field(default_factory=set)
    skipped: list[int] = field(default_factory=list)
    answers: dict[tuple[int, str], _Answer] = field(default_factory=dict)


def read(table: Table, mapping: Mapping, *, known: Iterable[Known] = ()) -> Reading:
    """This will read a sheet of mentees or mentors. ``known`` are people whom wishes and bans may mean.

    Rows with an error are left out of ``people`` and listed; nothing is raised whatever the cells hold.
    """
    role: Role = "mentee" if mapping.role == "mentee" else "mentor"
    missing = _what_is_missing(table, mapping)
    if missing:
        return Reading(role=role, problems=tuple(missing), bad_rows=())
    sheet = _Sheet(
        mapping, readers(table, mapping), constant_values(mapping), headings_of(mapping), People.of(known)
    )
    for offset, row in enumerate(table.rows):
        _read_row(sheet, table.first_row + offset, row, len(table.headings))
    kept, doubles, problems = _without_doubles(sheet)
    for person in kept:
        _count_answers(sheet, person.row, table.rows[person.row - table.first_row])
    sheet.problems += problems + [
        _said_of(text, answer)
        for (_, text), answer in sheet.answers.items()
        if not _is_own_words(text, answer)
    ]
    order = {column.heading: index for index, column in reversed(list(enumerate(mapping.columns)))}
    sheet.problems.sort(key=lambda each: (each.row, order.get(each.column, -1)))
    return Reading(
        role=role,
        people=tuple(kept),
        problems=tuple(dict.fromkeys(sheet.problems)),
        bad_rows=tuple(sorted(sheet.bad)),
        skipped_rows=tuple(sheet.skipped),
        doubles=tuple(doubles),
    )


def bad_rows_table(table: Table, reading: Reading | PairsReading) -> Table:
    """This will return the rows that were not taken, as they were, with a last column that says what to
    do.
    """
    reasons: dict[int, list[str]] = {}
    for each in reading.problems:
        if each.severity == "error" and each.row:
            where = f"{each.column}: " if each.column else ""
            reasons.setdefault(each.row, []).append(f"{where}{each.message} {each.fix}")
    width = len(table.headings)
    rows = []
    for number in reading.bad_rows:
        row = table.rows[number - table.first_row][:width]
        rows.append((*row, *[""] * (width - len(row)), " ".join(reasons.get(number, []))))
    return Table(headings=(*table.headings, REASONS), rows=tuple(rows))


def _what_is_missing(table: Table, mapping: Mapping) -> list[Problem]:
    """This will say why a whole file cannot be read; nothing when it can."""
    if not any(heading.strip() for heading in table.headings):
        return [problem("no_headings")]
    if not any(cell.strip() for row in table.rows for cell in row):
        return [problem("no_rows")]
    present = {column.field for column in mapping.columns}
    found = [] if "email" in present else [problem("no_email_column")]
    return found if present & {"name", "family", "given"} else [*found, problem("no_name_column")]


def _read_row(sheet: _Sheet, number: int, row: tuple[str, ...], width: int) -> None:
    if not any(cell and clean(cell)[0] for cell in row):
        sheet.skipped.append(number)
        return
    draft = Draft(number, sheet.mapping, sheet.constants, sheet.headings)
    for reader in sheet.readers:
        _take(draft, reader, row)
    if draft.slug("role") not in ("", "both", sheet.mapping.role):
        sheet.skipped.append(number)
        return
    wishes, confirmations = _wishes(sheet, draft)
    person = person_of(draft, wishes)
    if any(cell.strip() for cell in row[width:]):
        draft.notes.append(("", Note("cells_extra")))
    said = [
        problem(each.code, row=number, column=heading, **dict(each.values)) for heading, each in draft.notes
    ]
    if any(each.severity == "error" for each in said):
        sheet.bad.add(number)
        sheet.problems += [each for each in said if each.severity == "error"]
        return
    sheet.problems += said + confirmations
    sheet.found.append(person)


def _take(draft: Draft, reader: Reader, row: tuple[str, ...]) -> None:
    """This will put a cell's value into the draft under its field, or keep it as it is when nothing reads
    it.
    """
    value = reader.value(row)
    if value is EMPTY:
        return
    heading, slug = reader.column.heading, reader.column.field
    if value.notes:
        draft.notes += [(heading, each) for each in value.notes]
    if slug == EXTRA:
        if value.text:
            draft.extra.append((heading, value.text))
    elif slug in draft.values:
        draft.values[slug].append((heading, value))
    else:
        draft.values[slug] = [(heading, value)]


def _count_answers(sheet: _Sheet, number: int, row: tuple[str, ...]) -> None:
    for reader in sheet.readers:
        if reader.field is None or not reader.field.has_answers:
            continue
        for answer, meaning in reader.value(row).answers:
            if meaning.how in ("near", "unknown"):
                key = (reader.index, answer)
                sheet.answers.setdefault(key, _Answer(reader, meaning, number)).count += 1


def _is_own_words(text: str, answer: _Answer) -> bool:
    """This will say whether somebody ticked "Other" among topics: a niche term, about which nothing need
    be said.
    """
    return (
        answer.reader.column.field in _AS_TERMS and after_other(text) is not None and not answer.meaning.slugs
    )


def _said_of(text: str, answer: _Answer) -> Problem:
    """This will put into words that an answer was guessed, or that nobody knows it."""
    kinds = answer.reader.field.kinds if answer.reader.field else ()
    values = {"text": brief(text), "often": often(answer.count)}
    row, column = answer.row, answer.reader.column.heading
    if answer.meaning.slugs:
        code = "several_answers" if len(answer.meaning.slugs) > 1 else "guessed_answer"
        meant = label_of(kinds, answer.meaning.slugs[0])
        return problem(code, row=row, column=column, **values, meant=meant)
    suggestions = answer.meaning.suggestions
    hint = HINT.format(label=suggestions[0].label) if suggestions and suggestions[0].score >= 70 else ""
    code = "kept_as_term" if answer.reader.column.field in _AS_TERMS else "unknown_answer"
    return problem(code, row=row, column=column, **values, hint=hint)


def _wishes(sheet: _Sheet, draft: Draft) -> tuple[tuple[Wish, ...], list[Problem]]:
    """This will return the wishes and bans of a row, each with a word that somebody has to confirm it."""
    wishes: list[Wish] = []
    said: list[Problem] = []
    for kind in _WISH_KINDS:
        for heading, value in draft.values.get(kind, []):
            for each in wishes_in(value.text[:WISHES], kind=kind, column=heading, people=sheet.people):
                names = [candidate.name for candidate in each.candidates]
                hint = WISH_SEVERAL.format(names=one_of(names)) if names else WISH_NOBODY
                hint = WISH_ONE.format(name=names[0]) if each.clear else hint
                text = brief(each.text)
                said.append(problem(each.kind, row=draft.number, column=heading, text=text, hint=hint))
                wishes.append(each)
    return tuple(wishes), said


def _without_doubles(sheet: _Sheet) -> tuple[list[RosterPerson], list[Double], list[Problem]]:
    """This will settle rows of one address, where that is plain, and point at names that stand twice."""
    kept, doubles, problems, bad = keep_latest(sheet.found)
    sheet.bad |= bad
    replaced = {person.row for person in sheet.found} - {person.row for person in kept}
    sheet.problems = [each for each in sheet.problems if each.row not in replaced]
    more, warnings = likely_doubles(kept)
    return kept, doubles + more, problems + warnings
