"""Time zones and weekly hours in words: "Eastern", "(GMT+01:00) Berlin", "Mon-Thu after 6pm, weekend
mornings".
"""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from mentorquilt.rosters._text import fold

DAY = 24 * 60
WAKING = (7 * 60, 20 * 60)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ALL = tuple(range(7))
_DAY_WORDS: dict[str, tuple[int, ...]] = {
    "weekday": _ALL[:5],
    "workday": _ALL[:5],
    "weekend": _ALL[5:],
    "daily": _ALL,
    "every day": _ALL,
    "any day": _ALL,
    "anytime": _ALL,
    "any time": _ALL,
}
_PARTS: dict[str, tuple[int, int]] = {
    "early morning": (6 * 60, 8 * 60),
    "late morning": (10 * 60, 12 * 60),
    "morning": (7 * 60, 12 * 60),
    "before work": (6 * 60, 8 * 60),
    "lunch": (12 * 60, 13 * 60),
    "noon": (12 * 60, 13 * 60),
    "late afternoon": (15 * 60, 18 * 60),
    "afternoon": (12 * 60, 17 * 60),
    "after work": (17 * 60, 21 * 60),
    "late evening": (19 * 60, 22 * 60),
    "evening": (17 * 60, 21 * 60),
    "night": (19 * 60, 22 * 60),
    "business hours": (9 * 60, 17 * 60),
    "working hours": (9 * 60, 17 * 60),
    "work hours": (9 * 60, 17 * 60),
    "daytime": (9 * 60, 17 * 60),
}
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap]\.?m\.?)?"
_RANGE = re.compile(_CLOCK + r"\s*(?:-|\u2013|\u2014|to|until|till|bis)\s*" + _CLOCK)
_AFTER = re.compile(r"(?:after|from|past|ab)\s*" + _CLOCK)
_BEFORE = re.compile(r"(?:before|until|till|by|vor)\s*" + _CLOCK)
_DAY = r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur|urs)?(?:day)?s?\b"
_DAY_RANGE = re.compile(_DAY + r"\s*(?:-|\u2013|\u2014|to|through|thru)\s*" + _DAY)
_ZONE_WORDS = {
    "America/New_York": "eastern est edt et",
    "America/Chicago": "central cst cdt ct",
    "America/Denver": "mountain mst mdt mt",
    "America/Phoenix": "arizona",
    "America/Los_Angeles": "pacific pst pdt pt",
    "America/Anchorage": "alaska akst akdt alaskan",
    "Pacific/Honolulu": "hawaii hst hawaiian",
    "America/Halifax": "atlantic ast adt",
    "America/St_Johns": "newfoundland",
    "Europe/London": "gmt bst uk british",
    "Europe/Berlin": "cet cest mez mesz",
    "Europe/Athens": "eet eest",
    "Asia/Kolkata": "india indian",
    "Asia/Tokyo": "jst japan",
    "Asia/Singapore": "sgt",
    "Asia/Hong_Kong": "hkt",
    "Asia/Dubai": "gulf",
    "Asia/Karachi": "pkt",
    "Asia/Seoul": "kst korea",
    "Australia/Sydney": "aest aedt",
    "Australia/Perth": "awst",
    "Pacific/Auckland": "nzst nzdt",
    "Africa/Johannesburg": "sast",
    "UTC": "utc",
}
_BY_WORD = {word: zone for zone, words in _ZONE_WORDS.items() for word in words.split()}
_EUROPEAN = {"central": "cet", "eastern": "eet", "western": "bst"}
_PARTS_OF_THE_WORLD = frozenset(
    ["Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"]
)
_OFFSET = re.compile(r"(?:utc|gmt)\s*([+\u2212-])\s*0?(\d{1,2})(?::?00)?(?![:\d])")


def zone_of(text: str) -> str:
    """This will return the IANA name of the zone that ``text`` names, or "" when none or several are
    meant.
    """
    folded = fold(text)
    words = folded.split()
    if "european" in words or "europe" in words:
        words = [_EUROPEAN.get(word, "") for word in words]
    found = {_BY_WORD[word] for word in words if word in _BY_WORD and word not in ("gmt", "utc")}
    if len(found) == 1 and "/" not in text:
        return found.pop()
    if known := _zones_folded().get(folded):
        return known
    if offset := _OFFSET.search(text.lower()):
        hours = int(offset[2])
        name = f"Etc/GMT{'-' if offset[1] == '+' else '+'}{hours}" if hours else "UTC"
        return name if name in available_zones() else ""
    return found.pop() if len(found) == 1 else ""


@cache
def available_zones() -> frozenset[str]:
    """This will return every IANA name of a zone, read once."""
    return frozenset(available_timezones())


@cache
def _zones_folded() -> dict[str, str]:
    found: dict[str, str] = {}
    for zone in sorted(available_zones()):
        found.setdefault(fold(zone), zone)
        if zone.split("/")[0] in _PARTS_OF_THE_WORLD:
            found.setdefault(fold(zone.rsplit("/", 1)[1]), zone)
    return found


def hours_of(text: str) -> tuple[tuple[int, int], ...]:
    """This will return (start, end) in minutes of the local week that ``text`` names, merged; () when it
    names none.
    """
    spans: list[tuple[int, int]] = []
    for group in _groups(text.casefold()[:600]):
        days, times = _days(group), _times(group)
        if days or times:
            for day in days or _ALL:
                spans += [(day * DAY + start, day * DAY + end) for start, end in times or (WAKING,)]
    return _merged(spans)


def _groups(text: str) -> list[str]:
    """This will cut hours at ; and line ends, and at a comma where a new day follows a time."""
    groups: list[str] = []
    for piece in re.split(r"[;\n|]| or | and also ", text):
        current = ""
        for part in piece.split(","):
            if current and _times(current) and (_days(part) or not _times(part)):
                groups.append(current)
                current = part
            else:
                current = f"{current},{part}" if current else part
        groups.append(current)
    return [group for group in groups if group.strip()]


def _days(text: str) -> tuple[int, ...]:
    found: set[int] = set()
    for word, days in _DAY_WORDS.items():
        if word in text:
            found |= set(days)
    for first, last in _DAY_RANGE.findall(text):
        start, end = _DAYS.index(first), _DAYS.index(last)
        found |= set(range(start, end + 1)) if start <= end else {*range(start, 7), *range(end + 1)}
    found |= {_DAYS.index(day) for day in re.findall(_DAY, text)}
    return tuple(sorted(found))


def _times(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for range_ in _RANGE.finditer(text):
        start, end = (
            _clock(range_[1], range_[2], range_[3] or range_[6]),
            _clock(range_[4], range_[5], range_[6]),
        )
        if start is not None and end is not None:
            if start >= end and not range_[3] and start >= 12 * 60:
                start -= 12 * 60
            found += [(start, end)] if start < end else []
    rest = _RANGE.sub(" ", text)
    if after := _AFTER.search(rest):
        start = _clock(after[1], after[2], after[3] or ("pm" if int(after[1]) < 9 else ""))
        found += [(start, 22 * 60)] if start is not None and start < 22 * 60 else []
    if before := _BEFORE.search(rest):
        end = _clock(before[1], before[2], before[3])
        found += [(6 * 60, end)] if end is not None and end > 6 * 60 else []
    for words, span in _PARTS.items():
        if words in rest:
            found.append(span)
            rest = rest.replace(words, " ")
    return found


def _clock(hour: str, minute: str | None, half: str | None) -> int | None:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    return hours * 60 + minutes if hours * 60 + minutes <= DAY and minutes < 60 else None


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)
