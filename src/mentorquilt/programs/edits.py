"""What somebody typed on the matching page becomes another meaning of the sheet. Pure; nothing is stored here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from mentorquilt import rosters
from mentorquilt.programs import fields
from mentorquilt.programs.sheets import Meaning, with_separator


@dataclass(frozen=True, slots=True)
class Edit:
    """What was sent about one column: its field, its separator, and by answer what was picked or typed."""

    index: int
    field: str | None
    separator: str | None
    picked: Mapping[str, str]
    typed: Mapping[str, str]
    is_confirmed: bool


class Lists(Protocol):
    """The society's lists: the slug of words that somebody typed, or nothing."""

    def slug(self, kinds: tuple[str, ...], words: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Edited:
    """The meaning after an edit, and by answer what could not be taken over."""

    meaning: Meaning
    problems: Mapping[str, str]


def edited(
    table: rosters.Table, meaning: Meaning, edit: Edit, keys: Mapping[str, str], lists: Lists
) -> Edited:
    """Return the meaning after an edit. ``keys`` names the column's answers; unknown keys and fields count for nothing."""
    meaning = _with_field(meaning, edit)
    meaning = _with_cut(meaning, edit)
    problems: dict[str, str] = {}
    column = meaning.mapping.columns[edit.index]
    known = fields.field(meaning.mapping.role, column.field)
    if known is None or not known.has_answers:
        return Edited(meaning, problems)
    now = _meanings(table, meaning, edit.index)
    for key, text in keys.items():
        if text not in now:
            continue
        said = _said(edit, key, known.kinds, lists, problems)
        if said and said != now[text].meaning:
            mapping = rosters.with_answer(meaning.mapping, edit.index, text, said)
            meaning = meaning.answered(edit.index, text, mapping)
    return Edited(accepted(table, meaning, edit.index) if edit.is_confirmed else meaning, problems)


def _with_field(meaning: Meaning, edit: Edit) -> Meaning:
    """Take over another field, or a confirmation of the guessed one."""
    role, column = meaning.mapping.role, meaning.mapping.columns[edit.index]
    wanted = edit.field
    allowed = set(fields.by_slug(role)) | {rosters.EXTRA, rosters.IGNORE}
    if wanted in allowed and wanted != column.field and wanted is not None:
        return meaning.said(edit.index, rosters.with_field(meaning.mapping, edit.index, wanted))
    if edit.is_confirmed and meaning.of(edit.index) == "guess":
        before = meaning.before
        said = meaning.said(edit.index, rosters.with_field(meaning.mapping, edit.index, column.field))
        return Meaning(said.mapping, said.how, before)
    return meaning


def _with_cut(meaning: Meaning, edit: Edit) -> Meaning:
    column = meaning.mapping.columns[edit.index]
    if edit.separator is None or edit.separator == column.separator:
        return meaning
    mapping = with_separator(meaning.mapping, edit.index, edit.separator)
    return Meaning(mapping, meaning.how, meaning.before)


def _meanings(table: rosters.Table, meaning: Meaning, index: int) -> dict[str, rosters.AnswerCount]:
    columns = rosters.answers(table, meaning.mapping)
    found = next((column for column in columns if column.index == index), None)
    return {answer.text: answer for answer in found.answers} if found else {}


def _said(
    edit: Edit, key: str, kinds: tuple[str, ...], lists: Lists, problems: dict[str, str]
) -> tuple[str, ...]:
    """Return the meaning that was picked, or the one that was typed, which goes first."""
    typed = [part.strip() for part in edit.typed.get(key, "").split(";") if part.strip()]
    if typed:
        slugs = [lists.slug(kinds, words) for words in typed]
        if all(slugs):
            return tuple(dict.fromkeys(slugs))
        strange = next(words for words, slug in zip(typed, slugs, strict=True) if not slug)
        problems[key] = _("“%(words)s” is not in the list. Pick one of its entries.") % {
            "words": strange[:80]
        }
        return ()
    return tuple(slug for slug in edit.picked.get(key, "").split(",") if slug)


def accepted(table: rosters.Table, meaning: Meaning, *only: int) -> Meaning:
    """Return the meaning with every near guess taken as right, in the given columns or in all."""
    for column in rosters.answers(table, meaning.mapping):
        if only and column.index not in only:
            continue
        for answer in column.answers:
            if answer.how == "near" and answer.meaning:
                mapping = rosters.with_answer(meaning.mapping, column.index, answer.text, answer.meaning)
                meaning = meaning.answered(column.index, answer.text, mapping)
    return meaning


def settled(table: rosters.Table, meaning: Meaning) -> Meaning:
    """Return the meaning after somebody looked at all of it and went on: every guess that was shown is right."""
    meaning = accepted(table, meaning)
    for index, column in enumerate(meaning.mapping.columns):
        if meaning.of(index) == "guess" and column.field != rosters.EXTRA:
            mapping = rosters.with_field(meaning.mapping, index, column.field)
            meaning = Meaning(mapping, meaning.how | {index: "you"}, meaning.before)
    return meaning
