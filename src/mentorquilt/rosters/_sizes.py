"""Hospital sizes said in numbers: "350 beds", "<50", "101-199", "500+"."""

from __future__ import annotations

import re

_RANGE = re.compile(r"(\d{1,4})\s*(?:-|\u2013|\u2014|to)\s*(\d{1,4})")
_BELOW = re.compile(r"(?:<=?|\u2264|less than|fewer than|under|below|up to)\s*(\d{1,4})")
_ABOVE = re.compile(
    r"(?:>=?|\u2265|more than|over|above|at least)\s*(\d{1,4})|(\d{1,4})\s*(?:\+|or more|plus|and above)"
)
_SINGLE = re.compile(r"(?<!\d)(\d{1,4})(?!\d)")


def size_of(text: str) -> str:
    """This will return the size whose band holds the number of beds in ``text``, or "" when it names none."""
    lowered = text.casefold().replace(",", "")
    if found := _RANGE.search(lowered):
        return _band((int(found[1]) + int(found[2])) // 2)
    if found := _BELOW.search(lowered):
        return _band(max(int(found[1]) - 1, 0))
    if found := _ABOVE.search(lowered):
        return _band(int(found[1] or found[2]))
    found = _SINGLE.search(lowered)
    return _band(int(found[1])) if found else ""


def _band(beds: int) -> str:
    if beds == 0:
        return "none"
    if beds < 50:
        return "under_50"
    if beds < 200:
        return "50_199"
    return "200_499" if beds < 500 else "500_plus"
