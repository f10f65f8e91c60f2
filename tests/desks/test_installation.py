"""The admin's page: healthy in one look, or what needs one."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorquilt.desks import queries
from mentorquilt.desks.queries import installation
from mentorquilt.mail.models import Address, Mail
from mentorquilt.members.models import MembershipFeed
from mentorquilt.members.states import Role
from mentorquilt.records import actions as records
from mentorquilt.records import heartbeat
from mentorquilt.records.models import AuditNote
from tests.factories import programs as make
from tests.factories.programs import NOW
from tests.factories.society import society

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, settings, tmp_path):
    settings.BACKUP_DIR = tmp_path
    society()
    admin = make.staff("it@x.org", Role.ADMIN)
    client.force_login(admin)

    def shown() -> str:
        return client.get(reverse("desks:installation")).content.decode()

    return shown


def test_healthy_in_one_look(page):
    heartbeat.beat("worker", timezone.now())
    told = page()
    assert "Everything is healthy" in told
    for words in ("alive", "never read", "0.1.0", "1 without a second factor"):
        assert words in told


def test_what_is_wrong_is_told(page):
    Mail.objects.create(key="k", role="r", to_address="a@x.org", drafted_at=NOW, state="failed")
    Address.objects.create(address="a@x.org", suspended_at=NOW)
    told = page()
    for words in ("Something needs a look", "The worker is quiet", "1 mail could not be delivered"):
        assert words in told
    assert "1 address suspended" in told


def test_the_last_backup_is_read_from_what_the_backup_wrote(page, settings, tmp_path):
    assert installation.last_backup() is None
    at = timezone.now() - timedelta(hours=3)
    (tmp_path / "last.json").write_text(json.dumps({"at": at.isoformat()}))
    assert installation.last_backup() == at
    settings.PRODUCTION = True
    assert not queries.admin_desk(now=timezone.now()).is_at_risk
    assert queries.admin_desk(now=timezone.now() + timedelta(days=1)).is_at_risk
    (tmp_path / "last.json").write_text("{half")
    assert installation.last_backup() is None


def test_the_membership_list_tells_its_last_reading(page):
    MembershipFeed.objects.create(source="dropped", at=timezone.now() - timedelta(days=3))
    assert "none came for two days" in page()
    MembershipFeed.objects.create(source="uploaded", at=timezone.now(), failure="No column holds an address.")
    assert "No column holds an address." in page()
    assert "Something needs a look" in page()


def test_notes_that_are_not_sealed_in_time_are_told(page):
    heartbeat.beat("worker", timezone.now())
    AuditNote.objects.create(
        at=timezone.now() - timedelta(minutes=11), verb="v", about_kind="k", about_ref="r"
    )
    assert "waits for its seal" in page()
    records.seal_notes(now=timezone.now())
    assert "waits for its seal" not in page()
    assert "sealed" in page()


def test_a_start_that_is_not_through_is_offered(page):
    assert "Go on with the start" in page()
    make.program("Nine Months")
    assert "Go on with the start" not in page()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(count, django_assert_num_queries):
    society()
    for number in range(count):
        make.staff(f"it{number}@x.org", Role.ADMIN)
        MembershipFeed.objects.create(source="dropped", at=NOW)
    with django_assert_num_queries(11):
        queries.admin_desk(now=NOW)


def test_every_link_leads_to_a_page(page, client):
    for url, _words, _icon in installation.links():
        assert client.get(url).status_code == 200, url


def test_it_is_for_admins(client):
    society()
    client.force_login(make.staff("robin@x.org"))
    assert client.get(reverse("desks:installation")).status_code == 403
