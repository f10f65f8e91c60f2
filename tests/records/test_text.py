"""Encrypted columns: unreadable in the table, readable with the keys, rotated without loss."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from mentorquilt.members.models import Member, Need
from mentorquilt.records import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(tmp_path, settings):
    settings.TEXT_KEYS_FILE = tmp_path / "text.keys"
    text.cipher.cache_clear()
    yield settings.TEXT_KEYS_FILE
    text.cipher.cache_clear()


def stored(need: Need) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select seeks from members_need where id = %s", [need.pk])
        return cursor.fetchone()[0]


def test_it_works(keys):
    need = Need.objects.create(owner=Member.objects.create_user("a@x.org"), seeks="die Ruhe 静けさ")

    assert Need.objects.get().seeks == "die Ruhe 静けさ"
    assert "Ruhe" not in stored(need)


def test_an_empty_text_stays_empty(keys):
    need = Need.objects.create(owner=Member.objects.create_user("a@x.org"))

    assert stored(need) == ""
    assert Need.objects.get().seeks == ""


def test_lookups_are_refused(keys):
    with pytest.raises(TypeError, match="encrypted"):
        Need.objects.filter(seeks="anything").exists()


def test_an_added_key_keeps_old_texts_readable_and_writes_with_the_new_one(keys):
    old = text.seal("before")
    text.add_key(keys)
    fresh = text.seal("after")

    assert (text.unseal(old), text.unseal(fresh)) == ("before", "after")
    assert len(keys.read_bytes().split()) == 2


def test_a_lost_key_is_said_and_no_garbage_is_returned(keys):
    sealed = text.seal("gone")
    keys.unlink()
    text.cipher.cache_clear()

    with pytest.raises(ImproperlyConfigured, match="none of the keys"):
        text.unseal(sealed)


def test_a_missing_key_file_stops_production(keys, settings):
    settings.PRODUCTION = True

    with pytest.raises(ImproperlyConfigured, match="textkeys"):
        text.cipher()


def test_the_key_file_is_its_owners_alone(keys):
    text.cipher()

    assert keys.stat().st_mode & 0o077 == 0
