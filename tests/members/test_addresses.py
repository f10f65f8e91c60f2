"""Another address for mail: a link is sent there, a look changes nothing, a tap moves the mail (M1)."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import signing
from django.urls import reverse

from mentorquilt.mail.models import Mail
from mentorquilt.members import actions
from mentorquilt.members.models import Member
from tests.factories import members as make
from tests.factories.society import society

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _society():
    society()


def offered_link(member: Member, address: str) -> str:
    actions.offer_address(member=member, address=address, now=NOW)
    return re.search(r"/people/address/\S+", Mail.objects.latest("pk").body)[0]


@pytest.fixture
def nadia():
    member = make.physician(email="work@example.org")
    make.confirmed(member)
    return member


@time_machine.travel(NOW, tick=False)
def test_a_look_changes_nothing_and_a_tap_sends_mail_there(client, nadia):
    link = offered_link(nadia, "Home@Example.org")
    mail = Mail.objects.get()
    assert (mail.to_address, mail.private, mail.role) == (
        "home@example.org",
        True,
        "members.use_this_address",
    )
    assert client.get(link).status_code == 200
    assert Member.objects.get().email == "work@example.org"
    assert b"home@example.org" in client.post(link).content
    assert Member.objects.get().email == "home@example.org"
    row = EmailAddress.objects.get(email="home@example.org")
    assert (row.verified, row.primary, EmailAddress.objects.filter(primary=True).count()) == (True, True, 1)


@pytest.mark.guarantee
@time_machine.travel(NOW, tick=False)
def test_the_old_address_is_told_once(client, nadia):
    link = offered_link(nadia, "home@example.org")
    assert [client.post(link).status_code, client.post(link).status_code] == [200, 200]
    told = Mail.objects.get(role="members.account_notice")
    assert (told.to_address, told.private, told.state) == ("work@example.org", True, "approved")
    assert "goes to another address" in told.body


@pytest.mark.guarantee
@time_machine.travel(NOW, tick=False)
def test_a_link_dies_when_mail_goes_to_a_third_address_meanwhile(client, nadia):
    link = offered_link(nadia, "home@example.org")
    nadia.refresh_from_db()
    actions.use_address(member=nadia, address="third@example.org", now=NOW)
    assert (client.get(link).status_code, client.post(link).status_code) == (404, 404)
    assert Member.objects.get().email == "third@example.org"


@time_machine.travel(NOW, tick=False)
def test_the_address_of_another_account_is_never_taken(client, nadia):
    other = make.physician(email="taken@example.org")
    link = offered_link(nadia, "taken@example.org")
    assert client.post(link).status_code == 409
    assert (Member.objects.get(pk=other.pk).email, Member.objects.get(pk=nadia.pk).email) == (
        "taken@example.org",
        "work@example.org",
    )


@pytest.mark.guarantee
def test_a_forged_or_old_link_or_one_for_something_else_is_no_link(client, nadia):
    with time_machine.travel(NOW, tick=False):
        link = offered_link(nadia, "home@example.org")
        other_salt = signing.dumps([str(nadia.ref), "evil@example.org"], salt="programs.check")
        for bad in (
            f"{link[:-2]}x/",
            reverse("members:use_address", args=[other_salt]),
            "/people/address/nonsense/",
        ):
            assert client.post(bad).status_code == 404
    with time_machine.travel(NOW + timedelta(days=8), tick=False):
        assert client.post(link).status_code == 404
    assert Member.objects.get().email == "work@example.org"


def test_the_address_in_use_is_not_offered(nadia):
    actions.offer_address(member=nadia, address=" WORK@example.org", now=NOW)
    assert not Mail.objects.exists()
