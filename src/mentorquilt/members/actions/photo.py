"""Writes of the photo: read in the bounded child, stored as a small WebP without any metadata (S-53)."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt import gate
from mentorquilt.members.models import Member, Photo
from mentorquilt.records import actions as records


def store_photo(*, member: Member, data: bytes, by: Any, now: datetime) -> Photo:
    """Store a photo in place of an earlier one; raises ``gate.Refused`` with what to do about it."""
    image = gate.read_photo(data)
    digest = hashlib.sha256(image).hexdigest()[:16]
    with transaction.atomic():
        row, _ = Photo.objects.update_or_create(member=member, defaults={"image": image, "digest": digest})
        records.note(verb="member.photo_stored", actor=by, about=member, now=now)
    return row


@transaction.atomic
def drop_photo(*, member: Member, by: Any, now: datetime) -> None:
    """Delete the photo."""
    if Photo.objects.filter(member=member).delete()[0]:
        records.note(verb="member.photo_dropped", actor=by, about=member, now=now)
