"""The distinct answers of a column and what each means: chosen by a person, listed, near enough, or
unknown.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mentorquilt.rosters._fields import Field, field_of
from mentorquilt.rosters._nearest import best_of, exact_of, nearest_of
from mentorquilt.rosters._split import split_cells
from mentorquilt.rosters._tables import (
    AS_WRITTEN,
    IGNORE,
    AnswerCount,
    Column,
    ColumnAnswers,
    Mapping,
    Suggestion,
    Table,
)
from mentorquilt.rosters._text import after_other, clean, fold, is_nothing, outer_split

GUESSED_AT_MOST = 500
"""So many of a column's answers, the most frequent, are compared with terms they only resemble."""
LONGEST_ANSWER = 300


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one answer means and how that was found; see `AnswerCount`."""

    slugs: tuple[str, ...]
    how: Literal["chosen", "exact", "near", "unknown"]
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnMeanings:
    """All that a column's cells say: ``cells`` cuts each distinct cell into answers, ``meanings`` reads
    each answer.
    """

    field: Field
    counts: Counter[str]
    cells: dict[str, tuple[str, ...]]
    meanings: dict[str, Meaning]
    guessed: frozenset[str]

    def of_cell(self, text: str) -> tuple[tuple[str, Meaning], ...]:
        """This will return the answers in a cleaned cell with their meanings."""
        return tuple((answer, self.meanings[answer]) for answer in self.cells.get(text, ()))


def answers(table: Table, mapping: Mapping) -> tuple[ColumnAnswers, ...]:
    """This will list, for every column whose answers have meanings, its distinct answers, most frequent
    first.
    """
    found = []
    for index, column in enumerate(mapping.columns):
        read = column_meanings(table, index, column)
        if read is not None:
            ranked = sorted(read.counts.items(), key=lambda item: (-item[1], fold(item[0]), item[0]))
            counted = tuple(_counted(text, count, read) for text, count in ranked)
            found.append(
                ColumnAnswers(
                    index=index,
                    heading=column.heading,
                    field=column.field,
                    kind=read.field.kinds[0],
                    answers=counted,
                )
            )
    return tuple(found)


def column_meanings(table: Table, index: int, column: Column) -> ColumnMeanings | None:
    """This will read all cells of a column; None when its field's answers have no meanings to choose."""
    field = field_of(column.field)
    if field is None or not field.has_answers:
        return None
    texts = Counter(clean(row[index])[0] for row in table.rows if index < len(row) and row[index])
    del texts[""]
    chosen = {fold(text): meaning for text, meaning in column.answers}
    cells = _cut(texts, column, field, chosen)
    counts: Counter[str] = Counter()
    for text, pieces in cells.items():
        for piece in pieces:
            counts[piece] += texts[text]
    ranked = sorted(counts, key=lambda answer: (-counts[answer], answer))
    guessed = frozenset(ranked[:GUESSED_AT_MOST])
    meanings = {
        answer: _meaning(answer, column, field, chosen, may_guess=answer in guessed) for answer in ranked
    }
    return ColumnMeanings(field, counts, cells, meanings, guessed)


def constant_meaning(field: Field, text: str) -> Meaning:
    """This will read an answer that a mapping gives for all rows."""
    column = Column(heading="", field=field.slug)
    return _meaning(text, column, field, {}, may_guess=True)


def _counted(text: str, count: int, read: ColumnMeanings) -> AnswerCount:
    meaning = read.meanings[text]
    suggestions = meaning.suggestions
    if not suggestions and text in read.guessed and len(text) <= LONGEST_ANSWER:
        suggestions = nearest_of(read.field.kinds, text, 5)
    return AnswerCount(
        text=text, count=count, meaning=meaning.slugs, how=meaning.how, suggestions=suggestions
    )


def _cut(
    texts: Counter[str], column: Column, field: Field, chosen: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    if not field.is_many:
        return {text: (text,) for text in texts}

    @lru_cache(maxsize=20_000)
    def is_known(answer: str) -> bool:
        return fold(answer) in chosen or bool(exact_of(field.kinds, answer))

    return split_cells(texts, column.separator, is_known)


def _meaning(
    answer: str, column: Column, field: Field, chosen: dict[str, tuple[str, ...]], *, may_guess: bool
) -> Meaning:
    if fold(answer) in chosen:
        return Meaning(chosen[fold(answer)], "chosen")
    if column.others in (IGNORE, AS_WRITTEN):
        return Meaning((IGNORE,) if is_nothing(answer) else (column.others,), "chosen")
    if len(answer) > LONGEST_ANSWER:
        return Meaning((), "unknown")
    said = after_other(answer)
    text = answer if said is None else said
    if found := exact_of(field.kinds, text):
        return Meaning((found,), "exact")
    if is_nothing(text):
        return Meaning((IGNORE,), "exact")
    if several := _several(text, field):
        return Meaning(several, "exact" if field.shape == "terms" or len(several) == 1 else "near")
    if not may_guess:
        return Meaning((), "unknown")
    suggestions = nearest_of(field.kinds, text, 5)
    if best := best_of(suggestions):
        return Meaning((best.slug,), "near", suggestions)
    return Meaning((), "unknown", suggestions)


def _several(text: str, field: Field) -> tuple[str, ...]:
    """This will read "Research and leadership" or "Fellow / early career" when every part is a listed
    answer.
    """
    spread = text
    for joint in (" and ", " & ", " + ", " plus ", "/"):
        spread = spread.replace(joint, ",")
    parts = outer_split(spread, ",;|\n")
    if not 1 < len(parts) <= 12:
        return ()
    slugs = [exact_of(field.kinds, part) for part in parts]
    return tuple(dict.fromkeys(slugs)) if all(slugs) else ()
