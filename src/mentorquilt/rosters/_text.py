"""Text as people type it: made clean, folded for comparing, and cut into pieces. No vocabulary lives here."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

REMEMBERED = 200
"""Texts longer than this are folded anew each time, so that no one's long words stay in memory."""
LONGEST_NOTHING = 60
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u200b\u2060\ufeff\u00ad\u200e\u200f\u061c\u180e")
_SPACES = re.compile(r"[^\S\n]+")
_NOT_WORD = re.compile(r"[\W_]+")
_OTHER = re.compile(r"^\s*other\b\s*(?:\(.{0,40}?\))?\s*[:\-\u2013\u2014]\s*", re.IGNORECASE)
_SPELLED_OUT = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d"}
    | {"Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ʻ": "", "ʼ": "", "‘": "", "´": ""}
)
_NOTHING = frozenset(
    {
        "",
        "n a",
        "na",
        "none",
        "nil",
        "null",
        "nan",
        "no answer",
        "not applicable",
        "tbd",
        "unknown",
        "nothing",
    }
    | {
        "prefer not to say",
        "prefer not to answer",
        "no preference",
        "any",
        "anyone",
        "no one",
        "nobody",
        "0 none",
    }
    | {"no", "not sure", "unsure", "keine", "ninguno", "aucun", "no opinion", "does not apply", "nein"}
)
_SPELLINGS = (
    ("paed", "ped"),
    ("anaesth", "anesth"),
    ("haem", "hem"),
    ("gynaec", "gynec"),
    ("oesoph", "esoph"),
    ("foet", "fet"),
    ("tumour", "tumor"),
    ("behaviour", "behavior"),
    ("centre", "center"),
    ("programme", "program"),
    ("organis", "organiz"),
    ("specialis", "specializ"),
    ("counsell", "counsel"),
    ("practise", "practice"),
    ("honour", "honor"),
    ("labour", "labor"),
)
_DROPPED = frozenset(
    ["a", "am", "an", "is", "and", "the", "of", "in", "for", "my", "to", "with", "or", "at", "und", "de", "y"]
)


def clean(text: str) -> tuple[str, bool]:
    """This will return ``text`` without control, bidi-override and invisible characters, and whether any
    mattered.

    Line ends become "\\n", runs of blanks one blank; letters of every script stay. The flag is true when a
    control or direction-override character, or half a surrogate pair, was taken out; invisible joiners go
    without a word.
    """
    if text.isascii() and text.isprintable():
        text = text.strip()
        return (_SPACES.sub(" ", text) if "  " in text else text), False
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept, suspicious = [], False
    for char in text:
        if char == "\n" or char == "\t":
            kept.append(char)
        elif char in _BIDI or unicodedata.category(char) in ("Cc", "Cs"):
            suspicious = True
        elif char not in _INVISIBLE:
            kept.append(char)
    normal = unicodedata.normalize("NFC", "".join(kept))
    lines = (_SPACES.sub(" ", line).strip() for line in normal.split("\n"))
    return "\n".join(lines).strip(), suspicious


def plain(text: str) -> str:
    """This will return ``text`` without accents; "ø", "ß" and their like are spelled out."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.translate(_SPELLED_OUT))
    return unicodedata.normalize("NFC", "".join(char for char in text if not "\u0300" <= char <= "\u036f"))


def fold_once(text: str) -> str:
    """This will do what ``fold`` does without remembering it; for long lists that are folded only once."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return " ".join(text.lower().split())
    lowered = plain(text).casefold().replace("&", " and ").replace("'", "").replace("\u2019", "")
    return _NOT_WORD.sub(" ", lowered).strip()


def fold(text: str) -> str:
    """This will return ``text`` in lower case, without accents and punctuation, words apart by one blank."""
    return _fold(text) if len(text) <= REMEMBERED else fold_once(text)


_fold = lru_cache(maxsize=65536)(fold_once)


def key(text: str) -> str:
    """This will return the form in which two spellings of one term are the same: "Paediatric
    cardiologists" too.
    """
    return _key(text) if len(text) <= REMEMBERED else _key_once(text)


def _key_once(text: str) -> str:
    folded = fold(text)
    for british, american in _SPELLINGS:
        if british in folded:
            folded = folded.replace(british, american)
    tokens = [_stem(token) for token in folded.split() if token not in _DROPPED]
    return " ".join(tokens) or folded


_key = lru_cache(maxsize=65536)(_key_once)


def _stem(token: str) -> str:
    if len(token) < 4:
        return token
    if token.endswith("s") and not token.endswith(("ss", "us", "is")):
        token = token[:-1]
    for ending, stem in (
        ("ologist", "ology"),
        ("surgeon", "surgery"),
        ("surgical", "surgery"),
        ("iatrist", "iatry"),
    ):
        if token.endswith(ending):
            return token[: -len(ending)] + stem
    if token in ("pediatrician", "pediatric"):
        return "pediatric"
    return token


def slug_of(text: str) -> str:
    """This will return ``text`` as a slug of its own ("Grade 7" becomes grade_7), in any script, at most
    60 long.
    """
    return fold(text).replace(" ", "_")[:60]


def is_nothing(text: str) -> bool:
    """This will say whether ``text`` is a way of leaving a field empty: "", "N/A", "none", "-"."""
    return len(text) <= LONGEST_NOTHING and fold(text) in _NOTHING


def after_other(text: str) -> str | None:
    """This will return what follows "Other:" in an answer, or None when the answer does not begin so."""
    found = _OTHER.match(text)
    return text[found.end() :].strip() if found else None


def outer_split(text: str, separators: str) -> list[str]:
    """This will cut ``text`` at any of ``separators`` that stands outside round brackets; empty pieces are
    dropped.
    """
    if "(" not in text or text.count("(") != text.count(")"):
        for other in separators[1:]:
            text = text.replace(other, separators[0])
        pieces = text.split(separators[0])
    else:
        pieces, depth, start = [], 0, 0
        for place, char in enumerate(text):
            depth = max(0, depth + (char == "(") - (char == ")"))
            if not depth and char in separators:
                pieces.append(text[start:place])
                start = place + 1
        pieces.append(text[start:])
    return [piece for piece in (piece.strip() for piece in pieces) if piece]
