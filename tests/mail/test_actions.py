"""Mail as rows: once per key, delivered once, faults written on the row."""

import socket
import threading
from datetime import timedelta
from email.utils import parseaddr

import pytest
from aiosmtpd.controller import Controller
from django.db import connection

from mentorquilt.mail import actions, jobs, roles
from mentorquilt.mail.models import Mail, Wording
from mentorquilt.mail.states import MailState
from mentorquilt.records.moves import IllegalMove
from tests.factories.programs import NOW, program
from tests.factories.society import society

ROLE = roles.Role(
    slug="test.greeting",
    purpose="greets",
    subject="Hello {name}",
    body="Dear {name},\n\nLook: https://example.org/x\n\nBye",
    placeholders=frozenset({"name"}),
    sample={"name": "Alex"},
)
REVIEWED = roles.Role(
    slug="test.result",
    purpose="tells",
    subject="Result",
    body="It is so.",
    placeholders=frozenset(),
    review=roles.Review.ALWAYS,
)
pytestmark = pytest.mark.django_db


class Sink:
    """Keeps what an SMTP server was handed; ``answer`` is what it says to the data."""

    def __init__(self, answer: str = "250 ok") -> None:
        self.answer, self.mails = answer, []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.mails.append(envelope)
        return self.answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def sink(settings):
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "mentorquilt.mail.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield handler
    controller.stop()


def greet(key: str = "k1", name: str = "Alex") -> Mail:
    return actions.draft(role=ROLE, key=key, address="a@x.org", context={"name": name}, now=NOW)


def test_the_same_key_writes_one_mail():
    society()
    first, second = greet(), greet(name="Somebody else")

    assert first.pk == second.pk
    assert Mail.objects.get().body.startswith("Dear Alex")


def test_a_role_nobody_reviews_goes_at_once_and_a_reviewed_one_waits():
    society()
    reviewed = actions.draft(role=REVIEWED, key="r", address="a@x.org", context={}, now=NOW)

    assert greet().state == MailState.APPROVED
    assert reviewed.state == MailState.DRAFT
    assert list(Mail.objects.due(NOW)) == [Mail.objects.get(key="k1")]


def test_a_programs_wording_wins_over_the_societys_and_that_over_the_shipped_one():
    society()
    one = program()
    Wording.objects.create(role=ROLE.slug, subject="Society {name}", body="S")
    Wording.objects.create(role=ROLE.slug, program=one, subject="Program {name}", body="P")

    assert actions.wording(ROLE, one) == ("Program {name}", "P")
    assert actions.wording(ROLE, None) == ("Society {name}", "S")


def test_line_breaks_in_a_name_cannot_forge_a_header():
    society()
    mail = greet(name="Alex\r\nBcc: all@example.org")

    assert "\n" not in mail.subject
    assert actions.message(mail).message()["Bcc"] is None


def test_delivery_reaches_one_recipient_with_both_parts_and_a_stable_id(sink):
    society()
    mail = greet()
    jobs.deliver_approved(now=NOW)

    (envelope,) = sink.mails
    text = envelope.content.decode()
    assert envelope.rcpt_tos == ["a@x.org"]
    assert mail.message_id in text
    assert text.count("Content-Type: text/") == 2
    assert "Auto-Submitted: auto-generated" in text
    assert Mail.objects.get().state == MailState.SENT


def test_a_passing_fault_waits_and_is_tried_again(sink):
    society()
    greet()
    sink.answer = "451 busy"
    jobs.deliver_approved(now=NOW)
    waiting = Mail.objects.get()
    assert (waiting.state, waiting.hold_until) == (MailState.APPROVED, NOW + timedelta(minutes=1))

    sink.answer = "250 ok"
    jobs.deliver_approved(now=NOW + timedelta(minutes=2))
    assert Mail.objects.get().state == MailState.SENT


def test_a_lasting_fault_stops_and_says_why(sink):
    society()
    greet()
    sink.answer = "554 no such person"
    jobs.deliver_approved(now=NOW)

    failed = Mail.objects.get()
    assert failed.state == MailState.FAILED
    assert "no such person" in failed.failure


def test_no_server_at_all_keeps_the_mail(settings):
    society()
    settings.EMAIL_BACKEND = "mentorquilt.mail.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    greet()
    jobs.deliver_approved(now=NOW)

    assert Mail.objects.get().state == MailState.APPROVED


def test_the_demo_delivers_nothing_anywhere(sink):
    society(is_demo=True)
    greet()
    jobs.deliver_approved(now=NOW)

    assert sink.mails == []
    assert Mail.objects.get().state == MailState.SENT


@pytest.mark.guarantee
def test_production_delivers_even_when_the_row_says_demo(sink, settings):
    society(is_demo=True)
    settings.PRODUCTION = True
    greet()
    jobs.deliver_approved(now=NOW)

    assert len(sink.mails) == 1


@pytest.mark.parametrize("name", ['The "Best" Society', "\u00c4rzte\\", "A, B <x@y.z>", "Ren\u00e9e"])
def test_any_name_of_the_society_leaves_the_senders_address_whole(name):
    society(sender_name=name)
    header = actions.message(greet()).message()["From"]

    assert header.endswith("<mentoring@localhost>")
    assert parseaddr(header)[1] == "mentoring@localhost"


def test_a_mail_whose_worker_always_dies_is_given_up():
    society()
    mail = greet()
    Mail.objects.filter(pk=mail.pk).update(
        state=MailState.SENDING, lease_until=NOW, tries=len(actions.BACK_OFF_MINUTES) + 1
    )

    assert jobs.sweep_stale(now=NOW + timedelta(minutes=1)) == 1
    assert Mail.objects.get().state == MailState.FAILED


def test_a_dead_workers_mail_is_taken_back():
    society()
    mail = greet()
    actions.claim(mail=mail, now=NOW)

    assert jobs.sweep_stale(now=NOW + timedelta(minutes=5)) == 0
    assert jobs.sweep_stale(now=NOW + timedelta(minutes=11)) == 1
    assert Mail.objects.get().state == MailState.APPROVED


@pytest.mark.guarantee
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_four_workers_deliver_each_mail_once(sink):
    society()
    for number in range(30):
        greet(key=f"k{number}")
    together = threading.Barrier(4)

    def work() -> None:
        together.wait()
        try:
            jobs.deliver_approved(now=NOW)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(sink.mails) == 30
    assert Mail.objects.filter(state=MailState.SENT).count() == 30


def test_private_words_are_dropped_on_delivery(sink):
    society()
    secret = roles.Role(
        "test.code", "signs in", "Code", "{code}", frozenset({"code"}), private=True, sample={"code": "1"}
    )
    actions.draft(role=secret, key="c", address="a@x.org", context={"code": "QQQ-111"}, now=NOW)
    jobs.deliver_approved(now=NOW)

    kept = Mail.objects.get()
    assert (kept.state, kept.body, kept.context) == (MailState.SENT, "", {})


def test_words_of_old_mails_are_dropped_and_the_row_stays():
    society()
    mail = greet()
    Mail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=NOW, drafted_at=NOW)

    assert jobs.drop_old_bodies(now=NOW + timedelta(days=29)) == 0
    assert jobs.drop_old_bodies(now=NOW + timedelta(days=31)) == 1
    assert (Mail.objects.get().body, Mail.objects.get().key) == ("", "k1")


def test_many_letters_are_written_once_each_with_few_statements(django_assert_num_queries):
    society()
    letters = [
        actions.Letter(ROLE, f"m{number}", "a@x.org", {"name": str(number)}, batch="b")
        for number in range(30)
    ]

    with django_assert_num_queries(6):  # transaction, society, wording, keys, one insert, end
        assert actions.draft_many(letters=letters, now=NOW) == 30
    assert actions.draft_many(letters=[*letters, letters[0]], now=NOW) == 0
    assert Mail.objects.filter(batch="b", state=MailState.APPROVED).count() == 30
    assert Mail.objects.get(key="m29").subject == "Hello 29"


@pytest.mark.parametrize("way", ["fails", "dies"])
def test_words_taken_back_while_a_worker_holds_the_mail_are_never_tried_again(settings, way):
    society()
    settings.EMAIL_BACKEND = "mentorquilt.mail.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    mail = greet("k")
    assert actions.claim(mail=mail, now=NOW)
    actions.forget_words(keys_begin=["k"])
    if way == "fails":
        actions.deliver(mail=mail, now=NOW)
    else:
        actions.take_back_stale(now=NOW + timedelta(hours=1))

    mail.refresh_from_db()
    assert (mail.state, mail.body, mail.subject) == (MailState.DISCARDED, "", "")


def test_a_failed_mail_whose_words_are_gone_is_not_sent_empty():
    society()
    mail = greet("k")
    Mail.objects.filter(pk=mail.pk).update(state=MailState.FAILED, subject="", body="")
    mail.refresh_from_db()

    with pytest.raises(IllegalMove):
        actions.try_again(mail=mail, by=None, now=NOW)


def test_words_are_kept_thirty_days_from_sending_not_from_drafting():
    society()
    mail = greet("k")
    Mail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=NOW + timedelta(days=31))

    assert actions.drop_old_bodies(now=NOW + timedelta(days=32)) == 0
    assert actions.drop_old_bodies(now=NOW + timedelta(days=62)) == 1
