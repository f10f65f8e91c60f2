"""The weekly digest: what was over somebody's budget, told in one mail whose subject names no topic."""

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from mentorquilt.mail import html, mails, roles
from mentorquilt.mail.actions.draft import draft
from mentorquilt.mail.models import Mail, Preference
from mentorquilt.mail.states import MailState
from mentorquilt.society import queries as society
from mentorquilt.society.models import Society

HOUR = 8
READERS_AT_ONCE = 200
WORDS_TOLD = 40
GREETING = re.compile(r"^(dear|hello|good (morning|day|evening))\b.{0,80},$", re.IGNORECASE)


def last_due(now: datetime, one: Society) -> datetime:
    """Return the latest moment at which a digest was due: eight in the morning of the society's day."""
    here = now.astimezone(ZoneInfo(one.zone))
    days = (here.weekday() - one.digest_weekday) % 7
    due = (here - timedelta(days=days)).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return due if due <= here else due - timedelta(days=7)


def send_digests(*, now: datetime) -> int:
    """Write the digest of everybody whose mails waited when it was due; returns how many were written.

    After an outage the digest comes late, once; what began to wait since then waits for the next.
    """
    one = society.current()
    due = last_due(now, one)
    waiting = Mail.objects.filter(state=MailState.WAITING, hold_until__lte=due)
    readers = list(waiting.order_by("to").values_list("to", flat=True).distinct()[:READERS_AT_ONCE])
    return sum(_gather(reader, due, one, now) for reader in readers)


@transaction.atomic
def _gather(reader: int, due: datetime, one: Society, now: datetime) -> bool:
    """Write one person's digest and mark the mails it tells; classes she stopped meanwhile are discarded."""
    _drop_stopped(reader)
    rows = list(
        Mail.objects.filter(state=MailState.WAITING, hold_until__lte=due, to=reader).order_by(
            "hold_until", "pk"
        )
    )
    if not rows:
        return False
    member: Any = get_user_model().objects.filter(pk=reader).first()
    digest = draft(
        role=mails.DIGEST,
        key=f"digest:{reader}:{due:%Y-%m-%d}",
        address=member.email,
        to=member,
        context={"society": one.name, "name": _name(rows), "news": "\n\n".join(_told(row) for row in rows)},
        now=now,
    )
    if digest.drafted_at != now:
        # Another worker told what waited then; what came beside it waits for the next digest.
        return False
    told = Mail.objects.filter(pk__in=[row.pk for row in rows], state=MailState.WAITING)
    return bool(told.update(state=MailState.GATHERED, digest=digest))


def _drop_stopped(reader: int) -> None:
    wishes = Preference.objects.filter(member=reader).first()
    stopped = set(wishes.stopped) if wishes else set()
    slugs = [role.slug for role in roles.all_roles() if role.stoppable in stopped]
    hers = Mail.objects.filter(to=reader, state=MailState.WAITING, role__in=slugs)
    hers.update(state=MailState.DISCARDED, failure=_("The reader stopped mails of this kind."))


def _name(rows: list[Mail]) -> str:
    """Return how the waiting mails greet the reader."""
    names = (str((row.context or {}).get("name", "")) for row in rows)
    return next((name for name in names if name), "colleague")


def _told(mail: Mail) -> str:
    """Return one waiting mail in short: its subject, its first words, its first link."""
    first, link = "", ""
    for block in html.blocks(mail.body):
        if block["kind"] == "button" and not link:
            link = f"{block['label']}: {block['url']}"
        elif block["kind"] == "words" and not first and not GREETING.match(str(block["text"])):
            first = _short(str(block["text"]))
    lines = [mail.subject] + ([first] if first and not mail.private else [])
    return "\n".join(lines) + (f"\n\n{link}" if link else "")


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:WORDS_TOLD]) + (" \u2026" if len(words) > WORDS_TOLD else "")
