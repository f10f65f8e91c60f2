"""Writes of institutions: rows found or begun by name, and names that a coordinator says are one place (M21)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.members.models import Institution
from mentorquilt.members.queries.imported import folded, institution_index
from mentorquilt.records import actions as records

NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class OnePlace:
    """Names that mean one institution; ``name`` is the one to show, ``domains`` are mail domains of its people."""

    name: str
    others: tuple[str, ...]
    domains: tuple[str, ...] = ()


def institutions_named(names: Iterable[str]) -> dict[str, Institution]:
    """Return institutions by folded name, beginning those that are not known by a name or an alias."""
    wanted = {folded(name): " ".join(name.split())[:NAME_LENGTH] for name in names}
    index = institution_index()
    fresh = {key: Institution(name=name) for key, name in wanted.items() if key and key not in index}
    Institution.objects.bulk_create(fresh.values())
    known = Institution.objects.in_bulk({index[key] for key in wanted if key in index})
    return fresh | {key: known[index[key]] for key in wanted if key in index}


@transaction.atomic
def group_institutions(*, places: Sequence[OnePlace], by: Any, now: datetime) -> int:
    """Make names one institution: unknown names become aliases, known ones point to the one shown.

    The mail domains are added to it. Returns how many places changed.
    """
    rows = institutions_named(place.name for place in places)
    index = institution_index()
    changed = 0
    for place in places:
        head = rows[folded(place.name)]
        facts = (list(head.aliases), list(head.mail_domains))
        _join(head, place, index)
        moved = _point(head, place, index)
        if moved or facts != (head.aliases, head.mail_domains):
            head.save(update_fields=["aliases", "mail_domains"])
            changed += 1
            records.note(
                verb="institution.grouped",
                actor=by,
                about=head,
                now=now,
                facts={"names": len(place.others) + 1},
            )
    return changed


def _join(head: Institution, place: OnePlace, index: dict[str, int]) -> None:
    """Add the aliases and domains that the row does not have."""
    known = {folded(str(alias)) for alias in head.aliases} | {folded(head.name)}
    for name in place.others:
        if folded(name) not in known and folded(name) not in index:
            head.aliases = [*head.aliases, " ".join(name.split())[:NAME_LENGTH]]
            known.add(folded(name))
            index[folded(name)] = head.pk
    head.mail_domains = [*head.mail_domains, *(d for d in place.domains if d not in head.mail_domains)]


def _point(head: Institution, place: OnePlace, index: dict[str, int]) -> int:
    """Let rows of their own count as the one shown, and those that counted as them too."""
    others = {index[folded(name)] for name in place.others if folded(name) in index} - {head.pk}
    if not others:
        return 0
    if head.same_as_id in others:
        Institution.objects.filter(pk=head.pk).update(same_as=None)
        head.same_as_id = None
    target = head.same_as_id or head.pk
    rows = Institution.objects.filter(pk__in=others) | Institution.objects.filter(same_as__in=others)
    return rows.exclude(pk=target).exclude(same_as=target).update(same_as=target)
