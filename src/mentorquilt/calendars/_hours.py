"""Weekly hours as spans of minutes: someone's own week, the same in UTC, and what two people share.

A span is ``(start, end)`` with ``start`` included and ``end`` not, in minutes of a week that begins on
Monday at 0:00; spans are sorted, apart from each other, and never reach over Sunday midnight. Hours that
nobody stated are ``None``: unknown, never zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from mentorquilt.calendars._zones import offset_minutes, zone_info

DAY = 24 * 60
WEEK = 7 * DAY
WORKING_DAYS = 5
ASSUMED_FROM, ASSUMED_TO = 7 * 60, 20 * 60

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True)
class WeeklyHours:
    """When someone has time in a usual week, on their own clock; ``assumed`` until they said so."""

    intervals: Spans
    zone: str
    assumed: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        zone_info(self.zone)
        object.__setattr__(self, "intervals", merged(self.intervals))


@dataclass(frozen=True)
class Overlap:
    """What two people share in a usual week; ``assumed`` when one of them never stated hours."""

    minutes_a_week: int
    hours_a_day: float
    assumed: bool


def assumed_hours(zone: str) -> WeeklyHours:
    """Return the hours of someone who stated none: weekdays from 7:00 to 20:00, marked as assumed."""
    days = (day * DAY for day in range(WORKING_DAYS))
    return WeeklyHours(tuple((day + ASSUMED_FROM, day + ASSUMED_TO) for day in days), zone, assumed=True)


def merged(spans: Iterable[Span]) -> Spans:
    """Return spans in order, joined where they meet, wrapped into one week and never longer than it."""
    pieces: list[Span] = []
    for start, end in spans:
        if end <= start:
            raise ValueError(f"a span must end after it starts, not ({start}, {end})")
        if end - start >= WEEK:
            return ((0, WEEK),)
        first = start % WEEK
        last = first + end - start
        pieces += [(first, min(last, WEEK))]
        if last > WEEK:
            pieces += [(0, last - WEEK)]
    joined: list[Span] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def to_utc_week(hours: WeeklyHours, on_date: dt.date) -> Spans:
    """Return the hours in minutes of the UTC week, with the zone's offset at noon of that date.

    Monday 0:00 UTC is 0. In a week in which the clocks change, the offset of the date holds for the whole
    week.
    """
    return _shifted(hours.intervals, -_offset_on(hours.zone, on_date))


def to_local_week(spans: Iterable[Span], zone: str, on_date: dt.date) -> Spans:
    """Return spans of the UTC week in minutes of a zone's own week; the opposite of `to_utc_week`."""
    return _shifted(spans, _offset_on(zone, on_date))


def shared(one: Iterable[Span], other: Iterable[Span]) -> Spans:
    """Return what two sets of spans of the same week have in common."""
    left, right = merged(one), merged(other)
    found: list[Span] = []
    at = to = 0
    while at < len(left) and to < len(right):
        start, end = max(left[at][0], right[to][0]), min(left[at][1], right[to][1])
        if start < end:
            found.append((start, end))
        if left[at][1] <= right[to][1]:
            at += 1
        else:
            to += 1
    return tuple(found)


def minutes_in(spans: Iterable[Span]) -> int:
    """Return how many minutes of the week the spans cover."""
    return sum(end - start for start, end in merged(spans))


def shared_minutes(one: WeeklyHours | None, other: WeeklyHours | None, on_date: dt.date) -> int | None:
    """Return how many minutes a week two people share, ``None`` when the hours of one are unknown."""
    if one is None or other is None:
        return None
    return minutes_in(shared(to_utc_week(one, on_date), to_utc_week(other, on_date)))


def shared_hours_a_day(one: WeeklyHours | None, other: WeeklyHours | None, on_date: dt.date) -> float | None:
    """Return the shared hours of a day, ``None`` when the hours of one are unknown.

    The week's sum is spread over five days, or over as many as have shared hours if those are more, so that
    it reads as "4.5 hours a day" for weekdays and never exceeds 24.
    """
    if one is None or other is None:
        return None
    spans = shared(to_utc_week(one, on_date), to_utc_week(other, on_date))
    days = min(_days_touched(to_local_week(spans, hours.zone, on_date)) for hours in (one, other))
    return round(minutes_in(spans) / 60 / max(WORKING_DAYS, days), 2)


def overlap(one: WeeklyHours | None, other: WeeklyHours | None, on_date: dt.date) -> Overlap | None:
    """Return both figures about two people's shared time, ``None`` when the hours of one are unknown."""
    minutes, a_day = shared_minutes(one, other, on_date), shared_hours_a_day(one, other, on_date)
    if one is None or other is None or minutes is None or a_day is None:
        return None
    return Overlap(minutes, a_day, one.assumed or other.assumed)


def _offset_on(zone: str, on_date: dt.date) -> int:
    """Return the zone's offset at noon of a date, in minutes."""
    return offset_minutes(zone, dt.datetime.combine(on_date, dt.time(12), zone_info(zone)))


def _shifted(spans: Iterable[Span], minutes: int) -> Spans:
    return merged((start + minutes, end + minutes) for start, end in spans)


def _days_touched(spans: Spans) -> int:
    """Return on how many days of the week something lies."""
    return len({day for start, end in spans for day in range(start // DAY, (end - 1) // DAY + 1)})
