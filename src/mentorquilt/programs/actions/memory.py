"""What earlier sheets taught: headings and answers that a coordinator settled, used as the first guess of the next.

Only what was decided about headings and closed answers is kept, society-wide, in clear: no row, no person.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from mentorquilt import rosters
from mentorquilt.programs import fields, states
from mentorquilt.programs.models import RememberedMapping
from mentorquilt.programs.sheets import How, Meaning

WRITTEN_LENGTH = 300
ANSWER_LENGTH = 120
_Kind = states.RememberedKind


def spelled(text: str) -> str:
    """Return a heading or answer as it is looked up again: case and blanks do not matter."""
    return " ".join(text.split()).casefold()[:WRITTEN_LENGTH]


def first_meaning(table: rosters.Table, kind: str) -> Meaning:
    """Return the first guess of what a sheet's columns and answers mean, with what was settled before."""
    known = _columns_before(table, kind)
    before = rosters.Mapping(role=kind, columns=tuple(known.values()))  # type: ignore[arg-type]
    if kind == states.SheetKind.PAIRS:
        mapping = rosters.recognize_pairs(table, remembered=before)
    else:
        mapping = rosters.recognize(table, kind, remembered=before)  # type: ignore[arg-type]
    how: dict[int, How] = {
        index: "before" for index, heading in enumerate(table.headings) if spelled(heading) in known
    }
    return Meaning(*_with_answers_before(table, mapping, how))


def _columns_before(table: rosters.Table, kind: str) -> dict[str, rosters.Column]:
    """Return the remembered columns among the headings of a table, by spelling."""
    headings = {spelled(heading): heading for heading in table.headings}
    allowed = {*fields.by_slug(kind), rosters.EXTRA, rosters.IGNORE}
    rows = RememberedMapping.objects.filter(kind=_Kind.HEADING, role=kind, written__in=list(headings))
    return {
        row.written: rosters.Column(
            heading=headings[row.written],
            field=row.meaning["field"],
            separator=row.meaning["separator"],
            confidence=100,
        )
        for row in rows
        if row.meaning["field"] in allowed
    }


def _with_answers_before(
    table: rosters.Table, mapping: rosters.Mapping, how: dict[int, How]
) -> tuple[rosters.Mapping, dict[int, How], frozenset[tuple[int, str]]]:
    """Give answers the meaning they had the last time, and say which those are."""
    columns = rosters.answers(table, mapping)
    asked = {column.field for column in columns}
    rows = RememberedMapping.objects.filter(kind=_Kind.ANSWER, field__in=asked)
    known = {(row.field, row.written): tuple(row.meaning["meaning"]) for row in rows}
    taken = set()
    for column in columns:
        for answer in column.answers:
            meaning = known.get((column.field, spelled(answer.text)))
            if meaning:
                mapping = rosters.with_answer(mapping, column.index, answer.text, meaning)
                taken.add((column.index, answer.text))
    return mapping, how, frozenset(taken)


def remember(*, meaning: Meaning, now: datetime) -> None:
    """Keep what somebody settled about headings and answers for the next sheet."""
    mapping = meaning.mapping
    rows = {_identity(row): row for row in _headings(mapping, now)}
    rows |= {_identity(row): row for row in _answers(mapping, now)}
    store(rows.values())


def _identity(row: RememberedMapping) -> tuple[str, str, str, str]:
    return row.kind, row.role, row.field, row.written


def _headings(mapping: rosters.Mapping, now: datetime) -> Iterator[RememberedMapping]:
    for column in mapping.columns:
        if column.field != rosters.EXTRA or column.confidence == 100:
            facts = {"field": column.field, "separator": column.separator}
            yield fact(_Kind.HEADING, column.heading, facts, now, role=mapping.role)


def _answers(mapping: rosters.Mapping, now: datetime) -> Iterator[RememberedMapping]:
    for column in mapping.columns:
        for text, meaning in column.answers:
            if len(text) <= ANSWER_LENGTH:
                yield fact(_Kind.ANSWER, text, {"meaning": list(meaning)}, now, field=column.field)


def fact(
    kind: str, written: str, meaning: dict[str, Any], now: datetime, *, role: str = "", field: str = ""
) -> RememberedMapping:
    """Return one thing to remember, not yet stored."""
    return RememberedMapping(
        kind=kind, role=role, field=field, written=spelled(written), meaning=meaning, remembered_at=now
    )


def store(rows: Iterable[RememberedMapping]) -> None:
    """Store things to remember; the latest word on each wins."""
    RememberedMapping.objects.bulk_create(
        list(rows),
        500,
        update_conflicts=True,
        unique_fields=["kind", "role", "field", "written"],
        update_fields=["meaning", "remembered_at"],
    )
