"""Template tags and filters of the layout: icons, patches, people, times, numbers, wrappers.

Built into every template: no ``{% load %}``.
"""

import uuid
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from lucide.templatetags.lucide import lucide

from mentorquilt.ui.pictures import patches
from mentorquilt.ui.templatetags import ui_pictures

register = template.Library()
register.tags.update(ui_pictures.register.tags)
NOTICE_ICONS = {
    "": "info",
    "good": "circle-check",
    "warn": "triangle-alert",
    "bad": "octagon-alert",
    "quiet": "info",
}
KIND_OF_LEVEL = {"success": "good", "warning": "warn", "error": "bad", "info": "", "debug": "quiet"}
TITLES = frozenset({"dr", "prof", "professor", "md", "do", "phd"})
KM_PER_MILE = 1.609344
NOON = 12
IMAGE_STARTS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"RIFF": "webp", b"GIF8": "gif"}


@lru_cache(maxsize=256)
def drawn_icon(name: str, more: str) -> SafeString:
    """Return one icon, hidden from readers because words stand beside it."""
    words = f"icon {more}".strip()
    drawing = lucide(name, size=None, **{"class": words, "aria-hidden": "true", "focusable": "false"})
    return mark_safe(drawing)  # noqa: S308 - drawn from the icon package, no input


@register.simple_tag
def icon(name: str, more: str = "") -> SafeString:
    """Draw an icon of the set beside its words; ``more`` adds classes."""
    return drawn_icon(str(name), str(more))


@register.simple_tag
def patch(
    kind: Any = None,
    *,
    color: str = "",
    pattern: str = "",
    label: str = "",
    sewn: bool = True,
    size: str = "",
) -> SafeString:
    """Draw the small patch of a mentor type (anything with ``color`` and ``pattern``)."""
    color, pattern = _cloth_of(kind, color, pattern)
    drawing = patches.patch(color, pattern, label=str(label), sewn=bool(sewn), size=size)
    return mark_safe(drawing)  # noqa: S308 - escaped where it is drawn


@register.simple_tag
def cloth(
    kind: Any = None, *, color: str = "", pattern: str = "", sewn: bool = True, size: str = ""
) -> SafeString:
    """Lay a strip of a mentor type's cloth, as the head of a card; ``sewn=False`` leaves a dashed outline."""
    color, pattern = _cloth_of(kind, color, pattern)
    words = ["cloth", f"t-{patches.color_name(color)}", f"cloth-{patches.pattern_name(pattern)}"]
    words += [] if sewn else ["is-open"]
    words += [f"cloth-{size}"] if size else []
    return format_html('<span class="{}" aria-hidden="true"></span>', " ".join(words))


@register.simple_tag
def type_tag(
    kind: Any = None, *, label: str = "", color: str = "", pattern: str = "", sewn: bool = True
) -> SafeString:
    """Show a mentor type as patch and name (``name`` or ``label`` of the type, or the label given)."""
    color, pattern = _cloth_of(kind, color, pattern)
    words = label or _of(kind, "name") or _of(kind, "label") or str(kind or "")
    mark = "" if sewn else " is-open"
    drawing = mark_safe(patches.patch(color, pattern, sewn=bool(sewn)))  # noqa: S308 - escaped where it is drawn
    return format_html(
        '<span class="tag tag-type t-{}{}">{}<span>{}</span></span>',
        patches.color_name(color),
        mark,
        drawing,
        words,
    )


def _cloth_of(kind: Any, color: str, pattern: str) -> tuple[str, str]:
    """Return color and pattern of a row, a mapping or a shipped type's name."""
    color = color or str(_of(kind, "color") or kind or "slate")
    return color, pattern or str(_of(kind, "pattern") or color)


def _of(kind: Any, key: str) -> Any:
    return kind.get(key, "") if isinstance(kind, Mapping) else getattr(kind, key, "")


@register.simple_tag
def avatar(name: str = "", photo: str = "", size: str = "") -> SafeString:
    """Show a person's photo, or the initials of the name. ``size`` is empty, ``s``, ``l`` or ``xl``."""
    words = "avatar" + (f" avatar-{size}" if size else "")
    if photo:
        return format_html(
            '<img class="{}" src="{}" alt="" width="96" height="96" loading="lazy" decoding="async">',
            words,
            photo,
        )
    return format_html('<span class="{}" aria-hidden="true">{}</span>', words, initials(str(name)))


def initials(name: str) -> str:
    """Return one or two letters that stand for a name in any script."""
    parts = [part for part in name.replace(".", " ").split() if part[0].isalpha()]
    parts = [part for part in parts if part.lower() not in TITLES] or parts
    if not parts:
        return "?"
    return parts[0][0] if len(parts) == 1 else parts[0][0] + parts[-1][0]


@register.simple_tag
def when(
    moment: datetime | None, zone: str | tzinfo | None = None, *, form: str = "long", whose: str = ""
) -> SafeString:
    """Show a moment in a zone, with the zone named: "Thu 14 Jan, 7:30 pm, Denver time".

    ``form`` is ``long``, ``day`` or ``time``; ``whose`` replaces the zone's name ("your time").
    """
    if moment is None:
        return SafeString("")
    there = ZoneInfo(zone) if isinstance(zone, str) else zone or timezone.get_current_timezone()
    local = moment.astimezone(there)
    day = (
        date_format(local, "D j M")
        if local.year == timezone.now().astimezone(there).year
        else date_format(local, "D j M Y")
    )
    clock = date_format(local, "g:i") + " " + (_("am") if local.hour < NOON else _("pm"))
    stamp = local.isoformat(timespec="minutes")
    if form == "day":
        return format_html('<time datetime="{}">{}</time>', local.date().isoformat(), day)
    shown = clock if form == "time" else f"{day}, {clock}"
    return format_html(
        '<time datetime="{}">{}, <span class="quiet">{}</span></time>',
        stamp,
        shown,
        whose or zone_words(there),
    )


def zone_words(zone: tzinfo) -> str:
    """Name a zone by its place: "Denver time"; UTC stays UTC."""
    key = getattr(zone, "key", None) or str(zone)
    if key in {"UTC", "Etc/UTC"}:
        return "UTC"
    return _("%(place)s time") % {"place": key.rsplit("/", 1)[-1].replace("_", " ")}


@register.filter
def number(value: Any, places: int = 0) -> str:
    """Write a number with thousands apart: 2,460."""
    return (
        ""
        if value is None or value == ""
        else number_format(value, places, use_l10n=True, force_grouping=True)
    )


@register.filter
def km(value: float | None) -> str:
    """Write a distance in kilometers: 1,910 km."""
    return "" if value is None else _("%(distance)s km") % {"distance": number(round(value))}


@register.filter
def miles(value: float | None) -> str:
    """Write a distance given in kilometers in miles: 1,187 miles."""
    return "" if value is None else _("%(distance)s miles") % {"distance": number(round(value / KM_PER_MILE))}


@register.filter
def counted(value: int, words: str) -> str:
    """Write a count with its noun: ``{{ n|counted:"mentee,mentees" }}`` gives "1 mentee" or "60 mentees"."""
    one, _comma, many = str(words).partition(",")
    return f"{number(value)} {one if value == 1 else many or one}"


@register.filter
def share(value: float | None, places: int = 0) -> str:
    """Write a part of one as a percentage with a true minus sign: 0.5 gives 50 %."""
    return "" if value is None else f"{number(value * 100, places)} %".replace("-", "\u2212")


@register.simple_tag
def submission_key() -> SafeString:
    """Put a fresh key into a form, so that the same form sent twice acts once."""
    return format_html('<input type="hidden" name="submission" value="{}">', uuid.uuid4())


@register.simple_tag
def autosave(url: str) -> SafeString:
    """Write the attributes of a form whose fields are saved as typed (``autosave.js``) to ``url``."""
    return format_html(
        'data-autosave="{}" data-saving="{}" data-saved="{}" data-failed="{}" data-again="{}"',
        url,
        _("Saving …"),
        _("Saved"),
        _("Not saved. It is kept on this device."),
        _("Try again"),
    )


@register.filter
def image_address(image: Any) -> str:
    """Return where an image can be loaded from: an address as it is, stored bytes as a data address."""
    if not isinstance(image, bytes | memoryview):
        return str(image or "")
    data = bytes(image)
    kind = next((kind for start, kind in IMAGE_STARTS.items() if data.startswith(start)), "")
    return f"data:image/{kind};base64,{b64encode(data).decode()}" if kind else ""


@register.filter
def get_item(mapping: Any, key: str) -> Any:
    """Return what a mapping holds under a key, or nothing."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def any_selected(options: Any) -> bool:
    """Tell whether one of a widget's options is chosen."""
    return any(option["selected"] for option in options)


@register.simple_tag(takes_context=True)
def sort_heading(context: Context, key: str, words: str, numeric: Any = None) -> SafeString:
    """Write a table heading that sorts by ``?sort=key`` and, when pressed again, by ``?sort=-key``."""
    request = getattr(context, "request", None)
    query = request.GET.copy() if request is not None else {}
    now = query.get("sort", "")
    state = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    query["sort"] = f"-{key}" if now == key else key
    if request is not None:
        query.pop("page", None)
    address = "?" + (query.urlencode() if hasattr(query, "urlencode") else f"sort={query['sort']}")
    arrow = {"ascending": "\u2191", "descending": "\u2193"}.get(state, "")
    sorted_mark = format_html(' aria-sort="{}"', state) if state else ""
    return format_html(
        '<th scope="col"{}{}><a href="{}">{}<span class="arrow" aria-hidden="true">{}</span></a></th>',
        mark_safe(' class="n"') if numeric else "",
        sorted_mark,
        address,
        words,
        arrow,
    )


@register.simple_block_tag
def notice(content: str, kind: str = "", title: str = "") -> SafeString:
    """Set words apart with an icon. ``kind`` is empty, good, warn, bad or quiet (or a level's name)."""
    shown = KIND_OF_LEVEL.get(kind, kind)
    role = mark_safe(' role="alert"') if shown == "bad" else ""
    head = format_html("<b>{}</b>", title) if title else ""
    return format_html(
        '<div class="notice{}"{}>{}<div class="notice-in">{}{}</div></div>',
        f" notice-{shown}" if shown else "",
        role,
        drawn_icon(NOTICE_ICONS.get(shown, "info"), ""),
        head,
        content,
    )


@register.simple_block_tag
def card(content: str, title: str = "", more: str = "", level: int = 2) -> SafeString:
    """Put content on a card, with a heading if one is given; ``more`` adds classes."""
    head = format_html("<h{0}>{1}</h{0}>", int(level), title) if title else ""
    words = f"card {more}".strip()
    return format_html('<section class="{}">{}{}</section>', words, head, content)


@register.simple_block_tag
def more(content: str, words: str, opened: Any = None) -> SafeString:
    """Fold content away behind a line of words; works without JavaScript."""
    mark = mark_safe(" open") if opened else ""
    return format_html(
        '<details class="more"{}><summary>{}</summary><div class="more-in">{}</div></details>',
        mark,
        words,
        content,
    )


@register.simple_block_tag
def table_wrap(content: str, label: str) -> SafeString:
    """Let a wide table scroll inside its frame, reachable by keyboard and named for readers."""
    return format_html(
        '<div class="table-wrap" role="region" aria-label="{}" tabindex="0">{}</div>', label, content
    )


@register.simple_block_tag
def toolbar(content: str, label: str) -> SafeString:
    """Keep the page's actions at the foot of the window."""
    return format_html('<div class="toolbar" role="region" aria-label="{}">{}</div>', label, content)


@register.filter
def page_numbers(page: Any) -> list[int | None]:
    """List the page numbers to offer; None stands for a gap."""
    elided = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in elided]
