"""Each mapped column read once: every distinct cell becomes a value and the notes that a person must see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as made

from mentorquilt.rosters._answers import Meaning, column_meanings, constant_meaning
from mentorquilt.rosters._cells import addresses, count_of, is_day_first, likely_address, moment_of, year_of
from mentorquilt.rosters._fields import Field, field_of
from mentorquilt.rosters._hours import hours_of, zone_of
from mentorquilt.rosters._split import distinct, split_answers, split_names
from mentorquilt.rosters._tables import EXTRA, IGNORE, Column, Mapping, Table
from mentorquilt.rosters._text import clean, fold, is_nothing
from mentorquilt.rosters._words import brief

LINE = 200
TEXT = 10_000
KEPT = 2_000
_OFTEN_EMPTY = frozenset({"name", "given", "family", "email"})


@dataclass(frozen=True, slots=True)
class Note:
    """A problem to be said of a cell: its code and what its sentence needs."""

    code: str
    values: tuple[tuple[str, object], ...] = ()


def note(code: str, **values: object) -> Note:
    """This will make a note."""
    return Note(code, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says, by the shape of its field. ``answers`` are (answer, meaning) pairs of a field with
    meanings.
    """

    text: str = ""
    texts: tuple[str, ...] = ()
    answers: tuple[tuple[str, Meaning], ...] = ()
    number: int | None = None
    spans: tuple[tuple[int, int], ...] = ()
    notes: tuple[Note, ...] = ()


EMPTY = Value()


@dataclass(slots=True)
class Reader:
    """Reads the cells of one column; ``index`` is -1 for an answer that the mapping gives for all rows."""

    index: int
    column: Column
    field: Field | None
    read: Callable[[str], Value]
    when_index: int = -1
    when: frozenset[str] = frozenset()
    seen: dict[str, Value] = made(default_factory=dict)

    def value(self, row: tuple[str, ...]) -> Value:
        """This will read this column's cell of a row; EMPTY where the row says nothing that counts."""
        raw = row[self.index] if self.index < len(row) else ""
        if not raw:
            return EMPTY
        if self.when_index >= 0 and fold(_cell(row, self.when_index)) not in self.when:
            return EMPTY
        found = self.seen.get(raw)
        if found is None:
            found = self.seen[raw] = _read(raw, self)
        return found


def readers(table: Table, mapping: Mapping) -> list[Reader]:
    """This will make a reader for every column of a file that is not ignored, in the order of the file."""
    places: dict[str, int] = {}
    for index, heading in enumerate(table.headings):
        places.setdefault(fold(heading), index)
    found = []
    for index, column in enumerate(mapping.columns[: len(table.headings)]):
        if column.field == IGNORE:
            continue
        reader = Reader(index, column, field_of(column.field), _reading_of(table, index, column))
        if column.only_when is not None:
            reader.when_index = places.get(fold(column.only_when[0]), -1)
            reader.when = frozenset(fold(answer) for answer in column.only_when[1])
        found.append(reader)
    return found


def headings_of(mapping: Mapping) -> dict[str, str]:
    """This will return, for each field, the heading of the first column that means it."""
    found: dict[str, str] = {}
    for column in mapping.columns:
        found.setdefault(column.field, column.heading)
    return found


def constant_values(mapping: Mapping) -> dict[str, Value]:
    """This will read what the mapping says for all rows, by field."""
    found = {}
    for slug, text in mapping.constants:
        known = field_of(slug)
        if known is None:
            continue
        column = Column(heading="", field=slug)
        if known.has_answers:
            pieces = split_answers(text, "auto", lambda _: False) if known.is_many else [text]
            found[slug] = Value(
                text, answers=tuple((piece, constant_meaning(known, piece)) for piece in pieces)
            )
        else:
            found[slug] = _reading_of(Table((), ()), -1, column)(text)
    return found


def _cell(row: tuple[str, ...], index: int) -> str:
    return clean(row[index])[0] if index < len(row) else ""


def _read(raw: str, reader: Reader) -> Value:
    """This will clean a cell, refuse what no text may hold or what is too long, and read the rest."""
    if "\x00" in raw:
        return Value(notes=(note("nul"),))
    text, suspicious = clean(raw)
    notes = [note("hidden_characters")] if suspicious else []
    if not text:
        return Value(notes=tuple(notes))
    if reader.field is None:
        if len(text) > KEPT:
            notes.append(note("shortened", limit=KEPT))
        return Value(text[:KEPT], notes=tuple(notes))
    limit = LINE if reader.field.shape in ("line", "email", "number", "year", "zone", "date") else TEXT
    if len(text) > limit:
        return Value(notes=(note("too_long", count=len(text), limit=limit),))
    if text.startswith("=") and reader.field.slug in _OFTEN_EMPTY:
        notes.append(note("formula"))
    value = reader.read(text)
    if not notes:
        return value
    return Value(value.text, value.texts, value.answers, value.number, value.spans, (*notes, *value.notes))


def _reading_of(table: Table, index: int, column: Column) -> Callable[[str], Value]:
    """This will return the function that reads a cleaned cell of this column."""
    known = field_of(column.field)
    if known is None or column.field in (EXTRA, IGNORE):
        return _line
    if known.has_answers:
        meanings = column_meanings(table, index, column)
        return lambda text: Value(text, answers=meanings.of_cell(text) if meanings else ())
    if known.shape == "date":
        return _date_reader(table, index)
    if known.shape in ("words", "names"):
        return lambda text: _several(text, column, known)
    return _BY_SHAPE.get(known.shape, _line)


def _line(text: str) -> Value:
    return Value(text)


def _several(text: str, column: Column, known: Field) -> Value:
    if known.shape == "names":
        pieces = split_names(text, column.separator)
    else:
        pieces = split_answers(text, column.separator, lambda _: False)
    pieces = distinct(piece.removeprefix("Other: ") for piece in pieces if not is_nothing(piece))
    long = [len(piece) for piece in pieces if len(piece) > LINE]
    notes = (note("too_long", count=max(long), limit=LINE),) if long else ()
    return Value(text, texts=() if long else tuple(pieces), notes=notes)


def _email(text: str) -> Value:
    found = addresses(text)
    if not found:
        wrong = () if is_nothing(text) else (note("email_wrong", text=brief(text)),)
        return Value(text, notes=wrong)
    notes = []
    if len(found) > 1:
        notes.append(note("email_several", count=len(found), email=found[0]))
    if meant := likely_address(found[0]):
        notes.append(note("email_slip", text=found[0], meant=meant))
    return Value(text, texts=tuple(found), notes=tuple(notes))


def _number(text: str) -> Value:
    number, is_range = count_of(text)
    if number is None:
        return Value(text)
    return Value(
        text,
        number=number,
        notes=(note("number_range", text=brief(text), number=number),) if is_range else (),
    )


def _year(text: str) -> Value:
    year = year_of(text)
    unread = year is None and not is_nothing(text)
    return Value(text, number=year, notes=(note("year_wrong", text=brief(text)),) if unread else ())


def _zone(text: str) -> Value:
    zone = zone_of(text)
    unread = not zone and not is_nothing(text)
    return Value(zone, notes=(note("zone_wrong", text=brief(text)),) if unread else ())


def _hours(text: str) -> Value:
    spans = hours_of(text)
    unread = not spans and not is_nothing(text)
    return Value(text, spans=spans, notes=(note("hours_wrong", text=brief(text)),) if unread else ())


def _date_reader(table: Table, index: int) -> Callable[[str], Value]:
    day_first = is_day_first([row[index] for row in table.rows if 0 <= index < len(row)])

    def read(text: str) -> Value:
        moment = moment_of(text, day_first=day_first)
        if moment is None:
            return Value(notes=() if is_nothing(text) else (note("date_wrong", text=brief(text)),))
        return Value(moment.isoformat(timespec="seconds"))

    return read


_BY_SHAPE: dict[str, Callable[[str], Value]] = {
    "email": _email,
    "number": _number,
    "year": _year,
    "zone": _zone,
    "hours": _hours,
}
