"""Ordered work: a page orders, the worker claims, finishes or fails, and the result is taken once."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from mentorquilt.records import text
from mentorquilt.records.actions.notes import note
from mentorquilt.records.models import Order
from mentorquilt.records.moves import IllegalMove, move
from mentorquilt.records.states import MOVES, OrderState

LEASE = timedelta(minutes=10)
OPEN = (OrderState.WAITING, OrderState.WORKING)


@transaction.atomic
def order(*, kind: str, by: Any, about_ref: str, actor: Any, now: datetime) -> Order:
    """Order work whose result belongs to ``by``; while one of the kind is under way, return that one.

    ``actor`` is who asked for it, as when an admin starts it at the person's wish.
    """
    found = Order.objects.filter(kind=kind, by=by, about_ref=about_ref, state__in=OPEN).first()
    if found is not None:
        return found
    # An older result is not needed beside the new one, and it holds what people wrote.
    Order.objects.filter(kind=kind, by=by, about_ref=about_ref).delete()
    fresh = Order.objects.create(kind=kind, by=by, about_ref=about_ref, ordered_at=now)
    note(verb=f"{kind}.ordered", actor=actor, about=by, now=now)
    return fresh


def claim_order(*, kind: str, now: datetime) -> Order | None:
    """Take the oldest waiting order of a kind for ten minutes, or one whose worker fell silent; None without any."""
    due = Q(state=OrderState.WAITING) | Q(state=OrderState.WORKING, lease_until__lt=now)
    for row in Order.objects.filter(due, kind=kind).select_related("by").order_by("ordered_at")[:20]:
        mine = Order.objects.filter(due, pk=row.pk)
        if mine.update(state=OrderState.WORKING, lease_until=now + LEASE):
            row.state = OrderState.WORKING
            return row
    return None


def finish_order(*, row: Order, result: bytes, now: datetime) -> None:
    """Keep a result, encrypted, until it is taken or seven days old."""
    move(
        row,
        OrderState.DONE,
        moves=MOVES,
        result=text.seal_bytes(result),
        done_at=now,
        lease_until=None,
        failure="",
    )


def fail_order(*, row: Order, failure: str, now: datetime) -> None:
    """Write on an order why it came to nothing."""
    move(row, OrderState.FAILED, moves=MOVES, failure=failure[:300], done_at=now, lease_until=None)


@transaction.atomic
def take_result(*, row: Order, by: Any, now: datetime) -> bytes:
    """Hand a result over once; it is gone from the database with that. Raises IllegalMove when it was taken before."""
    held = Order.objects.filter(pk=row.pk, state=OrderState.DONE).values_list("result", flat=True).first()
    taken = Order.objects.filter(pk=row.pk, state=OrderState.DONE, result__isnull=False).update(result=None)
    if held is None or not taken:
        raise IllegalMove(f"{row} was taken before")
    note(verb=f"{row.kind}.taken", actor=by, about=row.by, now=now)
    return text.unseal_bytes(bytes(held))
