"""How long a pair's words are kept: so many months after its end as the society says, then they are deleted."""

from datetime import datetime

from django.db import transaction

from mentorquilt.pairings import queries
from mentorquilt.pairings.models import Message
from mentorquilt.records import actions as records
from mentorquilt.society import queries as society

AT_ONCE = 1000


@transaction.atomic
def drop_old_words(*, now: datetime) -> int:
    """Delete messages of pairings that ended longer ago than their words are kept; returns how many, at most a batch."""
    one = society.current()
    limit = queries.months_later(now, -one.keep_months)
    old = (
        Message.objects.filter(pairing__ended_at__lt=limit)
        .order_by("pk")
        .values_list("pk", flat=True)[:AT_ONCE]
    )
    count, _by_table = Message.objects.filter(pk__in=list(old)).delete()
    if count:
        records.note(verb="pairing.words_dropped", actor=None, about=one, now=now, facts={"messages": count})
    return count
