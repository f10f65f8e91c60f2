"""Where somebody works, from a cell for the city and perhaps others for region and country."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mentorquilt.rosters._columns import Note, note
from mentorquilt.rosters._places import (
    City,
    country_of,
    find_cities,
    named_cities,
    only_city,
    region_of,
)
from mentorquilt.rosters._text import is_nothing
from mentorquilt.rosters._words import brief, one_of

CHOICES = 8


@dataclass(frozen=True, slots=True)
class Where:
    """A place as written, what it is, and what else it may be. ``notes`` are (part, note): city, region,
    country.
    """

    place: str = ""
    city: str = ""
    candidates: tuple[str, ...] = ()
    region: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    zone: str = ""
    notes: tuple[tuple[str, Note], ...] = ()


@lru_cache(maxsize=32768)
def where(place: str, region: str, country: str) -> Where:
    """This will tell the place that three texts name; a city is taken only when no other can fairly be
    meant.
    """
    notes: list[tuple[str, Note]] = []
    country_code = _country(country, notes)
    region_code = _region(region, country_code, notes)
    country_code = country_code or region_code.partition("/")[0]
    if is_nothing(place):
        return Where(region=region_code, country=country_code, notes=tuple(notes))
    around = ", ".join(text for text in (region, country) if not is_nothing(text))
    found, understood = _named(place, around)
    only = only_city(found)
    if only is not None:
        if len(found) > 1 or not understood:
            notes.append(("city", note("city_taken", text=brief(place), meant=only.label)))
        return _at(place, only, notes)
    if not found:
        return _without_city(place, around, region_code, country_code, notes)
    labels = [_short(each) for each in found]
    notes.append(("city", note("city_several", text=brief(place), choices=one_of(labels))))
    codes, countries = {each.region for each in found}, {each.country for each in found}
    return Where(
        place=place,
        candidates=tuple(each.id for each in found[:CHOICES]),
        region=region_code or (codes.pop() if len(codes) == 1 else ""),
        country=country_code or (countries.pop() if len(countries) == 1 else ""),
        notes=tuple(notes),
    )


def _short(each: City) -> str:
    around = ", ".join(part for part in (each.region_name, each.country_name) if part)
    return f"{each.name} ({around})"


def _named(place: str, around: str) -> tuple[tuple[City, ...], bool]:
    if around:
        found, understood = named_cities(f"{place}, {around}")
        if found:
            return found, understood
    return named_cities(place) if not around else ((), False)


def _at(place: str, found: City, notes: list[tuple[str, Note]]) -> Where:
    return Where(
        place=place,
        city=found.id,
        region=found.region,
        country=found.country,
        latitude=found.latitude,
        longitude=found.longitude,
        zone=found.zone,
        notes=tuple(notes),
    )


def _without_city(place: str, around: str, region: str, country: str, notes: list[tuple[str, Note]]) -> Where:
    """This will read a cell that names only a region or a country, or offer cities whose names begin so."""
    begun = find_cities(f"{place}, {around}" if around else place, CHOICES)
    named_region = region or _last_region(place, country)
    named_country = (
        country or named_region.partition("/")[0] or country_of(place.rsplit(",", maxsplit=1)[-1].strip())
    )
    if not (country_of(place) or region_of(place, country)):
        if begun:
            choices = one_of([_short(each) for each in begun])
            notes.append(("city", note("city_several", text=brief(place), choices=choices)))
        else:
            notes.append(("city", note("city_unknown", text=brief(place))))
    return Where(
        place=place,
        candidates=tuple(each.id for each in begun),
        region=named_region,
        country=named_country,
        notes=tuple(notes),
    )


def _last_region(place: str, country: str) -> str:
    """This will read "Smallville, KS" as Kansas although nobody lists Smallville."""
    parts = [part.strip() for part in place.split(",")]
    if len(parts) > 2 and not country:
        country = country_of(parts[-1])
        parts = parts[:-1] if country else parts
    found = region_of(parts[-1], country)
    if not found and not country:
        found = region_of(parts[-1], "US")
    return found


def _country(text: str, notes: list[tuple[str, Note]]) -> str:
    if is_nothing(text):
        return ""
    found = country_of(text)
    if not found:
        notes.append(("country", note("country_unknown", text=brief(text))))
    return found


def _region(text: str, country: str, notes: list[tuple[str, Note]]) -> str:
    if is_nothing(text):
        return ""
    found = region_of(text, country) or (region_of(text, "US") if not country else "")
    if not found and not country_of(text):
        notes.append(("region", note("region_unknown", text=brief(text))))
    return found
