"""Free text to phrases that can be compared: words and pairs of words, with what physicians write alike folded.

Here: tokens, abbreviations and synonyms, light stemming, phrases with their place in the original text, so
that a reason can show the writer's own words. Not here: weights (``_rarity``) and points (``_scoring``).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from mentorquilt.matching._synonyms import STOP_WORDS, SYNONYMS

_WORD = re.compile(r"[^\W_]+(?:[&/'’][^\W_]+)*")
_BREAK = re.compile(r"[.;:!?()\n•]")
LONGEST_TERM = 6  # words


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its folded form, whether it was written in capitals, and where it stands."""

    form: str
    capitals: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """One or two folded words, or a whole known phrase, and where it stands in the text."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """This will give a word without case, accents, possessive and plural."""
    plain = unicodedata.normalize("NFKD", word).casefold().replace("’", "'").removesuffix("'s")
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    if len(plain) > 4 and plain.endswith("ies"):
        return plain[:-3] + "y"
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        return plain[:-1]
    return plain


def tokens(text: str) -> list[Token]:
    """This will give the words of a text in order."""
    return [
        Token(fold(found[0]), found[0].isupper() and len(found[0]) > 1, found.start(), found.end())
        for found in _WORD.finditer(text)
    ]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to write a known phrase."""

    forms: tuple[str, ...]
    capitals: bool
    meaning: tuple[str, ...]


@cache
def _ways() -> dict[str, tuple[_Way, ...]]:
    """This will give every way to write a known phrase by its first word, longest first."""
    ways: dict[str, list[_Way]] = {}
    for line in SYNONYMS:
        meaning = tuple(token.form for token in tokens(line[0]))
        for written in line:
            words = tokens(written)
            capitals = len(words) == 1 and words[0].capitals
            way = _Way(tuple(token.form for token in words), capitals, meaning)
            ways.setdefault(way.forms[0], []).append(way)
    return {first: tuple(sorted(found, key=lambda way: -len(way.forms))) for first, found in ways.items()}


def _way_at(words: list[Token], at: int, *, any_case: bool) -> _Way | None:
    for way in _ways().get(words[at].form, ()):
        size = len(way.forms)
        if way.capitals and not words[at].capitals and not any_case:
            continue
        if size == 1 or tuple(token.form for token in words[at : at + size]) == way.forms:
            return way
    return None


@lru_cache(maxsize=1 << 13)
def expanded(text: str, *, any_case: bool = False) -> tuple[tuple[Token, ...], tuple[Phrase, ...]]:
    """This will give the words with abbreviations written out, and the known phrases found."""
    words, at = tokens(text), 0
    out: list[Token] = []
    known: list[Phrase] = []
    while at < len(words):
        way = _way_at(words, at, any_case=any_case)
        if way is None:
            out.append(words[at])
            at += 1
            continue
        span = words[at : at + len(way.forms)]
        start, end = span[0].start, span[-1].end
        if way.forms == way.meaning:
            out += span
        else:
            out += [Token(form, capitals=False, start=start, end=end) for form in way.meaning]
        if len(way.meaning) > 2:
            known.append(Phrase(" ".join(way.meaning), start, end))
        at += len(way.forms)
    return tuple(out), tuple(known)


@lru_cache(maxsize=1 << 13)
def phrases(text: str) -> tuple[Phrase, ...]:
    """This will give the single words, the pairs of neighbors and the known phrases of a text."""
    words, known = expanded(text)
    found = list(known)
    before: Token | None = None
    for word in words:
        if word.form in STOP_WORDS or len(word.form) < 2:
            before = None
            continue
        found.append(Phrase(word.form, word.start, word.end))
        if before is not None and not _BREAK.search(text, before.end, max(before.end, word.start)):
            found.append(Phrase(f"{before.form} {word.form}", before.start, word.end))
        before = word
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def term_key(term: str) -> str:
    """This will give the form under which a niche term is compared: "APS" and "acute pain services" are one."""
    return " ".join(token.form for token in expanded(term, any_case=True)[0])


def terms_in(text: str, wanted: dict[str, set[str]]) -> set[str]:
    """This will give those term keys that a text contains; ``wanted`` holds the keys by their first word."""
    found: set[str] = set()
    words = [token.form for token in expanded(text)[0]] if text and wanted else []
    for at, word in enumerate(words):
        for key in wanted.get(word, ()):
            size = key.count(" ") + 1
            if size <= LONGEST_TERM and " ".join(words[at : at + size]) == key:
                found.add(key)
    return found
