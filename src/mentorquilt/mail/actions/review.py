"""What a person decides about mails before they leave: let them go, hold them back, take them out, word one anew."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mentorquilt.mail import words
from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MOVES, MailState
from mentorquilt.records import actions as records
from mentorquilt.records.moves import IllegalMove, move
from mentorquilt.society import queries as society

HOLD = timedelta(minutes=5)


class CountMoved(Exception):
    """Other mails wait now than the button counted; ``count`` says how many."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} mails wait")
        self.count = count


class CannotLeave(Exception):
    """A place in the words was never filled; the mail is worded anew or discarded first."""


@transaction.atomic
def approve(*, mail: Mail, now: datetime, by: Any = None, hold: timedelta = HOLD) -> None:
    """Let a draft go after the hold, in which it can be taken back; raises IllegalMove and CannotLeave."""
    mail.refresh_from_db(fields=["odd"])
    if "brace" in mail.odd.split():
        raise CannotLeave
    move(mail, MailState.APPROVED, moves=_FROM_DRAFT, hold_until=now + hold, approved_at=now, approved_by=by)
    _note("mail.approved", by, mail, now, {"role": mail.role})


@transaction.atomic
def approve_many(*, among: QuerySet[Mail], count: int, by: Any, now: datetime, batch: str = "") -> int:
    """Let all drafts among these mails go together after the hold, exactly as many as the button said.

    Drafts with an unfilled place stay. Raises CountMoved and changes nothing when the number is another one.
    """
    drafts = Mail.objects.filter(pk__in=among.values("pk"), state=MailState.DRAFT)
    ready = drafts.exclude(odd__contains="brace")
    moved = ready.update(
        state=MailState.APPROVED,
        hold_until=now + HOLD,
        approved_at=now,
        approved_by_id=getattr(by, "pk", None),
    )
    if moved != count:
        raise CountMoved(moved)
    if moved:
        _note("mail.approved_many", by, society.current(), now, {"count": moved, "batch": batch})
    return moved


@transaction.atomic
def hold_back(*, among: QuerySet[Mail], by: Any, now: datetime, batch: str = "") -> int:
    """Take reviewed mails that have not left yet back into review; returns how many, 0 when all have left."""
    reviewed = Mail.objects.filter(
        pk__in=among.values("pk"), state=MailState.APPROVED, approved_at__isnull=False, tries=0
    )
    count = reviewed.update(state=MailState.DRAFT, hold_until=None, approved_at=None, approved_by=None)
    if count:
        _note("mail.held_back", by, society.current(), now, {"count": count, "batch": batch})
    return count


@transaction.atomic
def discard(*, mail: Mail, now: datetime, by: Any = None, reason: str = "") -> None:
    """Take a mail that has not left out of the outbox, with the reason; raises IllegalMove once it has left."""
    move(mail, MailState.DISCARDED, moves=_BEFORE_LEAVING, failure=reason[:300], hold_until=None)
    _note("mail.discarded", by, mail, now, {"role": mail.role})


@transaction.atomic
def edit(*, mail: Mail, subject: str, body: str, by: Any, now: datetime) -> None:
    """Word one draft anew; from then on a new wording of its kind leaves it alone. Raises IllegalMove."""
    values = {
        "subject": words.subject_line(subject, {}),
        "body": body,
        "odd": "long" if len(body.split()) > words.LONG_WORDS else "",
        "edited_at": now,
        "edited_by_id": getattr(by, "pk", None),
    }
    if not Mail.objects.filter(pk=mail.pk, state=MailState.DRAFT, private=False).update(**values):
        raise IllegalMove(f"{mail} can no longer be edited")
    mail.refresh_from_db()
    _note("mail.edited", by, mail, now, {"role": mail.role})


@transaction.atomic
def try_again(*, mail: Mail, by: Any, now: datetime, address: str = "") -> None:
    """Put a failed mail back on its way, to a corrected address where one is given.

    Private mails keep their address: their words are for nobody else. It may have arrived in spite of all, so it
    counts as tried once. Raises IllegalMove, also where its words are gone.
    """
    if not mail.subject:
        raise IllegalMove(_("The words of this mail are gone. Write to the reader by yourself."))
    also = {"to_address": address} if address and not mail.private else {}
    move(mail, MailState.APPROVED, moves=_FROM_FAILED, hold_until=now, tries=1, failure="", **also)
    _note("mail.tried_again", by, mail, now, {"role": mail.role, "corrected": bool(also)})


def _note(verb: str, by: Any, about: Any, now: datetime, facts: dict[str, Any]) -> None:
    records.note(verb=verb, actor=by, about=about, now=now, facts=facts)


def _only(to: str, froms: Iterable[str]) -> dict[Any, set[Any]]:
    """Return the moves to one state that a person may make; the worker has more."""
    return {state: {to} for state in froms if to in MOVES[MailState(state)]}


_FROM_DRAFT = _only(MailState.APPROVED, [MailState.DRAFT])
_FROM_FAILED = _only(MailState.APPROVED, [MailState.FAILED])
_BEFORE_LEAVING = _only(
    MailState.DISCARDED, [MailState.DRAFT, MailState.APPROVED, MailState.WAITING, MailState.FAILED]
)
