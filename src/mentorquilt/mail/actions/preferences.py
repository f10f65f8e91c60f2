"""What somebody decides about the mails she gets, signed in or by the link under a mail."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.mail import roles
from mentorquilt.mail.models import Preference
from mentorquilt.records import actions as records


@transaction.atomic
def choose(*, member: Any, stopped: Iterable[str], digest_only: bool, now: datetime) -> Preference:
    """Set which classes of mails somebody stopped and whether program mail comes in the digest alone."""
    known = roles.classes()
    kept = sorted({slug for slug in stopped if slug in known})
    row, _ = Preference.objects.update_or_create(
        member=member, defaults={"stopped": kept, "digest_only": digest_only, "changed_at": now}
    )
    records.note(
        verb="mail.chosen",
        actor=member,
        about=member,
        now=now,
        facts={"stopped": kept, "digest_only": digest_only},
    )
    return row


@transaction.atomic
def stop(*, member: Any, kind: str, now: datetime) -> None:
    """Stop one class of mails; again changes nothing. Raises KeyError for a class that no mail has."""
    if kind not in roles.classes():
        raise KeyError(kind)
    Preference.objects.bulk_create([Preference(member=member, changed_at=now)], ignore_conflicts=True)
    row = Preference.objects.select_for_update().get(member=member)
    if kind in row.stopped:
        return
    row.stopped = sorted({*row.stopped, kind})
    row.changed_at = now
    row.save(update_fields=["stopped", "changed_at"])
    records.note(verb="mail.stopped", actor=member, about=member, now=now, facts={"class": kind})
