"""The frozen values about a file: its table, what its columns and answers mean, and what is wrong with it.

Nothing here reads a file or decides anything; see `_recognize`, `_answers` and `_reading` for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["mentee", "mentor"]


Sheet = Literal["mentee", "mentor", "pairs"]
Severity = Literal["error", "warning"]


IGNORE = "ignore"
"""The field of a column, or the meaning of an answer, that is left out on purpose."""


AS_WRITTEN = "as_written"
"""The meaning of an answer that counts as itself, although the taxonomy does not know it."""


EXTRA = "extra"
"""The field of a column that is kept under its own heading and read by nobody."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet as text. ``rows[i]`` is row ``first_row + i`` of the file; blank rows stay in their place."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    first_row: int = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term that a text may mean; ``score`` runs from 0 to 100, and 100 is a spelling that the taxonomy
    lists.
    """

    slug: str
    label: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one column of a file means.

    ``answers`` pairs an answer as written with its meaning: slugs, or ``(IGNORE,)``, or ``(AS_WRITTEN,)``.
    ``others`` says what an answer that is not listed means: "" looks it up in the taxonomy, else IGNORE or
    AS_WRITTEN. ``separator`` is "" for one answer in a cell, "auto" for any of , ; | and line ends, or the
    one separator itself. ``only_when`` is a heading and the answers of that column under which this column
    counts in a row. ``confidence`` (0 to 100) is how sure the guess of ``field`` was; 100 when a person or a
    rules file said so.
    """

    heading: str
    field: str = EXTRA
    confidence: int = 0
    separator: str = "auto"
    answers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    others: str = ""
    only_when: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What every column of a file means; ``constants`` are (field, answer) pairs for all rows that say
    nothing else.

    ``columns`` stand in the order of the file. ``stages`` is a ladder of stage slugs of its own, lowest
    first, or ().
    """

    role: Sheet
    columns: tuple[Column, ...]
    constants: tuple[tuple[str, str], ...] = ()
    stages: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCount:
    """One distinct answer of a column, how often it stands there, what it means now and what it may mean.

    ``how`` says where the meaning comes from: "chosen" (mapping), "exact" (a listed spelling), "near" (a
    guess that a person should see) or "unknown" (no meaning: the answer would be left out).
    """

    text: str
    count: int
    meaning: tuple[str, ...]
    how: Literal["chosen", "exact", "near", "unknown"]
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnAnswers:
    """The distinct answers of one column whose answers have a meaning in the taxonomy; most frequent
    first.
    """

    index: int
    heading: str
    field: str
    kind: str
    answers: tuple[AnswerCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in a file that a person must know. ``row`` is 0 and ``column`` "" when the whole file is
    meant.
    """

    row: int
    column: str
    message: str
    fix: str
    severity: Severity
    code: str
