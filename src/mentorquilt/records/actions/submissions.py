"""Forms sent twice act once: the key of a form, what it carried, and where it led (M18)."""

import hashlib
import json
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from mentorquilt.records.models import Submission


class OtherPayload(Exception):
    """The same form key came with other answers; nothing was done (HTTP 409)."""


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
