"""Career stages that no list of spellings can hold: years of training ("PGY-4") and of practice ("Attending,
12 years").

The bands of years are our own proposal, as no society publishes one: up to 7 early, 8 to 20 mid, above that
late.
"""

from __future__ import annotations

import re

from mentorquilt.rosters._text import fold

EARLY_UNTIL = 7
MID_UNTIL = 20
SURE = 96
LIKELY = 85
UNCLEAR = 60

_POSTGRADUATE = re.compile(r"\bpgy ?(\d{1,2})\b")
_RESIDENT = re.compile(r"\b(?:ca|ct|st|fy|r|f) ?\d\b")
_STUDENT = re.compile(r"\b(?:ms|oms|m) ?(?:[1-4]|i{1,3}|iv)\b")
_YEAR = r"\s*(?:y|yr|yrs|year|years|jahre|años)\b"
_NUMBER = r"(\d{1,2})"
_RANGE = re.compile(_NUMBER + r"\s*(?:-|\u2013|\u2014|to)\s*" + _NUMBER + r"\s*\+?" + _YEAR)
_BELOW = re.compile(r"(?:<=?|\u2264|less than|fewer than|under|up to|within|first)\s*" + _NUMBER + _YEAR)
_ABOVE = re.compile(
    r"(?:(?:>=?|\u2265|more than|over|at least)\s*"
    + _NUMBER
    + _YEAR
    + ")|(?:"
    + _NUMBER
    + r"\s*\+"
    + _YEAR
    + ")"
)
_SINGLE = re.compile(_NUMBER + _YEAR)
_PRACTICE_WORDS = (
    "attending consultant staff physician doctor surgeon faculty practice practicing hospitalist specialist "
    "in of out the post after since training residency fellowship graduation completing independent career "
    "experience as an a years year from clinical anesthesiologist md do posttraining past board certified"
)
_IN_PRACTICE = frozenset(_PRACTICE_WORDS.split())


def stage_of(text: str) -> tuple[tuple[str, int], ...]:
    """This will return the stages that years of training or practice in ``text`` speak for, with scores to
    100.
    """
    folded = fold(text)
    found = _POSTGRADUATE.search(folded)
    if found:
        return (("resident", 100),) if int(found[1]) <= 5 else (("fellow", 80), ("resident", 80))
    if _RESIDENT.match(folded):
        return (("resident", 100),)
    if _STUDENT.match(folded):
        return (("student", 100),)
    low, high, rest = _years(text.casefold())
    if low is None:
        words = set(folded.split())
        if words & {"attending", "consultant", "faculty"} and words <= _IN_PRACTICE:
            return (("early", UNCLEAR), ("mid", UNCLEAR), ("late", UNCLEAR))
        return ()
    score = SURE if set(fold(rest).split()) <= _IN_PRACTICE else LIKELY
    return _band(low, high, score)


def without_years(text: str) -> str:
    """This will return ``text`` without the words that count years: "Early career (0-7 y)" becomes "Early
    career".
    """
    rest = _years(text.casefold())[2]
    return rest.strip(" ()[],;:-\u2013") if rest else text


def stage_after(years: int) -> str:
    """This will return the stage of somebody so many whole years after training."""
    return "early" if years <= EARLY_UNTIL else "mid" if years <= MID_UNTIL else "late"


def _years(lowered: str) -> tuple[int | None, int | None, str]:
    """This will find the years in a text: the least, the most (None is open) and the text without them."""
    for pattern, read in (
        (_RANGE, lambda found: (int(found[1]), int(found[2]))),
        (_BELOW, lambda found: (0, int(found[1]))),
        (_ABOVE, lambda found: (int(found[1] or found[2]), None)),
        (_SINGLE, lambda found: (int(found[1]), int(found[1]))),
    ):
        found = pattern.search(lowered)
        if found:
            low, high = read(found)
            return low, high, lowered[: found.start()] + " " + lowered[found.end() :]
    return None, None, ""


def _band(low: int, high: int | None, score: int) -> tuple[tuple[str, int], ...]:
    if high is None:
        if low >= MID_UNTIL - 5:
            return (("late", score),)
        return (("mid", UNCLEAR), ("late", UNCLEAR))
    if low <= 2 and high <= 10:
        return (("early", score),)
    first, last = stage_after(low), stage_after(high)
    middle = stage_after((low + high) // 2)
    if first == last or (middle == "mid" and low >= 5 and high <= MID_UNTIL + 5):
        return ((middle, score),)
    return ((middle, UNCLEAR + 15), (first if first != middle else last, UNCLEAR))
