"""A person's name as forms hold it: "Dr. Jane A. Doe, MD, PhD", "Doe, Jane", "van der Berg, Anna", any
script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from mentorquilt.rosters._people import Names
from mentorquilt.rosters._text import fold, is_nothing

_TITLE_WORDS = (
    "dr prof professor mr mrs ms mx miss sir dame doctor rev reverend hon capt captain col colonel lt ltc "
    "maj major cdr cpt lcdr gen adm sgt herr frau dra dott dottssa mme mlle m doc univ pd priv doz dipl "
    "ing mag"
)
_TITLES = frozenset(_TITLE_WORDS.split())
_AFTER_TITLES = frozenset(["med", "dr", "rer", "nat", "h", "c", "hc", "univ", "habil", "phil"])
_DEGREES = (
    "md do phd mph mba ms msc ma mbbs mbchb mbbch bmbs bmbch frcpc frcsc frcp frcs frca frcem frcr frcog "
    "frcpath mrcp mrcs mrcgp facs facp faap facc facog facep faafp fccp fccm fasa fasra fidsa faaos fapa "
    "facr fana fhm sfhm fanzca ffpmanzca ffarcsi fcai edra dabr dabpm rn np crna pa pac fnp aprn dnp msn "
    "bsn pharmd psyd edd jd llm dds dmd dpm med mha mmed mhs mhsc mhpe mpa mpp mse msed mshs mscr msci "
    "msce mtr bs ba bsc bmed bch aac caa cnm dc dvm vmd dsc scd drph mcr mms ches cgc lcsw ot pt dpt otr "
    "rd rdn esq ret facrh faans faan faha facg asaf fascrs cpe"
)
_CREDENTIALS = frozenset(_DEGREES.split())
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_PARTICLE_WORDS = (
    "van von der den de del della di da dos das du la le los las el al bin ibn bint abu ter ten zu zur af "
    "av st saint san santa y e mac mc ó ní ap ben bat"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_BRACKETED = re.compile(r"\([^()]*\)|\"[^\"]*\"|\u201c[^\u201d]*\u201d")


def names_from_one(text: str) -> Names:
    """This will read a whole name from one cell, family name first when a comma says so."""
    if text.startswith("="):
        return Names(full=_one_line(text), family=_one_line(text))
    text = _BRACKETED.sub(" ", text).replace("\n", " ")
    parts = [part for part in (_one_line(part) for part in text.split(",")) if part]
    titles: list[str] = []
    credentials: list[str] = []
    names: list[str] = []
    for part in parts:
        words = part.split()
        if names and all(_is_credential(word) for word in words):
            credentials += words
        elif names and all(fold(word) in _SUFFIXES for word in words):
            names[0] += " " + part
        elif all(_is_title(word, first=True) for word in words):
            titles += words
        else:
            names.append(part)
    if not names:
        return Names(full=_one_line(text))
    if len(names) > 1:
        family, extra = _without_ends(names[0])
        given, more = _without_ends(" ".join(names[1:]))
        found = ([*titles, *extra[0], *more[0]], [*more[1], *extra[1], *credentials])
        return _names(given, family, *found)
    bare, ends = _without_ends(names[0])
    return _names(*_given_family(bare), [*titles, *ends[0]], [*ends[1], *credentials])


def names_from_parts(given: str, family: str, title: str = "", credentials: str = "") -> Names:
    """This will read a name from a column each; titles and degrees typed along with it are put where they
    belong.
    """
    family_read = names_from_one(family) if "," in family else None
    family_bare, family_ends = _without_ends(family_read.full if family_read else family)
    given_bare, given_ends = _without_ends(given)
    titles = [*_words(title), *given_ends[0], *family_ends[0]]
    letters = [
        *given_ends[1],
        *family_ends[1],
        *(family_read.credentials if family_read else ()),
        *_words(credentials),
    ]
    return _names(given_bare, family_bare, titles, letters)


def _names(given: str, family: str, titles: Iterable[str], credentials: Iterable[str]) -> Names:
    return Names(
        full=" ".join(part for part in (given, family) if part),
        given=given,
        family=family,
        titles=tuple(dict.fromkeys(title for title in titles if title)),
        credentials=tuple(dict.fromkeys(word.strip(",;") for word in credentials if word.strip(",;"))),
    )


def _words(text: str) -> list[str]:
    return [] if is_nothing(text) else [word for word in re.split(r"[\s,;/]+", text) if word]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _without_ends(text: str) -> tuple[str, tuple[list[str], list[str]]]:
    """This will take titles off the front and degrees off the back: name, (titles, degrees)."""
    words = text.split()
    titles: list[str] = []
    while len(words) > 1 and _is_title(words[0], first=not titles):
        titles.append(words.pop(0))
    letters: list[str] = []
    while (
        len(words) > 1
        and _is_credential(words[-1])
        and (len(words) > 2 or words[-1].isupper() or "." in words[-1])
    ):
        letters.insert(0, words.pop())
    return " ".join(words), (titles, letters)


def _is_title(word: str, *, first: bool) -> bool:
    key = fold(word).replace(" ", "")
    return (key in _TITLES and (len(key) > 1 or "." not in word)) if first else key in _TITLES | _AFTER_TITLES


def _is_credential(word: str) -> bool:
    """This will say whether a word is a degree; "Ma" and "Do" are names unless written in capitals."""
    key = fold(word.replace(".", "").replace("-", "")).replace(" ", "")
    if key not in _CREDENTIALS:
        return False
    letters = [char for char in word if char.isalpha()]
    return len(key) > 3 or sum(char.isupper() for char in letters) >= 2


def _given_family(text: str) -> tuple[str, str]:
    """This will part a name in written order; a family name in capitals or with particles is kept whole."""
    words = text.split()
    if len(words) < 2:
        return "", text
    capitals = [len(word) > 2 and word.isupper() for word in words]
    if capitals[0] and not any(capitals[1:]) and len(words[0]) > 2:
        return " ".join(words[1:]), words[0]
    last = len(words) - 1
    if fold(words[last]) in _SUFFIXES and last > 1:
        last -= 1
    while last > 1 and fold(words[last - 1]) in _PARTICLES:
        last -= 1
    return " ".join(words[:last]), " ".join(words[last:])
