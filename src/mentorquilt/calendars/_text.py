"""Weekly hours as people write them: ``Mon-Fri 18:00-21:00; Sat 9-12`` and back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mentorquilt.calendars._hours import DAY, Span, Spans, merged
from mentorquilt.calendars._words import BAD_CLOCK, BAD_DAY, BAD_HOURS, DAY_WORDS, DAYS, EMPTY_SPAN

_LONGEST = 1000
_DASH = re.compile(r"\s*(?:[-\u2010-\u2015\u2212~]|\bto\b|\buntil\b|\bthrough\b)\s*", re.IGNORECASE)
_CLOCK = r"(?:\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\b\.?)?|noon|midnight)"
_RANGE = re.compile(rf"({_CLOCK})-({_CLOCK})", re.IGNORECASE)
_CLOCK_PARTS = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?", re.IGNORECASE)
_NAMED_CLOCKS = {"noon": 12 * 60, "midnight": DAY}


class BadHours(ValueError):
    """A text that is no weekly hours; the message says what to write."""


def parse_hours(text: str) -> Spans:
    """Return the spans of the local week that a text states, or raise `BadHours`; an empty text has none.

    Parts stand behind one another with ``;``, commas or line breaks; days without hours are whole days;
    hours that end before they begin reach into the next day.
    """
    if len(text) > _LONGEST:
        raise BadHours(BAD_HOURS.format(part=text[:40] + "…"))
    spans: list[Span] = []
    for part in re.split(r"[;\n\r]+", text):
        spans += _part(part)
    return merged(spans)


def _part(part: str) -> list[Span]:
    """Return the spans of one part: days, then hours, then perhaps more days and hours behind commas."""
    tight = _DASH.sub("-", part.strip())
    if not tight:
        return []
    spans: list[Span] = []
    days: list[int] = []
    rest_at = 0
    ranges = list(_RANGE.finditer(tight))
    for found in ranges:
        named = _days(tight[rest_at : found.start()])
        days = named or days or list(range(7))
        spans += _spans(days, found)
        rest_at = found.end()
    rest = _days(tight[rest_at:])
    if not ranges and not rest:
        raise BadHours(BAD_HOURS.format(part=part.strip()[:60]))
    return spans + [(day * DAY, (day + 1) * DAY) for day in rest]


def _days(text: str) -> list[int]:
    """Return the days that a piece of text names, in the order of the text."""
    words = text.lower().replace("every day", "everyday").replace("/", ",").replace("&", ",")
    days: list[int] = []
    for word in re.split(r"[,\s:]+|\band\b|\bon\b|\bfrom\b|\bat\b", words):
        if not word.strip("."):
            continue
        first, _, last = word.partition("-")
        begin, end = _day(first), _day(last) if last else ()
        if end:
            days += [day % 7 for day in range(begin[0], begin[0] + (end[-1] - begin[0]) % 7 + 1)]
        else:
            days += begin
    return days


def _day(word: str) -> tuple[int, ...]:
    try:
        return DAY_WORDS[word.strip(".")]
    except KeyError:
        raise BadHours(BAD_DAY.format(word=word[:40])) from None


def _spans(days: list[int], found: re.Match[str]) -> list[Span]:
    """Return one range of hours on every day; a range that ends before it begins ends on the next day."""
    start, end = _clock(found[1], before=found[2]), _clock(found[2])
    if end == 0:
        end = DAY
    if start == end:
        raise BadHours(EMPTY_SPAN.format(part=found[0]))
    length = (end - start) % DAY or DAY
    return [(day * DAY + start, day * DAY + start + length) for day in days]


def _clock(word: str, *, before: str = "") -> int:
    """Return the minute of the day that ``6:30 pm`` means; ``6-9 pm`` lends its half to the first."""
    named = _NAMED_CLOCKS.get(word.lower())
    if named is not None:
        return named % DAY if before else named
    found = _CLOCK_PARTS.match(word)
    if not found:
        raise BadHours(BAD_CLOCK.format(word=word[:20]))
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if not half and before and hour <= 12:
        lent = _CLOCK_PARTS.match(before)
        half = (lent[3] or "").lower() if lent and int(lent[1]) > hour else ""
    if half:
        if not 1 <= hour <= 12:
            raise BadHours(BAD_CLOCK.format(word=word[:20]))
        hour = hour % 12 + (12 if half == "p" else 0)
    if minute > 59 or hour * 60 + minute > DAY:
        raise BadHours(BAD_CLOCK.format(word=word[:20]))
    return hour * 60 + minute


def format_hours(spans: Iterable[Span]) -> str:
    """Return spans as a text that `parse_hours` reads back: ``Mon-Fri 18:00-21:00; Sat 09:00-12:00``."""
    by_hours: dict[str, list[int]] = {}
    for day, pieces in enumerate(_by_day(merged(spans))):
        if pieces:
            by_hours.setdefault(
                ", ".join(f"{_word(start)}-{_word(end)}" for start, end in pieces), []
            ).append(day)
    return "; ".join(f"{_day_words(days)} {hours}" for hours, days in by_hours.items())


def _by_day(spans: Spans) -> list[list[Span]]:
    """Return for each day the minutes of the day that the spans cover."""
    days: list[list[Span]] = [[] for _ in range(7)]
    for start, end in spans:
        for day in range(start // DAY, (end - 1) // DAY + 1):
            days[day].append((max(start, day * DAY) - day * DAY, min(end, (day + 1) * DAY) - day * DAY))
    return days


def _word(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _day_words(days: list[int]) -> str:
    """Return ``Mon-Wed, Fri`` for 0, 1, 2, 4."""
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        f"{DAYS[run[0]]}-{DAYS[run[-1]]}" if len(run) > 2 else ", ".join(DAYS[day] for day in run)
        for run in runs
    )
