"""How long the words of mails are kept, and how a person's mails are forgotten."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from mentorquilt.mail.models import Address, Mail, Preference
from mentorquilt.mail.states import MailState

BODIES_KEPT = timedelta(days=30)
ROWS_KEPT = timedelta(days=365)


def drop_old_bodies(*, now: datetime) -> int:
    """Empty the words of mails that were sent, failed or discarded thirty days ago; key and state stay."""
    over = [MailState.SENT, MailState.FAILED, MailState.DISCARDED, MailState.GATHERED]
    old = Mail.objects.alias(since=Coalesce("sent_at", "drafted_at")).exclude(subject="")
    old = old.filter(state__in=over, since__lt=now - BODIES_KEPT)
    return old.update(body="", context=None, subject="")


def drop_old_rows(*, now: datetime) -> int:
    """Delete mails a year after they were over; until then their key and state answer whether something was sent."""
    over = [MailState.SENT, MailState.FAILED, MailState.DISCARDED, MailState.GATHERED]
    old = Mail.objects.filter(state__in=over, drafted_at__lt=now - ROWS_KEPT).order_by("pk")
    gone: int = Mail.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:1000])).delete()[0]
    return gone


@transaction.atomic
def forget_words(*, keys_begin: Sequence[str]) -> int:
    """Take mails that have not left out of the outbox and drop the words of all, by how their keys begin.

    Returns how many had left already: those cannot be called back. A mail in a worker's hands loses its words on the
    row: that attempt may still arrive, but nobody tries again.
    """
    named = Q(pk=None)
    for beginning in keys_begin:
        named |= Q(key__startswith=beginning)
    rows = Mail.objects.filter(named)
    waiting = [MailState.DRAFT, MailState.APPROVED, MailState.WAITING, MailState.FAILED]
    rows.filter(state__in=waiting).update(state=MailState.DISCARDED)
    rows.update(body="", context=None, subject="", sender_name="")
    return rows.filter(state__in=[MailState.SENDING, MailState.SENT]).count()


def forget_addresses(*, addresses: Sequence[str]) -> int:
    """Delete every mail to these addresses and what delivery taught of them, also where no account was named."""
    wanted = {address.lower() for address in addresses}
    Address.objects.filter(address__in=wanted).delete()
    gone: int = Mail.objects.filter(to_address__in={*addresses, *wanted}).delete()[0]
    return gone


def forget(member: Any) -> None:
    """Delete a member's mails, those on their way as well, her choices, and what bounces taught of her address."""
    theirs = {member.email.lower(), *Mail.objects.filter(to=member).values_list("to_address", flat=True)}
    Mail.objects.filter(to=member).delete()
    Mail.objects.filter(to=None, to_address__in=theirs).delete()
    Address.objects.filter(address__in=[address.lower() for address in theirs]).delete()
    Preference.objects.filter(member=member).delete()
