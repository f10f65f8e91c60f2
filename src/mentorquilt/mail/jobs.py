"""The worker's mail rounds."""

import imaplib
import logging
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from mentorquilt.mail import actions, imap
from mentorquilt.mail.actions.keeping import drop_old_rows
from mentorquilt.mail.models import Incoming, Mail
from mentorquilt.mail.post import Post
from mentorquilt.mail.states import IncomingState
from mentorquilt.society import queries as society

AT_ONCE = 50

log = logging.getLogger(__name__)


def deliver_approved(*, now: datetime) -> int:
    """Claim due mails one by one and hand each over on one connection; while all mail is stopped, only codes."""
    due = Mail.objects.due(now).order_by("hold_until", "pk")
    if society.current().mail_is_stopped:
        due = due.asked_for()
    count = 0
    with Post() as way:
        for mail in due.defer("body", "context")[:AT_ONCE]:
            if not actions.claim(mail=mail, now=now):
                continue
            count += 1
            if not actions.deliver(mail=mail, now=now, way=way):
                break
    return count


def sweep_stale(*, now: datetime) -> int:
    """Take back mails of a worker that died."""
    return actions.take_back_stale(now=now)


def send_digests(*, now: datetime) -> int:
    """Write the weekly digests that are due."""
    return actions.send_digests(now=now)


def collect_incoming(*, now: datetime) -> int:
    """Look into the mailbox for replies and bounces, where one is set."""
    if not settings.IMAP:
        return 0
    try:
        return imap.collect(lambda raw: actions.keep_incoming(raw=raw, now=now))
    except (imaplib.IMAP4.error, OSError) as error:
        log.warning("the mailbox could not be read", extra={"facts": {"error": type(error).__name__}})
        return 0


def handle_incoming(*, now: datetime) -> int:
    """Read kept mails and act on them."""
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    rows = Incoming.objects.filter(free, state=IncomingState.NEW).defer("raw").order_by("pk")
    return sum(actions.handle(incoming=row, now=now) for row in rows[:AT_ONCE])


def drop_old_bodies(*, now: datetime) -> int:
    """Forget the words of old mails, and of mails that belonged to nothing."""
    return actions.drop_old_bodies(now=now) + actions.drop_old_incoming(now=now) + drop_old_rows(now=now)
