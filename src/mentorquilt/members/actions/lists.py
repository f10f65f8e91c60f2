"""What a society changes in the shipped lists: mentor types and topics added, renamed, hidden (S-59, S-60, M11).

A row that the society wrote anew counts as its own from then on: an upgrade does not write it back.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.text import slugify

from mentorquilt.members.actions.taxonomy import sync_taxonomy
from mentorquilt.members.models import MentorType, Term, TermKind
from mentorquilt.records import actions as records


@transaction.atomic
def add_type(*, label: str, by: Any, now: datetime, **facts: Any) -> MentorType:
    """Add a mentor type at the end of the list."""
    rows = MentorType.objects.all()
    row = MentorType(slug=_free_slug(rows, label, 30), label=label, position=_last(rows), **facts)
    row.full_clean()
    row.save()
    records.note(verb="list.type_added", actor=by, about=row, now=now, facts={"slug": row.slug})
    return row


@transaction.atomic
def change_type(*, kind: MentorType, by: Any, now: datetime, **facts: Any) -> MentorType:
    """Change a mentor type's words, cloth, or whether it stands in lists; offers and needs that name it keep it."""
    if _write(kind, facts, {"is_hidden"}):
        records.note(verb="list.type_changed", actor=by, about=kind, now=now, facts={"slug": kind.slug})
    return kind


@transaction.atomic
def add_topic(*, label: str, parent: str, by: Any, now: datetime) -> Term:
    """Add a topic under a mentor type."""
    rows = Term.objects.filter(kind=TermKind.TOPIC)
    slug = _free_slug(rows, label, 60)
    row = Term(kind=TermKind.TOPIC, slug=slug, label=label, parent=parent, position=_last(rows))
    row.full_clean()
    row.save()
    records.note(verb="list.topic_added", actor=by, about=row, now=now, facts={"slug": row.slug})
    return row


@transaction.atomic
def change_topic(*, topic: Term, by: Any, now: datetime, **facts: Any) -> Term:
    """Change a topic's words, its mentor type, or whether it can be chosen; who listed it keeps it."""
    if _write(topic, facts, {"is_hidden"}):
        records.note(verb="list.topic_changed", actor=by, about=topic, now=now, facts={"slug": topic.slug})
    return topic


@transaction.atomic
def restore(*, row: MentorType | Term, by: Any, now: datetime) -> None:
    """Give a shipped row its shipped words back and show it again; the society's own rows stay as they are."""
    row.is_shipped, row.is_hidden = True, False
    row.save(update_fields=["is_shipped", "is_hidden"])
    sync_taxonomy()
    row.refresh_from_db()
    records.note(verb="list.restored", actor=by, about=row, now=now, facts={"slug": row.slug})


def _write(row: MentorType | Term, facts: dict[str, Any], stays_shipped: set[str]) -> list[str]:
    """Write what changed; wording makes the row the society's own, hiding alone does not."""
    changed = [name for name, value in facts.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, facts[name])
    if set(changed) - stays_shipped:
        row.is_shipped = False
    if changed:
        row.full_clean()
        row.save()
    return changed


def _last(rows: QuerySet[Any]) -> int:
    """Return the position behind every row of a list."""
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1


def _free_slug(rows: QuerySet[Any], label: str, longest: int) -> str:
    """Return a slug that no row of a list has; words in other scripts get a neutral one."""
    stem = slugify(label).replace("-", "_")[: longest - 4] or "own"
    slug, number = stem, 2
    while rows.filter(slug=slug).exists():
        slug, number = f"{stem}_{number}", number + 1
    return slug
