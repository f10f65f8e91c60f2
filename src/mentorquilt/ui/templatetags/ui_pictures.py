"""Template tags of the pictures; joined to the built-in library in ``ui.py``."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorquilt.ui.pictures import band as day_bands
from mentorquilt.ui.pictures import bars, maps, seam
from mentorquilt.ui.pictures.parts import Part, swatch
from mentorquilt.ui.pictures.parts import parts_bar as drawn_parts

register = template.Library()
HOUR = 60


def _safe(drawing: str) -> SafeString:
    return mark_safe(drawing)  # noqa: S308 - every value was escaped where it was drawn


@register.simple_tag
def pair_map(arcs: Sequence[maps.Arc], label: str) -> SafeString:
    """Draw pairs on a map; ``label`` says in words what it shows."""
    return _safe(maps.pair_map(arcs, label=str(label)))


@register.simple_tag
def parts_bar(parts: Sequence[Part], full: float = 0, label: str = "") -> SafeString:
    """Draw a sum as stacked parts; without a label the parts are read out."""
    words = ", ".join(f"{part.words} {part.value:g}" for part in parts)
    total = sum(part.value for part in parts)
    return _safe(drawn_parts(parts, label=label or f"{total:g}: {words}", full=float(full or 0)))


@register.simple_tag
def parts_legend(parts: Sequence[Part]) -> SafeString:
    """List the parts with their colors and values."""
    rows = format_html_join(
        "",
        '<li><span class="swatch {}" aria-hidden="true"></span>{} <b>{}</b></li>',
        ((swatch(part.color), part.words, f"{part.value:g}") for part in parts),
    )
    return format_html('<ul class="legend">{}</ul>', rows)


@register.simple_tag
def bar(value: float, full: float, label: str, *, color: str = "") -> SafeString:
    """Draw one value as a part of the full width; ``color`` is a mentor type's."""
    return _safe(bars.bar(value, full, label=str(label), color=f"t-{color}" if color else ""))


@register.simple_tag
def versus(wanted: float, offered: float, full: float, label: str = "") -> SafeString:
    """Draw what is wanted above what is offered; what is missing is open."""
    words = label or _("%(wanted)s wanted, %(offered)s offered") % {"wanted": wanted, "offered": offered}
    return _safe(bars.versus(wanted, offered, full, label=words))


@register.simple_tag
def strip(values: Iterable[float], least: float, most: float, label: str, *, marks: Any = ()) -> SafeString:
    """Draw values as short lines along one axis, with marks."""
    return _safe(bars.strip(list(values), least, most, label=str(label), marks=list(marks)))


@register.simple_tag
def ring(part: float, label: str) -> SafeString:
    """Draw a part of one as a ring."""
    return _safe(bars.ring(part, label=str(label)))


@register.simple_tag
def stitches(done: int, total: int, label: str = "") -> SafeString:
    """Draw a short seam: ``done`` of ``total`` stitches sewn."""
    words = label or _("%(done)s of %(total)s") % {"done": done, "total": total}
    return _safe(seam.stitches(done, total, label=words))


@register.simple_tag
def shared_band(first: day_bands.Hours, second: day_bands.Hours) -> SafeString:
    """Draw two people's hours on one clock, without names."""
    return _safe(day_bands.day_band(first, second, label=shared_words(first, second)))


@register.inclusion_tag("ui/band.html")
def band(
    first: day_bands.Hours, second: day_bands.Hours, *, you: str, other: str, your_zone: str, other_zone: str
) -> dict[str, object]:
    """Show two people's days with names, both clocks and the shared hours in words."""
    return {
        "drawing": shared_band(first, second),
        "you": you,
        "other": other,
        "your_zone": your_zone,
        "other_zone": other_zone,
        "your_ticks": [clock(minute) for minute in day_bands.ticks()],
        "other_ticks": [clock(minute) for minute in day_bands.ticks(second.ahead)],
        "words": shared_words(first, second),
    }


@register.inclusion_tag("ui/seam.html")
def seam_line(milestones: Sequence[Any], label: str = "") -> dict[str, object]:
    """Show milestones as one seam: rows of label, date words and state (done, now, next, missed)."""
    return {"milestones": milestones, "label": label}


def clock(minute: int) -> str:
    """Write a minute of the day as people say it: "6 am", "9:45 pm"."""
    hour, rest = divmod(minute, HOUR)
    half = _("am") if hour < 12 else _("pm")
    shown = f"{hour % 12 or 12}" + (f":{rest:02d}" if rest else "")
    return f"{shown} {half}"


def shared_words(first: day_bands.Hours, second: day_bands.Hours) -> str:
    """Say how much of the day two people share, on the first's clock."""
    spans = day_bands.shared(first, second)
    if not spans:
        return _("No shared hours")
    hours = round(sum(end - start for start, end in spans) / HOUR)
    said = ngettext("%(n)s shared hour a day", "%(n)s shared hours a day", hours) % {"n": hours}
    times = ", ".join(
        _("%(from)s to %(to)s") % {"from": clock(a), "to": clock(b % day_bands.DAY)} for a, b in spans
    )
    return f"{said}: {times}"
