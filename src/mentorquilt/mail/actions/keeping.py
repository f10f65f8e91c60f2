"""How long the words of mails are kept, and how a person's mails are forgotten."""

from datetime import datetime, timedelta
from typing import Any

from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState

BODIES_KEPT = timedelta(days=30)


def drop_old_bodies(*, now: datetime) -> int:
    """Empty the words of mails that were sent, failed or discarded thirty days ago; key and state stay."""
    over = [MailState.SENT, MailState.FAILED, MailState.DISCARDED]
    old = Mail.objects.filter(state__in=over, drafted_at__lt=now - BODIES_KEPT).exclude(subject="")
    return old.update(body="", context=None, subject="")


def forget(member: Any) -> None:
    """Delete a member's mails, those on their way as well."""
    Mail.objects.filter(to=member).delete()
