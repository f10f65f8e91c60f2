"""Every address of the installation, built from the resolver, so that a new page cannot be forgotten by a sweep."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern, RoutePattern

NOBODY = uuid.UUID(int=0)
SAMPLES: dict[str, Any] = {"UUIDConverter": NOBODY, "IntConverter": 0, "SlugConverter": "nothing"}


def arguments(pattern: RoutePattern | RegexPattern) -> dict[str, Any]:
    """Return a value for each argument of a pattern; they name nothing that exists."""
    if isinstance(pattern, RoutePattern):
        return {
            name: SAMPLES.get(type(kind).__name__, "nothing") for name, kind in pattern.converters.items()
        }
    return dict.fromkeys(pattern.regex.groupindex, "nothing")


def walk(
    patterns: list[URLPattern | URLResolver], space: str = "", known: dict[str, Any] | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the full name of each address with values for its arguments."""
    for entry in patterns:
        values = {**(known or {}), **arguments(entry.pattern)}
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from walk(entry.url_patterns, inner, values)
        else:
            yield f"{space}{entry.name}", values


def all_addresses() -> dict[str, str]:
    """Return every address by its name, with arguments that name nothing."""
    return {name: reverse(name, kwargs=values) for name, values in walk(get_resolver().url_patterns)}
