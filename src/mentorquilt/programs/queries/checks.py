"""What the check page shows of a plan: counts, problems by row and column, what changes, what is still open."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorquilt import rosters
from mentorquilt.members import queries as people
from mentorquilt.programs import fields
from mentorquilt.programs.models import RosterImport
from mentorquilt.programs.queries.plans import Entry, Plan
from mentorquilt.programs.queries.preview import WORDED
from mentorquilt.programs.queries.questions import undecided
from mentorquilt.programs.queries.words import Words
from mentorquilt.programs.states import SheetKind

ASKED_ELSEWHERE = frozenset({"wish", "ban", "double", "city_several", "city_unknown"})
MOST_NAMED = 200
ROWS_NAMED = 8
LEFT_OUT: dict[str, str | Promise] = {
    "stage": gettext_lazy("the program does not take this career stage"),
    "withdrawn": gettext_lazy("withdrew from this cohort before"),
    "refused": gettext_lazy("was declined for this cohort before"),
    "closed": gettext_lazy("the account is closed"),
}
FIELD_OF: dict[tuple[str, str], str] = {
    ("profile", "full_name"): "name", ("profile", "family_name"): "family", ("profile", "titles"): "title",
    ("profile", "done"): "has_done", ("profile", "coaching_role"): "coaching", ("profile", "position"): "job_title",
    ("mentoring", "is_willing"): "willing", ("mentoring", "is_paused"): "willing",
    ("offer", "refused_topics"): "refuses_topics", ("offer", "text"): "offers",
    ("need", "topics"): "wants_topics", ("need", "types"): "wants_types", ("need", "done"): "needs_done",
    ("need", "distance"): "wants_distance", ("membership", "number"): "member_number",
    ("membership", "status"): "membership", ("hours", "intervals"): "hours",
    ("affiliation", "present"): "institutions", ("affiliation", "training"): "trainings",
}  # fmt: skip
SILENT = frozenset({"latitude", "longitude", "family_name", "zone"})
KINDS = dict(WORDED)


@dataclass(frozen=True, slots=True)
class Line:
    """One problem in the words of the page, with the rows in which it stands."""

    kind: str
    every_row: tuple[int, ...]
    column: str
    message: str
    fix: str
    is_error: bool

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the rows to name."""
        return tuple(row for row in self.every_row[:ROWS_NAMED] if row)

    @property
    def more(self) -> int:
        """Return how many rows are not named."""
        return max(0, len(self.every_row) - ROWS_NAMED)


@dataclass(frozen=True, slots=True)
class SheetCount:
    """How the rows of one sheet come in."""

    sheet: RosterImport
    rows: int
    coming: int
    new: int
    changed: int
    same: int
    bad: int
    skipped: int


@dataclass(frozen=True, slots=True)
class StageGroup:
    """People of one career stage that the program does not take in this role."""

    role: str
    stage: str
    people: tuple[Entry, ...]
    enrolled: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole check page."""

    counts: tuple[SheetCount, ...]
    problems: tuple[Line, ...]
    changed: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    new: tuple[str, ...]
    stages: tuple[StageGroup, ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    open: tuple[tuple[str, int], ...]
    bans: int

    @property
    def coming(self) -> int:
        """Return how many people come in."""
        return sum(count.coming for count in self.counts)

    @property
    def bad(self) -> int:
        """Return how many rows cannot come in."""
        return sum(count.bad for count in self.counts)

    @property
    def errors(self) -> int:
        """Return how many problems keep a row out."""
        return sum(line.is_error for line in self.problems)

    @property
    def warnings(self) -> int:
        """Return how many problems are worth a look."""
        return len(self.problems) - self.errors

    def lines(self, *, errors: bool) -> tuple[Line, ...]:
        """Return the problems that keep rows out, or those that are worth a look."""
        return tuple(line for line in self.problems if line.is_error == errors)


def shown(plan: Plan, words: Words) -> Shown:
    """Put a plan into the words of the check page."""
    enrolling = plan.enrolling
    out = Counter(entry.left_out for entry in plan.entries if entry.left_out not in ("", "stage"))
    changed = [entry for entry in enrolling if entry.fate == "changed"]
    return Shown(
        counts=tuple(_counts(plan)),
        problems=tuple(_lines(plan)),
        changed=tuple(
            (entry.person.names.full, tuple(change_words(entry, words))) for entry in changed[:MOST_NAMED]
        ),
        new=tuple(entry.person.names.full for entry in enrolling if entry.fate == "new")[:MOST_NAMED],
        stages=tuple(_stages(plan, words)),
        left_out=tuple((str(LEFT_OUT[why]), _names(plan, why)) for why in out),
        open=tuple(_open(plan)),
        bans=sum(bool(wish.answer) and wish.answer.get("do") == "ban" for wish in plan.asked.wishes),
    )


def _names(plan: Plan, why: str) -> tuple[str, ...]:
    return tuple(entry.person.names.full for entry in plan.entries if entry.left_out == why)


def _counts(plan: Plan) -> Iterator[SheetCount]:
    for sheet, reading in zip(plan.gathered.sheets, plan.gathered.readings, strict=True):
        coming = [entry for entry in plan.of(sheet.row.kind) if not entry.left_out]
        fates = Counter(entry.fate for entry in coming)
        yield SheetCount(
            sheet=sheet.row,
            rows=sheet.row.row_count,
            coming=len(coming),
            new=fates["new"],
            changed=fates["changed"],
            same=fates["same"],
            bad=len(reading.bad_rows),
            skipped=len(reading.skipped_rows),
        )


def _lines(plan: Plan) -> Iterator[Line]:
    """Yield every problem once with all its rows, those that keep a row out first."""
    found: dict[tuple[str, str, str, str, bool], list[int]] = {}
    for sheet, reading in zip(plan.gathered.sheets, plan.gathered.readings, strict=True):
        for one in reading.problems:
            if one.code not in ASKED_ELSEWHERE:
                key = (sheet.row.kind, one.column, one.message, one.fix, one.severity == "error")
                found.setdefault(key, []).append(one.row)
    for entry in plan.entries:
        for message, fix in entry.cut:
            found.setdefault((entry.person.role, "", message, fix, False), []).append(entry.person.row)
    for key, rows in sorted(found.items(), key=lambda pair: (not pair[0][4], pair[0][0], pair[1])):
        kind, column, message, fix, is_error = key
        yield Line(str(SheetKind(kind).label), tuple(rows), column, message, fix, is_error)


def _stages(plan: Plan, words: Words) -> Iterator[StageGroup]:
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in plan.entries:
        if entry.wrong_stage and entry.enrolment is None:
            groups.setdefault((entry.person.role, entry.person.stage), []).append(entry)
    for (role, stage), entries in groups.items():
        enrolled = sum(not entry.left_out for entry in entries)
        yield StageGroup(role, words.of(("stages",), [stage]), tuple(entries), enrolled)


def _open(plan: Plan) -> Iterator[tuple[str, int]]:
    asked = (
        ("doubles", plan.asked.doubles),
        ("wishes", plan.asked.wishes),
        ("institutions", plan.asked.open_groups),
        ("cities", plan.asked.cities),
    )
    for part, questions in asked:
        count = undecided(questions)
        if count:
            yield part, count


def change_words(entry: Entry, words: Words) -> Iterator[tuple[str, str, str]]:
    """Yield what would change of somebody as (field, was, becomes); of longer texts only that they change."""
    role = entry.person.role
    for change in entry.changes:
        if change.field in SILENT:
            continue
        slug = FIELD_OF.get((change.table, change.field), change.field)
        yield fields.words(role, slug), *_values(change, slug, words)


def _values(change: people.Change, slug: str, words: Words) -> tuple[str, str]:
    if change.table == "hours" or (isinstance(change.new, str) and len(change.new) > 60):
        return "", _("another text") if change.old else _("a text")
    return _value(change.old, slug, words), _value(change.new, slug, words)


def _value(value: Any, slug: str, words: Words) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if slug == "city" and value:
        return rosters.city(value).label
    if isinstance(value, str | int) or value is None:
        value = [str(value)] if value not in ("", None) else []
    kinds: Sequence[str] = KINDS.get(slug, ())
    return words.of(kinds, value) if kinds else ", ".join(str(one) for one in value)
