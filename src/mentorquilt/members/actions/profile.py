"""Writes of the profile itself: name, work, languages, what somebody tells of herself."""

import unicodedata
from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.members.models import Member, Profile
from mentorquilt.records import actions as records

NAMED = frozenset({"full_name", "family_name"})


def search_name(full_name: str, family_name: str = "") -> str:
    """Return a name as lists sort and find it: family name first, without case and accents."""
    parts = f"{family_name or ' '.join(full_name.split()[-1:])} {full_name}"
    plain = unicodedata.normalize("NFKD", parts).casefold()
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(kept.split())[:240]


@transaction.atomic
def change_profile(*, member: Member, by: Any, now: datetime, **facts: Any) -> Profile:
    """Set some facts of a profile; names change what lists sort by."""
    profile = Profile.objects.get(member=member)
    changed = {name for name, value in facts.items() if getattr(profile, name) != value}
    for name, value in facts.items():
        setattr(profile, name, value)
    if NAMED & changed:
        profile.name_search = search_name(profile.full_name, profile.family_name)
    profile.updated_at = now
    profile.save(update_fields=[*facts, "name_search", "updated_at"])
    if changed:
        records.note(
            verb="member.profile_changed", actor=by, about=member, now=now, facts={"fields": sorted(changed)}
        )
    return profile


def touched(*, member: Member, now: datetime) -> None:
    """Mark that something a search reads has changed, so that the next refresh takes it up."""
    Profile.objects.filter(member=member).update(updated_at=now)
