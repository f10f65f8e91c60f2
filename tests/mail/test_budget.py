"""At most one program mail a week, whatever programs do: the rest waits for one digest."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from mentorquilt.mail import actions, jobs, roles
from mentorquilt.mail.actions import digest
from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState
from mentorquilt.society.models import Society
from tests.factories import programs as make
from tests.factories.programs import NOW  # a Monday, 15:00 UTC
from tests.factories.society import society

NEWS = roles.Role(
    "test.news", "tells news", "News {n}", "Dear {name},\n\nSomething happened: {n}.\n\nOpen it: https://x.org/{n}",
    frozenset({"n", "name"}), pace=roles.Pace.BUDGETED, stoppable="news", sample={"n": "1", "name": "Dr. A"},
)  # fmt: skip
OTHER = roles.Role("test.other", "tells more", "More", "More.", frozenset(), pace=roles.Pace.BUDGETED)
OWN = roles.Role("test.own", "answers her own question", "Answer", "Yes.", frozenset())
pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)  # eight in the morning in New York


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setattr(roles, "_roles", dict(roles._roles))
    for role in (NEWS, OTHER, OWN):
        roles.register(role)


@pytest.fixture
def reader():
    society(zone="America/New_York", digest_weekday=1)
    return make.physician("a@x.org")


def news(reader, n: int, role=NEWS, now=NOW, **more) -> Mail:
    context = {"n": str(n), "name": "Dr. A"} if role is NEWS else {}
    return actions.draft(
        role=role, key=f"{role.slug}{n}", address=reader.email, to=reader, context=context, now=now, **more
    )


def states() -> dict[str, str]:
    return {mail.key: mail.state for mail in Mail.objects.all()}


def test_one_leaves_and_the_rest_waits_over_all_roles_and_programs(reader):
    news(reader, 1, program=make.program("One"))
    news(reader, 2, program=make.program("Two"))
    news(reader, 3, role=OTHER)
    news(reader, 4, role=OWN)
    jobs.deliver_approved(now=NOW)

    assert states() == {
        "test.news1": "sent", "test.news2": "waiting", "test.other3": "waiting", "test.own4": "sent",
    }  # fmt: skip


def test_after_seven_days_the_next_may_leave(reader):
    news(reader, 1)
    jobs.deliver_approved(now=NOW)
    news(reader, 2, now=NOW + timedelta(days=6, hours=23))
    jobs.deliver_approved(now=NOW + timedelta(days=6, hours=23))
    news(reader, 3, now=NOW + timedelta(days=7, minutes=1))
    jobs.deliver_approved(now=NOW + timedelta(days=7, minutes=1))

    assert states() == {"test.news1": "sent", "test.news2": "waiting", "test.news3": "sent"}


def test_a_society_may_allow_more(reader):
    Society.objects.update(mails_per_week=2)
    for n in range(3):
        news(reader, n)
    jobs.deliver_approved(now=NOW)

    assert sorted(states().values()) == ["sent", "sent", "waiting"]


def test_the_digest_tells_what_waited_in_one_mail_without_a_topic(reader):
    for n in range(3):
        news(reader, n)
    jobs.deliver_approved(now=NOW)
    assert jobs.send_digests(now=TUESDAY - timedelta(minutes=1)) == 0
    assert jobs.send_digests(now=TUESDAY) == 1
    assert jobs.send_digests(now=TUESDAY) == 0
    jobs.deliver_approved(now=TUESDAY)

    made = Mail.objects.get(role="mail.digest")
    assert (made.state, made.subject) == (MailState.SENT, "This week from Test Society of Physicians")
    assert list(made.gathered.values_list("key", "state")) == [
        ("test.news1", "gathered"),
        ("test.news2", "gathered"),
    ]


def test_the_digest_holds_subject_words_and_link_of_each(reader):
    for n in range(3):
        news(reader, n)
    jobs.deliver_approved(now=NOW)
    jobs.send_digests(now=TUESDAY)

    body = Mail.objects.get(role="mail.digest").body
    assert body.startswith("Dear Dr. A,")
    assert "News 1\nSomething happened: 1.\n\nOpen it: https://x.org/1" in body
    assert "Something happened: 0." not in body


def test_after_an_outage_the_digest_comes_late_and_once(reader):
    for n in range(2):
        news(reader, n)
    jobs.deliver_approved(now=NOW)

    assert jobs.send_digests(now=TUESDAY + timedelta(days=2)) == 1
    assert jobs.send_digests(now=TUESDAY + timedelta(days=3)) == 0


def test_what_begins_to_wait_after_the_digest_waits_for_the_next(reader):
    news(reader, 1)
    jobs.deliver_approved(now=TUESDAY)
    news(reader, 2)
    jobs.deliver_approved(now=TUESDAY + timedelta(hours=1))

    assert jobs.send_digests(now=TUESDAY + timedelta(hours=2)) == 0
    assert jobs.send_digests(now=TUESDAY + timedelta(days=7)) == 1


def test_what_comes_beside_a_digest_of_the_same_day_is_told_in_the_next(reader):
    for n in range(2):
        news(reader, n)
    jobs.deliver_approved(now=NOW)
    assert jobs.send_digests(now=TUESDAY) == 1
    late = news(reader, 5)
    Mail.objects.filter(pk=late.pk).update(state=MailState.WAITING, hold_until=NOW)

    assert jobs.send_digests(now=TUESDAY + timedelta(minutes=15)) == 0
    assert states()["test.news5"] == MailState.WAITING
    assert jobs.send_digests(now=TUESDAY + timedelta(days=7)) == 1
    assert "News 5" in Mail.objects.filter(role="mail.digest").latest("drafted_at").body


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "Pacific/Auckland"])
def test_the_digest_is_due_at_eight_of_the_societys_day_through_a_year(zone):
    one = society(zone=zone, digest_weekday=3)
    for day in range(0, 365, 5):
        moment = NOW + timedelta(days=day, hours=day % 24)
        due = digest.last_due(moment, one)
        here = due.astimezone(due.tzinfo)
        assert (here.weekday(), here.hour) == (3, 8)
        assert timedelta(0) <= moment - due < timedelta(days=7, hours=2)


def test_whoever_wants_the_digest_alone_gets_no_news_at_once(reader):
    actions.choose(member=reader, stopped=[], digest_only=True, now=NOW)
    news(reader, 1)
    news(reader, 2, role=OWN)
    jobs.deliver_approved(now=NOW)

    assert states() == {"test.news1": "waiting", "test.own2": "sent"}


@pytest.mark.guarantee
def test_a_stopped_class_is_never_sent_again_not_even_in_the_digest(reader):
    news(reader, 0)
    news(reader, 1)
    jobs.deliver_approved(now=NOW)
    actions.stop(member=reader, kind="news", now=NOW)
    news(reader, 2, now=NOW + timedelta(days=8))
    jobs.send_digests(now=TUESDAY)
    jobs.deliver_approved(now=NOW + timedelta(days=8))

    assert states() == {"test.news0": "sent", "test.news1": "discarded", "test.news2": "discarded"}


def test_while_all_mail_is_stopped_only_codes_leave(reader):
    Society.objects.update(mail_is_stopped=True)
    news(reader, 1)
    code = roles.get("members.sign_in_code")
    actions.draft(role=code, key="code", address="a@x.org", to=reader, context={"code": "X"}, now=NOW)
    jobs.deliver_approved(now=NOW)

    assert states() == {"test.news1": "approved", "code": "sent"}


@pytest.mark.guarantee
@pytest.mark.race
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_four_workers_together_keep_the_budget():
    society()
    for turn in range(6):
        reader = make.physician(f"r{turn}@x.org")
        mails = [news(reader, turn * 10 + n) for n in range(4)]
        start = threading.Barrier(4)

        def work(mail, start=start):
            start.wait()
            try:
                if actions.claim(mail=mail, now=NOW):
                    actions.deliver(mail=mail, now=NOW)
            finally:
                connection.close()

        threads = [threading.Thread(target=work, args=(mail,)) for mail in mails]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(Mail.objects.filter(to=reader).values_list("state", flat=True)) == [
            "sent",
            *["waiting"] * 3,
        ]
