"""Writes of guides: the shipped texts brought in, and what a society changes."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from mentorquilt.guides import queries, shipped
from mentorquilt.guides.models import Guide
from mentorquilt.records import actions as records

RESERVED = frozenset({"new"})
LONGEST_SLUG = 70


class NotShipped(Exception):
    """The guide is the society's own; no text came with the product to go back to."""


@transaction.atomic
def sync_shipped(*, now: datetime) -> int:
    """Bring the library up to the texts of this version; return how many were written.

    A text that the society changed stays as it is, a hidden one stays hidden; both are told of the newer text.
    """
    rows = {row.shipped: row for row in Guide.objects.exclude(shipped="")}
    written = 0
    for slug, text in shipped.texts().items():
        row = rows.get(slug)
        if row is None:
            written += _bring(text, now)
        elif _may_follow(row, text):
            _take(row, text, now)
            records.note(verb="guide.followed", actor=None, about=row, now=now, facts={"shipped": slug})
            written += 1
    return written


def _bring(text: shipped.Shipped, now: datetime) -> bool:
    """Write a text that is not in the library yet; False when another machine that starts as well was quicker."""
    try:
        with transaction.atomic():
            row = Guide(slug=_free_slug(text.slug), shipped=text.slug, reviewed_on=text.reviewed_on)
            _take(row, text, now)
            records.note(verb="guide.shipped", actor=None, about=row, now=now, facts={"shipped": text.slug})
    except (IntegrityError, ValidationError):
        if not Guide.objects.filter(shipped=text.slug).exists():
            raise
        return False
    return True


def _may_follow(row: Guide, text: shipped.Shipped) -> bool:
    """Return whether a row stands as it was shipped and something newer is there."""
    is_untouched = shipped.digest_of(row) == row.shipped_digest
    return is_untouched and (text.digest != row.shipped_digest or text.reviewed_on > row.reviewed_on)


def _take(row: Guide, text: shipped.Shipped, now: datetime) -> None:
    """Write a shipped text into a row; a review that the society made later than the text's own stays."""
    for name in shipped.COMPARED:
        setattr(row, name, getattr(text, name))
    row.topics = list(text.topics)
    row.reviewed_on = max(row.reviewed_on, text.reviewed_on)
    row.shipped_digest, row.updated_at = text.digest, now
    row.full_clean()
    row.save()


def _free_slug(wanted: str) -> str:
    """Return an address nobody has yet, near the wanted one."""
    wanted = wanted[:LONGEST_SLUG].strip("-")
    if not wanted or wanted in RESERVED:
        wanted = f"guide-{wanted}".strip("-")
    for number in range(1, 1000):
        slug = wanted if number == 1 else f"{wanted}-{number}"
        if not Guide.objects.filter(slug=slug).exists():
            return slug
    raise IntegrityError(f"no free address for a guide called {wanted}")


@transaction.atomic
def create_guide(*, by: Any, now: datetime, **facts: Any) -> Guide:
    """Write a guide of the society's own; its address is made of its title and stays."""
    guide = Guide(slug=_free_slug(slugify(facts["title"])), updated_at=now, **facts)
    guide.full_clean()
    guide.save()
    records.note(verb="guide.created", actor=by, about=guide, now=now)
    return guide


@transaction.atomic
def change_guide(*, guide: Guide, by: Any, now: datetime, **facts: Any) -> Guide:
    """Replace a guide's words, author, source or labels; what was shipped can be restored."""
    changed = sorted(name for name, value in facts.items() if getattr(guide, name) != value)
    for name in changed:
        setattr(guide, name, facts[name])
    guide.updated_at = now
    guide.full_clean()
    guide.save(update_fields=[*changed, "updated_at"])
    records.note(verb="guide.changed", actor=by, about=guide, now=now, facts={"fields": changed})
    return guide


def _set(guide: Guide, verb: str, by: Any, now: datetime, **facts: Any) -> None:
    with transaction.atomic():
        Guide.objects.filter(pk=guide.pk).update(**facts, updated_at=now)
        records.note(verb=verb, actor=by, about=guide, now=now)


def hide(*, guide: Guide, by: Any, now: datetime) -> None:
    """Take a guide out of the library; its address answers nobody but who may change it."""
    _set(guide, "guide.hidden", by, now, is_hidden=True)


def show(*, guide: Guide, by: Any, now: datetime) -> None:
    """Put a hidden guide back in the library."""
    _set(guide, "guide.shown", by, now, is_hidden=False)


def mark_reviewed(*, guide: Guide, on: date, by: Any, now: datetime) -> None:
    """Write that somebody read a guide on a day and found it right."""
    _set(guide, "guide.reviewed", by, now, reviewed_on=on)


def keep_own(*, guide: Guide, by: Any, now: datetime) -> None:
    """Keep the society's words and stop offering the newer shipped text. Raises NotShipped."""
    _set(guide, "guide.kept", by, now, shipped_digest=_text(guide).digest)


@transaction.atomic
def restore_shipped(*, guide: Guide, by: Any, now: datetime) -> None:
    """Put back the text that came with this version, whatever the society had made of it. Raises NotShipped."""
    text = _text(guide)
    guide.reviewed_on = text.reviewed_on
    guide.is_sponsored, guide.sponsor = False, ""
    _take(guide, text, now)
    records.note(verb="guide.restored", actor=by, about=guide, now=now)


def _text(guide: Guide) -> shipped.Shipped:
    text = queries.shipped_text(guide)
    if text is None:
        raise NotShipped
    return text
