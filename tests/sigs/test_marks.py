"""A mark of a possible mentor is its owner's alone (S-14, S-17)."""

import json

import pytest
from django.db import connection
from django.urls import reverse

from mentorquilt.members.states import Role
from mentorquilt.records import personal
from mentorquilt.records.models import AuditNote
from mentorquilt.sigs.models import FutureMentor
from tests.factories import members as make
from tests.factories import sigs as groups
from tests.factories.society import society

pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]
LIST = reverse("sigs:marked")


@pytest.fixture
def sig():
    society()
    return groups.group()


@pytest.fixture
def mentor(sig):
    person = make.mentor("Quentin Canary")
    groups.belongs(sig, person)
    return person


@pytest.fixture
def member(client):
    person = make.physician("Nadia Haddad")
    client.force_login(person)
    return person


def mark(client, person, **values):
    return client.post(reverse("sigs:mark", args=[person.ref]), values)


def test_somebody_is_marked_found_again_and_taken_off(client, member, mentor, sig):
    here = reverse("sigs:show", args=[sig.slug])
    answer = mark(client, mentor, back=here)
    assert (answer.status_code, answer["Location"]) == (303, here)
    mark(client, mentor)
    assert FutureMentor.objects.count() == 1
    assert "Quentin Canary" in client.get(LIST).content.decode()
    assert "Take the mark off Dr. Quentin Canary" in client.get(here).content.decode()
    for _ in range(2):
        assert mark(client, mentor, off="1")["Location"] == LIST
    assert not FutureMentor.objects.exists()
    assert "Nobody marked yet" in client.get(LIST).content.decode()


def test_no_page_leads_elsewhere_after_a_mark(client, member, mentor):
    for back in ("https://evil.example/groups/", "//evil.example/groups/", "/people/", "javascript:alert(1)"):
        assert mark(client, mentor, back=back)["Location"] == LIST


def test_only_who_can_be_found_in_a_listed_group_can_be_marked(client, member, sig):
    outside = make.mentor("Outside")
    hidden = make.mentor("Hidden", is_listed=False)
    groups.belongs(sig, hidden)
    groups.belongs(sig, member)
    secret = make.mentor("In a hidden group")
    groups.belongs(groups.group("Secret", is_hidden=True), secret)
    for person in (outside, hidden, secret, member):
        assert mark(client, person).status_code == 404
    assert not FutureMentor.objects.exists()


def test_who_hid_herself_later_is_not_shown_any_more(client, member, mentor):
    mark(client, mentor)
    assert "Quentin Canary" in client.get(LIST).content.decode()
    mentor.profile.is_listed = False
    mentor.profile.save()
    assert "Quentin Canary" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("viewer", ["marked", "officer", Role.ADMIN, Role.COORDINATOR, Role.READER, "member"])
def test_nobody_else_learns_of_a_mark_anywhere(client, member, mentor, sig, viewer):
    mark(client, mentor)
    owner_name = member.profile.full_name
    if viewer == "officer":
        other = make.physician("Otto Officer")
        groups.officer(sig, other)
    else:
        other = {"marked": mentor, "member": make.physician()}.get(viewer) or make.staff(viewer)
    client.force_login(other)
    for url in (
        reverse("sigs:show", args=[sig.slug]),
        reverse("sigs:list"),
        reverse("members:show", args=[mentor.ref]),
    ):
        words = client.get(url).content.decode()
        assert owner_name not in words
        assert "Take the mark off" not in words
    mine = client.get(LIST)
    assert mine.status_code == 403 or "Nobody marked yet" in mine.content.decode()
    told = {holding.room: holding.personal_data(other) for holding in personal.holdings()}
    assert owner_name not in json.dumps(told, default=str)


def test_the_trail_does_not_say_whom_somebody_marked(client, member, mentor):
    mark(client, mentor)
    mark(client, mentor, off="1")
    for row in AuditNote.objects.filter(actor=member):
        assert str(mentor.ref) not in json.dumps([row.about_ref, row.facts])
    assert AuditNote.objects.filter(verb__startswith="futurementor").count() == 2


def test_forgetting_either_side_forgets_the_mark(client, member, mentor, sig):
    mark(client, mentor)
    (holding,) = [one for one in personal.holdings() if one.room == "sigs"]
    assert holding.personal_data(member)["possible_mentors"][0]["name"] == "Dr. Quentin Canary"
    holding.forget(mentor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sigs_futurementor")
        assert cursor.fetchone()[0] == 0
    assert holding.personal_data(mentor) == {"groups": [], "possible_mentors": []}
