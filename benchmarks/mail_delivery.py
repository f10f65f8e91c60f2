"""Mails delivered per minute to a local SMTP sink: the worker's round on one connection, and one connection for each mail.

Both hand over the same kind of mail, built, encrypted, claimed and noted the same way; the sink answers each command
after five milliseconds, as a server in the same town does. The ratio says what keeping the connection saves; with TLS
and signing in it would be more. Runs on a database of its own. Run: python -m benchmarks.mail_delivery [MAILS]
"""

# ruff: noqa: E402 - Django must know its database before its models are imported

import asyncio
import os
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

os.environ["MENTORQUILT_VAR"] = tempfile.mkdtemp(prefix="mq-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorquilt.config.settings")

import django

django.setup()

from aiosmtpd.controller import Controller
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from mentorquilt.mail import actions, jobs, roles
from mentorquilt.mail.models import Mail
from mentorquilt.society import actions as society

AWAY = 0.005
ROLE = roles.Role(
    "bench.mail", "measures", "Mail {n}", "Dear colleague,\n\n" + "A line of words. " * 40 + "\n\nOpen: {link}",
    frozenset({"n", "link"}), sample={"n": "1", "link": "https://example.org/"},
)  # fmt: skip


class Sink:
    """Takes every mail and counts it."""

    taken = 0

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, hostname: str, replies: list[str]
    ) -> list[str]:
        await asyncio.sleep(AWAY)
        session.host_name = hostname
        return replies

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        await asyncio.sleep(AWAY)
        envelope.mail_from = address
        return "250 ok"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        await asyncio.sleep(AWAY)
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        await asyncio.sleep(AWAY)
        self.taken += 1
        return "250 ok"

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        await asyncio.sleep(AWAY)
        return "221 bye"


def write(count: int, start: str) -> None:
    """Draft so many mails that are due."""
    letters = [
        actions.Letter(
            ROLE, f"{start}{n}", f"p{n}@example.org", {"n": str(n), "link": f"https://example.org/{n}"}
        )
        for n in range(count)
    ]
    actions.draft_many(letters=letters, now=timezone.now())


def in_rounds() -> None:
    """Deliver as the worker does."""
    while jobs.deliver_approved(now=timezone.now()):
        pass


def one_by_one() -> None:
    """Deliver each mail on a connection of its own."""
    now = timezone.now()
    for mail in Mail.objects.due(now).defer("body", "context"):
        if actions.claim(mail=mail, now=now):
            actions.deliver(mail=mail, now=now)


def measured(name: str, count: int, deliver: Callable[[], None], sink: Sink) -> float:
    """Deliver so many mails, say how many a minute that is, and return it; raises AssertionError when one is missing."""
    write(count, name)
    before, begun = sink.taken, time.perf_counter()
    deliver()
    seconds = time.perf_counter() - begun
    if sink.taken - before != count:
        raise AssertionError(f"{sink.taken - before} of {count} mails arrived")
    print(f"{name:<32} {count / seconds * 60:10,.0f} mails a minute", flush=True)
    return count / seconds


def main() -> None:
    """Measure both ways and print the ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    call_command("migrate", verbosity=0)
    society.describe(by=None, now=timezone.now(), name="Bench", short_name="Bench")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    try:
        together = measured("one connection for a round", count, in_rounds, sink)
        apart = measured("one connection for each mail", count, one_by_one, sink)
    finally:
        controller.stop()
    print(f"{'ratio':<32} {together / apart:10.2f}")


if __name__ == "__main__":
    main()
