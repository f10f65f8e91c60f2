"""Taking a whole batch back: possible while not one mail of it has left, decided by the rows themselves."""

from django.db import transaction

from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState


class HasLeft(Exception):
    """A mail of the batch was handed over, or a worker has it in hand; nothing was taken back."""


@transaction.atomic
def recall(*, batch: str) -> int:
    """Discard every mail of a batch, all or none; returns how many. Raises HasLeft.

    A worker that claims one at the same moment wins or loses the row; either way the answer here is right.
    """
    mine = Mail.objects.of_batch(batch)
    count = mine.not_left().update(state=MailState.DISCARDED, hold_until=None)
    if mine.exists():
        raise HasLeft
    return count
