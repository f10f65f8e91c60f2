"""The taxonomy: what an answer can mean. Its terms are our own words, kept in ``data/*.txt``, one line a
term.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

KINDS = (
    "stages",
    "professions",
    "specialties",
    "subspecialties",
    "settings",
    "sizes",
    "types",
    "topics",
    "done",
    "languages",
)
CHOICES = ("yes_no", "roles", "distances", "other_specialties", "willing", "endings", "standings")
"""Closed questions of a form: their answers are looked up alike, yet they are no part of the taxonomy."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the taxonomy. ``words`` are its other spellings, ``guesses`` spellings that only hint at it.

    ``parent`` is the specialty of a subspecialty, the mentor type of a topic, the family of a "has done".
    ``counts_as_gap`` belongs to mentor types: a quilt shows the absence of this one as a gap.
    """

    slug: str
    label: str
    parent: str = ""
    words: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()
    counts_as_gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxonomy:
    """Everything that an answer can mean, kind by kind, in the order in which a page lists it."""

    stages: tuple[Term, ...]
    professions: tuple[Term, ...]
    specialties: tuple[Term, ...]
    subspecialties: tuple[Term, ...]
    settings: tuple[Term, ...]
    sizes: tuple[Term, ...]
    types: tuple[Term, ...]
    topics: tuple[Term, ...]
    done: tuple[Term, ...]
    languages: tuple[Term, ...]

    def terms(self, kind: str) -> tuple[Term, ...]:
        """This will return the terms of one kind; a kind that is not in KINDS is a mistake of the caller."""
        if kind not in KINDS:
            raise ValueError(f"no such kind of term: {kind}; the kinds are {', '.join(KINDS)}")
        found: tuple[Term, ...] = getattr(self, kind)
        return found

    def term(self, kind: str, slug: str) -> Term | None:
        """This will return the term with this slug, or None."""
        return _by_slug(kind).get(slug)


@cache
def taxonomy() -> Taxonomy:
    """This will return the taxonomy, read once."""
    return Taxonomy(**{kind: tuple(_read(kind)) for kind in KINDS})


@cache
def terms_of(kind: str) -> tuple[Term, ...]:
    """This will return the terms of a kind of the taxonomy or of a closed question."""
    if kind in CHOICES:
        return tuple(term for term in _read("choices") if term.parent == kind)
    return taxonomy().terms(kind)


@cache
def _by_slug(kind: str) -> dict[str, Term]:
    return {term.slug: term for term in terms_of(kind)}


def _read(kind: str) -> Iterator[Term]:
    text = resources.files("mentorquilt.rosters").joinpath("data", f"{kind}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield _term(kind, line)


def _term(kind: str, line: str) -> Term:
    slug, second, label, words = (part.strip() for part in line.split("|"))
    spellings = [word.strip() for word in words.split(";") if word.strip()]
    return Term(
        slug=slug,
        label=label,
        parent="" if kind == "types" else second,
        words=tuple(word for word in spellings if not word.endswith("?")),
        guesses=tuple(word[:-1].strip() for word in spellings if word.endswith("?")),
        counts_as_gap=kind == "types" and second == "gap",
    )
