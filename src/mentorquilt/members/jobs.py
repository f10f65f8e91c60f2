"""The room's recurring work: the search, unused doors, dropped membership lists, the yearly question."""

import hashlib
import os
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from mentorquilt.members import actions, queries
from mentorquilt.members.actions import keeping, leaving
from mentorquilt.members.mails import STILL_RIGHT_AGAIN
from mentorquilt.members.states import FeedSource
from mentorquilt.records import actions as records

LISTS = frozenset({".csv", ".txt", ".tsv", ".xlsx"})
IN_HAND, DONE = "in-hand", "done"
SETTLED_SECONDS, FORGOTTEN_SECONDS = 60, 1800
LARGEST_LIST = 12_000_000
MOST_CHANGES = 200
OLDEST = timedelta(hours=1)
REST = timedelta(minutes=2)
"""At least this long from one index to the next, however much changes."""


def refresh_search(*, now: datetime) -> int:
    """Write the search index when there is none, many profiles changed, or some did and it is an hour old."""
    files = queries.index_files()
    if not files:
        queries.write_index(now)
        return 1
    since = queries.built_at(files[-1])
    age = now - since
    changes = queries.changed_since(since) if age > REST else 0
    if changes > MOST_CHANGES or (changes and age > OLDEST):
        queries.write_index(now)
        return 1
    return 0


def make_copies(*, now: datetime) -> int:
    """Make one ordered copy of somebody's data; another worker, or the next round, makes the next one."""
    order = records.claim_order(kind=leaving.COPY, now=now)
    if order is None:
        return 0
    leaving.make_copy(order=order, now=now)
    return 1


def keep_no_longer(*, now: datetime) -> int:
    """Delete what is past its time: protected data of people who left, sessions, membership lists that were read."""
    gone = keeping.forget_protected(now=now) + keeping.drop_sessions(now=now)
    return gone + keeping.drop_read_lists(now=now)


def forget_unused_doors(*, now: datetime) -> int:
    """Delete accounts that only a typed address made, a week after nobody entered them."""
    return actions.forget_unused_doors(now=now)


def read_dropped_lists(*, now: datetime) -> int:
    """Read the membership lists that lie in the folder of the settings, each once, and move them to ``done``.

    A file that was written to in the last minute may still be on its way; it waits for the next round.
    """
    folder = settings.MEMBERS_DROP
    if folder is None or not folder.is_dir():
        return 0
    _put_back_forgotten(folder, now)
    count = 0
    for path in sorted(one for one in folder.iterdir() if one.suffix.lower() in LISTS and one.is_file()):
        mine = _claimed(path, now)
        if mine is not None:
            count += _read_one(mine, path.name, now)
    return count


def _claimed(path: Path, now: datetime) -> Path | None:
    """Take a settled file for this worker by moving it away; None when another was quicker or it is too young."""
    try:
        if now.timestamp() - path.stat().st_mtime < SETTLED_SECONDS:
            return None
        in_hand = path.parent / IN_HAND
        in_hand.mkdir(exist_ok=True)
        mine = path.rename(in_hand / path.name)
        os.utime(mine, (now.timestamp(), now.timestamp()))
    except FileNotFoundError:
        return None
    return mine


def _put_back_forgotten(folder: Path, now: datetime) -> None:
    """Put back files that a worker took and did not finish, as when it was killed."""
    for path in (folder / IN_HAND).glob("*"):
        try:
            if now.timestamp() - path.stat().st_mtime > FORGOTTEN_SECONDS:
                path.rename(folder / path.name)
        except FileNotFoundError:
            continue


def _read_one(path: Path, name: str, now: datetime) -> int:
    """Read one list unless it is, letter by letter, the one that was read last."""
    if path.stat().st_size > LARGEST_LIST:
        data, digest = b"", ""
    else:
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
    is_new = not digest or digest != queries.last_digest()
    if is_new:
        actions.read_list(
            data=data, file_name=name, digest=digest, source=FeedSource.DROPPED, by=None, now=now
        )
    done = path.parent.parent / DONE
    done.mkdir(exist_ok=True)
    path.replace(done / f"{now:%Y-%m-%d-%H%M%S}-{name}")
    return int(is_new)


def ask_still_right(*, now: datetime) -> int:
    """Ask some of those whom nobody asked for a year whether their profile is right, and remind some once."""
    count = sum(actions.ask_still_right(member=member, now=now) for member in queries.to_ask(now))
    for member in queries.to_remind(now, STILL_RIGHT_AGAIN.slug):
        actions.remind_still_right(member=member, now=now)
        count += 1
    return count
