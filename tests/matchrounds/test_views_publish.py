"""The page that publishes: what it will do, refusals with names, doing it once, taking it back, matching again."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorquilt.mail.models import Mail
from mentorquilt.matchrounds.models import Round, Step
from mentorquilt.members.models import Exclusion, Member, Mentoring
from mentorquilt.pairings.models import Pairing
from mentorquilt.programs.models import Cohort, Enrolment
from tests.factories import matchrounds as make

pytestmark = pytest.mark.django_db


def post(client, address, row, *, key="", revision=0, name="publish"):
    sent = {"submission": key or str(uuid.uuid4()), "revision": str(revision)}
    return client.post(address(name, row), sent)


def member(ref):
    return Member.objects.get(ref=ref)


def test_the_page_says_how_many_mails_and_shows_one_of_each_kind(client, row, address):
    page = client.get(address("publish", row))
    told = page.context["told"]
    assert (len(told.pairs), told.mails) == (4, 9)
    assert "Publish, and look at the 9 mails" in page.text
    assert [(sample.kind, sample.count) for sample in page.context["samples"]] == [
        ("To each mentee with a mentor", 4),
        ("To each mentor", 4),
        ("To each mentor in reserve", 1),
    ]
    assert page.text.count("I want to start an acute pain service") <= 1
    assert not Mail.objects.exists()
    assert not Pairing.objects.exists()


def test_the_page_asks_the_same_of_the_database_for_few_and_many(client, robin, cohort, address):
    few = make.solved(cohort, robin)
    client.get(address("publish", few))
    counted = []
    for mentees in (0, 3):
        for number in range(mentees):
            make.mentee(cohort, number + 4)
            make.mentor(cohort, number + 4)
        row = make.solved(cohort, robin)
        with CaptureQueriesContext(connection) as seen:
            client.get(address("publish", row))
        counted.append(len(seen))
    assert counted[0] == counted[1]


def test_publishing_leads_to_the_mails_and_sending_the_form_again_leads_there_too(client, row, address):
    key = str(uuid.uuid4())
    first, second = post(client, address, row, key=key), post(client, address, row, key=key)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"] == f"/outbox/round:{row.ref}/"
    assert (Pairing.objects.count(), Mail.objects.count()) == (4, 9)


def test_another_click_with_another_form_publishes_nothing_twice(client, row, address):
    post(client, address, row)
    answer = post(client, address, row)
    assert (answer.status_code, answer["Location"]) == (303, f"/outbox/round:{row.ref}/")
    assert (Pairing.objects.count(), Mail.objects.count()) == (4, 9)
    assert client.get(address("publish", row)).status_code == 303


def test_a_form_without_a_key_does_nothing(client, row, address):
    assert client.post(address("publish", row), {"revision": "0"}).status_code == 409
    assert not Pairing.objects.exists()


def test_a_draft_changed_meanwhile_is_shown_again_instead(client, row, address):
    answer = post(client, address, row, revision=3)
    assert answer.status_code == 409
    assert "Somebody changed the draft" in answer.text
    assert not Pairing.objects.exists()


def test_what_changed_is_told_with_names_and_a_way_on(client, row, address):
    mentee, _mentor = make.couple(row)
    Enrolment.objects.filter(member=member(mentee)).update(state="withdrawn")
    _mentee, other_mentor = make.couple(row, 1)
    Mentoring.objects.filter(member=member(other_mentor)).update(is_paused=True)

    for page in (client.get(address("publish", row)), post(client, address, row)):
        assert "2 things changed since this match was made" in page.text
        assert member(mentee).profile.full_name in page.text
        assert "has withdrawn" in page.text
        assert member(other_mentor).profile.full_name in page.text
        assert "Match again" in page.text
        assert "Publish, and look" not in page.text
    assert page.status_code == 409
    assert not Pairing.objects.exists()


@pytest.mark.guarantee
def test_a_private_reason_is_never_named(client, row, address):
    mentee, mentor = make.couple(row)
    Exclusion.objects.create(owner=member(mentee), kind="member", value=mentor, added_at=make.NOW)
    page = client.get(address("publish", row))
    assert "Closed by a rule that is not shown." in page.text
    assert "exclu" not in page.text.lower()


def test_while_enrolment_is_open_the_page_says_what_to_do_first(client, row, address):
    Cohort.objects.update(state="open")
    page = client.get(address("publish", row))
    assert "Enrolment is still open." in page.text
    assert reverse("programs:cohort", args=[row.cohort.ref]) in page.text
    assert post(client, address, row).status_code == 409
    assert not Pairing.objects.exists()


def test_whoever_joined_since_is_counted(client, row, address):
    make.mentee(row.cohort, 7)
    page = client.get(address("publish", row))
    assert "1 person joined after this match was made and hears nothing." in page.text


def test_matching_again_orders_one_round_with_the_same_rules(client, row, address):
    key = str(uuid.uuid4())
    first = post(client, address, row, key=key, name="again")
    second = post(client, address, row, key=key, name="again")
    fresh = Round.objects.exclude(pk=row.pk).get()
    assert first["Location"] == second["Location"] == reverse("matchrounds:show", args=[fresh.ref])
    assert (fresh.policy, fresh.state) == (row.policy, "waiting")


class TestAPublishedRound:
    @pytest.fixture
    def published(self, client, row, address):
        post(client, address, row)
        return row

    def test_can_be_read_with_its_proof_table_and_paper(self, client, published, address):
        for name in ("show", "table", "proof", "compare", "print", "csv", "xlsx", "draft", "why_not"):
            assert client.get(address(name, published)).status_code == 200, name
        mentee, mentor = make.couple(published)
        assert client.get(address("pair", published, mentee, mentor)).status_code == 200

    def test_says_what_waits_and_offers_to_take_it_back(self, client, published, address):
        page = client.get(address("show", published)).text
        assert "9 mails wait for you" in page
        assert address("unpublish", published) in page
        assert address("publish", published) not in page
        assert address("undo", published) not in page

    @pytest.mark.parametrize("name", ["change", "undo", "redo"])
    def test_its_draft_is_not_changed_any_more(self, client, published, address, name):
        mentee, mentor = make.couple(published)
        sent = {
            "submission": str(uuid.uuid4()),
            "revision": "0",
            "change": "ban",
            "mentee": mentee,
            "mentor": mentor,
        }
        answer = client.post(address(name, published), sent)
        assert answer.status_code == 409
        assert "This match is published" in answer.text
        assert not Step.objects.exists()

    @pytest.mark.parametrize("name", ["look", "note", "answer"])
    def test_nothing_is_ticked_or_written_about_its_pairs(self, client, published, address, name):
        answer = client.post(address(name, published, *make.couple(published)), {"looked": "yes"})
        assert answer.status_code == 409
        assert not published.reviews.exists()

    def test_is_taken_back_once(self, client, published, address):
        first = client.post(address("unpublish", published))
        second = client.post(address("unpublish", published))
        assert (first.status_code, second.status_code) == (303, 303)
        assert Round.objects.get().state == "ready"
        assert not Pairing.objects.exists()
        assert client.get(address("publish", published)).status_code == 200

    def test_stays_once_a_mail_has_left(self, client, published, address):
        Mail.objects.filter(pk=Mail.objects.first().pk).update(state="sent")
        answer = client.post(address("unpublish", published))
        assert answer.status_code == 409
        assert "A mail has left already" in answer.text
        page = client.get(address("show", published)).text
        assert "Announced: 1 mail has left of 9" in page
        assert address("unpublish", published) not in page

    def test_stays_while_a_newer_round_is_published(self, client, published, address):
        shadow = Round.objects.get()
        shadow.pk, shadow.ref, shadow.number = None, uuid.uuid4(), shadow.number + 1
        shadow.published_at += timedelta(days=1)
        shadow.save()
        page = client.get(address("show", published)).text
        assert address("unpublish", published) not in page
        assert "Take back the newer round first" in page
        answer = client.post(address("unpublish", published))
        assert answer.status_code == 409
        assert "Take back the newer round first" in answer.text

    def test_stands_in_the_list_of_rounds(self, client, published, cohort):
        page = client.get(reverse("matchrounds:cohort", args=[cohort.ref])).text
        assert "published" in page
        assert "4 of 4 mentees have a mentor" in page
