"""Looking into an IMAP mailbox for mails that came to us."""

import contextlib
import imaplib
from collections.abc import Callable
from typing import Any

from django.conf import settings

TIMEOUT = 10
AT_ONCE = 50


def collect(keep: Callable[[bytes], Any]) -> int:
    """Give every unread mail to ``keep``, then mark it as read; returns how many there were.

    A mail is marked only after it was kept: after a crash in between it is given again, and kept once.
    """
    facts = settings.IMAP
    kind = imaplib.IMAP4_SSL if facts["is_wrapped"] else imaplib.IMAP4
    box = kind(facts["host"], facts["port"], timeout=TIMEOUT)
    try:
        box.login(facts["user"], facts["password"])
        box.select(_quoted(facts["folder"]))
        numbers = box.uid("SEARCH", "UNSEEN")[1][0] or b""
        count = 0
        for uid in numbers.decode().split()[:AT_ONCE]:
            raw = _message(box, uid)
            if raw is not None:
                keep(raw)
                count += 1
            box.uid("STORE", uid, "+FLAGS.SILENT", "(\\Seen)")
        return count
    finally:
        with contextlib.suppress(imaplib.IMAP4.error, OSError):
            box.logout()


def _message(box: imaplib.IMAP4, uid: str) -> bytes | None:
    """Return one mail's bytes, or None when it vanished meanwhile."""
    found = box.uid("FETCH", uid, "(BODY.PEEK[])")[1]
    return next((bytes(part[1]) for part in found if isinstance(part, tuple)), None)


def _quoted(folder: str) -> str:
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
