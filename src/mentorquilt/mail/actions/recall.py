"""Taking a whole batch back: possible while not one mail of it has left, decided by the rows themselves."""

from django.db import transaction
from django.db.models import Q

from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState

NOT_LEFT = Q(state__in=[MailState.DRAFT, MailState.WAITING]) | Q(state=MailState.APPROVED, tries=0)


class HasLeft(Exception):
    """A mail of the batch was handed over, or a worker has it in hand; nothing was taken back."""


@transaction.atomic
def recall(*, batch: str) -> int:
    """Discard every mail of a batch, all or none; returns how many. Raises HasLeft.

    A worker that claims one at the same moment wins or loses the row; either way the answer here is right. A mail that
    was tried before may have arrived, so it counts as left.
    """
    mine = Mail.objects.filter(batch=batch).exclude(state=MailState.DISCARDED)
    count = mine.filter(NOT_LEFT).update(state=MailState.DISCARDED, hold_until=None)
    if mine.exists():
        raise HasLeft
    return count
