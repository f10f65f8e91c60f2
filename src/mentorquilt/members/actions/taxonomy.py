"""The shipped taxonomy becomes rows that a society can add to and hide from (M11, M21)."""

from dataclasses import dataclass

from django.db import transaction

from mentorquilt import rosters
from mentorquilt.members.models import MentorType, Term, TermKind

LISTS = (
    (TermKind.SPECIALTY, "specialties"),
    (TermKind.SUBSPECIALTY, "subspecialties"),
    (TermKind.TOPIC, "topics"),
    (TermKind.DONE, "done"),
    (TermKind.PROFESSION, "professions"),
    (TermKind.LANGUAGE, "languages"),
)
ABOUT = {
    "clinical": "Medicine itself: cases, procedures, a niche of your own.",
    "career": "Where work is going: moves, contracts, leadership, the way through an organization.",
    "life": "Work and the rest of life: family, health, hard times, where to live.",
    "research": "Questions, grants, studies and papers, inside a university or far from one.",
    "peer": "Somebody at your own stage; both give and both receive.",
    "navigation": "Finding the way where few people share your background.",
}


@dataclass
class Synced:
    """How many rows a sync added, changed and retired."""

    added: int = 0
    changed: int = 0
    retired: int = 0


@transaction.atomic
def sync_taxonomy() -> Synced:
    """Write the shipped lists into the tables. Rows of the society stay as they are, hidden rows stay hidden.

    A shipped term that left the taxonomy keeps its row, so that old profiles still read well, and is hidden.
    """
    synced = Synced()
    taxonomy = rosters.taxonomy()
    for kind, name in LISTS:
        _sync_terms(kind, getattr(taxonomy, name), synced)
    _sync_types(taxonomy.types, synced)
    return synced


def _sync_terms(kind: TermKind, shipped: tuple[rosters.Term, ...], synced: Synced) -> None:
    """Bring the rows of one list up to date."""
    rows = {row.slug: row for row in Term.objects.filter(kind=kind)}
    fresh, stale = [], []
    for position, term in enumerate(shipped):
        row = rows.pop(term.slug, None)
        facts = {"label": term.label, "parent": term.parent, "position": position}
        if row is None:
            fresh.append(Term(kind=kind, slug=term.slug, is_shipped=True, **facts))
        elif row.is_shipped and any(getattr(row, name) != value for name, value in facts.items()):
            row.label, row.parent, row.position = term.label, term.parent, position
            stale.append(row)
    Term.objects.bulk_create(fresh)
    Term.objects.bulk_update(stale, ["label", "parent", "position"])
    gone = [row.pk for row in rows.values() if row.is_shipped and not row.is_hidden]
    synced.retired += Term.objects.filter(pk__in=gone).update(is_hidden=True)
    synced.added += len(fresh)
    synced.changed += len(stale)


def _sync_types(shipped: tuple[rosters.Term, ...], synced: Synced) -> None:
    """Bring the shipped mentor types up to date; each has the color and the pattern of its own name."""
    rows = {row.slug: row for row in MentorType.objects.all()}
    for position, term in enumerate(shipped):
        facts = {
            "label": term.label,
            "about": ABOUT.get(term.slug, ""),
            "color": term.slug,
            "pattern": term.slug,
            "counts_as_gap": term.counts_as_gap,
            "position": position,
        }
        row = rows.get(term.slug)
        if row is None:
            MentorType.objects.create(slug=term.slug, is_shipped=True, **facts)
            synced.added += 1
        elif row.is_shipped and any(getattr(row, name) != value for name, value in facts.items()):
            MentorType.objects.filter(pk=row.pk).update(**facts)
            synced.changed += 1
