"""Mails that came to us: kept once, read in the gate's bounded child, given to whom they belong.

Nothing in a mail's headers is believed alone: a reply needs a signed address of ours and the sender that this
address was made for; a bounce needs the secret name of a mail that we sent.
"""

import hashlib
import logging
import re
import uuid
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from mentorquilt import gate
from mentorquilt.mail import queries, replies
from mentorquilt.mail.actions import addresses
from mentorquilt.mail.models import Incoming, Mail
from mentorquilt.mail.states import INCOMING_MOVES, IncomingState, MailState
from mentorquilt.records.moves import move

LEASE = timedelta(minutes=10)
MOST_TRIES = 5
UNKNOWN_KEPT = timedelta(days=7)
MESSAGE_ID = re.compile(r"<([0-9a-f-]{36})@")
OWN_ID = re.compile(r"^message-id:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
MOST_BYTES = 10_000_000  # what the gate reads; longer ones are refused there
SOFT_STATUS = ("5.2.2", "5.7.")

log = logging.getLogger(__name__)


def keep_incoming(*, raw: bytes, now: datetime) -> Incoming:
    """Keep a mail as it came, encrypted; the same mail twice is one row."""
    digest = hashlib.sha256(raw).hexdigest()
    text = raw[: MOST_BYTES + 1].decode("latin-1")
    Incoming.objects.bulk_create([Incoming(digest=digest, raw=text, received_at=now)], ignore_conflicts=True)
    return Incoming.objects.get(digest=digest)


def handle(*, incoming: Incoming, now: datetime) -> bool:
    """Read one kept mail and act on it once; False when another worker has it."""
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    waiting = Incoming.objects.filter(free, pk=incoming.pk, state=IncomingState.NEW)
    if not waiting.update(lease_until=now + LEASE, tries=F("tries") + 1):
        return False
    incoming.refresh_from_db()
    try:
        read = gate.read_mail(incoming.raw.encode("latin-1"))
    except gate.Refused as refused:
        if refused.code == "busy" and incoming.tries < MOST_TRIES:
            Incoming.objects.filter(pk=incoming.pk).update(lease_until=None)
        else:
            _settle(incoming, IncomingState.UNKNOWN, f"unreadable-{refused.code}", now)
        return True
    try:
        with transaction.atomic():
            state, outcome = _act(read, _key(incoming), now)
            _settle(incoming, state, outcome, now)
    except Exception:
        log.exception(
            "a mail that came in could not be handled", extra={"facts": {"mail": str(incoming.ref)}}
        )
        if incoming.tries >= MOST_TRIES:
            _settle(incoming, IncomingState.UNKNOWN, "failed", now)
        else:
            Incoming.objects.filter(pk=incoming.pk).update(lease_until=now + LEASE)
    return True


def _settle(incoming: Incoming, state: IncomingState, outcome: str, now: datetime) -> None:
    """Write what came of a mail; the words of a handled one are dropped."""
    kept = {} if state is IncomingState.UNKNOWN else {"raw": ""}
    move(
        incoming,
        state,
        moves=INCOMING_MOVES,
        outcome=outcome[:120],
        handled_at=now,
        lease_until=None,
        **kept,
    )


def _key(incoming: Incoming) -> str:
    """Return what names this mail however often and by whichever way it comes: its Message-ID, else its content."""
    head = re.split(r"\r?\n\r?\n", incoming.raw, maxsplit=1)[0]
    named = OWN_ID.search(head)
    return f"id:{named[1].strip()}" if named else f"digest:{incoming.digest}"


def _act(read: gate.MailRead, key: str, now: datetime) -> tuple[IncomingState, str]:
    """Do what a mail asks for and return what came of it."""
    tokens = _tokens(read.recipients)
    if read.kind == "bounce":
        return _bounce(read, tokens, now)
    if read.kind == "auto":
        return IncomingState.HANDLED, "automatic"
    found = next((reply for reply in map(replies.read, tokens) if reply), None)
    if found is None:
        return IncomingState.UNKNOWN, "no-address-of-ours"
    member = get_user_model().objects.filter(pk=found.member, is_active=True).first()
    if member is None:
        return IncomingState.UNKNOWN, "gone"
    if not _wrote(member, read.senders):
        return IncomingState.UNKNOWN, "other-sender"
    if not read.text:
        return IncomingState.HANDLED, "empty"
    outcome = replies.handler(found.kind)(ref=found.ref, member=member, text=read.text, key=key, now=now)
    return IncomingState.HANDLED, f"{found.kind}-{outcome}"


def _tokens(recipients: tuple[str, ...]) -> list[str]:
    """Return the words behind the plus in addresses at our own domain."""
    domain = settings.INBOUND.rpartition("@")[2]
    found = []
    for address in recipients:
        box, _at, at = address.rpartition("@")
        if domain and at == domain and "+" in box:
            found.append(box.partition("+")[2])
    return found


def _wrote(member: Any, senders: tuple[str, ...]) -> bool:
    """Return whether the one sender is an address that the member has confirmed, or the one we write to."""
    if len(senders) != 1:
        return False
    (sender,) = senders
    if sender == member.email.lower():
        return True
    confirmed = EmailAddress.objects.filter(user=member, verified=True, email__iexact=sender)
    return bool(confirmed.exists())


def _bounce(read: gate.MailRead, tokens: list[str], now: datetime) -> tuple[IncomingState, str]:
    """Write on the mails that came back that they did, each once, and count it against their addresses."""
    named = {ref for ref in map(replies.read_bounce, tokens) if ref}
    count = 0
    for one in read.bounces:
        found = MESSAGE_ID.match(one.original)
        refs = named | ({found[1]} if found else set())
        for ref in refs:
            count += _came_back(ref, one, is_signed=bool(named), now=now)
    return (IncomingState.HANDLED, "bounce") if count else (IncomingState.UNKNOWN, "bounce-of-nothing")


def _came_back(ref: str, one: gate.Bounce, *, is_signed: bool, now: datetime) -> bool:
    """Count one report about one of our mails; a delay, a second report and a foreign recipient count nothing."""
    try:
        mail = Mail.objects.select_related("program").filter(ref=uuid.UUID(ref)).first()
    except ValueError:
        return False
    if mail is None or (not is_signed and one.recipient != mail.to_address.lower()):
        return False
    if one.action != "failed":
        return True
    reason = one.reason or one.status or "no reason given"
    told = f"Came back: {reason}"[:300]
    if Mail.objects.filter(pk=mail.pk, state=MailState.SENT, failure="").update(failure=told):
        is_hard = one.status.startswith("5.") and not one.status.startswith(SOFT_STATUS)
        addresses.bounced(
            address=mail.to_address, reason=reason, now=now, program=mail.program, is_hard=is_hard
        )
    return True


def drop_old_incoming(*, now: datetime) -> int:
    """Drop the words of mails that belonged to nothing after seven days."""
    old = Incoming.objects.filter(state=IncomingState.UNKNOWN, received_at__lt=now - UNKNOWN_KEPT)
    kept = old.exclude(outcome__endswith=queries.DROPPED)
    return kept.update(raw="", outcome=Concat(F("outcome"), Value(queries.DROPPED)))
