"""Homes and the demo's mailbox."""

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Member
from mentorquilt.members.states import Role
from mentorquilt.records import heartbeat
from tests.factories import programs as make
from tests.factories import sigs as groups
from tests.factories.programs import NOW
from tests.factories.society import society

HOME = reverse("desks:home")

pytestmark = pytest.mark.django_db


def home_of(client, member):
    society()
    client.force_login(member)
    return client.get(reverse("desks:home")).content.decode()


def test_nobody_comes_in_without_signing_in(client):
    society()
    answer = client.get(reverse("desks:home"))
    assert (answer.status_code, answer["Location"].startswith("/sign-in/")) == (302, True)


def test_a_coordinator_meets_the_next_step(client):
    make.cohort(state="closed", name="Class of 2027")
    page = home_of(client, make.staff("robin@x.org"))
    assert "What needs you" in page
    assert "Class of 2027" in page


def test_a_coordinator_with_nothing_to_do_is_told_so(client):
    heartbeat.beat("worker", timezone.now())
    make.cohort(state="running")
    assert "Nothing needs you" in home_of(client, make.staff("robin@x.org"))


def test_a_coordinator_without_any_cohort_is_led_to_the_programs(client):
    heartbeat.beat("worker", timezone.now())
    page = home_of(client, make.staff("robin@x.org"))
    assert "No cohort is under way" in page
    assert "Go to the programs" in page
    assert "Nothing needs you" not in page


def test_a_member_is_greeted_by_name(client):
    page = home_of(client, make.physician("a@x.org", full_name="Nadia Haddad", titles="Dr."))
    assert "Dr. Nadia Haddad" in page


def test_an_admin_meets_numbers(client):
    assert "Mails waiting" in home_of(client, make.staff("it@x.org", Role.ADMIN))


def test_an_account_without_profile_or_task_is_told_whom_to_ask(client):
    assert "Nothing is here for you yet" in home_of(client, Member.objects.create_user("x@x.org"))


def a_mail(**columns):
    return Mail.objects.create(
        key="k",
        role="r",
        to_address="a@x.org",
        subject="Hello",
        body="Words <b>bold</b>",
        drafted_at=NOW,
        **columns,
    )


@pytest.mark.guarantee
def test_outside_the_demo_there_is_no_mailbox_for_anybody(client):
    society()
    mail = a_mail()
    client.force_login(make.staff("it@x.org", Role.ADMIN))
    assert client.get(reverse("desks:mailbox")).status_code == 404
    assert client.get(reverse("desks:mail", args=[mail.ref])).status_code == 404


@pytest.mark.guarantee
def test_in_production_there_is_no_mailbox_whatever_the_row_says(client, settings):
    society(is_demo=True)
    settings.PRODUCTION = True
    mail = a_mail()
    assert client.get(reverse("desks:mailbox")).status_code == 404
    assert client.get(reverse("desks:mail", args=[mail.ref])).status_code == 404


def test_in_the_demo_mails_can_be_read_without_signing_in(client):
    society(is_demo=True)
    mail = a_mail()
    assert "Hello" in client.get(reverse("desks:mailbox")).content.decode()
    page = client.get(reverse("desks:mail", args=[mail.ref]), {"look": "text"}).content.decode()
    assert "Words &lt;b&gt;bold&lt;/b&gt;" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_mailbox_costs_the_same_for_one_and_three(client, count, django_assert_num_queries):
    society(is_demo=True)
    for number in range(count):
        Mail.objects.create(key=str(number), role="r", to_address="a@x.org", subject="S", drafted_at=NOW)
    with django_assert_num_queries(4):
        client.get(reverse("desks:mailbox"))


def test_an_officer_who_is_a_member_has_both_homes_one_tap_apart(client):
    society()
    sig = groups.group()
    make.cohort(make.program("Of the group", sig=sig), state="open")
    chair = make.physician("vera@x.org", full_name="Vera Chair")
    groups.officer(sig, chair)
    client.force_login(chair)
    desk = client.get(HOME).content.decode()
    assert "Of the group" in desk
    assert f'href="{HOME}?as=member"' in desk
    hers = client.get(HOME, {"as": "member"}).content.decode()
    assert "Good to see you, Vera Chair" in hers
    client.force_login(make.physician("amy@x.org"))
    assert "?as=member" not in client.get(HOME).content.decode()


def test_an_office_account_has_one_home_whatever_is_asked(client):
    society()
    client.force_login(make.staff("robin@x.org", of=make.program()))
    page = client.get(HOME, {"as": "member"}).content.decode()
    assert "As a member" not in page
    assert "Good to see you" not in page
