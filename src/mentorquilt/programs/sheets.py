"""A sheet in its stored form: the table, what its columns mean, and how that came about. Pure; reads no table row."""

from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from mentorquilt import gate, rosters

How = Literal["guess", "before", "you"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the columns of a sheet mean, and for each column who said so: a guess, the last sheet, or you.

    ``before`` holds (column, answer) for answers that mean what they meant the last time.
    """

    mapping: rosters.Mapping
    how: dict[int, How] = field(default_factory=dict)
    before: frozenset[tuple[int, str]] = frozenset()

    def of(self, index: int) -> How:
        """Return who said what this column means."""
        return self.how.get(index, "guess")

    def said(self, index: int, mapping: rosters.Mapping) -> "Meaning":
        """Return this with a column that somebody has now decided."""
        before = frozenset(pair for pair in self.before if pair[0] != index)
        return Meaning(mapping, self.how | {index: "you"}, before)

    def answered(self, index: int, text: str, mapping: rosters.Mapping) -> "Meaning":
        """Return this with an answer that somebody has now decided."""
        return Meaning(mapping, self.how, self.before - {(index, text)})


def table_to_stored(read: gate.TableRead) -> dict[str, Any]:
    """Return a table read from a file as JSON values."""
    return {
        "headings": read.headings,
        "rows": read.rows,
        "notes": read.notes,
        "first_row": read.first_row,
        "sheet": read.sheet,
    }


def table_from_stored(stored: dict[str, Any]) -> rosters.Table:
    """Return the stored table."""
    return rosters.Table(
        headings=tuple(stored["headings"]),
        rows=tuple(map(tuple, stored["rows"])),
        notes=tuple(stored["notes"]),
        first_row=stored["first_row"],
    )


def meaning_to_stored(meaning: Meaning) -> dict[str, Any]:
    """Return a meaning as JSON values."""
    how = {str(index): said for index, said in meaning.how.items()}
    before = sorted(meaning.before)
    return {"mapping": rosters.mapping_to_json(meaning.mapping), "how": how, "before": before}


def meaning_from_stored(stored: dict[str, Any]) -> Meaning:
    """Return the stored meaning."""
    how = {int(index): cast(How, said) for index, said in stored["how"].items()}
    before = frozenset((int(index), text) for index, text in stored["before"])
    return Meaning(rosters.mapping_from_json(stored["mapping"]), how, before)


def with_separator(mapping: rosters.Mapping, index: int, separator: str) -> rosters.Mapping:
    """Return the mapping with another separator between the answers of one column."""
    columns = list(mapping.columns)
    columns[index] = replace(columns[index], separator=separator)
    return replace(mapping, columns=tuple(columns))
