"""The chain over the audit trail: a note that is changed, or removed from the middle, shows (P20)."""

import hashlib
import json
from datetime import datetime, timedelta

from django.db import transaction

from mentorquilt.records.models import AuditNote

CUT = "records.trail_cut"


def seal_of(row: AuditNote, previous: str) -> str:
    """Return the chain seal of one note behind the previous seal."""
    told = [row.pk, row.at.isoformat(), row.verb, row.actor_ref, row.about_kind, row.about_ref, row.facts]
    text = json.dumps([previous, *told], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def seal_notes(*, now: datetime) -> int:
    """Chain the notes not sealed yet; returns how many. A changed or removed note breaks the chain behind it."""
    last = AuditNote.objects.exclude(seal="").order_by("-pk").first()
    previous = last.seal if last else ""
    settled = AuditNote.objects.filter(seal="", at__lt=now - timedelta(seconds=20)).order_by("pk")[:2000]
    count = 0
    for row in settled:
        row.previous_seal, row.seal = previous, seal_of(row, previous)
        row.save(update_fields=["previous_seal", "seal"])
        previous, count = row.seal, count + 1
    return count


def broken_seals() -> list[int]:
    """Return the keys of notes whose seal does not fit what stands in them or before them.

    The first note must begin the chain, or stand where the trail was last cut after two years.
    """
    broken, previous = [], _beginning()
    for row in AuditNote.objects.exclude(seal="").order_by("pk").iterator():
        expected = previous
        if row.previous_seal != expected or row.seal != seal_of(row, row.previous_seal):
            broken.append(row.pk)
        previous = row.seal
    return broken


def _beginning() -> str:
    """Return the seal before the first note that is kept: of the newest cut, or nothing."""
    cut = AuditNote.objects.filter(verb=CUT).order_by("-pk").first()
    return str(cut.facts.get("seal", "")) if cut else ""
