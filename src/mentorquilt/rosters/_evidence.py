"""What the cells of a column speak for, whatever stands above them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mentorquilt.rosters._fields import field_of
from mentorquilt.rosters._nearest import exact_of
from mentorquilt.rosters._tables import Table
from mentorquilt.rosters._text import after_other, clean, fold, is_nothing

SAMPLE_ROWS = 400
SAMPLE_VALUES = 40
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TITLES = frozenset(
    {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "sir", "dame", "doctor", "herr", "frau"}
)
_TELLING = ("email", "stage", "specialty", "setting", "languages", "topics", "profession")
"""Fields that cells alone can give away, whatever the heading says."""


def sample_of(table: Table, index: int) -> tuple[str, ...]:
    """This will return up to 40 distinct cells of a column that say something, from its first 400 rows."""
    found: dict[str, None] = {}
    for row in table.rows[:SAMPLE_ROWS]:
        text = clean(row[index][:500])[0] if index < len(row) else ""
        if text and not is_nothing(text):
            found.setdefault(text, None)
            if len(found) == SAMPLE_VALUES:
                break
    return tuple(found)


def share_of(field: str, sample: tuple[str, ...]) -> float:
    """This will return which share of ``sample`` can be read as answers of ``field``, from 0 to 1."""
    if field == "email":
        return _share(bool(_MAIL.fullmatch(text)) for text in sample)
    if field == "title":
        return _share(fold(text).split(" ")[0] in _TITLES and len(text) < 20 for text in sample)
    if field == "training_ended":
        return _share(bool(_YEAR.fullmatch(text)) for text in sample)
    known = field_of(field)
    return _share(_is_known(known.kinds, text) for text in sample) if known and known.kinds else 0.0


def spoken_for(sample: tuple[str, ...]) -> tuple[str, float]:
    """This will return the field that a column's cells speak for, with the share that does; ("", 0.0) for
    none.
    """
    if len(sample) < 2:
        return ("email", 1.0) if share_of("email", sample) else ("", 0.0)
    best = max(_TELLING, key=lambda field: share_of(field, sample))
    share = share_of(best, sample)
    return (best, share) if share >= 0.6 else ("", 0.0)


def _is_known(kinds: tuple[str, ...], text: str) -> bool:
    if exact_of(kinds, text):
        return True
    pieces = [piece.strip() for piece in re.split(r"[;,|\n]", text)]
    return any(after_other(piece) is None and exact_of(kinds, piece) for piece in pieces[:1])


def _share(answers: Iterable[bool]) -> float:
    counted = list(answers)
    return sum(counted) / len(counted) if counted else 0.0
