"""After a rewrite the old key is needed no more, and every text reads as before."""

from io import StringIO

import pytest
from cryptography.fernet import Fernet, MultiFernet
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from mentorquilt.mail.models import Mail
from mentorquilt.records import rotation, text

pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]


@pytest.fixture
def keys(settings, tmp_path):
    """A key file of its own for one test."""
    settings.TEXT_KEYS_FILE = tmp_path / "text.keys"
    text.cipher.cache_clear()
    text.make_keys(settings.TEXT_KEYS_FILE)
    yield settings.TEXT_KEYS_FILE
    text.cipher.cache_clear()


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("textkeys", *arguments, stdout=out)
    return out.getvalue()


def stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM mail_mail")
        return str(cursor.fetchone()[0])


def test_old_key_can_go_after_a_rewrite(keys, monkeypatch) -> None:
    monkeypatch.setattr(rotation, "AT_ONCE", 1)
    for number in range(3):
        Mail.objects.create(
            key=str(number),
            role="r",
            to_address="a@example.org",
            drafted_at=timezone.now(),
            body="wörds",
            context={"a": 1},
        )
    old = keys.read_bytes().split()
    assert "new key stands first" in said("--add")
    assert said("--rewrite").startswith("3 rows")
    newest = keys.read_bytes().split()[0]
    assert newest not in old
    keys.write_bytes(newest + b"\n")
    text.cipher.cache_clear()
    assert [(mail.body, mail.context) for mail in Mail.objects.order_by("pk")] == [("wörds", {"a": 1})] * 3
    assert MultiFernet([Fernet(newest)]).decrypt(stored().encode()).decode() == "wörds"


def test_every_encrypted_column_is_found() -> None:
    found = {f"{model._meta.label}.{name}" for model, names in rotation.sealed_columns() for name in names}
    assert {"mail.Mail.body", "mail.Mail.context"} <= found


def test_keys_are_made_once_and_never_overwritten(keys) -> None:
    before = keys.read_bytes()
    assert "already" in said()
    assert keys.read_bytes() == before
    keys.unlink()
    assert "Keep a copy" in said()
    assert (keys.stat().st_mode & 0o777, keys.read_bytes() != before) == (0o600, True)


@pytest.mark.parametrize("option", ["--add", "--rewrite"])
def test_nothing_is_renewed_without_a_key_file(keys, option) -> None:
    keys.unlink()
    with pytest.raises(CommandError, match="no key file"):
        said(option)
