"""The arrays of one index, and how to look words and tags up in them.

Documents are numbered in the order of their refs, terms and tags in the order of their UTF-8 bytes; so a beginning
of a word is one stretch of terms, and equal scores have one order everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentorquilt.searching._tokens import Word

Ids = npt.NDArray[np.int32]
Weights = npt.NDArray[np.float32]
BEGINNING_WEIGHT = np.float32(
    0.75
)  # a word that only begins like the question counts less than the word itself
BROADEST = 1_500_000  # postings that a beginning may touch; a broader one finds only the word itself


@dataclass(frozen=True)
class Terms:
    """Sorted texts as one block of UTF-8 with the place where each starts."""

    block: npt.NDArray[np.uint8]
    starts: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def at(self, number: int) -> bytes:
        """Return the text with this number."""
        return self.block[self.starts[number] : self.starts[number + 1]].tobytes()

    def first_from(self, text: bytes) -> int:
        """Return the number of the first text that is not before ``text``."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.at(middle) < text:
                low = middle + 1
            else:
                high = middle
        return low

    def number(self, text: bytes) -> int | None:
        """Return the number of a text, or None."""
        found = self.first_from(text)
        return found if found < len(self) and self.at(found) == text else None


@dataclass(frozen=True)
class Part:
    """One index: refs, postings of terms with their weights, postings of tags."""

    refs: npt.NDArray[np.bytes_]
    terms: Terms
    term_starts: npt.NDArray[np.int64]
    term_docs: Ids
    term_weights: Weights
    tags: Terms
    tag_starts: npt.NDArray[np.int64]
    tag_docs: Ids
    average_length: float

    def __len__(self) -> int:
        return len(self.refs)

    def ref(self, number: int) -> str:
        """Return the ref of a document."""
        return bytes(self.refs[number]).decode()

    def numbers(self, refs: Iterable[str]) -> Ids:
        """Return the numbers of those refs that are here, in order."""
        texts = [ref.encode(errors="replace") for ref in refs if "\x00" not in ref]
        wanted = np.unique(np.array(texts, dtype=np.bytes_))
        if not len(wanted) or not len(self.refs):
            return np.empty(0, np.int32)
        at = np.searchsorted(self.refs, wanted)
        at[at == len(self.refs)] = 0
        numbers: Ids = at[self.refs[at] == wanted].astype(np.int32)
        return numbers

    def tagged(self, tag: str) -> Ids:
        """Return the documents that carry a tag."""
        number = self.tags.number(tag.encode())
        return self._docs_of_tag(number) if number is not None else np.empty(0, np.int32)

    def _docs_of_tag(self, number: int) -> Ids:
        return self.tag_docs[self.tag_starts[number] : self.tag_starts[number + 1]]

    def match(self, word: Word) -> tuple[Ids, Weights]:
        """Return the documents that a word finds, in order and once each, and their weights before rarity."""
        found = [self._postings(number) for number in map(self._term, word.terms) if number is not None]
        if word.is_beginning:
            found += self._begun(word.terms)
        if len(found) == 1 and not word.is_beginning:
            return found[0]
        if not found:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        best = np.zeros(len(self), np.float32)
        for docs, weights in found:
            np.maximum.at(best, docs, weights)
        docs = np.flatnonzero(best).astype(np.int32)
        return docs, best[docs]

    def _term(self, term: str) -> int | None:
        return self.terms.number(term.encode())

    def _postings(self, first: int, last: int | None = None) -> tuple[Ids, Weights]:
        """Return the postings of one term, or of the terms from ``first`` to before ``last``."""
        span = slice(self.term_starts[first], self.term_starts[first + 1 if last is None else last])
        return self.term_docs[span], self.term_weights[span]

    def _begun(self, terms: tuple[str, ...]) -> list[tuple[Ids, Weights]]:
        """Return the postings of all terms that begin like one of these; documents may repeat."""
        found = []
        for term in terms:
            first = self.terms.first_from(term.encode())
            last = self.terms.first_from(term.encode() + b"\xff")
            if first < last and self.term_starts[last] - self.term_starts[first] <= BROADEST:
                docs, weights = self._postings(first, last)
                found.append((docs, weights * BEGINNING_WEIGHT))
        return found
