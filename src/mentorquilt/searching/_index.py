"""The index that callers hold: one built part, perhaps with a delta over it, and the search over both."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mentorquilt.searching._build import Document, build_part
from mentorquilt.searching._files import read_part, write_part
from mentorquilt.searching._part import Ids, Part
from mentorquilt.searching._tokens import Word, words_of

Tag = str | Collection[str]
_Mask = npt.NDArray[np.bool_]
_Scores = npt.NDArray[np.float64]
_BLOCK = 256


@dataclass(frozen=True)
class Hit:
    """One person found: the ref, the score (comparable within one search only), the words that matched."""

    ref: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Delta:
    """What changed since an index was built: documents that are new or different, and refs that are gone."""

    changed: tuple[Document, ...] = ()
    removed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Layer:
    """One part and which of its documents still count (``None``: all)."""

    part: Part
    alive: _Mask | None = None

    @property
    def size(self) -> int:
        return len(self.part) if self.alive is None else int(self.alive.sum())

    def match(self, word: Word) -> tuple[Ids, npt.NDArray[np.float32]]:
        docs, weights = self.part.match(word)
        if self.alive is None:
            return docs, weights
        kept = self.alive[docs]
        return docs[kept], weights[kept]


@dataclass
class _Tally:
    """What the words of a question found in one layer."""

    layer: _Layer
    scores: _Scores
    counts: npt.NDArray[np.int16]
    found: list[Ids] = field(default_factory=list)

    def add(self, docs: Ids, weights: npt.NDArray[np.float32], rarity: float) -> None:
        self.scores[docs] += rarity * weights
        self.counts[docs] += 1
        self.found.append(docs)


@dataclass(frozen=True)
class Index:
    """People by words; made by `build` or `load`, never changed, only layered."""

    _layers: tuple[_Layer, ...]

    def __len__(self) -> int:
        return sum(layer.size for layer in self._layers)

    def with_delta(self, delta: Delta) -> Index:
        """Return an index that answers as if the changes were built in; replaces an earlier delta."""
        base = self._layers[0].part
        fresh = build_part(delta.changed, average_length=base.average_length)
        alive = np.ones(len(base), np.bool_)
        alive[base.numbers([*delta.removed, *(document.ref for document in delta.changed)])] = False
        kept = np.ones(len(fresh), np.bool_)
        kept[fresh.numbers(delta.removed)] = False
        return Index((_Layer(base, alive), _Layer(fresh, kept)))

    def save(self, path: Path | str) -> None:
        """Write the built part to a file in one move; an index with a delta must be built anew first."""
        if len(self._layers) > 1:
            raise ValueError("an index with a delta is not saved: build it anew from all documents")
        write_part(self._layers[0].part, Path(path))

    def search(
        self,
        query: str,
        *,
        limit: int | None = 20,
        offset: int = 0,
        only: Collection[str] | None = None,
        tags: Iterable[Tag] = (),
        every_word: bool = False,
        typing: bool = True,
    ) -> tuple[Hit, ...]:
        """Return who fits the words best, best first, equal scores in the order of their refs.

        ``only`` keeps these refs; ``tags`` must all be carried, a collection in it stands for any of its own.
        ``every_word`` leaves out whoever lacks a word; ``typing`` takes the last word as a beginning unless a blank
        follows. A question without a single letter or digit finds nobody.
        """
        words, tallies = self._tally(query, typing=typing)
        picked: list[tuple[float, str, tuple[str, ...]]] = []
        most = None if limit is None else max(0, limit) + max(0, offset)
        groups = _groups(tags)
        for tally in tallies:
            docs = _best(tally.scores, _fitting(tally, len(words), only, groups, every_word=every_word), most)
            picked += _named(tally, docs, words)
        picked.sort(key=lambda hit: (-hit[0], hit[1].encode()))
        return tuple(Hit(ref, score, matched) for score, ref, matched in picked[max(0, offset) : most])

    def count(
        self,
        query: str,
        *,
        only: Collection[str] | None = None,
        tags: Iterable[Tag] = (),
        every_word: bool = False,
        typing: bool = True,
    ) -> int:
        """Return how many `search` would find without a limit."""
        words, tallies = self._tally(query, typing=typing)
        groups = _groups(tags)
        fitting = (_fitting(tally, len(words), only, groups, every_word=every_word) for tally in tallies)
        return sum(int(mask.sum()) for mask in fitting)

    def _tally(self, query: str, *, typing: bool) -> tuple[tuple[Word, ...], list[_Tally]]:
        """Return the words of a question and what they found in each layer, rarity counted over all layers."""
        words = words_of(query, typing=typing)
        tallies = [
            _Tally(layer, np.zeros(len(layer.part)), np.zeros(len(layer.part), np.int16))
            for layer in self._layers
        ]
        total = len(self)
        for word in words:
            matches = [layer.match(word) for layer in self._layers]
            having = sum(len(docs) for docs, _ in matches)
            rarity = float(np.log1p((total - having + 0.5) / (having + 0.5)))
            for tally, (docs, weights) in zip(tallies, matches, strict=True):
                tally.add(docs, weights, rarity)
        return words, tallies


def build(documents: Iterable[Document]) -> Index:
    """Return an index over these documents; their order does not matter, a ref may occur once."""
    return Index((_Layer(build_part(documents)),))


def load(path: Path | str) -> Index:
    """Return the index that `Index.save` wrote, mapped into memory; raise `BrokenIndex` when it is none."""
    return Index((_Layer(read_part(Path(path))),))


def _groups(tags: Iterable[Tag]) -> list[tuple[str, ...]]:
    return [(tag,) if isinstance(tag, str) else tuple(tag) for tag in tags]


def _fitting(
    tally: _Tally,
    words: int,
    only: Collection[str] | None,
    groups: Sequence[tuple[str, ...]],
    *,
    every_word: bool,
) -> _Mask:
    """Return which documents of a layer have the words and pass the filters."""
    part = tally.layer.part
    fitting: _Mask = tally.counts == words if every_word and words else tally.counts > 0
    if only is not None:
        listed = np.zeros(len(part), np.bool_)
        listed[part.numbers(only)] = True
        fitting &= listed
    for group in groups:
        carrying = np.zeros(len(part), np.bool_)
        for tag in group:
            carrying[part.tagged(tag)] = True
        fitting &= carrying
    return fitting


def _best(scores: _Scores, fitting: _Mask, most: int | None) -> npt.NDArray[np.intp]:
    """Return the fitting documents with the highest scores, at most ``most``; of equal ones the first by ref."""
    docs = np.flatnonzero(fitting)
    if most is None or len(docs) <= most:
        return docs
    if most == 0:
        return docs[:0]
    found = scores[docs]
    edge = _highest(found, most)
    above = docs[found > edge]
    return np.concatenate([above, docs[found == edge][: most - len(above)]])


def _highest(found: _Scores, most: int) -> float:
    """Return the ``most``-th highest score.

    The same rank among the best of each block is never above it, so almost all scores can be left out first.
    """
    blocks = found[: len(found) // _BLOCK * _BLOCK].reshape(-1, _BLOCK).max(axis=1)
    if len(blocks) >= most:
        found = found[found >= np.partition(blocks, len(blocks) - most)[len(blocks) - most]]
    return float(np.partition(found, len(found) - most)[len(found) - most])


def _named(
    tally: _Tally, docs: npt.NDArray[np.intp], words: Sequence[Word]
) -> list[tuple[float, str, tuple[str, ...]]]:
    """Return score, ref and matched words of documents."""
    matched: list[list[str]] = [[] for _ in docs]
    for word, found in zip(words, tally.found, strict=True):
        if len(found) and len(docs):
            at = np.minimum(np.searchsorted(found, docs), len(found) - 1)
            for place in np.flatnonzero(found[at] == docs):
                matched[place].append(word.text)
    part = tally.layer.part
    return [
        (round(float(tally.scores[doc]), 6), part.ref(doc), tuple(texts))
        for doc, texts in zip(docs.tolist(), matched, strict=True)
    ]
