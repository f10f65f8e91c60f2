"""P4: workers killed in the middle. Every mail arrives; a second copy only where a worker died, with one Message-ID."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from urllib.parse import quote

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection

from mentorquilt.mail import actions, roles
from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState
from tests.factories.programs import NOW
from tests.factories.society import society

ROLE = roles.Role("test.kill", "tests", "Hello {n}", "Good day.", frozenset({"n"}), sample={"n": "1"})
MAILS, KILLS = 200, 10
# A worker's life: it starts half an hour after the one before, so that what that one held is taken back first.
WORK = """
import sys, django; django.setup()
from datetime import timedelta
from django.utils import timezone
from mentorquilt.mail import jobs
late = timedelta(minutes=30 * int(sys.argv[1]))
jobs.sweep_stale(now=timezone.now() + late)
while jobs.deliver_approved(now=timezone.now() + late):
    pass
"""


class Sink:
    """Takes every mail, a little slowly, so that a kill falls between the server's yes and the worker's note."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.grown = threading.Condition()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        found = re.search(rb"Message-ID: (\S+)", envelope.content)
        with self.grown:
            self.ids.append(found[1].decode())
            self.grown.notify_all()
        return "250 ok"

    def wait_for(self, count: int, seconds: float = 60) -> bool:
        """Wait until so many mails were taken."""
        with self.grown:
            return self.grown.wait_for(lambda: len(self.ids) >= count, timeout=seconds)


@pytest.fixture
def sink():
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def address() -> str:
    """Return where the test database is, in the words of DATABASE_URL."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    host, user, name = (quote(str(facts[key]), safe="") for key in ("HOST", "USER", "NAME"))
    password = quote(str(facts["PASSWORD"]), safe="")
    port = f":{facts['PORT']}" if facts["PORT"] else ""
    return f"postgresql://{user}:{password}@{host}{port}/{name}"


def worker(port: int, life: int = 0) -> subprocess.Popen:
    environment = {
        **os.environ,
        "DATABASE_URL": address(),
        "MENTORQUILT_TEXT_KEYS": str(settings.TEXT_KEYS_FILE),
        "MENTORQUILT_SMTP_PORT": str(port),
        "MENTORQUILT_SMTP_HOST": "127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "mentorquilt.config.settings",
    }
    return subprocess.Popen([sys.executable, "-c", WORK, str(life)], env=environment)


def write_all() -> None:
    society()
    letters = [actions.Letter(ROLE, f"k{n}", f"p{n}@x.org", {"n": str(n)}) for n in range(MAILS)]
    actions.draft_many(letters=letters, now=NOW)


@pytest.mark.guarantee
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_of_two_hundred_mails_none_is_lost_through_ten_kills(sink):
    write_all()
    for kill in range(KILLS):
        process = worker(sink.port, kill)
        try:
            assert sink.wait_for(len(sink.ids) + 7 + kill % 5)
            time.sleep(kill % 4 * 0.003)
            process.send_signal(signal.SIGKILL)
        finally:
            process.kill()
            process.wait()
    assert worker(sink.port, KILLS).wait(timeout=120) == 0

    counted = Counter(sink.ids)
    assert set(counted) == {mail.message_id for mail in Mail.objects.all()}
    assert sum(counted.values()) - MAILS <= KILLS
    assert max(counted.values()) <= 1 + KILLS
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.SENT}


@pytest.mark.guarantee
@pytest.mark.django_db(transaction=True)
def test_without_a_kill_no_mail_is_doubled(sink):
    write_all()
    workers = [worker(sink.port) for _ in range(2)]
    assert [each.wait(timeout=120) for each in workers] == [0, 0]

    assert len(sink.ids) == len(set(sink.ids)) == MAILS
