"""Notes of the trail: what was done, and which member of staff opened a person's page."""

from datetime import datetime
from typing import Any

from django.db import models

from mentorquilt.records.models import AccessNote, AuditNote


def ref_of(row: models.Model) -> str:
    """Return the public name of a row: its ``ref`` where it has one, else its key."""
    return str(getattr(row, "ref", row.pk))


def note(
    *, verb: str, actor: Any, about: models.Model, now: datetime, facts: dict[str, Any] | None = None
) -> AuditNote:
    """Write one audit note. ``facts`` holds counts, slugs and refs only, never a text a person wrote."""
    return AuditNote.objects.create(
        at=now,
        verb=verb,
        actor=actor if getattr(actor, "pk", None) else None,
        actor_ref=str(getattr(actor, "ref", "")),
        about_kind=about._meta.label_lower,  # noqa: SLF001 - Django's documented model name
        about_ref=ref_of(about),
        facts=facts or {},
    )


def seen(*, reader: Any, about: Any, page: str, now: datetime) -> None:
    """Write that a member of staff opened a page about a person; own pages are not noted."""
    if about is None or reader.pk != about.pk:
        AccessNote.objects.create(at=now, reader=reader, about=about, page=page)
