"""From what a person wrote to the term it means: listed spellings first, then what is near enough to be
offered.

A score of 95 and above is a spelling that the taxonomy lists (after folding case, accents, plurals and
British spelling); below that it is a guess. Every text is scored once and kept, so ten thousand rows cost
what their distinct answers cost.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, lru_cache

from mentorquilt.rosters._sizes import size_of
from mentorquilt.rosters._stages import stage_of, without_years
from mentorquilt.rosters._tables import Suggestion
from mentorquilt.rosters._taxonomy import Term, terms_of
from mentorquilt.rosters._text import fold, key

EXACT = 95
NEAR = 86
MARGIN = 5
LONGEST = 200
SEVERAL_WORDS = 5
"""What a listed spelling of several words within a longer answer weighs more than one word."""
_BRACKETED = re.compile(r"([^()]+)\([^()]*\)\s*")
_NEGATIONS = frozenset(
    {"not", "no", "non", "never", "former", "formerly", "ex", "without", "except", "neither"}
)


@dataclass(slots=True)
class _Index:
    """The spellings of one kind. ``phrases`` are (key, slug, is a guess); ``grams`` their numbers by three
    letters.
    """

    labels: dict[str, str] = field(default_factory=dict)
    folded: dict[str, str] = field(default_factory=dict)
    keyed: dict[str, str] = field(default_factory=dict)
    guessed: dict[str, str] = field(default_factory=dict)
    phrases: list[tuple[str, str, bool]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    grams: dict[str, list[int]] = field(default_factory=dict)


def nearest(kind: str, text: str, limit: int = 5) -> tuple[Suggestion, ...]:
    """This will return the terms of ``kind`` that ``text`` may mean, best first, at most ``limit``."""
    return nearest_of((kind,), text, limit)


def nearest_of(kinds: tuple[str, ...], text: str, limit: int = 5) -> tuple[Suggestion, ...]:
    """This will return the same over several kinds at once (their slugs differ)."""
    return _scored(kinds, text)[:limit] if len(text) <= LONGEST else ()


def exact_of(kinds: tuple[str, ...], text: str) -> str:
    """This will return the slug whose listed spelling ``text`` is, in the first of ``kinds`` that lists
    it, or "".
    """
    return _exact_of(kinds, text) if len(text) <= LONGEST else ""


@lru_cache(maxsize=65536)
def _exact_of(kinds: tuple[str, ...], text: str) -> str:
    return next((found for kind in kinds if (found := _exact(kind, text))), "")


def best_of(suggestions: tuple[Suggestion, ...]) -> Suggestion | None:
    """This will return the one suggestion good enough to be taken and shown, or None when two are about as
    good.
    """
    if not suggestions or suggestions[0].score < NEAR:
        return None
    if (
        len(suggestions) > 1
        and suggestions[0].score < EXACT
        and suggestions[0].score - suggestions[1].score < MARGIN
    ):
        return None
    return suggestions[0]


def label_of(kinds: tuple[str, ...], slug: str) -> str:
    """This will return the label of a slug of one of ``kinds``, or the slug itself in words."""
    for kind in kinds:
        if slug in _index(kind).labels:
            return _index(kind).labels[slug]
    return slug.replace("_", " ")


@cache
def _index(kind: str) -> _Index:
    index = _Index()
    clashes: set[str] = set()
    for term in terms_of(kind):
        index.labels[term.slug] = term.label
        for text in (term.label, term.slug.replace("_", " "), *term.words):
            index.folded.setdefault(fold(text), term.slug)
            if index.keyed.setdefault(key(text), term.slug) != term.slug:
                clashes.add(key(text))
        for text in term.guesses:
            index.guessed.setdefault(key(text), term.slug)
        _add_phrases(index, term)
    for clash in clashes:
        del index.keyed[clash]
    return index


def _add_phrases(index: _Index, term: Term) -> None:
    for text, is_guess in [(text, False) for text in (term.label, *term.words)] + [
        (text, True) for text in term.guesses
    ]:
        phrase = key(text)
        if len(phrase) < 5:
            continue
        grams = _grams(phrase)
        for gram in grams:
            index.grams.setdefault(gram, []).append(len(index.phrases))
        index.phrases.append((phrase, term.slug, is_guess))
        index.sizes.append(len(grams))


def _exact(kind: str, text: str) -> str:
    index = _index(kind)
    if kind == "sizes" and (size := size_of(text)):
        return size
    found = index.folded.get(fold(text)) or index.keyed.get(key(text), "")
    if found:
        return found
    if kind == "stages":
        stages = stage_of(text)
        rest = without_years(text)
        if rest != text and fold(rest):
            found = index.folded.get(fold(rest)) or index.keyed.get(key(rest), "")
        return found or (stages[0][0] if stages and stages[0][1] >= EXACT else "")
    bracketed = _BRACKETED.fullmatch(text)
    return index.folded.get(fold(bracketed[1]), "") if bracketed and fold(bracketed[1]) else ""


@lru_cache(maxsize=65536)
def _scored(kinds: tuple[str, ...], text: str) -> tuple[Suggestion, ...]:
    best: dict[str, int] = {}
    for kind in kinds:
        found = _exact(kind, text)
        if found:
            best[found] = max(best.get(found, 0), 100)
            break
    if fold(text):
        for kind in kinds:
            for slug, score in _guesses(kind, text):
                best[slug] = max(best.get(slug, 0), score)
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Suggestion(slug, label_of(kinds, slug), score) for slug, score in ranked[:10] if score >= 50)


def _guesses(kind: str, text: str) -> list[tuple[str, int]]:
    index, query = _index(kind), key(text)
    found: list[tuple[str, int]] = []
    if query in index.guessed:
        found.append((index.guessed[query], 90))
    if kind == "stages":
        found += [(slug, min(score, EXACT - 1)) for slug, score in stage_of(text)]
    found += _contained(index, query)
    found += _alike(index, query)
    if set(fold(text).split()) & _NEGATIONS:
        found = [(slug, min(score, 70)) for slug, score in found]
    return found


def _contained(index: _Index, query: str) -> list[tuple[str, int]]:
    """This will find listed spellings that stand as whole words within ``query``."""
    tokens = query.split()[:24]
    found = []
    for start in range(len(tokens)):
        for end in range(start + 1, min(start + 7, len(tokens) + 1)):
            window = " ".join(tokens[start:end])
            slug = index.keyed.get(window)
            if slug and len(window) >= 4 and len(window) < len(query):
                worth = 68 + round(24 * len(window) / len(query))
                found.append((slug, worth + (SEVERAL_WORDS if end - start > 1 else 0)))
            elif window in index.guessed:
                found.append((index.guessed[window], 62 + round(20 * len(window) / len(query))))
    return [(slug, min(score, EXACT - 1)) for slug, score in found]


def _alike(index: _Index, query: str) -> list[tuple[str, int]]:
    """This will find spellings that differ from ``query`` by a slip of the pen; numbers must be the same."""
    if len(query) < 5:
        return []
    grams = _grams(query)
    shared: Counter[int] = Counter()
    for gram in grams:
        shared.update(index.grams.get(gram, ()))
    size = len(grams)
    ranked = sorted(shared, key=lambda number: (-2 * shared[number] / (size + index.sizes[number]), number))
    digits = [char for char in query if char.isdigit()]
    found = []
    for number in ranked[:8]:
        phrase, slug, is_guess = index.phrases[number]
        if (
            3 * shared[number] >= min(size, index.sizes[number])
            and [c for c in phrase if c.isdigit()] == digits
        ):
            ratio = max(
                _ratio(query, phrase),
                _ratio(" ".join(sorted(query.split())), " ".join(sorted(phrase.split()))),
            )
            found.append((slug, min(round(100 * ratio), EXACT - 1) - 5 * is_guess))
    return found


def _ratio(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def _grams(text: str) -> set[str]:
    padded = f"  {text} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}
