"""Keep one mail from standard input: what a mail server pipes replies and bounces into."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentorquilt.mail import actions as mail

MOST_BYTES = 10_000_000


class Command(BaseCommand):
    """``manage.py receive_mail < message``; the worker reads it within seconds."""

    help = "Keep one mail (RFC 822) from standard input."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the message and keep it; a message that is too large or empty is refused for good."""
        raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise CommandError("The mail is larger than 10 MB.", returncode=65)
        if not raw.strip():
            raise CommandError("There is no mail on standard input.", returncode=65)
        row = mail.keep_incoming(raw=raw, now=timezone.now())
        self.stdout.write(str(row.ref))
