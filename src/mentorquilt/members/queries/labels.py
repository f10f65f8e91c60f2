"""The words of the society's lists. A caller loads them once and hands them on; nothing is cached."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorquilt.members import states
from mentorquilt.members.models import MentorType, Term, TermKind

Choices = list[tuple[str, str]]
Grouped = list[tuple[str, Choices]]

DONE_FAMILIES: dict[str, str | Promise] = {
    "came_through": _("Came through something hard"),
    "built": _("Built something"),
    "led": _("Led something"),
    "research": _("Research and writing"),
    "turn": _("Turns in a career"),
    "life": _("Work and the rest of life"),
}


@dataclass(frozen=True, slots=True)
class TermLabel:
    """One entry of a list, as pages need it."""

    slug: str
    label: str
    parent: str
    is_hidden: bool


class Labels:
    """Every list of the society: words of slugs, choices for forms. Two queries, made when it is built."""

    def __init__(self) -> None:
        self._terms: dict[str, dict[str, TermLabel]] = {kind: {} for kind in TermKind.values}
        rows = Term.objects.values_list("kind", "slug", "label", "parent", "is_hidden")
        for kind, slug, label, parent, hidden in rows:
            self._terms[kind][slug] = TermLabel(slug, label, parent, hidden)
        self.types: dict[str, MentorType] = {row.slug: row for row in MentorType.objects.all()}

    def of(self, kind: str, slug: str) -> str:
        """Return the words of one slug; an unknown one is read as words, so that nothing ever disappears."""
        found = self._terms[kind].get(slug)
        return found.label if found else slug.replace("_", " ")

    def many(self, kind: str, slugs: Iterable[str]) -> list[str]:
        """Return the words of several slugs in their own order."""
        return [self.of(kind, slug) for slug in slugs]

    def parent(self, kind: str, slug: str) -> str:
        """Return the slug above one: a subspecialty's specialty, a topic's mentor type."""
        found = self._terms[kind].get(slug)
        return found.parent if found else ""

    def mentor_types(self, slugs: Iterable[str] | None = None) -> list[MentorType]:
        """Return the mentor types on offer, or those of the slugs, in the society's order."""
        if slugs is None:
            return [kind for kind in self.types.values() if not kind.is_hidden]
        wanted = set(slugs)
        return [kind for kind in self.types.values() if kind.slug in wanted]

    def choices(self, kind: str, kept: Iterable[str] = ()) -> Choices:
        """Return the entries that may be chosen; hidden ones only where somebody ``kept`` them."""
        kept = set(kept)
        return [
            (term.slug, term.label)
            for term in self._terms[kind].values()
            if not term.is_hidden or term.slug in kept
        ]

    def grouped(self, kind: str, kept: Iterable[str] = ()) -> Grouped:
        """Return the choices under the words of what stands above them."""
        groups: dict[str, Choices] = {}
        for slug, label in self.choices(kind, kept):
            groups.setdefault(self._head(kind, slug), []).append((slug, label))
        if kind == TermKind.TOPIC:
            order = [kind.label for kind in self.types.values()]
            return sorted(
                groups.items(), key=lambda group: order.index(group[0]) if group[0] in order else len(order)
            )
        return list(groups.items())

    def type_choices(self, kept: Iterable[str] = ()) -> Choices:
        """Return the mentor types that may be chosen."""
        kept = set(kept)
        return [(t.slug, t.label) for t in self.types.values() if not t.is_hidden or t.slug in kept]

    def _head(self, kind: str, slug: str) -> str:
        parent = self.parent(kind, slug)
        if kind == TermKind.SUBSPECIALTY:
            return self.of(TermKind.SPECIALTY, parent)
        if kind == TermKind.TOPIC:
            return self.types[parent].label if parent in self.types else parent
        return str(DONE_FAMILIES.get(parent, parent.replace("_", " "))) if kind == TermKind.DONE else ""


def labels() -> Labels:
    """Return the society's lists as they are now."""
    return Labels()


def stage_words(slug: str) -> str:
    """Return a career stage in words."""
    return str(states.Stage(slug).label) if slug in states.Stage.values else ""


def setting_words(slug: str) -> str:
    """Return a practice setting in words."""
    return str(states.Setting(slug).label) if slug in states.Setting.values else ""
