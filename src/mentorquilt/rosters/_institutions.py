"""Names that may be one institution."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionName:
    """A name of an institution as people write it, with the mail domains and city ids of those who wrote
    it.
    """

    name: str
    domains: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Names that may be one institution. ``certain`` only when they differ in case, accents and punctuation
    alone.

    ``why`` holds short sentences; ``reasons`` the same as slugs: spelling, acronym, contained, domain, city.
    """

    candidates: tuple[str, ...]
    why: tuple[str, ...]
    reasons: tuple[str, ...]
    certain: bool
