"""A mail sent to oneself first, marked as a sample."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from mentorquilt.mail import mails, veils
from mentorquilt.mail.actions.draft import draft
from mentorquilt.mail.models import Mail
from mentorquilt.records import actions as records

SAMPLES_A_DAY = 30


class EnoughSamples(Exception):
    """So many samples went to this reader today that no more are sent."""


class NotForYou(Exception):
    """The mail is private to its reader; nobody else gets its words."""


@transaction.atomic
def send_sample(*, mail: Mail, to: Any, now: datetime) -> Mail:
    """Send the words of a mail to somebody of the staff at her own address; once a minute for the same mail.

    Links that work for whoever holds them are veiled, and an answer goes to the society: the reader's own address for
    answers is hers alone. Raises NotForYou for private mails and EnoughSamples after thirty in a day.
    """
    if mail.private:
        raise NotForYou
    start = f"sample:{to.ref}:"
    today = Mail.objects.filter(key__startswith=start, drafted_at__gt=now - timedelta(days=1))
    if today.count() >= SAMPLES_A_DAY:
        raise EnoughSamples
    records.note(verb="mail.sample_sent", actor=to, about=mail, now=now)
    return draft(
        role=mails.SAMPLE,
        key=f"{start}{mail.ref}:{now:%Y%m%d%H%M}",
        address=to.email,
        to=to,
        program=mail.program,
        context={"subject": mail.subject, "to": mail.to_address, "words": veils.veiled(mail.body)},
        sender_name=mail.sender_name,
        now=now,
    )
