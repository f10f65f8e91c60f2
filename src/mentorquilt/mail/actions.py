"""Writes of mail: draft, approve, discard, and the worker's delivery of one mail."""

import smtplib
from datetime import datetime, timedelta
from email.utils import formataddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from mentorquilt.mail import html, roles
from mentorquilt.mail.models import Mail, Wording
from mentorquilt.mail.states import MOVES, MailState
from mentorquilt.records.moves import move
from mentorquilt.society import queries as society

LEASE = timedelta(minutes=10)
BACK_OFF_MINUTES = (1, 5, 15, 60, 240, 720, 720, 720, 720)
BODIES_KEPT = timedelta(days=30)


def wording(role: roles.Role, program: Any) -> tuple[str, str]:
    """Return subject and body of a role: the program's, else the society's, else the shipped one."""
    rows = (
        Wording.objects.filter(role=role.slug, program__in=[program]) if program else Wording.objects.none()
    )
    row = rows.first() or Wording.objects.filter(role=role.slug, program=None).first()
    return (row.subject, row.body) if row else (str(role.subject), str(role.body))


def fill(template: str, context: dict[str, Any]) -> str:
    """Put the context's plain values where braces name them; a brace that names nothing stays as it is."""
    for name, value in context.items():
        template = template.replace("{" + name + "}", str(value))
    return template


@transaction.atomic
def draft(
    *,
    role: roles.Role,
    key: str,
    address: str,
    context: dict[str, Any],
    now: datetime,
    to: Any = None,
    program: Any = None,
    reply_to: str = "",
    sender_name: str = "",
    batch: str = "",
) -> Mail:
    """Write a mail once per business key; roles that nobody reviews are approved at once.

    ``batch`` groups mails that are reviewed and let go together, such as those of one published round.
    """
    subject, body = wording(role, program)
    straight = role.review is roles.Review.NEVER
    one = society.current()
    mail, _ = Mail.objects.get_or_create(
        key=key,
        defaults={
            "role": role.slug,
            "to": to,
            "to_address": address,
            "program": program,
            "reply_to": reply_to or one.reply_to,
            "sender_name": sender_name or one.sender_name or one.name,
            "batch": batch,
            "subject": " ".join(fill(subject, context).split())[:250],
            "context": context,
            "body": fill(body, context),
            "private": role.private,
            "drafted_at": now,
            "state": MailState.APPROVED if straight else MailState.DRAFT,
            "hold_until": now if straight else None,
        },
    )
    return mail


def approve(*, mail: Mail, now: datetime, hold: timedelta = timedelta(minutes=5)) -> None:
    """Let a draft go after the hold, in which it can be taken back."""
    move(mail, MailState.APPROVED, moves=MOVES, hold_until=now + hold)


def discard(*, mail: Mail) -> None:
    """Take a mail that has not left out of the outbox."""
    move(mail, MailState.DISCARDED, moves=MOVES)


def claim(*, mail: Mail, now: datetime) -> bool:
    """Take one due mail for this worker; False when another was quicker."""
    due = Mail.objects.due(now).filter(pk=mail.pk)
    return bool(due.update(state=MailState.SENDING, lease_until=now + LEASE, tries=mail.tries + 1))


def deliver(*, mail: Mail, now: datetime) -> None:
    """Hand one claimed mail over, or write on it why that failed and when to try again."""
    mail.refresh_from_db()
    try:
        if not society.is_open_demo():
            message(mail).send()
    except (smtplib.SMTPException, OSError, ValueError, LookupError) as error:
        _put_off(mail, error, now)
        return
    kept = {"body": "", "context": {}} if mail.private and not society.is_open_demo() else {}
    move(mail, MailState.SENT, moves=MOVES, sent_at=now, lease_until=None, failure="", **kept)


def message(mail: Mail) -> EmailMultiAlternatives:
    """Build the mail: plain text first, one recipient, a stable Message-ID."""
    built = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.body,
        from_email=formataddr((mail.sender_name, settings.DEFAULT_FROM_EMAIL)),
        to=[mail.to_address],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    built.attach_alternative(html.from_text(mail.subject, mail.body, mail.sender_name), "text/html")
    return built


def _put_off(mail: Mail, error: Exception, now: datetime) -> None:
    """Write the failure on the row: a passing fault waits, a lasting one stops."""
    lasting = isinstance(error, smtplib.SMTPRecipientsRefused | ValueError) or (
        isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500
    )
    told = f"{type(error).__name__}: {str(error)[:200]}"
    if lasting or mail.tries > len(BACK_OFF_MINUTES):
        move(mail, MailState.FAILED, moves=MOVES, failure=told, lease_until=None)
        return
    wait = timedelta(minutes=BACK_OFF_MINUTES[max(0, min(mail.tries, len(BACK_OFF_MINUTES)) - 1)])
    move(mail, MailState.APPROVED, moves=MOVES, failure=told, hold_until=now + wait, lease_until=None)


def take_back_stale(*, now: datetime) -> int:
    """Put mails whose worker died while sending back in the queue; at most one duplicate per crash."""
    stale = Mail.objects.filter(state=MailState.SENDING, lease_until__lt=now)
    failure = "The worker ended while sending this mail, every time."
    given_up = stale.filter(tries__gt=len(BACK_OFF_MINUTES)).update(
        state=MailState.FAILED, lease_until=None, failure=failure
    )
    return given_up + stale.update(state=MailState.APPROVED, hold_until=now, lease_until=None)


def drop_old_bodies(*, now: datetime) -> int:
    """Empty the words of mails that were sent, failed or discarded thirty days ago; key and state stay."""
    over = [MailState.SENT, MailState.FAILED, MailState.DISCARDED]
    old = Mail.objects.filter(state__in=over, drafted_at__lt=now - BODIES_KEPT).exclude(subject="")
    return old.update(body="", context=None, subject="")


def forget(member: Any) -> None:
    """Delete a member's mails, those on their way as well."""
    Mail.objects.filter(to=member).delete()
