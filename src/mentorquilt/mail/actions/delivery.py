"""The worker's part: claim one due mail, hand it over, or write on it why that failed."""

import smtplib
from datetime import datetime, timedelta
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from mentorquilt.mail import html
from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MOVES, MailState
from mentorquilt.records.moves import move
from mentorquilt.society import queries as society

LEASE = timedelta(minutes=10)
BACK_OFF_MINUTES = (1, 5, 15, 60, 240, 720, 720, 720, 720)


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
