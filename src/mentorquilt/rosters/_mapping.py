"""A mapping can be changed by hand, column by column and answer by answer, and kept as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from mentorquilt.rosters._fields import field_of, fields, pair_fields
from mentorquilt.rosters._tables import AS_WRITTEN, EXTRA, IGNORE, Column, Mapping
from mentorquilt.rosters._text import fold

VERSION = 1


def with_field(mapping: Mapping, index: int, field: str) -> Mapping:
    """This will make column ``index`` mean a field (its slug, EXTRA or IGNORE); its answers are forgotten."""
    if field not in (EXTRA, IGNORE) and field_of(field) is None:
        raise ValueError(f"There is no field {field!r}.")
    column = mapping.columns[index]
    answers = column.answers if column.field == field else ()
    return _with_column(mapping, index, replace(column, field=field, confidence=100, answers=answers))


def with_answer(mapping: Mapping, index: int, answer: str, meaning: tuple[str, ...]) -> Mapping:
    """This will give an answer of column ``index`` a meaning: slugs, (IGNORE,) or (AS_WRITTEN,); ()
    forgets it.
    """
    column = mapping.columns[index]
    kept = tuple(pair for pair in column.answers if fold(pair[0]) != fold(answer))
    answers = (*kept, (answer, meaning)) if meaning else kept
    return _with_column(mapping, index, replace(column, answers=answers))


def with_others(mapping: Mapping, index: int, others: str) -> Mapping:
    """This will settle the unlisted answers of column ``index``: "" looks them up, else IGNORE or
    AS_WRITTEN.
    """
    if others not in ("", IGNORE, AS_WRITTEN):
        raise ValueError(f"Answers can be looked up, ignored or taken as written, not {others!r}.")
    return _with_column(mapping, index, replace(mapping.columns[index], others=others))


def with_constant(mapping: Mapping, field: str, answer: str) -> Mapping:
    """This will say what ``field`` is in every row that does not say it itself; "" forgets it."""
    constants = {slug: text for slug, text in mapping.constants if slug != field}
    if answer:
        constants[field] = answer
    return replace(mapping, constants=tuple(constants.items()))


def mapping_to_json(mapping: Mapping) -> str:
    """This will write a mapping as JSON that `mapping_from_json` reads back exactly."""
    columns = [
        {
            "heading": column.heading,
            "field": column.field,
            "confidence": column.confidence,
            "separator": column.separator,
            "answers": [[text, list(meaning)] for text, meaning in column.answers],
            "others": column.others,
            "only_when": [column.only_when[0], list(column.only_when[1])] if column.only_when else None,
        }
        for column in mapping.columns
    ]
    whole = {
        "version": VERSION,
        "role": mapping.role,
        "columns": columns,
        "constants": [list(pair) for pair in mapping.constants],
        "stages": [list(rank) for rank in mapping.stages],
    }
    return json.dumps(whole, ensure_ascii=False)


def mapping_from_json(text: str) -> Mapping:
    """This will read a mapping that `mapping_to_json` wrote; ValueError when it is anything else."""
    try:
        whole = json.loads(text)
        if whole["version"] != VERSION or whole["role"] not in ("mentee", "mentor", "pairs"):
            raise ValueError("another version or role")
        mapping = Mapping(
            role=whole["role"],
            columns=tuple(_column(each) for each in whole["columns"]),
            constants=tuple((_text(field), _text(answer)) for field, answer in whole["constants"]),
            stages=tuple(tuple(_text(slug) for slug in rank) for rank in whole["stages"]),
        )
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"This is no mapping of columns: {error}") from error
    allowed = {field.slug for field in (pair_fields() if mapping.role == "pairs" else fields(mapping.role))}
    for column in mapping.columns:
        if column.field not in allowed | {EXTRA, IGNORE}:
            raise ValueError(f"This is no mapping of columns: there is no field {column.field!r}.")
    return mapping


def _column(each: dict[str, Any]) -> Column:
    when = each["only_when"]
    return Column(
        heading=_text(each["heading"]),
        field=_text(each["field"]),
        confidence=int(each["confidence"]),
        separator=_text(each["separator"]),
        answers=tuple(
            (_text(text), tuple(_text(slug) for slug in meaning)) for text, meaning in each["answers"]
        ),
        others=_text(each["others"]),
        only_when=(_text(when[0]), tuple(_text(answer) for answer in when[1])) if when else None,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _with_column(mapping: Mapping, index: int, column: Column) -> Mapping:
    columns = list(mapping.columns)
    columns[index] = column
    return replace(mapping, columns=tuple(columns))
