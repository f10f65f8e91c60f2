"""Cities, regions and countries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class City:
    """A city. ``id`` ("US/KS/salina") is stable; ``geonames`` is its number there; ``zone`` an IANA name."""

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
        """This will name the city so that a person can tell it from others: "Springfield, Illinois, United
        States".
        """
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
