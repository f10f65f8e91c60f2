"""What a pair writes: once, encrypted, mailed to the others alone, taken back by its author (S-55, D-07)."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.db import connection
from django.test import override_settings

from mentorquilt.mail import actions as mail
from mentorquilt.mail import replies
from mentorquilt.mail.models import Incoming, Mail
from mentorquilt.pairings import actions, queries
from mentorquilt.pairings.models import Message, Pairing, Participant
from mentorquilt.records.models import AuditNote
from tests.factories import pairings as make
from tests.factories import programs as people
from tests.factories.society import society

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(hours=1)
WORDS = "Dear Professor, may I ask one canary-words-q7?"


@pytest.fixture
def pairing():
    society(short_name="Test", patient_notice="No patients, please.")
    return make.couple()


def write(pairing, author="mentee", text=WORDS, key="k1", now=LATER, via="page"):
    return actions.write(
        pairing=pairing, author=make.person(pairing, author), text=text, via=via, key=key, now=now
    )


def test_a_message_is_kept_once_and_mailed_once(pairing):
    first, second = write(pairing), write(pairing)
    assert first.pk == second.pk
    assert Message.objects.count() == 1
    letter = Mail.objects.get(role="pairings.message")
    assert (letter.to_address, letter.state, letter.private) == ("walter@example.org", "approved", True)
    assert letter.subject == "Dr. Nadia Haddad wrote to you"
    assert letter.sender_name == "Dr. Nadia Haddad via Test"
    assert f"> {WORDS}" in letter.body
    assert "Only you and Dr. Nadia Haddad can read this." in letter.body
    assert "No patients, please." in letter.body


@pytest.mark.guarantee
def test_words_are_unreadable_in_the_database_and_absent_from_the_trail(pairing):
    write(pairing)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select * from "{table}"')
            assert "canary-words-q7" not in repr(cursor.fetchall()), table
    note = AuditNote.objects.get(verb="pairing.message_written")
    assert note.facts == {"via": "page", "to": 1}


def test_the_subject_never_tells_the_topic_and_a_name_cannot_break_a_header(pairing):
    author = make.person(pairing, "mentee")
    author.profile.full_name = "Nadia\nBcc: all@example.org"
    author.profile.save()
    write(pairing)
    letter = Mail.objects.get(role="pairings.message")
    assert "\n" not in letter.subject + letter.sender_name
    assert mail.message(letter).message()["To"] == "walter@example.org"


def test_who_wants_no_words_gets_none_and_a_link_that_needs_signing_in(pairing):
    Participant.objects.filter(pairing=pairing, role="mentor").update(link_only=True)
    write(pairing)
    letter = Mail.objects.get()
    assert letter.role == "pairings.message_waits"
    assert "canary" not in letter.body + str(letter.context)
    assert queries.page_address(pairing) in letter.body
    assert "?key=" not in letter.body


@override_settings(INBOUND="replies.example.org")
def test_a_reply_goes_to_the_pair_and_is_said_to(pairing):
    write(pairing)
    letter = Mail.objects.get()
    walter = make.person(pairing, "mentor")
    assert letter.reply_to == replies.address("pair", str(pairing.ref), walter)
    assert "Answer by replying to this mail" in letter.body


@override_settings(INBOUND="")
def test_without_incoming_mail_nobody_is_asked_to_reply_to_the_office(pairing):
    write(pairing)
    assert "a reply to this mail would go to the society's office" in Mail.objects.get().body


def test_braces_in_a_message_stay_what_they_are(pairing):
    write(pairing, text="Use {link} or {author} or {privacy}.")
    assert "> Use {link} or {author} or {privacy}." in Mail.objects.get().body


@pytest.mark.parametrize(("text", "length"), [("", 0), ("  \n ", 0), ("x" * 4001, 4001)])
def test_nothing_and_too_much_are_not_taken(pairing, text, length):
    with pytest.raises(actions.NotTaken) as refused:
        write(pairing, text=text)
    assert refused.value.length == length
    assert not Message.objects.exists()


def test_the_longest_message_is_taken(pairing):
    assert len(write(pairing, text="x" * 4000).text) == 4000


def test_whoever_is_not_in_it_cannot_write(pairing):
    stranger = people.physician("stranger@example.org")
    with pytest.raises(actions.Over):
        actions.write(pairing=pairing, author=stranger, text="Hello", via="page", key="k", now=LATER)


def test_after_the_end_nobody_can_write(pairing):
    actions.end_early(pairing=pairing, by=make.person(pairing, "mentor"), now=LATER)
    with pytest.raises(actions.Over):
        write(Pairing.objects.get(), now=LATER + timedelta(minutes=1))
    assert not Message.objects.exists()


def test_in_a_group_everybody_else_hears_it():
    society()
    group = three()
    write(group, author="mentor")
    assert sorted(Mail.objects.values_list("to_address", flat=True)) == ["ana@example.org", "ben@example.org"]
    assert "Only the participants of your pairing can read this." in Mail.objects.first().body


def three():
    seats = [
        actions.Seat(people.mentor(people.cohort(), "lead@example.org", capacity=1).member.pk, "mentor"),
        actions.Seat(people.physician("ana@example.org").pk, "mentee"),
        actions.Seat(people.physician("ben@example.org").pk, "mentee"),
    ]
    wanted = actions.Start(kind="group", seats=tuple(seats), starts_on=make.NOW.date())
    return actions.start(wanted=wanted, by=None, now=make.NOW)


def test_a_late_joiner_reads_from_then_on_and_a_leaver_keeps_what_was():
    society()
    group = three()
    write(group, author="mentor", text="before", key="a", now=LATER)
    ana = Participant.objects.get(member__email="ana@example.org")
    late = Participant.objects.create(
        pairing=group,
        member=people.physician("late@example.org"),
        role="mentee",
        joined_at=LATER + timedelta(hours=1),
    )
    Participant.objects.filter(pk=ana.pk).update(live=False, left_at=LATER + timedelta(hours=1))
    write(group, author="mentor", text="after", key="b", now=LATER + timedelta(hours=2))
    ana.refresh_from_db()
    assert [row.text for row in queries.readable(ana)] == ["before"]
    assert [row.text for row in queries.readable(late)] == ["after"]


def test_reading_marks_the_seat_only_when_something_came(pairing):
    write(pairing)
    walter = Participant.objects.select_related("pairing").get(role="mentor")
    assert actions.mark_read(seat=walter, now=LATER + timedelta(hours=1))
    walter.refresh_from_db()
    assert walter.opened_at == LATER + timedelta(hours=1)
    assert not actions.mark_read(seat=walter, now=LATER + timedelta(hours=2))


def test_taking_back_deletes_the_words_and_stops_the_mail(pairing):
    row = write(pairing)
    assert actions.take_back_message(message=row, by=row.author, now=LATER) == 0
    row.refresh_from_db()
    assert (row.text, row.taken_back_at) == ("", LATER)
    letter = Mail.objects.get()
    assert (letter.state, letter.body, letter.subject) == ("discarded", "", "")
    assert AuditNote.objects.filter(verb="pairing.message_taken_back").count() == 1
    write(pairing)
    assert Message.objects.get().text == ""


def test_taking_back_says_what_had_left(pairing):
    row = write(pairing)
    Mail.objects.update(state="sent")
    assert actions.take_back_message(message=row, by=row.author, now=LATER) == 1


def test_only_its_author_takes_a_message_back(pairing):
    row = write(pairing)
    with pytest.raises(ValueError, match="author"):
        actions.take_back_message(message=row, by=make.person(pairing, "mentor"), now=LATER)


def test_a_reply_by_mail_becomes_a_message_once(pairing):
    walter = make.person(pairing, "mentor")
    for _ in range(2):
        came = actions.write_reply(ref=pairing.ref, member=walter, text="Gladly.", key="<a@b>", now=LATER)
        assert came == "written"
    row = Message.objects.get()
    assert (row.text, row.via, row.author) == ("Gladly.", "mail", walter)
    assert Mail.objects.get().to_address == "nadia@example.org"


@pytest.mark.parametrize(("text", "outcome"), [("Hello", "over"), ("x" * 4001, "long")])
def test_a_reply_that_cannot_be_passed_on_is_refused_kindly(pairing, text, outcome):
    nadia = make.person(pairing, "mentee")
    if outcome == "over":
        actions.end_early(pairing=pairing, by=nadia, now=LATER)
    assert actions.write_reply(ref=pairing.ref, member=nadia, text=text, key="x", now=LATER) == outcome
    told = Mail.objects.get(role="pairings.reply_refused")
    assert told.to_address == "nadia@example.org"
    assert text not in told.body
    assert not Message.objects.exists()


def test_a_reply_of_a_stranger_to_the_pair_is_nothing(pairing):
    stranger = people.physician("stranger@example.org")
    assert actions.write_reply(ref=pairing.ref, member=stranger, text="Hi", key="x", now=LATER) == "unknown"
    assert not Mail.objects.exists()


@pytest.mark.guarantee
@override_settings(INBOUND="replies.example.org")
def test_a_mail_that_comes_in_twice_by_two_ways_is_one_message(pairing):
    walter = make.person(pairing, "mentor")
    for hop in ("one", "two"):
        letter = EmailMessage()
        letter["Received"] = f"from {hop}"
        letter["From"], letter["To"] = walter.email, replies.address("pair", str(pairing.ref), walter)
        letter["Message-ID"], letter["Subject"] = "<one@mail.example>", "Re: Dr. Nadia Haddad wrote to you"
        letter.set_content("Thursday suits me.\n")
        mail.handle(incoming=mail.keep_incoming(raw=letter.as_bytes(), now=LATER), now=LATER)
    assert Incoming.objects.count() == 2
    assert Message.objects.get().text == "Thursday suits me."
