"""The worker's part: claim one due mail, hand it over, or write on it why that failed."""

import logging
from datetime import datetime, timedelta
from email.utils import formataddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mentorquilt.mail import budget, footers, html, post, replies, roles
from mentorquilt.mail.actions import addresses
from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MOVES, MailState
from mentorquilt.records.moves import move
from mentorquilt.society import queries as society
from mentorquilt.society.models import Society

LEASE = timedelta(minutes=10)
BACK_OFF_MINUTES = (1, 5, 15, 60, 240, 720, 720, 720, 720, 720, 399)  # three days in all

log = logging.getLogger(__name__)


@transaction.atomic
def claim(*, mail: Mail, now: datetime) -> bool:
    """Take one due mail for this worker; False when another was quicker or when it may not leave now.

    A mail over its reader's weekly budget goes to wait for the digest, one of a class she stopped is discarded,
    one to a suspended address fails with the reason.
    """
    role = roles.find(mail.role)
    if mail.to_id and role is not None and role.pace is roles.Pace.BUDGETED:
        budget.hold_place(mail.to_id)
    due = Mail.objects.due(now).filter(pk=mail.pk)
    if not due.update(state=MailState.SENDING, lease_until=now + LEASE, tries=F("tries") + 1):
        return False
    stays = budget.why_not_now(mail, role, now)
    if stays is not None:
        Mail.objects.filter(pk=mail.pk).update(lease_until=None, tries=mail.tries, **stays)
    return stays is None


def deliver(*, mail: Mail, now: datetime, way: post.Post | None = None) -> bool:
    """Hand one claimed mail over, or write on it why that failed and when to try again.

    ``way`` is the connection of a round of mails. Returns whether another mail is worth trying on it.
    """
    mail = Mail.objects.select_related("program", "to").get(pk=mail.pk)
    if not mail.subject:
        _call_back(mail)
        return True
    one = society.current()
    try:
        if settings.PRODUCTION or not one.is_demo:
            _hand_over(message(mail, one), way)
    except post.NotDelivered as fault:
        _put_off(mail, fault, now)
        return not isinstance(fault, post.NoServer)
    except Exception as error:
        # Whatever one mail's words or names did, it is parked and the next one goes.
        log.exception("a mail could not be built", extra={"facts": {"mail": str(mail.ref)}})
        _put_off(mail, post.Lasting(post.told(error)), now)
        return True
    is_kept = one.is_demo and not settings.PRODUCTION
    kept: dict[str, Any] = {} if is_kept or not mail.private else {"body": "", "context": {}}
    move(mail, MailState.SENT, moves=_FROM_SENDING, sent_at=now, lease_until=None, failure="", **kept)
    if mail.tries > 1:
        addresses.received(address=mail.to_address)
    return True


def _hand_over(built: EmailMultiAlternatives, way: post.Post | None) -> None:
    if way is not None:
        way.hand_over(built)
        return
    with post.Post() as own:
        own.hand_over(built)


def message(mail: Mail, one: Society | None = None) -> EmailMultiAlternatives:
    """Build the mail: plain text first, one recipient, a stable Message-ID, a footer, one-click unsubscribing."""
    one = one or society.current()
    footer = footers.of(mail, one)
    headers = {
        "From": formataddr((mail.sender_name, settings.DEFAULT_FROM_EMAIL)),
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
    }
    if footer.stop:
        headers["List-Unsubscribe"] = f"<{footer.stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    built = EmailMultiAlternatives(
        subject=mail.subject,
        body=f"{mail.body.rstrip()}\n\n{footer.text()}\n",
        from_email=replies.bounce_address(mail.ref) or settings.DEFAULT_FROM_EMAIL,
        to=[mail.to_address],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=headers,
    )
    built.attach_alternative(html.page_of(mail, footer), "text/html")
    return built


def _put_off(mail: Mail, fault: post.NotDelivered, now: datetime) -> None:
    """Write the failure on the row: a passing fault waits, a lasting one stops."""
    told = str(fault)[:300]
    if isinstance(fault, post.Bounced):
        addresses.bounced(address=mail.to_address, reason=told, now=now, program=mail.program)
    if not Mail.objects.filter(pk=mail.pk).exclude(subject="").exists():
        _call_back(mail)
        return
    if isinstance(fault, post.Lasting) or mail.tries > len(BACK_OFF_MINUTES):
        if not isinstance(fault, post.Lasting):
            told = _("Given up after three days. Last answer: %(told)s") % {"told": told}
        move(mail, MailState.FAILED, moves=_FROM_SENDING, failure=told[:300], lease_until=None)
        return
    wait = timedelta(minutes=BACK_OFF_MINUTES[max(1, mail.tries) - 1])
    move(mail, MailState.APPROVED, moves=_FROM_SENDING, failure=told, hold_until=now + wait, lease_until=None)


def _call_back(mail: Mail) -> None:
    """Give up a mail whose words were taken back while a worker held it."""
    move(mail, MailState.DISCARDED, moves=_FROM_SENDING, lease_until=None)


_FROM_SENDING = {MailState.SENDING: MOVES[MailState.SENDING]}


def take_back_stale(*, now: datetime) -> int:
    """Put mails whose worker died while sending back in the queue; at most one duplicate per crash."""
    stale = Mail.objects.filter(state=MailState.SENDING, lease_until__lt=now)
    stale.filter(subject="").update(state=MailState.DISCARDED, lease_until=None)
    failure = _("The worker ended while sending this mail, every time.")
    given_up = stale.filter(tries__gt=len(BACK_OFF_MINUTES)).update(
        state=MailState.FAILED, lease_until=None, failure=failure
    )
    return given_up + stale.update(state=MailState.APPROVED, hold_until=now, lease_until=None)
