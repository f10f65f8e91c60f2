"""Mails that come in: replies reach whom they belong to, bounces their address, everything else nobody (P14)."""

import io
import threading
import uuid
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from mentorquilt import gate
from mentorquilt.mail import actions, jobs, queries, replies, roles
from mentorquilt.mail.models import Address, Incoming, Mail
from mentorquilt.mail.states import IncomingState, MailState
from tests.factories import members
from tests.factories import programs as make
from tests.factories.programs import NOW
from tests.factories.society import society
from tests.mail import letters

ROLE = roles.Role("test.incoming", "tests", "Hello", "Good day.", frozenset())
pytestmark = pytest.mark.django_db
REF = str(uuid.UUID(int=7))


@pytest.fixture
def heard(settings, monkeypatch):
    """What the handler of a test kind was given; it fails when its text says so."""
    society()
    settings.INBOUND = "in.example.org"
    told = []

    def hear(*, ref, member, text, key, now):
        told.append((ref, member, text))
        if text == "break":
            raise RuntimeError("broken")
        return "passed-on"

    monkeypatch.setattr(replies, "_handlers", {})
    replies.register("test", hear)
    return told


@pytest.fixture
def nadia(heard):
    return make.physician("nadia@x.org")


def to(member) -> str:
    return replies.address("test", REF, member)


def receive(raw: bytes, now=NOW) -> Incoming:
    actions.keep_incoming(raw=raw, now=now)
    jobs.handle_incoming(now=now)
    return Incoming.objects.latest("pk")


@pytest.mark.parametrize("name", letters.REPLIES)
def test_a_reply_of_any_program_is_passed_on_without_its_quote(name, nadia, heard):
    row = receive(letters.reply(name, to(nadia), nadia.email))

    assert (row.state, row.outcome, row.raw) == (IncomingState.HANDLED, "test-passed-on", "")
    ((ref, member, text),) = heard
    assert (ref, member) == (REF, nadia)
    assert text == letters.WORDS


@pytest.mark.guarantee
def test_nobody_else_can_write_in_her_name(nadia, heard):
    stranger = receive(letters.reply("plain", to(nadia), "stranger@x.org"))
    two = receive(letters.reply("plain", to(nadia), f"{nadia.email}>, <b@x.org"))
    forged = receive(letters.reply("plain", to(nadia).replace("+", "+a"), nadia.email))

    assert heard == []
    assert [row.outcome for row in (stranger, two, forged)] == [
        "other-sender",
        "other-sender",
        "no-address-of-ours",
    ]
    assert {row.state for row in (stranger, two, forged)} == {IncomingState.UNKNOWN}
    assert queries.unknown_incoming() == 3


def test_an_address_that_she_confirmed_may_write_and_one_that_she_did_not_may_not(nadia, heard):
    members.confirmed(nadia, "home@x.org", primary=False)
    nadia.emailaddress_set.create(email="later@x.org", verified=False)

    assert receive(letters.reply("plain", to(nadia), "later@x.org")).state == IncomingState.UNKNOWN
    assert receive(letters.reply("gmail", to(nadia), "Home@X.org")).state == IncomingState.HANDLED
    assert len(heard) == 1


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "X-Autoreply: yes",
        "Precedence: bulk",
        "Return-Path: <>",
        "Precedence: auto_reply",
    ],
)
def test_automatic_answers_are_passed_to_nobody(header, nadia, heard):
    row = receive(letters.automatic(to(nadia), nadia.email, header))

    assert (row.state, row.outcome, heard) == (IncomingState.HANDLED, "automatic", [])


@pytest.mark.guarantee
def test_the_same_mail_twice_is_passed_on_once(nadia, heard):
    raw = letters.reply("plain", to(nadia), nadia.email)
    receive(raw)
    receive(raw)

    assert len(heard) == 1


@pytest.mark.guarantee
@pytest.mark.race
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_passes_a_reply_on(nadia, heard):
    actions.keep_incoming(raw=letters.reply("plain", to(nadia), nadia.email), now=NOW)
    start = threading.Barrier(4)

    def work():
        start.wait()
        try:
            jobs.handle_incoming(now=NOW)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(heard) == 1


def test_a_handler_that_fails_is_asked_again_and_then_the_mail_is_put_aside(nadia, heard):
    actions.keep_incoming(
        raw=letters.reply("plain", to(nadia), nadia.email).replace(letters.WORDS.encode(), b"break"), now=NOW
    )
    for hour in range(8):
        jobs.handle_incoming(now=NOW + timedelta(hours=hour))

    row = Incoming.objects.get()
    assert (len(heard), row.state, row.outcome) == (5, IncomingState.UNKNOWN, "failed")


def test_words_of_mails_that_belong_to_nothing_are_dropped_after_seven_days(nadia):
    row = receive(letters.reply("plain", "someone@in.example.org", nadia.email))
    assert b"Tuesday" in row.raw.encode()

    assert actions.drop_old_incoming(now=NOW + timedelta(days=6)) == 0
    assert actions.drop_old_incoming(now=NOW + timedelta(days=8)) == 1
    assert actions.drop_old_incoming(now=NOW + timedelta(days=9)) == 0
    assert Incoming.objects.get().raw == ""
    assert queries.unknown_incoming() == 0


def sent(number: int, address: str = "gone@x.org") -> Mail:
    mail = actions.draft(role=ROLE, key=f"k{number}", address=address, context={}, now=NOW)
    Mail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=NOW)
    return mail


def test_two_reports_about_two_mails_suspend_the_address(heard):
    for number in range(2):
        row = receive(letters.report("mentoring@x.org", "gone@x.org", sent(number).message_id))
        assert (row.state, row.outcome) == (IncomingState.HANDLED, "bounce")

    address = Address.objects.get()
    assert (address.hard_bounces, bool(address.suspended_at)) == (2, True)
    assert set(Mail.objects.filter(role=ROLE.slug).values_list("failure", flat=True)) == {
        "Came back: 550 5.1.1 no such mailbox"
    }


@pytest.mark.guarantee
def test_reports_that_anybody_could_write_suspend_nobody(heard):
    mail = sent(1)
    for raw in (
        letters.report("m@x.org", "gone@x.org", f"<{uuid.uuid4()}@localhost>"),
        letters.report("m@x.org", "other@x.org", mail.message_id),
        letters.report("bounce+aaaa@in.example.org", "gone@x.org", "<nothing>"),
    ):
        assert receive(raw).state == IncomingState.UNKNOWN
    for number in range(4):
        receive(
            letters.report("m@x.org", "gone@x.org", mail.message_id).replace(
                b"I could", f"{number} could".encode()
            )
        )

    assert Address.objects.get().hard_bounces == 1


def test_a_delay_and_a_full_mailbox_are_no_hard_bounces(heard):
    receive(letters.report("m@x.org", "gone@x.org", sent(1).message_id, action="delayed", status="4.4.7"))
    receive(letters.report("m@x.org", "gone@x.org", sent(2).message_id, status="5.2.2"))

    row = Address.objects.get()
    assert (row.hard_bounces, row.soft_bounces) == (0, 1)


def test_the_return_address_names_the_mail_when_the_report_does_not(heard, settings):
    settings.BOUNCE_ADDRESSES = True
    mail = sent(1)
    back = replies.bounce_address(mail.ref)
    assert actions.message(mail).from_email == back
    assert actions.message(mail).message()["From"].endswith("<mentoring@localhost>")
    receive(letters.report(back, "elsewhere@x.org", "<unknown>"))

    assert Address.objects.get(address="gone@x.org").hard_bounces == 1


@pytest.mark.guarantee
@pytest.mark.parametrize(
    "raw",
    [
        letters.nested(5000),
        letters.wide(200_000),
        b"\0" * 100_000,
        b"From: " + b"(" * 200_000,
        b"x" * 9_000_000,
    ],
    ids=["nested", "wide", "zeros", "comments", "long"],
)
def test_a_bomb_is_answered_in_time_and_put_aside(raw, heard):
    row = receive(raw)

    assert row.state == IncomingState.UNKNOWN
    assert heard == []


def test_a_mail_over_ten_megabytes_is_refused(heard):
    with pytest.raises(gate.Refused):
        gate.read_mail(b"x" * 10_000_001)


def test_a_large_picture_beside_the_words_does_no_harm(nadia, heard):
    receive(letters.with_picture(to(nadia), nadia.email, 3_000_000))

    assert [text for _ref, _member, text in heard] == [letters.WORDS]


def test_the_mail_server_can_pipe_mails_in(nadia, heard, monkeypatch):
    raw = letters.reply("plain", to(nadia), nadia.email)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    call_command("receive_mail", stdout=io.StringIO())
    jobs.handle_incoming(now=NOW)
    assert len(heard) == 1

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"  ")))
    with pytest.raises(CommandError):
        call_command("receive_mail", stdout=io.StringIO())
