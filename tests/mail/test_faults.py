"""P5: a mail server that fails in twelve ways at nine phases. The worker survives, and no mail is lost."""

import re
import time
from datetime import timedelta

import pytest

from mentorquilt.mail import actions, jobs, post, queries, roles, smtp
from mentorquilt.mail.models import Address, Mail
from mentorquilt.mail.states import MailState
from tests.factories import programs as make
from tests.factories.programs import NOW
from tests.factories.society import society
from tests.mail.faults import FAULTS, PHASES, FaultServer, fault_server

ROLE = roles.Role("test.fault", "tests", "Hello", "Good day.", frozenset())
LASTING_AT = {"MAIL", "RCPT", "DATA", "dot"}
pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]


@pytest.fixture
def server(settings, monkeypatch):
    """A server in the way of every mail; conversations end after a second, as after thirty in the product."""
    settings.EMAIL_BACKEND = "mentorquilt.mail.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 0.3
    monkeypatch.setattr(smtp, "MOST_SECONDS", 0.6)
    with fault_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def use(phase: str, settings) -> None:
    """Let the client go through the phase: TLS and signing in are asked for only where they are tested."""
    settings.EMAIL_USE_TLS = phase == "STARTTLS"
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = "someone" if phase == "AUTH" else ""


def write(key: str, address: str = "a@x.org", **more) -> Mail:
    return actions.draft(role=ROLE, key=key, address=address, context={}, now=NOW, **more)


def ids(server: FaultServer) -> list[str]:
    return [re.search(rb"Message-ID: (\S+)", data)[1].decode() for _to, data in server.taken]


@pytest.mark.parametrize("fault", FAULTS)
def test_the_worker_survives_a_fault_at_every_phase_and_no_mail_is_lost(fault, server, settings):
    society()
    for phase in PHASES:
        use(phase, settings)
        Mail.objects.all().delete()
        Address.objects.all().delete()
        server.taken.clear()
        mails = [write("one"), write("two", "b@x.org")]
        server.fault, began = (fault, phase), time.monotonic()
        jobs.deliver_approved(now=NOW)
        assert time.monotonic() - began < 5, phase

        states = set(Mail.objects.values_list("state", flat=True))
        is_lasting = fault == "5xx" and phase in LASTING_AT
        if phase == "QUIT":
            assert states == {MailState.SENT}, phase
        elif is_lasting:
            assert states == {MailState.FAILED}, phase
        else:
            assert states <= {MailState.APPROVED, MailState.FAILED, MailState.SENT}, phase

        server.fault = ("", "")
        use("", settings)
        for row in Mail.objects.filter(state=MailState.FAILED):
            assert row.failure, phase
            actions.try_again(mail=row, by=None, now=NOW)
        for minute in (2, 20):
            jobs.deliver_approved(now=NOW + timedelta(minutes=minute))
        assert set(Mail.objects.values_list("state", flat=True)) == {MailState.SENT}, phase
        taken = ids(server)
        assert set(taken) == {mail.message_id for mail in mails}, phase
        if phase != "dot":
            assert len(taken) == 2, phase


def test_a_server_that_says_yes_to_tls_and_speaks_none_is_survived(server, settings):
    society()
    use("STARTTLS", settings)
    write("one")
    jobs.deliver_approved(now=NOW)

    assert Mail.objects.get().state == MailState.APPROVED


def test_a_passing_fault_is_tried_again_less_and_less_often_and_given_up_after_three_days(server):
    society()
    write("one")
    server.fault = ("4xx", "RCPT")
    waits, now = [], NOW
    for _try in range(30):
        jobs.deliver_approved(now=now)
        row = Mail.objects.get()
        if row.state != MailState.APPROVED:
            break
        waits.append(row.hold_until - now)
        now = row.hold_until

    assert waits[:6] == [timedelta(minutes=each) for each in (1, 5, 15, 60, 240, 720)]
    assert max(waits) == timedelta(hours=12)
    assert now - NOW == timedelta(days=3)
    assert (row.state, row.failure) == (
        MailState.FAILED,
        "Given up after three days. Last answer: 451 not now",
    )


def test_two_hard_bounces_suspend_an_address_and_the_contact_is_told_once(server):
    society(contact_email="office@x.org")
    one = make.program(contact_email="robin@x.org")
    server.fault = ("5xx", "RCPT")
    for number in range(3):
        write(f"k{number}", program=one)
        jobs.deliver_approved(now=NOW + timedelta(minutes=number))

    row = Address.objects.get(address="a@x.org")
    assert row.hard_bounces == 2
    assert row.suspended_at == NOW + timedelta(minutes=1)
    assert [mail.to_address for mail in Mail.objects.filter(role="mail.address_suspended")] == ["robin@x.org"]
    parked = Mail.objects.get(key="k2")
    assert parked.state == MailState.FAILED
    assert parked.failure.startswith("Nothing is sent to a@x.org since mail came back twice: 554 never")
    assert sum(1 for to, _data in server.taken if "a@x.org" in to) == 0

    server.fault = ("", "")
    actions.lift(address="a@x.org", by=None, now=NOW)
    actions.try_again(mail=parked, by=None, now=NOW)
    jobs.deliver_approved(now=NOW + timedelta(hours=1))
    parked.refresh_from_db()
    assert parked.state == MailState.SENT


def test_no_server_holds_up_a_round_for_one_mail_only(settings):
    society()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "mentorquilt.mail.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    for number in range(5):
        write(f"k{number}")

    assert jobs.deliver_approved(now=NOW) == 1
    assert Mail.objects.due(NOW).count() == 4
    stuck = queries.stuck(NOW + timedelta(minutes=11))
    assert (stuck.count, stuck.since) == (5, NOW)


def test_a_round_of_mails_goes_through_one_connection(server):
    society()
    for number in range(20):
        write(f"k{number}")
    jobs.deliver_approved(now=NOW)

    assert (len(server.taken), server.conversations) == (20, 1)


def test_a_name_no_mail_can_carry_parks_that_mail_alone(server):
    society()
    bad = write("bad")
    Mail.objects.filter(pk=bad.pk).update(sender_name="A\r\nBcc: all@x.org")
    write("worse", "x y@x.org, b@x.org")
    write("good", "good@x.org")
    jobs.deliver_approved(now=NOW)

    assert Mail.objects.get(key="good").state == MailState.SENT
    for key in ("bad", "worse"):
        row = Mail.objects.get(key=key)
        assert (row.state, bool(row.failure)) == (MailState.FAILED, True)
    assert [to for to, _data in server.taken] == [("good@x.org",)]


def test_the_promised_limits_stand(settings):
    assert settings.EMAIL_TIMEOUT <= 10
    assert smtp.MOST_SECONDS <= 30
    assert sum(actions.BACK_OFF_MINUTES) == 3 * 24 * 60
    assert issubclass(post.Bounced, post.Lasting)
