"""Reads about places: words of regions, institutions by name, how far two people are without telling where."""

from functools import cache
from math import asin, cos, radians, sin, sqrt

from django.core.exceptions import ValidationError

from mentorquilt import rosters
from mentorquilt.members.models import Institution, Profile, Whereabouts
from mentorquilt.members.queries.imported import folded

EARTH_KM = 6371.0
FOUND_AT_ONCE = 10
Point = tuple[float, float]


@cache
def _regions(country: str) -> dict[str, str]:
    return {region.id: region.name for region in rosters.regions(country)}


@cache
def _countries() -> dict[str, str]:
    return {country.id: country.name for country in rosters.countries()}


def country_words(country: str) -> str:
    """Return a country in words, or nothing."""
    return _countries().get(country, "")


def region_words(region: str) -> str:
    """Return a region with its country in words: "Kansas, United States"; nothing when it is not known."""
    country = region.partition("/")[0]
    name = _regions(country).get(region, "") if "/" in region else ""
    return ", ".join(part for part in (name, country_words(country)) if part) if name else ""


def place_words(profile: Profile, where: Whereabouts | None) -> str:
    """Return where somebody is as others may read it: region and country, and the city only where she opened it."""
    coarse = region_words(profile.region) or country_words(profile.country)
    if where is None or not where.is_open or not where.city:
        return coarse
    try:
        return rosters.city(where.city).label
    except KeyError:
        return coarse


def open_point(profile: Profile, where: Whereabouts | None) -> Point | None:
    """Return the point from which others may measure: the city if it is open, else the middle of the region.

    Distances from several places therefore never give away more than the region.
    """
    if where is not None and where.is_open and where.latitude is not None and where.longitude is not None:
        return where.latitude, where.longitude
    return rosters.middle_of(profile.region)


def km_between(one: Point, other: Point) -> float:
    """Return the distance on the globe in kilometers."""
    north, south = radians(one[0]), radians(other[0])
    east = radians(other[1] - one[1])
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def find_institutions(query: str) -> list[Institution]:
    """Return institutions whose name or another name holds every word of the text, best beginnings first."""
    words = folded(query).split()
    if not words:
        return []
    rows = Institution.objects.only("ref", "name", "aliases", "city")
    fits = [row for row in rows if _fits(words, row)]
    fits.sort(key=lambda row: (not folded(row.name).startswith(words[0]), len(row.name), row.name))
    return fits[:FOUND_AT_ONCE]


def _fits(words: list[str], row: Institution) -> bool:
    names = [folded(row.name), *(folded(str(alias)) for alias in row.aliases)]
    return any(all(word in name for word in words) for name in names)


def institution_of(ref: str) -> Institution | None:
    """Return the institution of this ref, or None."""
    try:
        return Institution.objects.filter(ref=ref).first()
    except ValidationError:
        return None
