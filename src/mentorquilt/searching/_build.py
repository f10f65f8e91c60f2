"""From documents to the arrays of an index: weighted term counts turned into BM25 weights, all but the rarity.

Okapi BM25 (Robertson and Zaragoza 2009), with the counts of several fields added up by their weights before they are
dampened. Rarity is left to the search, because it changes when a delta is laid over an index.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentorquilt.searching._part import Part, Terms
from mentorquilt.searching._tokens import terms_of

DAMPING = 1.2  # k1: how soon repeating a word stops to count
LENGTH_EFFECT = 0.5  # b: how much a long text is held against a person
FIELD_LETTERS = 100_000
LONGEST_REF = 200


@dataclass(frozen=True)
class Document:
    """One person to find: a ref, texts each with its weight, and tags to filter by (``country:US``)."""

    ref: str
    fields: tuple[tuple[str, float], ...]
    tags: frozenset[str] = frozenset()


@dataclass
class _Tokens:
    """One entry per word met: its term, its document and its weight."""

    terms: array[int]
    docs: array[int]
    weights: array[float]
    lengths: list[float]


def build_part(documents: Iterable[Document], average_length: float | None = None) -> Part:
    """Return the arrays for these documents; ``average_length`` is taken over from an index that they change."""
    ordered = _ordered(documents)
    vocabulary: defaultdict[str, int] = defaultdict()
    vocabulary.default_factory = vocabulary.__len__
    tokens = _read(ordered, vocabulary)
    average = average_length or (sum(tokens.lengths) / len(ordered) if ordered else 1.0) or 1.0
    terms, term_starts, term_docs, counts = _postings(tokens, vocabulary, len(ordered))
    lengths = np.array(tokens.lengths, np.float64)[term_docs]
    damped = DAMPING * (1 - LENGTH_EFFECT + LENGTH_EFFECT * lengths / average)
    weights = counts * (DAMPING + 1) / (counts + damped)
    tags, tag_starts, tag_docs = _tag_postings(ordered)
    return Part(
        refs=np.array([document.ref.encode() for document in ordered], dtype=np.bytes_),
        terms=terms,
        term_starts=term_starts,
        term_docs=term_docs,
        term_weights=weights.astype(np.float32),
        tags=tags,
        tag_starts=tag_starts,
        tag_docs=tag_docs,
        average_length=average,
    )


def _ordered(documents: Iterable[Document]) -> list[Document]:
    """Return the documents by ref, each ref once and fit to be stored."""
    ordered = sorted(documents, key=lambda document: document.ref.encode())
    for before, after in zip([None, *ordered], ordered, strict=False):
        ref = after.ref
        if not ref or "\x00" in ref or len(ref.encode()) > LONGEST_REF:
            raise ValueError(f"{ref[:40]!r} is no ref: it must have 1 to {LONGEST_REF} bytes and no NUL")
        if before and before.ref == ref:
            raise ValueError(f"two documents have the ref {ref!r}")
    return ordered


def _read(ordered: list[Document], vocabulary: defaultdict[str, int]) -> _Tokens:
    """Return every word of every document; new words get the next number of the vocabulary."""
    tokens = _Tokens(array("i"), array("i"), array("f"), [])
    for number, document in enumerate(ordered):
        length = 0.0
        for text, weight in document.fields:
            if weight <= 0 or not text:
                continue
            main, extra = terms_of(text[:FIELD_LETTERS])
            main_count = len(main)
            main += extra
            tokens.terms.extend(map(vocabulary.__getitem__, main))
            tokens.docs.extend([number] * len(main))
            tokens.weights.extend([weight] * len(main))
            length += weight * main_count
        tokens.lengths.append(length)
    return tokens


def _postings(
    tokens: _Tokens, vocabulary: dict[str, int], count: int
) -> tuple[Terms, npt.NDArray[np.int64], npt.NDArray[np.int32], npt.NDArray[np.float64]]:
    """Return sorted terms, where each one's postings start, the documents, and the weighted counts."""
    terms, rank = _sorted_terms(list(vocabulary))
    places = rank[np.array(tokens.terms, np.int64)] * max(1, count) + np.array(tokens.docs, np.int64)
    keys, where = np.unique(places, return_inverse=True)
    counts = np.bincount(where, weights=np.array(tokens.weights), minlength=len(keys)).astype(np.float64)
    term_of_key = keys // max(1, count)
    starts = np.searchsorted(term_of_key, np.arange(len(terms) + 1)).astype(np.int64)
    return terms, starts, (keys % max(1, count)).astype(np.int32), counts


def _tag_postings(ordered: list[Document]) -> tuple[Terms, npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Return sorted tags, where each one's documents start, and the documents."""
    by_tag: defaultdict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(ordered):
        for tag in document.tags:
            by_tag[tag].append(number)
    tags, _ = _sorted_terms(list(by_tag))
    lists = [by_tag[tag] for tag in sorted(by_tag, key=str.encode)]
    starts = np.cumsum([0, *map(len, lists)]).astype(np.int64)
    return tags, starts, np.array([number for numbers in lists for number in numbers], np.int32)


def _sorted_terms(texts: list[str]) -> tuple[Terms, npt.NDArray[np.int64]]:
    """Return the texts in the order of their bytes, and for each given text its place there."""
    encoded = [text.encode() for text in texts]
    order = sorted(range(len(encoded)), key=encoded.__getitem__)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    block = np.frombuffer(b"".join(encoded[number] for number in order), np.uint8)
    starts = np.cumsum([0, *(len(encoded[number]) for number in order)]).astype(np.int64)
    return Terms(block, starts), rank
