"""Writes of a spreadsheet on its way: upload, what its columns and answers mean, choices, discarding, forgetting.

Rows, mapping and choices are encrypted columns and vanish when a sheet is imported or discarded, or after a week.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from mentorquilt import gate, rosters
from mentorquilt.programs import edits, states
from mentorquilt.programs.actions import memory
from mentorquilt.programs.models import Cohort, RosterImport
from mentorquilt.programs.queries import sheets as queries
from mentorquilt.programs.sheets import Meaning, meaning_to_stored, table_from_stored, table_to_stored
from mentorquilt.records import actions as records
from mentorquilt.records.moves import IllegalMove, move

KEPT = timedelta(days=7)
FILENAME_LENGTH = 200
EMPTY: dict[str, Any] = {"table": None, "mapping": None, "choices": None}


class SameFile(Exception):
    """This very file is in work or was imported before; nothing was done."""

    def __init__(self, earlier: RosterImport) -> None:
        super().__init__(str(earlier.ref))
        self.earlier = earlier


class NotInWork(Exception):
    """The sheet was imported, discarded or replaced meanwhile; nothing was done."""


@dataclass(frozen=True, slots=True)
class FreshSheet:
    """A file that was read and may be stored."""

    kind: str
    filename: str
    digest: str
    read: gate.TableRead


def read_file(*, cohort: Cohort, kind: str, filename: str, data: bytes, again: bool = False) -> FreshSheet:
    """Read a foreign file in the bounded child, storing nothing.

    Raises ``gate.Refused`` with what to do, and SameFile for a file that is known unless it is read ``again``.
    """
    digest = hashlib.sha256(data).hexdigest()
    earlier = queries.same_file(cohort, kind, digest)
    if earlier is not None and not (again and earlier.state == states.ImportState.APPLIED):
        raise SameFile(earlier)
    read = gate.read_table(data, filename)
    return FreshSheet(kind, filename.replace("\x00", "")[-FILENAME_LENGTH:], digest, read)


@transaction.atomic
def keep(*, cohort: Cohort, sheets: Iterable[FreshSheet], by: Any, now: datetime) -> list[RosterImport]:
    """Store read files with a first guess of what their columns mean. A newer sheet of a kind replaces the older.

    A corrected file with the same headings keeps what was decided about the one it replaces.
    """
    kept = []
    for sheet in sheets:
        older = queries.in_work(cohort, [sheet.kind]).first()
        table = table_to_stored(sheet.read)
        meaning = _first_meaning(sheet, table_from_stored(table), older)
        choices = (older.choices or {}) if older else {}
        if older is not None:
            _drop(older)
        row = RosterImport(
            cohort=cohort,
            kind=sheet.kind,
            filename=sheet.filename,
            digest=sheet.digest,
            row_count=sum(any(cells) for cells in sheet.read.rows),
            table=table,
            mapping=meaning_to_stored(meaning),
            choices=choices,
            by=by,
            uploaded_at=now,
        )
        _save_alone(row)
        facts = {"kind": row.kind, "rows": row.row_count}
        records.note(verb="sheet.uploaded", actor=by, about=row, now=now, facts=facts)
        kept.append(row)
    return kept


def _save_alone(row: RosterImport) -> None:
    """Store a sheet unless somebody else stored one of its kind this very moment."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise NotInWork from None


def _first_meaning(sheet: FreshSheet, table: rosters.Table, older: RosterImport | None) -> Meaning:
    if older is not None and older.table and tuple(older.table["headings"]) == table.headings:
        return queries.open_sheet(older).meaning
    return memory.first_meaning(table, sheet.kind)


def _drop(row: RosterImport) -> None:
    move(row, states.ImportState.DISCARDED, moves=states.IMPORT_MOVES, **EMPTY)


@dataclass(frozen=True, slots=True)
class EditedSheet:
    """A sheet after edits, and by "column-answer" what could not be taken over."""

    sheet: queries.Sheet
    problems: Mapping[str, str]


@transaction.atomic
def edit_columns(
    *, sheet: RosterImport, sent: Iterable[edits.Edit], lists: edits.Lists, goes_on: bool = False
) -> EditedSheet:
    """Take over what was sent about some columns, on top of what the sheet means at this very moment.

    Two choices made at once keep both. ``goes_on`` takes every guess that was shown as right.
    """
    row = _locked(sheet)
    opened = queries.open_sheet(row)
    meaning, problems, keys = opened.meaning, dict[str, str](), queries.answer_keys(opened)
    for edit in sent:
        done = edits.edited(opened.table, meaning, edit, keys.get(edit.index, {}), lists)
        meaning = done.meaning
        problems |= {f"{edit.index}-{key}": words for key, words in done.problems.items()}
    if goes_on and not problems:
        meaning = edits.settled(opened.table, meaning)
    if meaning != opened.meaning:
        change_meaning(sheet=row, meaning=meaning)
        sheet.mapping, sheet.state = row.mapping, row.state
    return EditedSheet(queries.Sheet(sheet, opened.table, meaning), problems)


def _locked(sheet: RosterImport) -> RosterImport:
    rows = RosterImport.objects.filter(pk=sheet.pk, state__in=states.IMPORT_IN_WORK)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise NotInWork
    return row


@transaction.atomic
def change_meaning(*, sheet: RosterImport, meaning: Meaning) -> None:
    """Keep what the columns of a sheet mean; a sheet that was looked at has to be looked at again."""
    stored = meaning_to_stored(meaning)
    rows = RosterImport.objects.filter(pk=sheet.pk, state__in=states.IMPORT_IN_WORK)
    if not rows.update(mapping=stored, state=states.ImportState.MAPPING):
        raise NotInWork
    sheet.mapping, sheet.state = stored, states.ImportState.MAPPING


@transaction.atomic
def settle_meaning(*, sheet: RosterImport, by: Any, now: datetime) -> None:
    """Say that headings and answers of a sheet were looked at; again is no harm."""
    if sheet.state == states.ImportState.CHECKED:
        return
    try:
        move(sheet, states.ImportState.CHECKED, moves=states.IMPORT_MOVES)
    except IllegalMove:
        raise NotInWork from None
    records.note(verb="sheet.understood", actor=by, about=sheet, now=now)


@transaction.atomic
def choose(
    *, cohort: Cohort, choices: Mapping[str, Any], kinds: Iterable[str] = queries.PEOPLE_KINDS
) -> None:
    """Keep choices about the people in work, in each of the cohort's sheets; None takes a choice back."""
    rows = list(queries.in_work(cohort, kinds).select_for_update(of=("self",)))
    if not rows:
        raise NotInWork
    merged: dict[str, Any] = {}
    for row in rows:
        merged |= row.choices or {}
    merged |= choices
    merged = {key: value for key, value in merged.items() if value is not None}
    for row in rows:
        RosterImport.objects.filter(pk=row.pk).update(choices=merged)


@transaction.atomic
def finish(*, sheet: RosterImport, report: dict[str, Any], by: Any, now: datetime) -> RosterImport:
    """Say that a sheet was imported: its rows are dropped and only counts of what it did are kept."""
    move(sheet, states.ImportState.APPLIED, moves=states.IMPORT_MOVES, applied_at=now, report=report, **EMPTY)
    facts = {name: value for name, value in report.items() if isinstance(value, int)}
    records.note(verb="sheet.imported", actor=by, about=sheet, now=now, facts=facts)
    return sheet


@transaction.atomic
def discard(*, sheet: RosterImport, by: Any, now: datetime) -> None:
    """Drop a sheet with all its rows."""
    try:
        _drop(sheet)
    except IllegalMove:
        raise NotInWork from None
    records.note(verb="sheet.discarded", actor=by, about=sheet, now=now)


def forget_old_uploads(*, now: datetime) -> int:
    """Drop the rows of sheets that nobody imported within a week; returns how many sheets."""
    old = RosterImport.objects.filter(state__in=states.IMPORT_IN_WORK, uploaded_at__lt=now - KEPT)
    return old.update(state=states.ImportState.DISCARDED, **EMPTY)
