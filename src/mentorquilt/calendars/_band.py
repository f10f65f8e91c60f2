"""One day of two people side by side: the data behind the picture of their shared hours."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from mentorquilt.calendars._hours import DAY, Spans, WeeklyHours
from mentorquilt.calendars._zones import zone_info

SLOT = dt.timedelta(minutes=30)


@dataclass(frozen=True)
class Slot:
    """One half hour: both clocks at its start, and whether each is free for all of it (``None``: unknown).

    ``days_apart`` is how many calendar days the second clock is ahead of the first: -1, 0 or 1.
    """

    starts_at: dt.datetime
    clock_a: dt.time
    clock_b: dt.time
    days_apart: int
    free_a: bool | None
    free_b: bool | None

    @property
    def both(self) -> bool | None:
        """Say whether both are free; ``None`` when that depends on hours that are unknown."""
        if self.free_a is False or self.free_b is False:
            return False
        return None if self.free_a is None or self.free_b is None else True


@dataclass(frozen=True)
class Band:
    """A day from midnight to midnight of the first person: 48 half hours unless clocks change."""

    on_date: dt.date
    zone_a: str
    zone_b: str
    assumed_a: bool
    assumed_b: bool
    slots: tuple[Slot, ...]

    @property
    def shared_minutes(self) -> int | None:
        """Return how long both are free on this day, ``None`` when unknown."""
        if any(slot.both is None for slot in self.slots):
            return None
        return sum(30 for slot in self.slots if slot.both)


@dataclass(frozen=True)
class _Person:
    """One side of the band: rules of the zone, and spans unless the hours are unknown."""

    zone: str
    spans: Spans | None
    assumed: bool


def band(
    hours_a: WeeklyHours | None,
    hours_b: WeeklyHours | None,
    on_date: dt.date,
    *,
    zone_a: str = "",
    zone_b: str = "",
) -> Band:
    """Return the day ``on_date`` of the first person, half hour by half hour, with the second person beside.

    Hours may be unknown (``None``) when the zone is handed in instead.
    """
    one, other = _person(hours_a, zone_a), _person(hours_b, zone_b)
    begin = dt.datetime.combine(on_date, dt.time(), zone_info(one.zone)).astimezone(dt.UTC)
    end = dt.datetime.combine(on_date + dt.timedelta(days=1), dt.time(), zone_info(one.zone)).astimezone(
        dt.UTC
    )
    slots = tuple(_slot(one, other, begin + number * SLOT) for number in range((end - begin) // SLOT))
    return Band(on_date, one.zone, other.zone, one.assumed, other.assumed, slots)


def _person(hours: WeeklyHours | None, zone: str) -> _Person:
    if hours is not None:
        return _Person(hours.zone, hours.intervals, hours.assumed)
    return _Person(zone_info(zone).key, None, assumed=False)


def _slot(one: _Person, other: _Person, starts_at: dt.datetime) -> Slot:
    here = starts_at.astimezone(zone_info(one.zone))
    there = starts_at.astimezone(zone_info(other.zone))
    return Slot(
        starts_at=starts_at,
        clock_a=here.time(),
        clock_b=there.time(),
        days_apart=(there.date() - here.date()).days,
        free_a=_is_free(one.spans, here),
        free_b=_is_free(other.spans, there),
    )


def _is_free(spans: Spans | None, local: dt.datetime) -> bool | None:
    """Say whether the half hour that starts at a local time lies within the spans, over midnight too."""
    if spans is None:
        return None
    first = local.weekday() * DAY + local.hour * 60 + local.minute
    return all(_covers(spans, (first + minute) % (7 * DAY)) for minute in range(30))


def _covers(spans: Spans, minute: int) -> bool:
    return any(start <= minute < end for start, end in spans)
