"""The usual times to talk that people tick, and how ticks and words stand for spans of the week."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from mentorquilt import calendars

Spans = tuple[tuple[int, int], ...]
USUAL: dict[str, tuple[Any, str]] = {
    "mornings": (_("Early mornings"), "Mon-Fri 06:00-08:00"),
    "lunch": (_("Over lunch"), "Mon-Fri 12:00-13:30"),
    "daytime": (_("During the day"), "Mon-Fri 08:00-17:00"),
    "evenings": (_("Weekday evenings"), "Mon-Fri 18:00-21:00"),
    "weekends": (_("Weekends"), "Sat-Sun 09:00-17:00"),
}


def spans_of(usual: list[str], words: str) -> Spans:
    """Return the spans that ticked times and words mean together; raises ``calendars.BadHours``."""
    ticked = [span for slug in usual for span in calendars.parse_hours(USUAL[slug][1])]
    return calendars.merged([*ticked, *calendars.parse_hours(words)])


def told_apart(spans: Spans) -> tuple[list[str], str]:
    """Return stored spans as the usual times they cover whole, and words for what is left."""
    covered = [
        slug for slug, (_label, words) in USUAL.items() if _covers(spans, calendars.parse_hours(words))
    ]
    rest = _without(spans, spans_of(covered, ""))
    return covered, calendars.format_hours(rest)


def _covers(spans: Spans, wanted: Spans) -> bool:
    return all(any(start <= first and last <= end for start, end in spans) for first, last in wanted)


def _without(spans: Spans, gone: Spans) -> list[tuple[int, int]]:
    """Return what is left of spans when others are cut out."""
    left = list(spans)
    for first, last in gone:
        cut = []
        for start, end in left:
            cut += [(a, b) for a, b in ((start, min(end, first)), (max(start, last), end)) if a < b]
        left = cut
    return left
