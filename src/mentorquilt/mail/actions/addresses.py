"""What bounces teach about an address: two hard ones suspend it, and the contact is told once (P5)."""

import hashlib
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from mentorquilt.mail import mails
from mentorquilt.mail.actions.draft import draft
from mentorquilt.mail.models import Address, Incoming, Mail
from mentorquilt.mail.states import IncomingState, MailState
from mentorquilt.records import actions as records
from mentorquilt.society import queries as society

HARD_BOUNCES = 2


@transaction.atomic
def bounced(*, address: str, reason: str, now: datetime, program: Any = None, is_hard: bool = True) -> bool:
    """Count a bounce; the second hard one suspends the address. Returns whether this one did."""
    address = address.strip().lower()
    Address.objects.bulk_create([Address(address=address)], ignore_conflicts=True)
    row = Address.objects.filter(address=address)
    column = "hard_bounces" if is_hard else "soft_bounces"
    row.update(**{column: F(column) + 1}, last_bounce_at=now, reason=reason[:300])
    fresh = row.filter(suspended_at=None, hard_bounces__gte=HARD_BOUNCES).update(suspended_at=now)
    if fresh:
        _tell(address, reason, program, now)
    return bool(fresh)


def received(*, address: str) -> None:
    """Forget the bounces of an address that took a mail again, unless it is suspended."""
    Address.objects.filter(address=address.lower(), suspended_at=None).exclude(hard_bounces=0).update(
        hard_bounces=0
    )


@transaction.atomic
def lift(*, address: str, by: Any, now: datetime) -> bool:
    """Send mail to a suspended address again; returns whether it was suspended."""
    row = Address.objects.filter(address=address.strip().lower()).exclude(suspended_at=None).first()
    if row is None:
        return False
    Address.objects.filter(pk=row.pk).update(suspended_at=None, hard_bounces=0, soft_bounces=0)
    records.note(verb="mail.address_lifted", actor=by, about=row, now=now)
    return True


def _tell(address: str, reason: str, program: Any, now: datetime) -> None:
    one = society.current()
    whom = (program.contact_email if program else "") or one.contact_email or one.reply_to
    if not whom or whom.lower() == address:
        return
    draft(
        role=mails.SUSPENDED,
        key=f"suspended:{address}:{now:%Y%m%d%H%M%S}"[:160],
        address=whom,
        context={
            "address": address,
            "reason": reason or "no reason given",
            "link": f"{settings.BASE_URL}{reverse('desks:outbox')}",
        },
        program=program,
        now=now,
    )


@transaction.atomic
def told_of_bounce(*, event: str, address: str, reason: str, is_hard: bool, now: datetime) -> bool:
    """Count a bounce that a provider told of, each event once and only of an address we wrote to; whether it counted."""
    address = address.strip().lower()
    mail = Mail.objects.filter(to_address__iexact=address, state=MailState.SENT).select_related("program")
    latest = mail.order_by("-sent_at").first()
    if latest is None:
        return False
    digest = hashlib.sha256(f"event:{event}".encode()).hexdigest()
    known = {"state": IncomingState.HANDLED, "received_at": now, "handled_at": now, "outcome": "bounce-event"}
    if not Incoming.objects.get_or_create(digest=digest, defaults=known)[1]:
        return False
    Mail.objects.filter(pk=latest.pk, failure="").update(failure=f"Came back: {reason}"[:300])
    bounced(address=address, reason=reason, now=now, program=latest.program, is_hard=is_hard)
    return True
