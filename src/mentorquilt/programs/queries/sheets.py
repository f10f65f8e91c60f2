"""Reads over uploaded sheets: what is in work for a cohort, what came before, and all sheets read together."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mentorquilt import rosters
from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort, RememberedMapping, RosterImport
from mentorquilt.programs.sheets import Meaning, meaning_from_stored, table_from_stored
from mentorquilt.society import queries as society

PEOPLE_KINDS = (states.SheetKind.MENTEE, states.SheetKind.MENTOR)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One uploaded sheet, opened: its row, its cells, what its columns mean."""

    row: RosterImport
    table: rosters.Table
    meaning: Meaning

    @property
    def mapping(self) -> rosters.Mapping:
        """Return what the columns mean."""
        return self.meaning.mapping

    @property
    def is_looked_at(self) -> bool:
        """Return whether somebody looked at its headings and answers."""
        return self.row.state == states.ImportState.CHECKED


@dataclass(frozen=True, slots=True)
class Gathered:
    """The people sheets in work for one cohort, read together, and the choices made about them so far."""

    cohort: Cohort
    sheets: tuple[Sheet, ...]
    readings: tuple[rosters.Reading, ...]
    choices: Mapping[str, Any]
    mark: str
    cap: int

    @property
    def people(self) -> Iterator[rosters.RosterPerson]:
        """Yield everybody in the order of the sheets."""
        for reading in self.readings:
            yield from reading.people

    @property
    def is_ready(self) -> bool:
        """Return whether headings and answers of every sheet were looked at."""
        return bool(self.sheets) and all(sheet.is_looked_at for sheet in self.sheets)


def digest_of(*parts: str) -> str:
    """Return a short name for texts, to be used where the texts themselves would be too long or too private."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def in_work(cohort: Cohort, kinds: Iterable[str] = PEOPLE_KINDS) -> QuerySet[RosterImport]:
    """Return the sheets in work for a cohort, mentees before mentors."""
    rows = RosterImport.objects.filter(cohort=cohort, kind__in=list(kinds), state__in=states.IMPORT_IN_WORK)
    return rows.select_related("cohort__program", "by__profile").order_by("kind")


def imported(cohort: Cohort, kinds: Iterable[str] = PEOPLE_KINDS) -> QuerySet[RosterImport]:
    """Return the sheets that were imported into a cohort, newest first, without their rows."""
    rows = RosterImport.objects.filter(cohort=cohort, kind__in=list(kinds), state=states.ImportState.APPLIED)
    return (
        rows.select_related("by__profile")
        .defer("table", "mapping", "choices")
        .order_by("-applied_at", "kind")
    )


def same_file(cohort: Cohort, kind: str, digest: str) -> RosterImport | None:
    """Return the sheet that came from the very same file, in work or imported, or None."""
    wanted = [*states.IMPORT_IN_WORK, states.ImportState.APPLIED]
    rows = RosterImport.objects.filter(cohort=cohort, kind=kind, digest=digest, state__in=wanted)
    return rows.order_by("-uploaded_at").first()


def open_sheet(row: RosterImport) -> Sheet:
    """Return a sheet with its cells and meaning."""
    return Sheet(row, table_from_stored(row.table), meaning_from_stored(row.mapping))


def answer_keys(sheet: Sheet) -> dict[int, dict[str, str]]:
    """Return by column the answers behind the short names that the page's fields carry."""
    return {
        column.index: {digest_of(answer.text): answer.text for answer in column.answers}
        for column in rosters.answers(sheet.table, sheet.mapping)
    }


def mark_of(rows: Iterable[RosterImport]) -> str:
    """Return a name for the present state of some sheets: another mapping or choice is another name."""
    parts = [f"{row.ref} {row.state} {row.mapping!r} {row.choices!r}" for row in rows]
    return digest_of(*parts)


def gather(cohort: Cohort) -> Gathered:
    """Open and read the people sheets in work for a cohort; wishes may name anybody in them."""
    rows = list(in_work(cohort))
    sheets = tuple(open_sheet(row) for row in rows)
    readings = tuple(rosters.read(sheet.table, sheet.mapping) for sheet in sheets)
    choices: dict[str, Any] = {}
    for row in rows:
        choices |= row.choices or {}
    return Gathered(cohort, sheets, readings, choices, mark_of(rows), society.current().capacity_cap)


def remembered(kind: str, written: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return what was decided before about these spellings, by spelling."""
    rows = RememberedMapping.objects.filter(kind=kind, written__in=list(written))
    return {row.written: row.meaning for row in rows}


def before_discard(sheet: RosterImport, *, stays: str, back: str) -> dict[str, Any]:
    """Return what the page asks before a sheet is thrown away; ``stays`` says what that leaves untouched."""
    rows = _("%(count)s rows and everything decided about them are deleted.") % {"count": sheet.row_count}
    return {
        "title": _("Discard this sheet?"),
        "text": sheet.filename,
        "happens": [rows, stays],
        "action": _("Discard the sheet"),
        "danger": True,
        "cancel_url": back,
    }
