"""The pair page in every state and for every kind; what it shows, to whom, and what its forms do (S-43, S-48, S-55)."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from mentorquilt.desks.queries import pairs as cards
from mentorquilt.mail.models import Mail
from mentorquilt.members.states import Role
from mentorquilt.pairings import actions
from mentorquilt.pairings.models import Message, Pairing, Participant
from tests.desks.opening import CANARY, SOON, couple, page, say, send, sit, words
from tests.factories import pairings as make
from tests.factories import programs as people
from tests.factories.society import society

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def then():
    with time_machine.travel(SOON, tick=False):
        yield


@pytest.fixture
def pairing():
    return couple()


def test_the_mentee_sees_who_why_and_that_she_writes_first(client, pairing):
    sit(client, pairing, "mentee")
    shown = words(page(client, pairing))
    for line in (
        "Professor Walter Lindqvist",
        "Your mentor",
        "month 1 of 9",
        "You write first",
        "takes what you asked for: Leadership.",
        "You work about 1,200 miles apart, on purpose",
        "What you seek, in your words",
        "The first call, 20 minutes",
        "Only you and Professor Walter Lindqvist can read this.",
        "Washington, United States",
        "If you know a reason not to be paired, tell us here",
        "Robin Hale",
    ):
        assert line in shown, line
    assert "seattle" not in shown.lower()


def test_the_mentor_sees_her_need_and_that_he_need_do_nothing(client, pairing):
    sit(client, pairing, "mentor")
    shown = words(page(client, pairing))
    for line in (
        "Dr. Nadia Haddad",
        "Your mentee",
        "You need do nothing now",
        "writes first, within a week",
        "asks for something you take: Leadership.",
        "I want to start a pain service.",
    ):
        assert line in shown, line
    assert "You write first" not in shown


@pytest.mark.guarantee
def test_staff_and_strangers_do_not_learn_that_it_exists(client, pairing):
    say(pairing)
    urls = [
        reverse(f"desks:{name}", args=[pairing.ref])
        for name in ("pair", "pair_reach", "pair_decline", "pair_end")
    ]
    for member in (
        people.staff("coordinator@example.org", Role.COORDINATOR, pairing.program),
        people.staff("admin@example.org", Role.ADMIN),
        people.physician("stranger@example.org"),
    ):
        client.force_login(member)
        for url in urls:
            answer = client.get(url)
            assert answer.status_code == 404
            assert CANARY not in answer.content.decode()
        assert send(client, "pair_write", pairing, text="x").status_code == 404
    client.logout()
    for url in urls:
        assert client.get(url).headers["Location"].startswith("/sign-in/")


def test_a_message_is_sent_once_however_often_the_form_comes(client, pairing):
    sit(client, pairing, "mentee")
    key = str(uuid.uuid4())
    for _ in range(3):
        answer = send(client, "pair_write", pairing, text="Dear Professor", submission=key)
        assert (answer.status_code, answer.headers["Location"]) == (
            303,
            reverse("desks:pair", args=[pairing.ref]) + "#messages",
        )
    assert Message.objects.get().text == "Dear Professor"
    assert Mail.objects.filter(role="pairings.message").count() == 1
    assert "Dear Professor" in words(page(client, pairing))


def test_another_text_under_a_used_key_is_not_lost(client, pairing):
    sit(client, pairing, "mentee")
    key = str(uuid.uuid4())
    send(client, "pair_write", pairing, text="First", submission=key)
    answer = send(client, "pair_write", pairing, text="Second thoughts", submission=key)
    assert answer.status_code == 409
    assert "Second thoughts</textarea>" in words(answer)
    assert "a message was sent already" in words(answer)
    assert Message.objects.count() == 1


def test_too_long_a_message_stays_in_the_field_and_says_by_how_much(client, pairing):
    sit(client, pairing, "mentee")
    text = "x" * 4213
    answer = send(client, "pair_write", pairing, text=text)
    assert answer.status_code == 422
    assert "Your message has 4,213 characters; 4,000 is the most." in words(answer)
    assert text in words(answer)
    assert not Message.objects.exists()


def test_four_thousand_letters_and_line_ends_are_taken(client, pairing):
    sit(client, pairing, "mentee")
    assert send(client, "pair_write", pairing, text="x" * 2000 + "\r\n" + "x" * 1999).status_code == 303
    assert len(Message.objects.get().text) == 4000


def test_markup_in_a_message_is_shown_and_not_run(client, pairing):
    say(pairing, text="<script>alert(1)</script> & <b>")
    sit(client, pairing, "mentor")
    shown = words(page(client, pairing))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in shown
    assert "<script>alert" not in shown


def test_the_next_step_is_an_answer_for_one_and_nothing_for_the_other(client, pairing):
    say(pairing)
    sit(client, pairing, "mentor")
    assert "Dr. Nadia Haddad wrote to you" in words(page(client, pairing))
    sit(client, pairing, "mentee")
    assert "It is with Professor Walter Lindqvist now" in words(page(client, pairing))
    Pairing.objects.update(sessions_held=1)
    assert "It is with" not in words(page(client, pairing))


def test_without_stored_reasons_the_page_tells_what_is_shared_in_the_open(client, pairing):
    Pairing.objects.update(reasons=[])
    sit(client, pairing, "mentee")
    shown = words(page(client, pairing))
    assert re.search(r"You work about 1,\d00 miles apart, so nothing you say is heard at home\.", shown)
    assert "What one seeks, the other gives:" in shown


def test_reading_marks_the_seat_and_tells_the_writer(client, pairing):
    say(pairing)
    sit(client, pairing, "mentor")
    with time_machine.travel(SOON + timedelta(hours=1), tick=False):
        page(client, pairing)
    assert Participant.objects.get(role="mentor").opened_at == SOON + timedelta(hours=1)
    sit(client, pairing, "mentee")
    assert "Seen by Professor Walter Lindqvist" in words(page(client, pairing))


def test_own_words_are_taken_back_after_asking(client, pairing):
    row = say(pairing)
    Mail.objects.update(state="sent")
    sit(client, pairing, "mentee")
    url = reverse("desks:pair_take_back", args=[pairing.ref, row.ref])
    assert "cannot be called back" in words(client.get(url))
    assert Message.objects.get().text == CANARY
    assert client.post(url).status_code == 303
    shown = words(page(client, pairing))
    assert "The mail with them had left and cannot be called back." in shown
    assert "Taken back:" in shown
    assert CANARY not in shown
    sit(client, pairing, "mentor")
    assert client.get(url).status_code == 404


def test_before_its_first_day_the_page_says_when_it_begins(client):
    society()
    row = make.couple(starts_on=make.NOW.date() + timedelta(days=20))
    sit(client, row, "mentee")
    assert "begins on 24 January" in words(page(client, row))


@pytest.mark.parametrize(("day", "month"), [("2027-01-04", "1 of 9"), ("2027-02-03", "1 of 9"), ("2027-02-04", "2 of 9"),
                                            ("2027-09-30", "9 of 9"), ("2028-03-01", "9 of 9")])  # fmt: skip
def test_the_month_is_counted_from_the_start(client, pairing, day, month):
    sit(client, pairing, "mentee")
    with time_machine.travel(datetime.fromisoformat(day).replace(hour=15, tzinfo=UTC), tick=False):
        client.force_login(make.person(pairing, "mentee"))
        assert f"month {month}" in words(page(client, pairing))


def many(kind, *roles):
    society()
    lead = people.mentor(people.cohort(), "lead@example.org").member
    members = [
        people.physician(f"p{number}@example.org", zone="America/Denver") for number, _ in enumerate(roles)
    ]
    first = actions.Seat(lead.pk, "mentor" if kind != "peer" else "peer")
    seats = (first, *(actions.Seat(one.pk, role) for one, role in zip(members, roles, strict=True)))
    wanted = actions.Start(kind=kind, seats=seats[:2] if kind == "peer" else seats, starts_on=make.NOW.date())
    return actions.start(wanted=wanted, by=None, now=make.NOW), lead, members


@pytest.mark.parametrize(
    ("kind", "roles", "title"),
    [
        ("group", ("mentee", "mentee"), "You, Lead and P1"),
        ("triad", ("mentee", "both"), "You, Lead and P1"),
        ("peer", ("peer",), "Lead"),
        ("one_off", ("mentee",), "Lead"),
    ],
)
def test_every_kind_has_its_page(client, kind, roles, title):
    row, lead, members = many(kind, *roles)
    say_to = members[0]
    client.force_login(say_to)
    shown = words(page(client, row))
    assert title in shown
    if kind in {"group", "triad"}:
        assert "Only the participants of your pairing can read this." in shown
        assert not re.search(r"\bboth\b", re.sub(r"<[^>]+>", " ", shown))
        assert "Why you two" not in shown
    send(client, "pair_write", row, text="Hello")
    assert Mail.objects.filter(role="pairings.message", to=lead).count() == 1


def fill(pairing, count):
    for number in range(count):
        say(
            pairing,
            "mentor" if number % 2 else "mentee",
            f"m{number:03}",
            f"k{number}",
            SOON + timedelta(minutes=number),
        )


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_needs_the_same_queries_whatever_was_written(
    client, pairing, count, django_assert_num_queries
):
    fill(pairing, count)
    sit(client, pairing, "mentee")
    page(client, pairing)
    with django_assert_num_queries(22):
        page(client, pairing)


def test_long_talks_are_read_page_by_page_newest_first(client, pairing):
    fill(pairing, 45)
    sit(client, pairing, "mentee")
    newest, oldest = words(page(client, pairing)), words(page(client, pairing, page=3))
    assert newest.index("m025") < newest.index("m044")
    assert "m024" not in newest
    assert [f"m{number:03}" in oldest for number in (0, 4, 5)] == [True, True, False]
    assert "Page 3 of 3" in oldest


def several(count):
    society()
    nadia = people.physician("nadia@example.org")
    for number in range(count):
        mentor = people.mentor(people.cohort(people.program(f"P{number}")), f"m{number}@example.org").member
        row = make.started(nadia, mentor, mentor_type="career")
        actions.write(pairing=row, author=mentor, text="Hi", via="page", key=str(number), now=SOON)
    return nadia


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_pairings_needs_the_same_queries(count, django_assert_num_queries):
    nadia = several(count)
    with django_assert_num_queries(7):
        found = cards.own_pairs(nadia, now=SOON)
    assert [(one.unread, one.step, one.month) for one in found] == [(1, "read", 1)] * count


def test_the_next_step_of_each_card(client, pairing):
    nadia, walter = make.person(pairing, "mentee"), make.person(pairing, "mentor")
    assert [cards.own_pairs(one, now=SOON)[0].step for one in (nadia, walter)] == ["write", "meet"]
    sit(client, pairing, "mentor")
    page(client, pairing)
    assert cards.own_pairs(walter, now=SOON)[0].step == "wait"
    say(pairing, now=SOON + timedelta(minutes=1))
    assert [cards.own_pairs(one, now=SOON)[0].step for one in (nadia, walter)] == ["", "read"]
    actions.end_early(pairing=pairing, by=nadia, now=SOON)
    assert [cards.own_pairs(one, now=SOON)[0].is_over for one in (nadia, walter)] == [True, True]


def test_the_list_page_shows_cards_or_a_kind_word(client, pairing):
    sit(client, pairing, "mentor")
    shown = words(client.get(reverse("desks:pairs")))
    assert "Dr. Nadia Haddad" in shown
    assert reverse("desks:pair", args=[pairing.ref]) in shown
    client.force_login(people.physician("alone@example.org"))
    assert "Nobody yet" in words(client.get(reverse("desks:pairs")))


def test_a_forgotten_partner_leaves_a_page_that_still_opens(client, pairing):
    say(pairing, "mentor", CANARY)
    say(pairing, "mentee", "My own words stay", "k2")
    actions.forget(make.person(pairing, "mentor"))
    sit(client, pairing, "mentee")
    shown = words(page(client, pairing))
    assert CANARY not in shown
    assert "My own words stay" in shown
    assert "Former member" in shown
    assert "Lindqvist" not in shown
