"""Looking into an IMAP mailbox: every unread mail once, also when the line breaks in the middle."""

import contextlib
import re
import socketserver
import threading

import pytest

from mentorquilt.mail import jobs
from mentorquilt.mail.models import Incoming
from tests.factories.programs import NOW

pytestmark = pytest.mark.django_db


class Mailbox(socketserver.ThreadingTCPServer):
    """A small IMAP server with one folder; ``breaks_at`` names the command at which the line is cut once."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, mails: list[bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.mails = dict(enumerate(mails, start=10))
        self.seen: set[int] = set()
        self.breaks_at = ""
        self.password = "open sesame"


class Talk(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self.say("* OK here")
        with contextlib.suppress(OSError):
            while line := self.rfile.readline().decode().strip():
                tag, command, *rest = line.split(" ", 2)
                words = " ".join([command, *rest])
                if self.server.breaks_at and self.server.breaks_at in words:
                    self.server.breaks_at = ""
                    return
                if self.answer(tag, words) is False:
                    return

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def answer(self, tag: str, words: str) -> bool:
        verb = words.split(maxsplit=1)[0].upper()
        if verb == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
        elif verb == "LOGIN" and self.server.password not in words:
            self.say(f"{tag} NO wrong")
            return True
        elif verb == "SELECT":
            self.say(f"* {len(self.server.mails)} EXISTS")
        elif words.upper().startswith("UID SEARCH"):
            unread = " ".join(str(uid) for uid in self.server.mails if uid not in self.server.seen)
            self.say(f"* SEARCH {unread}".rstrip())
        elif words.upper().startswith("UID FETCH"):
            uid = int(words.split()[2])
            data = self.server.mails[uid]
            self.wfile.write(f"* 1 FETCH (UID {uid} BODY[] {{{len(data)}}}\r\n".encode() + data + b")\r\n")
        elif words.upper().startswith("UID STORE"):
            assert re.search(r"\+FLAGS", words)
            self.server.seen.add(int(words.split()[2]))
        elif verb == "LOGOUT":
            self.say("* BYE")
        self.say(f"{tag} OK done")
        return verb != "LOGOUT"


@pytest.fixture
def mailbox(settings):
    server = Mailbox([f"From: a@x.org\r\nSubject: {n}\r\n\r\nHello {n}".encode() for n in range(3)])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    settings.IMAP = {
        "host": "127.0.0.1", "port": server.server_address[1], "user": "box", "password": server.password,
        "folder": "INBOX", "is_wrapped": False,
    }  # fmt: skip
    yield server
    server.shutdown()
    server.server_close()


def test_unread_mails_are_kept_and_marked_as_read(mailbox):
    assert jobs.collect_incoming(now=NOW) == 3
    assert jobs.collect_incoming(now=NOW) == 0

    assert [row.raw.splitlines()[-1] for row in Incoming.objects.order_by("pk")] == [
        "Hello 0",
        "Hello 1",
        "Hello 2",
    ]
    assert mailbox.seen == {10, 11, 12}


@pytest.mark.guarantee
@pytest.mark.parametrize("command", ["LOGIN", "SELECT", "SEARCH", "FETCH 11", "STORE 11", "LOGOUT"])
def test_a_line_that_breaks_loses_no_mail_and_keeps_none_twice(command, mailbox):
    mailbox.breaks_at = command
    jobs.collect_incoming(now=NOW)
    jobs.collect_incoming(now=NOW)

    assert Incoming.objects.count() == 3
    assert mailbox.seen == {10, 11, 12}


def test_a_wrong_password_and_no_server_end_quietly(mailbox, settings, caplog):
    settings.IMAP = {**settings.IMAP, "password": "wrong"}
    assert jobs.collect_incoming(now=NOW) == 0
    settings.IMAP = {**settings.IMAP, "port": 1}
    assert jobs.collect_incoming(now=NOW) == 0

    assert len(caplog.records) == 2
    assert "wrong" not in caplog.text


def test_without_a_mailbox_nothing_is_asked(settings):
    settings.IMAP = {}

    assert jobs.collect_incoming(now=NOW) == 0
