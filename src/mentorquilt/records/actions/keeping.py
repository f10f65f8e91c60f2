"""How long the trail is kept, and how it forgets a person."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction

from mentorquilt.records.actions.notes import note
from mentorquilt.records.actions.seals import CUT
from mentorquilt.records.models import AccessNote, AuditNote, Erasure, Order, Submission

ACCESS_KEPT = timedelta(days=30)
SUBMISSIONS_KEPT = timedelta(days=7)
ORDERS_KEPT = timedelta(days=7)
AUDIT_KEPT = timedelta(days=730)


def forget_old(*, now: datetime) -> int:
    """Delete access notes, answered forms and finished orders past their keeping time."""
    gone = AccessNote.objects.filter(at__lt=now - ACCESS_KEPT).delete()[0]
    gone += Submission.objects.filter(at__lt=now - SUBMISSIONS_KEPT).delete()[0]
    return gone + Order.objects.filter(done_at__lt=now - ORDERS_KEPT).delete()[0]


@transaction.atomic
def cut_trail(*, now: datetime) -> int:
    """Delete sealed audit notes older than two years, and write down where the chain was cut.

    The note of the cut carries the seal of the last note that went, so what begins there can still be checked.
    """
    last = AuditNote.objects.filter(at__lt=now - AUDIT_KEPT).exclude(seal="").order_by("-pk").first()
    if last is None:
        return 0
    gone: int = (
        AuditNote.objects.filter(pk__lte=last.pk, at__lt=now - AUDIT_KEPT).exclude(seal="").delete()[0]
    )
    note(verb=CUT, actor=None, about=last, now=now, facts={"seal": last.seal, "notes": gone})
    return gone


@transaction.atomic
def forget(member: Any) -> None:
    """Take a member out of the trail: reads, forms and orders go; notes keep only her ref, which names nobody."""
    AccessNote.objects.filter(models.Q(about=member) | models.Q(reader=member)).delete()
    Submission.objects.filter(by=member).delete()
    Order.objects.filter(models.Q(by=member) | models.Q(about_ref=str(member.ref))).delete()
    AuditNote.objects.filter(actor=member).update(actor=None)
    Erasure.objects.filter(asked_by_ref=str(member.ref)).exclude(member_ref=member.ref).update(
        asked_by_ref=""
    )
