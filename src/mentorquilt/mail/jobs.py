"""The worker's mail rounds."""

from datetime import datetime

from mentorquilt.mail import actions
from mentorquilt.mail.models import Mail

AT_ONCE = 50


def deliver_approved(*, now: datetime) -> int:
    """Claim due mails one by one and hand each over."""
    count = 0
    for mail in Mail.objects.due(now).order_by("hold_until", "pk")[:AT_ONCE]:
        if actions.claim(mail=mail, now=now):
            actions.deliver(mail=mail, now=now)
            count += 1
    return count


def sweep_stale(*, now: datetime) -> int:
    """Take back mails of a worker that died."""
    return actions.take_back_stale(now=now)


def drop_old_bodies(*, now: datetime) -> int:
    """Forget the words of old mails."""
    return actions.drop_old_bodies(now=now)
