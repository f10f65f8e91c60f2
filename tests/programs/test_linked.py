"""Pages behind signed mail links: what we hold is shown, a look changes nothing, a tap answers once (T4)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.core.cache import cache
from django.urls import reverse

from mentorquilt.mail.models import Mail
from mentorquilt.members import actions as members
from mentorquilt.members.models import Membership, Mentoring
from mentorquilt.programs import actions, tokens
from mentorquilt.programs.models import Enrolment
from tests.factories import programs as make
from tests.factories.society import society
from tests.programs import enrolling
from tests.programs.enrolling import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    cache.clear()
    society()
    enrolling.lists()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def row():
    made = make.mentee(
        enrolling.open_cohort(), "nadia@example.org", topics=("leadership",), full_name="Nadia Haddad"
    )
    Enrolment.objects.filter(pk=made.pk).update(state="unconfirmed")
    made.refresh_from_db()
    return made


def check_url(row):
    return reverse("programs:check_link", args=[tokens.token(tokens.CHECK, row)])


def help_url(row):
    return reverse("programs:help_link", args=[tokens.token(tokens.HELP, row)])


def state(row):
    return Enrolment.objects.get(pk=row.pk).state


def test_everything_we_hold_stands_there_and_a_look_changes_nothing(client, row):
    page = client.get(check_url(row)).content.decode()
    for words in (
        "Nadia Haddad",
        "nadia@example.org",
        "A way to begin.",
        "Leadership",
        "All correct",
        "Not this year",
    ):
        assert words in page, words
    assert state(row) == "unconfirmed"


def test_all_correct_enrols_keeps_the_moment_and_tells_what_happens_when(client, row):
    client.post(check_url(row), {"answer": "right"})
    row.refresh_from_db()
    assert (row.state, row.confirmed_at, row.responsibilities_at) == ("approved", NOW, NOW)
    assert "you hear on 15 May" in Mail.objects.get(role="programs.enrolled").body
    page = client.get(check_url(row)).content.decode()
    assert "A way to begin." not in page
    assert "you hear on 15 May, either way" in page


def test_not_this_year_needs_no_reason_and_a_second_tap_changes_nothing(client, row):
    client.post(check_url(row), {"answer": "no"})
    client.post(check_url(row), {"answer": "right"})
    assert state(row) == "withdrawn"
    assert b"answered before" in client.get(check_url(row)).content


@pytest.mark.guarantee
def test_a_tap_that_says_nothing_does_nothing(client, row):
    client.post(check_url(row))
    client.force_login(row.member)
    client.post(reverse("programs:own", args=[row.ref]))
    assert state(row) == "unconfirmed"
    invited_row = invited()
    client.post(help_url(invited_row))
    assert state(invited_row) == "invited"


@pytest.mark.guarantee
def test_whoever_holds_the_link_alone_cannot_name_another_address(client, row):
    page = client.get(check_url(row)).content.decode()
    assert 'name="address"' not in page
    assert reverse("account_email") in page
    client.force_login(make.physician("other@example.org"))
    client.post(check_url(row), {"answer": "right", "address": "evil@example.org"})
    assert not Mail.objects.filter(to_address="evil@example.org").exists()
    assert (state(row), type(row.member).objects.get(pk=row.member_id).email) == (
        "approved",
        "nadia@example.org",
    )


@pytest.mark.guarantee
def test_the_links_die_when_mail_goes_to_another_address(client, row):
    check, asked = check_url(row), invited()
    urls = [check, help_url(asked)]
    assert [client.get(url).status_code for url in urls] == [200, 200]
    for member, address in ((row.member, "new@example.org"), (asked.member, "newer@example.org")):
        members.use_address(member=member, address=address, now=NOW)
    assert [client.get(url).status_code for url in urls] == [404, 404]
    assert [client.post(url, {"answer": "no"}).status_code for url in urls] == [404, 404]
    row.refresh_from_db()
    assert client.get(check_url(row)).status_code == 200


def test_in_her_own_session_another_address_is_asked_there_first(client, row):
    client.force_login(row.member)
    client.post(check_url(row), {"answer": "right", "address": "home@example.org"})
    told = Mail.objects.get(role="members.use_this_address")
    assert told.to_address == "home@example.org"
    row.member.refresh_from_db()
    assert row.member.email == "nadia@example.org"
    assert client.post(check_url(row), {"answer": "right", "address": "no address"}).status_code == 422


def test_change_mails_a_code_and_leads_into_the_form_and_is_limited(client, row):
    asked = client.post(check_url(row), {"change": "1"})
    code = re.search(r"^[A-Z]{4}-[A-Z]{4}$", Mail.objects.latest("pk").body, re.MULTILINE)[0]
    entered = client.post(asked["Location"], {"code": code})
    assert entered["Location"] == reverse("programs:enrol", args=[row.cohort.ref, "mentee"])
    client.logout()
    told = [client.post(check_url(row), {"change": "1"}).status_code for _again in range(4)]
    assert told == [303, 303, 422, 422]


def test_a_lapsed_membership_waits_for_a_look(client, row):
    Membership.objects.create(
        member=row.member, status="lapsed", valid_until=NOW.date() - timedelta(days=400)
    )
    client.post(check_url(row), {"answer": "right"})
    assert state(row) == "submitted"


@pytest.mark.guarantee
def test_forged_old_and_foreign_links_open_nothing(client, row):
    good = tokens.token(tokens.CHECK, row)
    bad = [f"{good}x", tokens.token(tokens.HELP, row), signing.dumps(str(row.ref)), str(row.ref), "x"]
    bad += [signing.dumps([str(row.ref)], salt="programs.check")]
    for one in bad:
        url = reverse("programs:check_link", args=[one])
        assert (client.get(url).status_code, client.post(url, {"answer": "no"}).status_code) == (404, 404)
    with time_machine.travel(NOW + timedelta(days=61), tick=False):
        assert client.get(check_url(row)).status_code == 200
        assert client.get(reverse("programs:check_link", args=[good])).status_code == 404
    assert state(row) == "unconfirmed"


@pytest.mark.guarantee
def test_a_link_of_a_closed_account_opens_nothing(client, row):
    type(row.member).objects.update(is_active=False)
    assert client.get(check_url(row)).status_code == 404


def invited(topic: str = "leadership") -> Enrolment:
    cohort = enrolling.open_cohort(of=make.program("Other", months=9))
    member = make.physician("walter@example.org", stage="late")
    (made,) = actions.invite(
        cohort=cohort,
        people=[member],
        topic=topic,
        words="Leadership",
        by=make.staff("robin@example.org"),
        now=NOW,
    )
    return made


def test_one_tap_of_an_invited_member_is_a_yes_with_a_place(client):
    row = invited()
    assert b"Could you help with Leadership?" in client.get(help_url(row)).content
    assert state(row) == "invited"
    client.post(help_url(row), {"answer": "yes"})
    row.refresh_from_db()
    mentoring = Mentoring.objects.get()
    assert (row.state, row.role, row.places, mentoring.is_willing, mentoring.free) == (
        "approved",
        "mentor",
        1,
        True,
        1,
    )
    client.post(help_url(row), {"more": "1", "places": "2", "cadence": "8", "attends": "yes"})
    row.refresh_from_db()
    assert (row.places, row.cadence_weeks, row.attends, Mentoring.objects.get().capacity) == (2, 8, "yes", 2)


def test_a_full_mentor_who_says_yes_gets_a_place_more_and_nobody_loses_one(client):
    row = invited()
    Mentoring.objects.create(member=row.member, is_willing=True, capacity=1, taken=1)
    client.post(help_url(row), {"answer": "yes"})
    assert (Mentoring.objects.get().capacity, Mentoring.objects.get().taken) == (2, 1)


def test_not_now_is_kind_and_final_for_the_link(client):
    row = invited()
    client.post(help_url(row), {"answer": "no"})
    assert b"counts against nobody" in client.get(help_url(row)).content
    client.post(help_url(row), {"answer": "yes"})
    assert state(row) == "withdrawn"


def test_more_taps_without_a_yes_are_refused(client):
    row = invited()
    assert client.post(help_url(row), {"more": "1", "places": "2"}).status_code == 422
    assert (state(row), Mentoring.objects.exists()) == ("invited", False)


def test_the_phone_mail_carries_a_link_that_needs_no_password(client):
    cohort = enrolling.open_cohort()
    actions.enrol_on_behalf(
        cohort=cohort,
        email="ann@example.org",
        full_name="Ann Lee",
        role="mentee",
        by=make.staff("r@example.org"),
        now=NOW,
    )
    link = re.search(r"/join/by-mail/check/\S+", Mail.objects.get().body)[0]
    assert b"Ann Lee" in client.get(link).content
    client.post(link, {"answer": "right"})
    assert Enrolment.objects.get().state == "approved"
