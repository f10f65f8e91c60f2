"""Cities, regions and countries, and the search for a city as people type one. Data: GeoNames, CC BY 4.0.

The list is read when it is first needed. A search never picks one of several: it returns them, largest first.
"""

from __future__ import annotations

import gzip
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from mentorquilt.rosters._text import fold, fold_once, plain

LONGEST = 160
LARGE = 100_000
SMALL = 50_000
_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
_SHORT_BEGINNINGS = frozenset({"st ", "ste", "ft ", "mt "})
_POSTAL = re.compile(r"\b[A-Z]{0,2}-?\d{4,6}(?:-\d{4})?\b")
_BRACKETS = re.compile(r"[()\[\]/]")


@dataclass(frozen=True, slots=True)
class City:
    """A city. ``id`` ("US/KS/salina") is stable; ``geonames`` its number there; ``zone`` an IANA name."""

    id: str
    geonames: int
    name: str
    ascii_name: str
    region: str
    region_name: str
    country: str
    country_name: str
    latitude: float
    longitude: float
    zone: str
    population: int

    @property
    def label(self) -> str:
        """This will tell the city from others of its name: "Springfield, Illinois, United States"."""
        return ", ".join(part for part in (self.name, self.region_name, self.country_name) if part)


@dataclass(frozen=True, slots=True)
class Region:
    """A first-level part of a country. ``id`` is "US/KS"."""

    id: str
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country. ``id`` is its ISO 3166 code of two letters."""

    id: str
    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cities:
    """All cities, largest first; ``by_key`` holds their numbers under every name, ``keys`` is sorted.

    A row is the line's fields as they stand: GeoNames's number, name, region, country, latitude, longitude,
    zone, population, other names.
    """

    rows: list[list[str]]
    ids: list[str]
    by_id: dict[str, int]
    by_key: dict[str, list[int]]
    keys: list[str]


def find_cities(text: str, limit: int = 10) -> tuple[City, ...]:
    """This will return the cities that ``text`` may mean: first those of that very name, largest first.

    A region or country may follow, with or without a comma: "Springfield, IL", "Salina KS", "Köln, Germany".
    """
    exact, begun, _ = _search(text[:LONGEST])
    return tuple(_city(number) for number in (exact + begun)[:limit])


def city(id: str) -> City:  # noqa: A002 - the name that callers know it by
    """This will return the city with this id; KeyError when there is none."""
    return _city(_cities().by_id[id])


def regions(country: str) -> tuple[Region, ...]:
    """This will return the regions of a country (its code) by name; () when none are known."""
    return tuple(region for region in _regions().values() if region.country == country)


def countries() -> tuple[Country, ...]:
    """This will return all countries by name."""
    return tuple(_countries().values())


def places_meant(text: str) -> tuple[tuple[str, str], ...]:
    """This will return what a place to avoid means, as ("region", id) or ("city", id); () when it means none.

    A region's name means the region ("Texas" is not Texas City); a name of several cities means all of them.
    """
    region = region_of(text) or region_of(text, "US")
    if region:
        return (("region", region),)
    return tuple(("city", found.id) for found in named_cities(text)[0][:20])


def named_cities(text: str) -> tuple[tuple[City, ...], bool]:
    """This will return the cities of that very name, and whether all that stood around it was understood."""
    exact, _, understood = _search(text[:LONGEST])
    return tuple(_city(number) for number in exact), understood


def only_city(found: tuple[City, ...]) -> City | None:
    """This will return the one city that a name fairly means: the only one, or one large among small ones."""
    if len(found) == 1 or (len(found) > 1 and found[0].population >= LARGE and found[1].population < SMALL):
        return found[0]
    return None


def region_id(id: str) -> Region | None:  # noqa: A002
    """This will return the region with this id, or None."""
    return _regions().get(id)


def country_of(text: str) -> str:
    """This will return the code of the country that ``text`` names (name, code or other name), or ""."""
    return next((place for place in _contexts().get(_context_key(text), ()) if "/" not in place), "")


def region_of(text: str, country: str = "") -> str:
    """This will return the id of the one region that ``text`` names, within ``country`` when given, or ""."""
    named = {text, *text.split(",")[:1]}
    found = {place for part in named for place in _contexts().get(_context_key(part), ()) if "/" in place}
    if country:
        found = {place for place in found if place.startswith(country + "/")}
    return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=16384)
def _search(text: str) -> tuple[list[int], list[int], bool]:
    """This will return numbers of cities of that name, of names that begin so, and whether it was clear."""
    cleaned = _BRACKETS.sub(",", _POSTAL.sub(" ", text))
    parts = [part.strip() for part in cleaned.split(",") if fold(part)]
    if not parts:
        return [], [], False
    for name, around in _readings(parts):
        known = [_contexts()[_context_key(part)] for part in around if _context_key(part) in _contexts()]
        exact = _within(_cities().by_key.get(_city_key(name), ()), known)
        begun = [number for number in _within(_begun(_city_key(name)), known) if number not in exact]
        if exact or begun:
            return exact, begun, len(known) == len(around)
    return [], [], False


def _readings(parts: list[str]) -> Iterator[tuple[str, list[str]]]:
    """This will read "Salina KS" as it stands, then with its last words taken for a region or country."""
    yield parts[0], parts[1:]
    words = parts[0].split()
    for count in range(1, min(4, len(words))):
        around = " ".join(words[-count:])
        if _context_key(around) in _contexts():
            yield " ".join(words[:-count]), [around, *parts[1:]]
    if len(words) > 1 and words[-1].casefold() == "city":
        yield " ".join(words[:-1]), parts[1:]


def _within(numbers: Iterable[int], known: list[frozenset[str]]) -> list[int]:
    rows = _cities().rows
    kept = []
    for number in numbers:
        _, _, region, country, *_ = rows[number]
        if all(country in places or f"{country}/{region}" in places for places in known):
            kept.append(number)
    return kept


def _begun(key: str, most: int = 200) -> list[int]:
    """This will return the cities whose name begins with ``key``, largest first; none for a single letter."""
    if len(key) < 2:
        return []
    cities = _cities()
    start = bisect_left(cities.keys, key)
    found: set[int] = set()
    while start < len(cities.keys) and cities.keys[start].startswith(key):
        found.update(cities.by_key[cities.keys[start]])
        start += 1
    return sorted(found)[:most]


def _city_key(text: str) -> str:
    folded = fold_once(text)
    if folded[:3] in _SHORT_BEGINNINGS:
        return " ".join(_SHORT.get(word, word) for word in folded.split())
    return folded


def _context_key(text: str) -> str:
    """This will fold a region or country; "U.S.A." and "USA" are the same."""
    return fold(text.replace(".", "")).removeprefix("the ")


@lru_cache(maxsize=8192)
def _city(number: int) -> City:
    geonames, name, code, country, latitude, longitude, zone, population, _ = _cities().rows[number]
    region = _regions().get(f"{country}/{code}")
    return City(
        id=_cities().ids[number],
        geonames=int(geonames),
        name=name,
        ascii_name=plain(name),
        region=region.id if region else "",
        region_name=region.name if region else "",
        country=country,
        country_name=_countries()[country].name,
        latitude=float(latitude),
        longitude=float(longitude),
        zone=zone,
        population=int(population),
    )


@cache
def _cities() -> _Cities:
    data = resources.files("mentorquilt.rosters").joinpath("data", "cities.tsv.gz").read_bytes()
    cities = _Cities(
        [line.split("\t") for line in gzip.decompress(data).decode().splitlines()], [], {}, {}, []
    )
    for number, (geonames, name, region, country, _, _, _, _, others) in enumerate(cities.rows):
        key = _city_key(name)
        place = f"{country}/{region}" if region else country
        id_ = f"{place}/{key.replace(' ', '-')}"
        if id_ in cities.by_id:
            id_ = f"{id_}-{geonames}"
        cities.ids.append(id_)
        cities.by_id[id_] = number
        cities.by_key.setdefault(key, []).append(number)
        for other in {_city_key(other) for other in others.split("|") if other} - {key}:
            cities.by_key.setdefault(other, []).append(number)
    cities.keys.extend(sorted(cities.by_key))
    return cities


@cache
def _countries() -> dict[str, Country]:
    found = {}
    for line in _lines("countries.tsv"):
        code, name, words = line.split("\t")
        found[code] = Country(code, name, tuple(words.split("|")) if words else ())
    return found


@cache
def _regions() -> dict[str, Region]:
    found = []
    for line in _lines("regions.tsv"):
        country, code, name = line.split("\t")
        found.append(Region(f"{country}/{code}", name, country))
    return {region.id: region for region in sorted(found, key=lambda region: fold_once(region.name))}


@cache
def _contexts() -> dict[str, frozenset[str]]:
    """This will map what can stand after a city to the regions ("US/KS") and countries ("US") it may mean."""
    found: dict[str, set[str]] = {}
    for country in _countries().values():
        for text in (country.id, country.name, *country.words):
            found.setdefault(_context_key(text), set()).add(country.id)
    for region in _regions().values():
        code = region.id.partition("/")[2]
        for text in (region.name, code if code.isalpha() else region.name):
            found.setdefault(_context_key(text), set()).add(region.id)
    return {text: frozenset(places) for text, places in found.items() if text}


def _lines(name: str) -> list[str]:
    return resources.files("mentorquilt.rosters").joinpath("data", name).read_text("utf-8").splitlines()
