"""Writes of the one row, its logo, and the link with which an installation is begun."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from mentorquilt import gate
from mentorquilt.records import actions as records
from mentorquilt.society import queries
from mentorquilt.society.models import SetupLink, Society

LINK_LASTS = timedelta(hours=24)


class LinkGone(Exception):
    """The setup link was used, has expired, was replaced by a newer one, or never was."""


@transaction.atomic
def describe(*, by: Any, now: datetime, **facts: Any) -> Society:
    """Set what the society says of itself, making the row when there is none; raises ValidationError."""
    society = queries.current()
    changed = sorted(name for name, value in facts.items() if getattr(society, name) != value)
    is_new = society._state.adding  # noqa: SLF001 - Django's documented state of a row
    for name, value in facts.items():
        setattr(society, name, value)
    society.full_clean(exclude=["logo"], validate_unique=is_new)
    if changed or is_new:
        society.save()
        records.note(verb="society.described", actor=by, about=society, now=now, facts={"fields": changed})
    return society


@transaction.atomic
def mark_started(*, by: Any, now: datetime) -> bool:
    """Write that the society is set up; True the first time only."""
    if not Society.objects.filter(started_at=None).update(started_at=now):
        return False
    records.note(verb="society.started", actor=by, about=queries.current(), now=now)
    return True


def store_logo(*, data: bytes, by: Any, now: datetime) -> Society:
    """Keep a logo as a plain PNG that reads on light and dark ground; raises ``gate.Refused`` with what to do."""
    image = gate.read_logo(data)
    return _keep_logo(image, hashlib.sha256(image).hexdigest()[:16], "society.logo_stored", by, now)


def drop_logo(*, by: Any, now: datetime) -> Society:
    """Take the logo away; the name stands alone again."""
    return _keep_logo(None, "", "society.logo_dropped", by, now)


@transaction.atomic
def _keep_logo(image: bytes | None, digest: str, verb: str, by: Any, now: datetime) -> Society:
    society = queries.current()
    if society._state.adding:  # noqa: SLF001 - Django's documented state of a row
        society.save()
    if Society.objects.exclude(logo_digest=digest).update(logo=image, logo_digest=digest):
        records.note(verb=verb, actor=by, about=society, now=now)
    society.logo_digest = digest
    return society


@transaction.atomic
def make_setup_link(*, now: datetime, lasts: timedelta = LINK_LASTS) -> str:
    """Make the secret of the one link that opens a new installation; an older one stops working. Only a digest is kept."""
    token = secrets.token_urlsafe(32)
    kept = {"digest": queries.digest_of(token), "expires_at": now + lasts}
    link, _ = SetupLink.objects.update_or_create(id=1, defaults=kept)
    records.note(verb="society.setup_link_made", actor=None, about=link, now=now)
    return token


def spend_setup_link(*, token: str, now: datetime) -> None:
    """Use the link up, once for all; raises LinkGone. Call inside the transaction of what it opens."""
    good = SetupLink.objects.filter(digest=queries.digest_of(token), expires_at__gt=now)
    if not good.delete()[0]:
        raise LinkGone


def close_setup_link() -> None:
    """Let no link open this installation any more."""
    SetupLink.objects.all().delete()
