"""Leaving the demo: nothing of it remains, its doors are closed, and only a demo can be left."""

import io
import sqlite3
import threading
from contextlib import closing

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentorquilt.config.demo import build
from mentorquilt.desks import actions
from mentorquilt.members.models import Grant, Member
from mentorquilt.records import text
from mentorquilt.society import queries as society
from mentorquilt.society.models import Society
from tests.factories import programs as make
from tests.factories.society import society as a_society

ME = {"name": "Robin Hale", "email": "robin@real.example", "word": "leave"}
PAGE = "desks:leave_demo"


def counts() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


def everything() -> str:
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select * from "{table}"')
            found.append(repr(cursor.fetchall()))
    return "\n".join(found)


@pytest.mark.guarantee
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_no_row_of_the_demo_remains_and_its_doors_are_closed():
    fresh, keys = counts(), settings.TEXT_KEYS_FILE.read_bytes() if text.cipher() else b""
    build.build(now=timezone.now())
    somebody, visitor = Member.objects.exclude(demo_label="").first(), Client()
    visitor.post(reverse("members:demo_sign_in"), {"ref": str(somebody.ref)})
    names = [str(name) for name in Member.objects.values_list("profile__full_name", flat=True)[:40] if name]

    client = Client()
    answer = client.post(reverse(PAGE), ME)

    assert (answer.status_code, answer["Location"]) == (303, reverse("desks:start_society"))
    left = counts()
    added = {name: left[name] - fresh[name] for name in left if left[name] != fresh[name]}
    assert added == {
        "members.Member": 1,
        "members.Grant": 1,
        "records.AuditNote": 3,
        "sessions.Session": 1,
    }
    told = everything()
    assert "meridian" not in told.casefold()
    assert [name for name in names if name in told] == []
    assert Member.objects.get().email == "robin@real.example"
    assert (society.is_open_demo(), Society.objects.exists()) == (False, False)
    assert settings.TEXT_KEYS_FILE.read_bytes() == keys
    # The doors: one-click sign-in, the mailbox, the page itself, and the session of whoever was inside.
    assert visitor.get("/").status_code == 302
    assert Client().post(reverse("members:demo_sign_in"), {"ref": str(somebody.ref)}).status_code == 403
    assert client.get(reverse("desks:mailbox")).status_code == 404
    assert client.post(reverse(PAGE), ME).status_code == 404
    assert client.get(reverse("desks:start_society")).status_code == 200


@pytest.mark.guarantee
@pytest.mark.django_db(transaction=True)
def test_the_demo_comes_back_into_an_empty_database_only():
    build.build(now=timezone.now())
    actions.leave_demo(name="Robin", email="robin@real.example", keep=False, now=timezone.now())
    with pytest.raises(build.NotEmpty):
        build.build(now=timezone.now())


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="SQLite copies itself")
def test_a_copy_of_the_demo_is_kept_for_its_owner_alone():
    a_society(name="Meridian", is_demo=True)
    _admin, copy = actions.leave_demo(name="R", email="r@real.example", keep=False, now=timezone.now())
    assert copy is not None
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("select name, is_demo from society_society").fetchall() == [("Meridian", 1)]
    assert copy.stat().st_mode & 0o077 == 0


@pytest.mark.guarantee
@pytest.mark.django_db
def test_a_real_society_is_never_emptied(client):
    a_society(is_demo=False)
    member = make.physician("ana@x.org")
    assert client.get(reverse(PAGE)).status_code == 404
    assert client.post(reverse(PAGE), ME).status_code == 404
    with pytest.raises(actions.NotADemo):
        actions.leave_demo(name="R", email="r@x.org", keep=False, now=timezone.now())
    assert Member.objects.get() == member


@pytest.mark.guarantee
@pytest.mark.django_db
def test_in_production_nothing_is_emptied_whatever_the_row_says(client, settings):
    a_society(is_demo=True)
    member = make.physician("ana@x.org")
    settings.PRODUCTION = True
    assert client.post(reverse(PAGE), ME).status_code == 404
    with pytest.raises(actions.NotADemo):
        actions.leave_demo(name="R", email="r@x.org", keep=False, now=timezone.now())
    assert Member.objects.get() == member


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"), [("word", "yes"), ("word", ""), ("email", "nobody"), ("name", "")]
)
def test_without_the_word_and_a_person_nothing_goes(client, field, value):
    a_society(is_demo=True)
    member = make.physician("ana@x.org")
    assert client.post(reverse(PAGE), {**ME, field: value}).status_code == 422
    assert (Member.objects.get(), society.is_open_demo()) == (member, True)


@pytest.mark.guarantee
@pytest.mark.django_db(transaction=True)
def test_all_or_nothing_when_the_last_step_fails_the_demo_is_whole():
    a_society(is_demo=True)
    member = make.physician("ana@x.org")
    with pytest.raises(AttributeError):  # the emptying is done by then; an address that is none stops it
        actions.leave_demo(name="R", email=None, keep=False, now=timezone.now())
    assert (Member.objects.get(), society.is_open_demo()) == (member, True)


@pytest.mark.guarantee
@pytest.mark.race
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_of_two_who_leave_at_once_one_begins():
    a_society(is_demo=True)
    start, said = threading.Barrier(2), []

    def leave(name: str) -> None:
        start.wait()
        try:
            actions.leave_demo(name=name, email=f"{name}@real.example", keep=False, now=timezone.now())
            said.append("left")
        except actions.NotADemo:
            said.append("refused")
        finally:
            connection.close()

    both = [threading.Thread(target=leave, args=(name,)) for name in ("robin", "sam")]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert (sorted(said), Member.objects.count(), Grant.objects.count()) == (["left", "refused"], 1, 1)


@pytest.mark.django_db(transaction=True)
def test_the_societys_own_words_stay_when_somebody_wrote_them(client):
    build.build(now=timezone.now())
    assert "Keep the society" not in client.get(reverse(PAGE)).content.decode()
    client.post(reverse("members:demo_sign_in"), {"ref": str(Member.objects.get(demo_label="admin").ref)})
    client.post(reverse("desks:settings_field"), {"field": "name", "name": "Our Own Society"})
    assert "Keep the society" in client.get(reverse(PAGE)).content.decode()
    client.post(reverse(PAGE), {**ME, "keep": "on"})
    one = society.current()
    assert (one.name, one.is_demo, one.started_at, one.crisis_help) == ("Our Own Society", False, None, "")


@pytest.mark.django_db(transaction=True)
def test_the_page_says_what_goes_in_numbers(client):
    build.build(now=timezone.now())
    page = client.get(reverse(PAGE)).content.decode()
    assert f"all {Member.objects.count()} invented people" in page
    assert "a copy of the demo" in page or "pg_dump" in page


@pytest.mark.django_db(transaction=True)
def test_after_leaving_the_link_command_has_nothing_to_do():
    a_society(is_demo=True)
    actions.leave_demo(name="R", email="r@real.example", keep=False, now=timezone.now())
    with pytest.raises(Exception, match="runs this installation already"):
        call_command("begin", stdout=io.StringIO())
