"""Time zones: which there are, what people call them, and how far apart their clocks stand.

Names, links and countries come from the zone data of the ``tzdata`` package; rules from the system's zone
data, or from the package where the system has none.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib.resources
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from mentorquilt.calendars._words import (
    CITIES,
    FAMILIES,
    FAMILY_LABEL,
    OFFSET_LABEL,
    OWN_FAMILIES,
    PLACE_LABEL,
    UNKNOWN_ZONE,
)

UTC = "UTC"
_DAY = 24 * 60
_SAME_AS_UTC = ("UTC", "Etc/UTC", "Etc/GMT")


class UnknownZone(ValueError):
    """A name that no time zone has; the message says what to do."""

    def __init__(self, name: str) -> None:
        super().__init__(UNKNOWN_ZONE.format(name=name[:60]))


@dataclass(frozen=True)
class Zone:
    """One zone to choose: name in the zone data, label, code of the country ("" for UTC), offset."""

    name: str
    label: str
    country: str
    offset_minutes: int


def zones(at: dt.datetime | None = None) -> tuple[Zone, ...]:
    """Return every zone that people live in, from west to east; ``at`` decides the offsets (default: now)."""
    moment = at or dt.datetime.now(dt.UTC)
    return _zones_of_hour(moment.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0))


@functools.lru_cache(maxsize=4)
def _zones_of_hour(at: dt.datetime) -> tuple[Zone, ...]:
    listed = [
        Zone(name, _label(name, at), country, offset_minutes(name, at))
        for name, country in _countries().items()
    ]
    listed.append(Zone(UTC, UTC, "", 0))
    return tuple(sorted(listed, key=lambda zone: (zone.offset_minutes, zone.label)))


def is_zone(name: str) -> bool:
    """Say whether a zone has this name, old names included."""
    return name in _known()


def canonical(name: str) -> str:
    """Return a zone's name in `zones`, ``America/Chicago`` for ``US/Central``, or raise `UnknownZone`.

    Zones that nobody lives in (``Etc/GMT+5``) keep their name.
    """
    current = given = name.strip()
    if given not in _known():
        raise UnknownZone(name)
    while current not in _countries():
        if current in _SAME_AS_UTC:
            return UTC
        if current not in _links():
            return given
        current = _links()[current]
    return current


def zone_label(zone: str, at: dt.datetime) -> str:
    """Return a zone in words with its offset at that moment: ``Central Time (Chicago), UTC-6``."""
    label, offset = _label(zone, at), offset_label(offset_minutes(zone, at))
    return label if label == offset else OFFSET_LABEL.format(label=label, offset=offset)


def offset_label(minutes: int) -> str:
    """Return an offset in words: ``UTC-6``, ``UTC+5:45``, ``UTC``."""
    if not minutes:
        return UTC
    hours, rest = divmod(abs(minutes), 60)
    return f"{UTC}{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


def offset_minutes(zone: str, at: dt.datetime) -> int:
    """Return how many minutes the zone's clock is ahead of UTC at an aware moment."""
    if at.tzinfo is None:
        raise ValueError("a moment without a zone has no offset: hand in an aware datetime")
    offset = at.astimezone(zone_info(zone)).utcoffset() or dt.timedelta()
    return round(offset.total_seconds() / 60)


def hours_ahead(zone: str, than: str, at: dt.datetime) -> float:
    """Return by how many hours the first clock is ahead of the second, from -26 to 26, days included."""
    return (offset_minutes(zone, at) - offset_minutes(than, at)) / 60


def hours_apart(zone_a: str, zone_b: str, at: dt.datetime) -> float:
    """Return how far two clocks stand apart on the dial, 0 to 12 hours.

    The date line does not count: in Kiritimati and Pago Pago people rise within an hour of each other, a
    day apart by name.
    """
    minutes = abs(offset_minutes(zone_a, at) - offset_minutes(zone_b, at)) % _DAY
    return min(minutes, _DAY - minutes) / 60


def zone_info(name: str) -> ZoneInfo:
    """Return the zone's rules, or raise `UnknownZone`."""
    if not is_zone(name):
        raise UnknownZone(name)
    return ZoneInfo(name)


def _label(name: str, at: dt.datetime) -> str:
    """Return what people call the zone, without its offset."""
    name = canonical(name)
    region, _, rest = name.partition("/")
    if not rest:
        return name
    city = _city(name)
    abbreviation = at.astimezone(zone_info(name)).tzname() or ""
    family = OWN_FAMILIES.get(name) or FAMILIES.get((region, abbreviation))
    if family:
        return FAMILY_LABEL.format(family=family, city=city)
    country = _country_names().get(_countries().get(name, ""), "")
    return (
        city if country in ("", city) or country in city else PLACE_LABEL.format(city=city, country=country)
    )


def _city(name: str) -> str:
    """Return ``Knox, Indiana`` for ``America/Indiana/Knox``."""
    if name in CITIES:
        return CITIES[name]
    return ", ".join(part.replace("_", " ") for part in reversed(name.split("/")[1:]))


def _zone_data(name: str) -> list[str]:
    text = importlib.resources.files("tzdata.zoneinfo").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@functools.cache
def _countries() -> dict[str, str]:
    """Return the country code of every zone that people live in."""
    rows = (line.split("\t") for line in _zone_data("zone.tab"))
    return {row[2]: row[0] for row in rows}


@functools.cache
def _country_names() -> dict[str, str]:
    """Return the English name of every country by its code."""
    rows = (line.split("\t") for line in _zone_data("iso3166.tab"))
    return {row[0]: row[1] for row in rows}


@functools.cache
def _links() -> dict[str, str]:
    """Return the newer name for every old one."""
    rows = (line.split(" ") for line in _zone_data("tzdata.zi") if line.startswith("L "))
    return {row[2]: row[1] for row in rows}


@functools.cache
def _known() -> frozenset[str]:
    """Return every name that a zone has or had."""
    own = (line.split(" ")[1] for line in _zone_data("tzdata.zi") if line.startswith("Z "))
    return frozenset({UTC, *own, *_links(), *_countries()} - {"Factory"})
