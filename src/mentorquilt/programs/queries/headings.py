"""What the matching page shows: every column with its samples, what we take it to mean, and its distinct answers.

Columns that need a look come first. Nothing here writes; the words for slugs come from the society's own lists.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mentorquilt import rosters
from mentorquilt.programs import fields
from mentorquilt.programs.queries.sheets import Sheet, digest_of
from mentorquilt.programs.queries.words import TERM_KINDS, Words

SAMPLES, SAMPLE_LENGTH = 3, 70
MOST_ANSWERS, LEAST_ANSWERS, MOST_FIELDS = 25, 3, 3000
CERTAIN = 90
LIKELY, MOST_LIKELY = 65, 3
STRANGE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One distinct answer of a column: how often it stands there, what it means and what it may mean."""

    key: str
    text: str
    count: int
    percent: int
    how: str
    value: str
    options: tuple[tuple[str, str], ...]
    rest: tuple[tuple[str, str], ...]
    perhaps: tuple[tuple[str, str], ...]
    problem: str = ""

    @property
    def needs_look(self) -> bool:
        """Return whether somebody should look at what this answer means."""
        return self.how in ("near", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One column of the sheet on the matching page."""

    index: int
    letter: str
    heading: str
    samples: tuple[str, ...]
    filled: int
    field: str
    label: str
    how: str
    note: str
    separator: str
    has_separator: bool
    kind: str
    is_long: bool
    may_keep: bool
    answers: tuple[Answer, ...] = ()

    @property
    def open_answers(self) -> tuple[Answer, ...]:
        """Return the answers that need a look."""
        return tuple(answer for answer in self.answers if answer.needs_look)

    @property
    def settled_answers(self) -> tuple[Answer, ...]:
        """Return the answers that are understood."""
        return tuple(answer for answer in self.answers if not answer.needs_look)

    @property
    def is_strange(self) -> bool:
        """Return whether most cells say nothing that this field knows, so that it may be another one."""
        known = sum(answer.count for answer in self.answers if answer.how != "unknown")
        every = sum(answer.count for answer in self.answers)
        return self.how in ("sure", "unsure") and every > 0 and known < (1 - STRANGE) * every

    @property
    def has_guesses(self) -> bool:
        """Return whether an answer that needs a look has a meaning that may be right."""
        return any(answer.how == "near" for answer in self.answers)

    @property
    def is_unknown(self) -> bool:
        """Return whether nothing was found that the column could mean, and nobody has said so."""
        return self.field == rosters.EXTRA and self.how == "guess"

    @property
    def needs_look(self) -> bool:
        """Return whether the column or one of its answers is not certain."""
        return self.how == "unsure" or bool(self.open_answers)

    @property
    def stands(self) -> str:
        """Return how the column's patch is drawn: sewn when it is understood, dashed when it needs a look or is out."""
        if self.needs_look:
            return "is-look"
        return "is-out" if self.field in (rosters.EXTRA, rosters.IGNORE) else "is-sewn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The matching page of one sheet."""

    cards: tuple[Card, ...]
    missing: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def most_shown(self) -> int:
        """Return how many answers of each kind a column shows, so that the page stays one form of decent size."""
        columns = sum(bool(card.answers) for card in self.cards) or 1
        return max(LEAST_ANSWERS, min(MOST_ANSWERS, MOST_FIELDS // (3 * columns)))

    @property
    def look(self) -> tuple[Card, ...]:
        """Return the columns to look at."""
        return tuple(card for card in self.cards if card.needs_look)

    @property
    def unknown(self) -> tuple[Card, ...]:
        """Return the columns that mean nothing to us."""
        return tuple(card for card in self.cards if card.is_unknown)

    @property
    def settled(self) -> tuple[Card, ...]:
        """Return the columns that are understood."""
        rest = (card for card in self.cards if not card.needs_look and not card.is_unknown)
        return tuple(card for card in rest if card.field != rosters.IGNORE)

    @property
    def left_out(self) -> tuple[Card, ...]:
        """Return the columns that somebody left out."""
        return tuple(card for card in self.cards if card.field == rosters.IGNORE)

    @property
    def open_answers(self) -> int:
        """Return how many answers need a look."""
        return sum(len(card.open_answers) for card in self.cards)


def headings(sheet: Sheet, words: Words, problems: Mapping[str, str] | None = None) -> Headings:
    """Return the whole matching page of a sheet. ``problems`` are words by "column-answer" about what was typed."""
    answers = {column.index: column for column in rosters.answers(sheet.table, sheet.mapping)}
    cards = tuple(
        _card(sheet, index, answers.get(index), words, problems or {})
        for index in range(len(sheet.mapping.columns))
    )
    used = [column.field for column in sheet.mapping.columns]
    return Headings(cards=cards, missing=fields.missing(sheet.mapping.role, used), twice=fields.twice(used))


def _card(
    sheet: Sheet,
    index: int,
    answers: rosters.ColumnAnswers | None,
    words: Words,
    problems: Mapping[str, str],
) -> Card:
    column = sheet.mapping.columns[index]
    field = fields.field(sheet.mapping.role, column.field)
    cells = [text for row in sheet.table.rows if (text := row[index].strip())]
    return Card(
        index=index,
        letter=letter(index),
        heading=column.heading,
        samples=tuple(_short(text) for text in list(dict.fromkeys(cells))[:SAMPLES]),
        filled=len(cells),
        field=column.field,
        label=fields.words(sheet.mapping.role, column.field),
        how=_how(sheet, index, column),
        note=fields.note(column.field),
        separator=column.separator,
        has_separator=field is not None and field.is_many,
        kind=answers.kind if answers else "",
        is_long=field is not None and words.is_long(field.kinds),
        may_keep=bool(answers and answers.kind in TERM_KINDS),
        answers=_answers(sheet, answers, field, words, problems) if answers and field else (),
    )


def _how(sheet: Sheet, index: int, column: rosters.Column) -> str:
    """Return who says what a column means: you, the last sheet, a certain guess, an unsure one."""
    said = sheet.meaning.of(index)
    if said != "guess" or column.field == rosters.EXTRA:
        return said
    return "sure" if column.confidence >= CERTAIN else "unsure"


def _answers(
    sheet: Sheet,
    column: rosters.ColumnAnswers,
    field: rosters.Field,
    words: Words,
    problems: Mapping[str, str],
) -> tuple[Answer, ...]:
    most = max((answer.count for answer in column.answers), default=1)
    return tuple(
        Answer(
            key=digest_of(answer.text),
            text=answer.text,
            count=answer.count,
            percent=max(2, round(100 * answer.count / most)),
            how="before" if (column.index, answer.text) in sheet.meaning.before else answer.how,
            value=",".join(answer.meaning),
            options=(options := _options(answer, field, words)),
            rest=_rest(options, field, words),
            perhaps=_perhaps(answer, field, words),
            problem=problems.get(f"{column.index}-{digest_of(answer.text)}", ""),
        )
        for answer in column.answers
    )


def _options(answer: rosters.AnswerCount, field: rosters.Field, words: Words) -> tuple[tuple[str, str], ...]:
    """Return what the list beside an answer offers first: its meaning, then what it may mean."""
    offered: dict[str, str] = {}
    if answer.meaning and answer.meaning[0] not in (rosters.IGNORE, rosters.AS_WRITTEN):
        offered[",".join(answer.meaning)] = words.of(field.kinds, answer.meaning)
    for suggestion in answer.suggestions:
        offered.setdefault(suggestion.slug, words.of(field.kinds, (suggestion.slug,)))
    return tuple(offered.items())


def _perhaps(answer: rosters.AnswerCount, field: rosters.Field, words: Words) -> tuple[tuple[str, str], ...]:
    """Return the likeliest meanings of an answer that has none yet, to be taken with one click."""
    if answer.how != "unknown":
        return ()
    likely = [each.slug for each in answer.suggestions if each.score >= LIKELY]
    return tuple((slug, words.of(field.kinds, (slug,))) for slug in likely[:MOST_LIKELY])


def _rest(
    options: tuple[tuple[str, str], ...], field: rosters.Field, words: Words
) -> tuple[tuple[str, str], ...]:
    """Return the rest of a short list; of a long one nothing, since its terms are typed."""
    if words.is_long(field.kinds):
        return ()
    offered = {value for value, _label in options}
    every = (pair for kind in field.kinds for pair in words.choices(kind).items())
    return tuple(dict(pair for pair in every if pair[0] not in offered).items())


def letter(index: int) -> str:
    """Return a column's letter as spreadsheet programs write it: 0 is A, 26 is AA."""
    letters, left = "", index + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SAMPLE_LENGTH else line[: SAMPLE_LENGTH - 1].rstrip() + "…"


def term_lists(page: Headings, words: Words, role: str) -> Mapping[str, tuple[str, ...]]:
    """Return by kind the words that may be typed beside an answer, for the kinds that the page's columns use."""
    offered: dict[str, tuple[str, ...]] = {}
    for card in page.cards:
        field = fields.field(role, card.field)
        if card.kind and field is not None and card.kind not in offered:
            labels: Iterable[str] = (label for kind in field.kinds for label in words.choices(kind).values())
            offered[card.kind] = tuple(dict.fromkeys(labels))
    return offered
