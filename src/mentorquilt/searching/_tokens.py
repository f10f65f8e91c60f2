"""From text of any script to terms: folded letters, umlauts in both spellings, pairs of letters where no blanks are.

``Müller`` gives ``muller`` and ``mueller``, ``O'Brien`` gives ``obrien``, ``村上春樹`` gives its letters and pairs.
The same rules hold for documents and for questions.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST_TERM = 64
QUERY_LETTERS = 500
QUERY_WORDS = 24

_APOSTROPHES = "'`´ʼ‘’‛′"
_LETTERS = {
    "ß": "ss",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
    "ŋ": "n",
}
_LETTERS |= {"ة": "ه", "ى": "ي", "ـ": ""}
_SPELLED_OUT = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "å": "aa",
        "ø": "oe",
        "Ä": "ae",
        "Ö": "oe",
        "Ü": "ue",
        "Å": "aa",
        "Ø": "oe",
    }
)
_HAS_SPELLING = re.compile("[äöüåøÄÖÜÅØ]")
# Marks that are accents; other marks (Indian vowels, voiced Japanese syllables) belong to their letter.
_ACCENTS = (
    (0x0300, 0x036F),
    (0x0591, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x0655),
    (0x0670, 0x0670),
    (0x1AB0, 0x1AFF),
)
_HAN = "\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = re.compile(
    f"[{_HAN}\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+"
)
_HAN_LETTER = re.compile(f"[{_HAN}\u3005-\u3007]")


class _Folding(dict[int, str]):
    """A translation table that works out each letter once: kept, changed, dropped, or a blank between words."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._fold(chr(code))
        return folded

    @staticmethod
    def _fold(letter: str) -> str:
        if letter in _LETTERS:
            return _LETTERS[letter]
        if letter in _APOSTROPHES or any(first <= ord(letter) <= last for first, last in _ACCENTS):
            return ""
        category = unicodedata.category(letter)
        if category == "Nd":
            return str(unicodedata.digit(letter))
        if category == "Cf":
            return ""
        return letter if category[0] in "LNM" else " "


_FOLDING = _Folding()


@dataclass(frozen=True)
class Word:
    """One word of a question: as it was typed, the terms that it may stand as, and whether it may go on."""

    text: str
    terms: tuple[str, ...]
    is_beginning: bool


def fold(text: str) -> str:
    """Return the words of a text in folded letters, separated by blanks."""
    if text.isascii():
        return text.lower().translate(_FOLDING)
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", decomposed.translate(_FOLDING))


def terms_of(text: str) -> tuple[list[str], list[str]]:
    """Return the terms of a document's text, and apart from them second spellings and single letters.

    Only the first list counts for the length of the document.
    """
    words = fold(text).split()
    if text.isascii():
        return [word[:LONGEST_TERM] for word in words], []
    main: list[str] = []
    extra: list[str] = []
    for word in words:
        if _UNSPACED.search(word):
            _cut(word, main, extra)
        else:
            main.append(word[:LONGEST_TERM])
    text = unicodedata.normalize("NFC", text)
    if _HAS_SPELLING.search(text):
        spelled = fold(text.translate(_SPELLED_OUT)).split()
        extra += [other[:LONGEST_TERM] for other, word in zip(spelled, words, strict=False) if other != word]
    return main, extra


def words_of(query: str, *, typing: bool) -> tuple[Word, ...]:
    """Return the different words of a question; while it is being typed the last one may be a beginning."""
    query = unicodedata.normalize("NFC", query[:QUERY_LETTERS])
    open_ended = typing and bool(query) and not query[-1].isspace()
    pieces = [(chunk, piece) for chunk in query.split() for piece in _pieces(chunk)]
    words: dict[tuple[str, ...], Word] = {}
    for at, (chunk, terms) in enumerate(pieces[:QUERY_WORDS]):
        last = open_ended and at == len(pieces) - 1
        single = len(terms[0]) == 1 and bool(_UNSPACED.match(terms[0]))
        text = chunk.strip() if len(_pieces(chunk)) == 1 else terms[0]
        if last or terms not in words:
            words[terms] = Word(text, terms, is_beginning=last or single)
    return tuple(words.values())


def _pieces(chunk: str) -> list[tuple[str, ...]]:
    """Return the words in a chunk without blanks, each with its second spelling if it has one."""
    plain, spelled = fold(chunk).split(), fold(chunk.translate(_SPELLED_OUT)).split()
    pieces: list[tuple[str, ...]] = []
    for word, other in zip(plain, spelled, strict=False):
        if _UNSPACED.search(word):
            pairs: list[str] = []
            _cut(word, pairs, [])
            pieces += [(pair,) for pair in pairs]
        else:
            pieces.append(tuple(dict.fromkeys((word[:LONGEST_TERM], other[:LONGEST_TERM]))))
    return pieces


def _cut(word: str, main: list[str], extra: list[str]) -> None:
    """Cut a word of a script without blanks into overlapping pairs; single Chinese letters are extra terms."""
    at = 0
    for run in _UNSPACED.finditer(word):
        if run.start() > at:
            main.append(word[at : run.start()][:LONGEST_TERM])
        letters = run[0]
        main += [letters[i : i + 2] for i in range(len(letters) - 1)] or [letters]
        if len(letters) > 1:
            extra += _HAN_LETTER.findall(letters)
        at = run.end()
    if at < len(word):
        main.append(word[at:][:LONGEST_TERM])
