"""Being forgotten (Art. 17, M20): asked for, taken back within fourteen days, or done, room by room from the top.

What was done is also written to a file outside the database, one line each, so that a restored backup can be told
again whom to forget. A line holds a ref and a moment; a ref names nobody.
"""

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction

from mentorquilt.records import personal
from mentorquilt.records.actions.notes import note
from mentorquilt.records.models import Erasure
from mentorquilt.records.moves import IllegalMove, move
from mentorquilt.records.states import ERASURE_MOVES, ErasureState

ERASURE_WAIT = timedelta(days=14)


@transaction.atomic
def ask_erasure(*, member: Any, by: Any, reopens: bool, now: datetime) -> Erasure:
    """Write that a person is to be forgotten in fourteen days; asked twice, the first date stays.

    ``reopens`` says whether taking it back opens the account again.
    """
    try:
        with transaction.atomic():
            row = Erasure.objects.create(
                member_ref=member.ref,
                asked_by_ref=str(getattr(by, "ref", "")),
                asked_at=now,
                due_at=now + ERASURE_WAIT,
                reopens=reopens,
            )
    except IntegrityError:
        return Erasure.objects.get(member_ref=member.ref, state=ErasureState.ASKED)
    note(verb="member.erasure_asked", actor=by, about=member, now=now)
    return row


@transaction.atomic
def undo_erasure(*, row: Erasure, by: Any, about: Any, now: datetime) -> None:
    """Take the wish back. Raises IllegalMove when it was taken back before or is done."""
    move(row, ErasureState.UNDONE, moves=ERASURE_MOVES)
    note(verb="member.erasure_undone", actor=by, about=about, now=now)


def erase_due(*, now: datetime) -> int:
    """Forget everyone whose fourteen days are over; returns how many."""
    count = 0
    for row in Erasure.objects.filter(state=ErasureState.ASKED, due_at__lte=now).order_by("due_at")[:20]:
        member = get_user_model().objects.filter(ref=row.member_ref).first()
        with transaction.atomic():
            try:
                move(row, ErasureState.DONE, moves=ERASURE_MOVES, done_at=now)
            except IllegalMove:
                continue
            if member is not None:
                erase(member=member, now=now)
        wipe_traces()
        count += 1
    return count


@transaction.atomic
def erase(*, member: Any, now: datetime) -> None:
    """Let every room forget a person, from the top down, and write her ref to the file outside the database.

    The file is written first: should the transaction fail, a later replay forgets somebody who asked for it.
    """
    write_log(settings.ERASURE_LOG, str(member.ref), now)
    for holding in personal.holdings():
        holding.forget(member)
    note(verb="member.erased", actor=None, about=member, now=now)


def write_log(path: Path, member_ref: str, now: datetime) -> None:
    """Append one line to the erasure log and have it on the disk before going on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "ab") as file:
        file.write(json.dumps({"member": member_ref, "at": now.isoformat()}).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read_log(path: Path) -> Iterator[str]:
    """Yield the refs in an erasure log; a torn last line is passed over, a missing file is empty."""
    if not path.is_file():
        return
    for line in path.read_text("utf-8").splitlines():
        try:
            yield str(json.loads(line)["member"])
        except (ValueError, KeyError, TypeError):
            continue


def wipe_traces() -> None:
    """On SQLite write the zeroed pages back into the file at once, so that the log beside it holds no old words."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
