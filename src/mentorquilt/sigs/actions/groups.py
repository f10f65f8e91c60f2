"""Set up and describe groups."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from mentorquilt.records import actions as records
from mentorquilt.sigs.models import Sig

RESERVED = frozenset({"new", "possible-mentors", "mark"})
LONGEST_SLUG = 50


@transaction.atomic
def create_group(*, by: Any, now: datetime, **facts: Any) -> Sig:
    """Set up a group; its address is made of its name and stays."""
    sig = Sig(**facts)
    return add(sig, by=by, now=now, verb="group.created")


def add(sig: Sig, *, by: Any, now: datetime, verb: str) -> Sig:
    """Save a new group under an address that nobody has yet, whatever its name is made of."""
    wanted = slugify(sig.name)[:LONGEST_SLUG].strip("-")
    if not wanted or wanted in RESERVED:
        wanted = f"group-{wanted}".strip("-")
    for number in range(1, 100):
        sig.slug = wanted if number == 1 else f"{wanted}-{number}"
        if Sig.objects.filter(slug=sig.slug).exists():
            continue
        sig.full_clean()
        sig.save()
        records.note(verb=verb, actor=by, about=sig, now=now)
        return sig
    raise IntegrityError(f"no free address for a group called {wanted}")


@transaction.atomic
def describe_group(*, sig: Sig, by: Any, now: datetime, **facts: Any) -> Sig:
    """Change what a group says of itself, whether it is open and whether it is listed."""
    changed = sorted(name for name, value in facts.items() if getattr(sig, name) != value)
    for name in changed:
        setattr(sig, name, facts[name])
    sig.full_clean()
    sig.save(update_fields=changed)
    records.note(verb="group.described", actor=by, about=sig, now=now, facts={"fields": changed})
    return sig
