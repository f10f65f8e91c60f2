"""What a person decides about mails before they leave: let them go, hold them back, take them out."""

from datetime import datetime, timedelta

from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MOVES, MailState
from mentorquilt.records.moves import move


def approve(*, mail: Mail, now: datetime, hold: timedelta = timedelta(minutes=5)) -> None:
    """Let a draft go after the hold, in which it can be taken back."""
    move(mail, MailState.APPROVED, moves=MOVES, hold_until=now + hold)


def discard(*, mail: Mail) -> None:
    """Take a mail that has not left out of the outbox."""
    move(mail, MailState.DISCARDED, moves=MOVES)
