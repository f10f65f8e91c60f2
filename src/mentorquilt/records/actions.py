"""Writes of the trail: notes, reads of people, answered forms, seals, and the forgetting of old rows."""

import hashlib
import json
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction

from mentorquilt.records.models import AccessNote, AuditNote, Order, Submission

ACCESS_KEPT = timedelta(days=30)
SUBMISSIONS_KEPT = timedelta(days=7)
ORDERS_KEPT = timedelta(days=7)


class OtherPayload(Exception):
    """The same form key came with other answers; nothing was done (HTTP 409)."""


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


def fingerprint(payload: dict[str, Any]) -> str:
    """Return a digest of what a form sent, blind to the order of its fields and to the CSRF token."""
    payload = {name: value for name, value in payload.items() if name != "csrfmiddlewaretoken"}
    return hashlib.sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()


def key_of(text: str) -> uuid.UUID:
    """Return a form's key; raises OtherPayload when the form carried none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        raise OtherPayload from None


def answer_of(*, key: str, payload: dict[str, Any], by: Any) -> str | None:
    """Return where this form led when it came before, else None; for forms whose second copy would be invalid.

    Raises OtherPayload like ``once``.
    """
    earlier = Submission.objects.filter(key=key_of(key)).first()
    if earlier is None:
        return None
    if earlier.payload != fingerprint(payload) or earlier.by_id != getattr(by, "pk", None):
        raise OtherPayload
    return earlier.result


def answered_before(*, key: str, payload: dict[str, Any], by: Any, now: datetime) -> Submission | None:
    """Return the earlier submission under this key, or None after claiming the key for this one.

    Call inside the transaction of the write: the claim commits or vanishes with it. Raises OtherPayload when the
    key was used with other answers or is none of ours.
    """
    wanted = key_of(key)
    digest = fingerprint(payload)
    try:
        with transaction.atomic():
            Submission.objects.create(key=wanted, payload=digest, by=by, at=now)
    except IntegrityError:
        earlier = Submission.objects.get(key=wanted)
        if earlier.payload != digest or earlier.by_id != getattr(by, "pk", None):
            raise OtherPayload from None
        return earlier
    return None


def once(*, key: str, payload: dict[str, Any], by: Any, now: datetime, act: Callable[[], str]) -> str:
    """Run ``act`` in a transaction unless this form was answered before; return the address it leads to, the same
    both times. Raises OtherPayload on a used key with other answers and on a key that is none of ours.
    """
    with transaction.atomic():
        earlier = answered_before(key=key, payload=payload, by=by, now=now)
        if earlier is not None:
            return earlier.result
        result = act()
        remember_answer(key=key, result=result)
        return result


def remember_answer(*, key: str, result: str) -> None:
    """Store where a claimed submission led, so that its replay answers the same."""
    Submission.objects.filter(key=key_of(key)).update(result=result)


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
    """Return the keys of notes whose seal does not fit what stands in them or before them."""
    broken, previous = [], None
    for row in AuditNote.objects.exclude(seal="").order_by("pk").iterator():
        expected = row.previous_seal if previous is None else previous
        if row.previous_seal != expected or row.seal != seal_of(row, row.previous_seal):
            broken.append(row.pk)
        previous = row.seal
    return broken


def forget_old(*, now: datetime) -> int:
    """Delete access notes, answered forms and finished orders past their keeping time."""
    gone = AccessNote.objects.filter(at__lt=now - ACCESS_KEPT).delete()[0]
    gone += Submission.objects.filter(at__lt=now - SUBMISSIONS_KEPT).delete()[0]
    return gone + Order.objects.filter(done_at__lt=now - ORDERS_KEPT).delete()[0]


@transaction.atomic
def forget(member: Any) -> None:
    """Take a member out of the trail: reads, forms and orders go; notes keep only her ref, which names nobody."""
    AccessNote.objects.filter(models.Q(about=member) | models.Q(reader=member)).delete()
    Submission.objects.filter(by=member).delete()
    Order.objects.filter(by=member).delete()
    AuditNote.objects.filter(actor=member).update(actor=None)
