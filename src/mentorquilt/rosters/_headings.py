"""How well a heading fits a field. The headings themselves stand in ``data/headings.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from mentorquilt.rosters._text import fold

LONGEST = 300
_WORDS = (
    "please your you what is are the enter select choose check all that apply required optional q question "
    "mark which of do does a an in to list provide indicate tell us answer here if any one only below from "
    "following give i"
)
_FILLER = frozenset(_WORDS.split())
_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")


@dataclass(frozen=True, slots=True)
class _Heading:
    """What gives a field away: whole headings, patterns, and a pattern that speaks against it."""

    usual: frozenset[str]
    hints: tuple[re.Pattern[str], ...]
    against: re.Pattern[str] | None


def heading_score(field: str, heading: str) -> int:
    """This will say from 0 to 100 how well a heading fits a field of people."""
    return _score(_known()[0].get(field), heading[:LONGEST])


def pair_heading_score(field: str, heading: str) -> int:
    """This will say the same for a field of earlier pairs that is about neither of the two people."""
    return _score(_known()[1].get(field), heading[:LONGEST])


def list_heading_score(field: str, heading: str) -> int:
    """This will say the same for a field that only a membership list has."""
    return _score(_known()[2].get(field), heading[:LONGEST])


def bare(heading: str) -> str:
    """This will return a heading folded, without what stands in brackets and without filler words."""
    return " ".join(word for word in _before_brackets(heading).split() if word not in _FILLER)


def _before_brackets(heading: str) -> str:
    return fold(_BRACKETS.sub(" ", heading)) or fold(heading)


def _score(known: _Heading | None, heading: str) -> int:
    full = fold(heading)
    if known is None or not full:
        return 0
    for score, form in ((100, full), (99, _before_brackets(heading)), (98, bare(heading))):
        if form in known.usual:
            return score
    if known.against and known.against.search(full):
        return 0
    lengths = [len(found[0]) for hint in known.hints if (found := hint.search(full))]
    return 66 + round(28 * max(lengths) / len(full)) if lengths else 0


@cache
def _known() -> tuple[dict[str, _Heading], dict[str, _Heading], dict[str, _Heading]]:
    """This will read the headings of people, of earlier pairs and of membership lists."""
    text = (
        resources.files("mentorquilt.rosters").joinpath("data", "headings.toml").read_text(encoding="utf-8")
    )
    tables = tomllib.loads(text)
    pairs, lists = tables.pop("pairs"), tables.pop("lists")
    people, others, listed = (
        {slug: _heading(each) for slug, each in some.items()} for some in (tables, pairs, lists)
    )
    return people, others, listed


def _heading(table: dict[str, str | list[str]]) -> _Heading:
    usual = [fold(phrase) for phrase in str(table["usual"]).replace("\n", " ").split(";")]
    against = str(table.get("against", ""))
    return _Heading(
        usual=frozenset(usual + [bare(phrase) for phrase in usual]) - {""},
        hints=tuple(re.compile(hint) for hint in table.get("hints", ())),
        against=re.compile(against) if against else None,
    )
