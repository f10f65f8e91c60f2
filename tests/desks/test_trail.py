"""The audit trail and the access log for admins: filters, the chain, a spreadsheet that is noted (P20, D-09)."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentorquilt.members.states import Role
from mentorquilt.records import actions as records
from mentorquilt.records.models import AccessNote, AuditNote
from tests.factories import members as make
from tests.factories.society import society

AUDIT, LOOKS = reverse("desks:audit"), reverse("desks:access_log")
pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(settings, tmp_path) -> Client:
    settings.BACKUP_DIR = tmp_path
    society(zone="America/New_York")
    client = Client()
    client.force_login(
        make.staff(Role.ADMIN, email="it@x.org", name="Kim Admin"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def some_notes():
    now = timezone.now()
    nadia, walter = make.physician("Nadia Haddad", email="nadia@x.org"), make.physician("Walter Lindqvist")
    records.note(verb="member.reopened", actor=nadia, about=walter, now=now - timedelta(days=3))
    records.note(verb="member.right_given", actor=walter, about=nadia, now=now, facts={"role": "=admin"})
    return nadia, walter


def shown(client: Client, path: str, **query: str) -> str:
    answer = client.get(path, query)
    assert answer.status_code == 200
    return answer.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]


def test_notes_stand_in_words_with_names_newest_first(admin):
    some_notes()
    words = shown(admin, AUDIT)
    assert words.index("gave a right") < words.index("opened an account again")
    assert "Nadia Haddad" in words
    assert "role: =admin" in words


@pytest.mark.parametrize(
    ("query", "found", "missing"),
    [
        ({"who": "haddad"}, "opened an account again", "gave a right"),
        ({"about": "nadia@x.org"}, "gave a right", "opened an account again"),
        ({"verb": "member.reopened"}, "opened an account again", "gave a right"),
        ({"since": "yesterday"}, "gave a right", "no such"),
    ],
)
def test_filters_show_what_was_asked_for(admin, query, found, missing):
    some_notes()
    words = shown(admin, AUDIT, **query)
    assert found in words
    assert missing not in words


def test_days_are_those_of_the_societys_zone(admin):
    some_notes()
    day = (timezone.now() - timedelta(days=1)).date().isoformat()
    assert "gave a right" in shown(admin, AUDIT, since=day)
    assert "opened an account again" not in shown(admin, AUDIT, since=day)
    assert "gave a right" not in shown(admin, AUDIT, until=day)


@pytest.mark.guarantee
def test_the_chain_is_checked_and_a_change_is_named(admin):
    some_notes()
    records.seal_notes(now=timezone.now() + timedelta(minutes=1))
    assert "The chain is unbroken" in admin.get(AUDIT, {"check": "1"}).content.decode()
    first = AuditNote.objects.order_by("pk").first()
    AuditNote.objects.filter(pk=first.pk).update(verb="nothing.happened")
    words = admin.get(AUDIT, {"check": "1"}).content.decode()
    assert "The chain is broken" in words
    assert f"Note {first.pk}" in words


@pytest.mark.guarantee
def test_notes_removed_at_the_end_are_missed_by_the_newest_backup(admin, settings):
    some_notes()
    records.seal_notes(now=timezone.now() + timedelta(minutes=1))
    last = AuditNote.objects.exclude(seal="").order_by("-pk").first()
    told = {"at": timezone.now().isoformat(), "last_seal": {"note": last.pk, "seal": last.seal}}
    (settings.BACKUP_DIR / "last.json").write_text(json.dumps(told))
    assert "The chain is unbroken" in admin.get(AUDIT, {"check": "1"}).content.decode()
    last.delete()
    assert "newest backup remembers is gone" in admin.get(AUDIT, {"check": "1"}).content.decode()


@pytest.mark.guarantee
def test_the_spreadsheet_is_safe_and_noted(admin):
    some_notes()
    answer = admin.post(reverse("desks:audit_csv"), query_params={"verb": "member.right_given"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["what"] for row in rows] == ["gave a right"]
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    assert AuditNote.objects.filter(verb="audit.exported").get().facts == {"rows": 1}
    assert AccessNote.objects.get().page == "audit.export"


def test_who_looked_at_whom(admin):
    nadia, walter = some_notes()
    reader = make.staff(Role.COORDINATOR, name="Robin Hale", email="c@x.org")
    records.seen(reader=reader, about=nadia, page="members.profile", now=timezone.now())
    records.seen(reader=reader, about=walter, page="mail", now=timezone.now())
    words = shown(admin, LOOKS, about="haddad")
    assert "Robin Hale" in words
    assert "Nadia Haddad" in words
    assert "Walter" not in words
    answer = admin.post(reverse("desks:access_log_csv"))
    assert len(answer.content.decode().strip().splitlines()) == 3
    assert AuditNote.objects.filter(verb="access_log.exported").exists()


def test_an_empty_log_says_so(admin):
    assert "Nobody looked at anybody" in admin.get(LOOKS).content.decode()


@pytest.mark.guarantee
@pytest.mark.parametrize("name", ["audit", "access_log", "audit_csv", "access_log_csv"])
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.READER])
def test_only_admins_read_them(admin, name, role):
    client = Client()
    client.force_login(
        make.staff(role, email="r@x.org"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    call = client.post if name.endswith("csv") else client.get
    assert call(reverse(f"desks:{name}")).status_code == 403


@pytest.mark.parametrize("path", [AUDIT, LOOKS])
@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_ask_the_database_equally_often(admin, path, count, django_assert_num_queries):
    reader = make.staff(Role.COORDINATOR, email="c@x.org")
    for number in range(count):
        about = make.physician(f"Person {number}")
        records.note(verb="member.closed", actor=reader, about=about, now=timezone.now())
        records.seen(reader=reader, about=about, page="mail", now=timezone.now())
    admin.get(path)
    with django_assert_num_queries(11 if path == AUDIT else 9):
        admin.get(path)


def test_a_trail_cut_after_two_years_is_still_checked(admin):
    now = timezone.now()
    nadia = make.physician()
    for days in (800, 740, 10, 0):
        records.note(verb="member.closed", actor=nadia, about=nadia, now=now - timedelta(days=days))
    records.seal_notes(now=now + timedelta(minutes=1))
    assert records.cut_trail(now=now) == 2
    records.seal_notes(now=now + timedelta(minutes=2))
    assert AuditNote.objects.filter(verb="member.closed").count() == 2
    assert "The chain is unbroken" in admin.get(AUDIT, {"check": "1"}).content.decode()
    AuditNote.objects.filter(verb="member.closed").order_by("pk").first().delete()
    assert "The chain is broken" in admin.get(AUDIT, {"check": "1"}).content.decode()
