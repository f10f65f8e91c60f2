"""Backups made while people write, and what comes back of them (P8)."""

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import threading
import uuid
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from mentorquilt.config.backups import databases, making, restoring, sealing
from mentorquilt.members.models import Member, Need
from mentorquilt.records import actions as records
from mentorquilt.records.models import AuditNote
from tests.factories import members as make
from tests.factories.society import society

CANARY = "canary words of a pair q8"
WRITERS = 4


@pytest.fixture
def place(settings, tmp_path):
    """Backups, their key, media and the erasure log of this test, in a folder of its own."""
    settings.BACKUP_DIR = tmp_path / "backups"
    settings.BACKUP_KEYS_FILE = tmp_path / "backup.keys"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ERASURE_LOG = tmp_path / "erasures.log"
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "poster.txt").write_text("a poster")
    sealing.make_key(settings.BACKUP_KEYS_FILE)
    return tmp_path


class Elsewhere:
    """An empty place of its own beside the tested installation: another folder, another database."""

    def __init__(self, folder: Path, settings) -> None:
        self.var, self.name = folder / "elsewhere", f"restored_{uuid.uuid4().hex[:10]}"
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mentorquilt.config.settings",
            "MENTORQUILT_VAR": str(self.var),
            "MENTORQUILT_TEXT_KEYS": str(settings.TEXT_KEYS_FILE),
            "MENTORQUILT_BACKUP_KEYS": str(settings.BACKUP_KEYS_FILE),
            "DATABASE_URL": f"sqlite:///{self.var / 'm.sqlite3'}",
        }
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{self.name}"')
            self.env["DATABASE_URL"] = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{self.name}"

    def call(self, *words: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", "django", *words],
            check=False,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=180,
        )

    def rows(self, sql: str) -> list[tuple]:
        if connection.vendor == "sqlite":
            with contextlib.closing(sqlite3.connect(self.var / "m.sqlite3")) as opened:
                return opened.execute(sql).fetchall()
        told = connection.get_connection_params()
        known = {name: told[name] for name in ("host", "user", "port", "password") if told.get(name)}
        with psycopg.connect(dbname=self.name, **known) as opened:
            return opened.execute(sql).fetchall()

    def close(self) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{self.name}" WITH (FORCE)')


@pytest.fixture
def elsewhere(place, settings, transactional_db):
    found = Elsewhere(place, settings)
    yield found
    found.close()


def a_society_with_words() -> Member:
    society()
    member = make.physician("Nadia Haddad", email="nadia@example.org")
    make.seeking(member, seeks=CANARY)
    return member


@contextlib.contextmanager
def people_writing(member: Member):
    """Let four people write until the block is left; gives the numbers that were acknowledged, as they come."""
    stop, acknowledged = threading.Event(), []

    def write(writer: int) -> None:
        number = 0
        while not stop.is_set():
            said = f"write.{writer}.{number}"
            records.note(verb=said, actor=member, about=member, now=timezone.now())
            acknowledged.append(said)
            number += 1
        connections.close_all()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        yield acknowledged
    finally:
        stop.set()
        for thread in threads:
            thread.join()


@pytest.mark.guarantee
@pytest.mark.db_semantics
def test_what_was_acknowledged_before_the_backup_is_there_after_the_restore(place, elsewhere):
    member = a_society_with_words()
    for _ in range(2):
        with people_writing(member) as acknowledged:
            while len(acknowledged) < 40:
                pass
            before = list(acknowledged)
            made = making.make(now=timezone.now())
            after = len(acknowledged)
        assert after >= len(before)

    back = elsewhere.call("restore", str(made.path), "--verify")

    assert back.returncode == 0, back.stdout + back.stderr
    assert "WRONG" not in back.stdout
    assert "rows in" in back.stdout
    assert "every constraint and index holds" in back.stdout
    assert "a private text of members_need can be read" in back.stdout
    there = {row[0] for row in elsewhere.rows("SELECT verb FROM records_auditnote")}
    assert set(before) <= there
    assert (elsewhere.var / "media" / "poster.txt").read_text() == "a poster"
    (token,) = elsewhere.rows("SELECT seeks FROM members_need")[0]
    assert CANARY not in token
    assert elsewhere.call("check").returncode == 0


@pytest.mark.guarantee
@pytest.mark.db_semantics
def test_who_was_forgotten_after_the_backup_stays_forgotten_after_the_restore(place, elsewhere, settings):
    member = a_society_with_words()
    made = making.make(now=timezone.now())
    records.erase(member=member, now=timezone.now())

    back = elsewhere.call("restore", str(made.path), "--verify", "--erasures", str(settings.ERASURE_LOG))

    assert back.returncode == 0, back.stdout + back.stderr
    assert "1 people who were forgotten since" in back.stdout
    assert elsewhere.rows("SELECT email FROM members_member") == [(f"former-{member.ref}@invalid.invalid",)]
    assert elsewhere.rows("SELECT full_name FROM members_profile") == [("Former member",)]
    assert elsewhere.rows("SELECT count(*) FROM members_need") == [(0,)]


@pytest.mark.guarantee
@pytest.mark.django_db(transaction=True)
def test_a_backup_shows_no_word_and_no_key(place, settings):
    a_society_with_words()
    made = making.make(now=timezone.now())
    held = made.path.read_bytes()

    for secret in (CANARY.encode(), b"nadia@example.org", b"SQLite format 3", b"manifest"):
        assert secret not in held
    opened = sealing.Opener(made.path.open("rb"), sealing.keys_in(settings.BACKUP_KEYS_FILE)).read()
    for line in settings.TEXT_KEYS_FILE.read_bytes().split():
        assert line not in opened
    assert made.path.stat().st_mode & 0o077 == 0
    assert [path.name for path in settings.BACKUP_DIR.iterdir() if path.name.startswith(".")] == []


@pytest.mark.guarantee
@pytest.mark.django_db(transaction=True)
def test_a_restore_never_writes_over_anything(place):
    a_society_with_words()
    made = making.make(now=timezone.now())
    held = AuditNote.objects.count(), Member.objects.count()

    with pytest.raises(CommandError, match="holds tables already"):
        call_command("restore", str(made.path))

    assert (AuditNote.objects.count(), Member.objects.count()) == held


@pytest.mark.guarantee
@pytest.mark.parametrize("harm", ["bit", "cut", "head", "swap", "empty", "other"])
def test_a_damaged_backup_is_refused_before_anything_is_written(place, elsewhere, settings, harm):
    a_society_with_words()
    path = making.make(now=timezone.now()).path
    data = bytearray(path.read_bytes())
    if harm == "bit":
        data[len(data) // 2] ^= 1
    elif harm == "cut":
        del data[-100:]
    elif harm == "head":
        data[sealing.HEAD_BYTES - 1] ^= 1
    elif harm == "swap":
        data[100:200], data[300:400] = data[300:400], data[100:200]
    elif harm == "empty":
        data.clear()
    else:
        settings.BACKUP_KEYS_FILE.unlink()
        sealing.make_key(settings.BACKUP_KEYS_FILE)
    path.write_bytes(data)

    back = elsewhere.call("restore", str(path), "--verify")

    assert back.returncode != 0
    assert "Nothing was changed." in back.stderr
    assert elsewhere.rows("SELECT 1 FROM sqlite_master" if connection.vendor == "sqlite" else (
        "SELECT 1 FROM pg_tables WHERE schemaname = 'public'")) == []  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_pieces_of_a_large_backup_cannot_change_places(tmp_path):
    key = b"k" * 32
    with (tmp_path / "x").open("wb") as out:
        sealer = sealing.Sealer(out, key)
        sealer.write(os.urandom(3 * sealing.PIECE + 5))
        sealer.close()
    data = (tmp_path / "x").read_bytes()
    head, piece = sealing.HEAD_BYTES, sealing.PIECE + sealing.TAG
    swapped = (
        data[:head]
        + data[head + piece : head + 2 * piece]
        + data[head : head + piece]
        + data[head + 2 * piece :]
    )
    shortened = data[: head + piece]
    for damaged in (swapped, shortened):
        (tmp_path / "y").write_bytes(damaged)
        with (tmp_path / "y").open("rb") as source, pytest.raises(sealing.CannotOpen):
            sealing.Opener(source, [key]).read()
    with (tmp_path / "x").open("rb") as source:
        assert len(sealing.Opener(source, [b"o" * 32, key]).read()) == 3 * sealing.PIECE + 5


@pytest.mark.django_db(transaction=True)
def test_the_wrong_text_keys_are_named(place, settings, tmp_path):
    a_society_with_words()
    (tmp_path / "work").mkdir()
    manifest = json.loads(json.dumps(making.gather(tmp_path / "work", timezone.now())))
    settings.TEXT_KEYS_FILE = tmp_path / "other.keys"
    settings.TEXT_KEYS_FILE.write_bytes(b"another\n")
    report = restoring.Report("", "", 0)

    restoring.read_one_text(manifest, report)

    assert [line for line in report.wrong if "is not the one of this backup" in line]


@pytest.mark.django_db(transaction=True)
def test_backups_older_than_thirty_five_days_go_and_the_desk_reads_of_the_newest(place, settings):
    now = timezone.now()
    first = making.make(now=now - timedelta(days=36))
    second = making.make(now=now - timedelta(days=34))
    newest = making.make(now=now)

    assert (first.path.exists(), second.path.exists(), newest.dropped) == (False, True, 1)
    told = json.loads((settings.BACKUP_DIR / "last.json").read_text())
    assert (told["file"], told["at"], told["rows"]) == (newest.path.name, now.isoformat(), newest.rows)


@pytest.mark.django_db(transaction=True)
def test_without_a_key_nothing_is_written_and_one_reads_what_to_do(place, settings, capsys):
    settings.BACKUP_KEYS_FILE.unlink()
    with pytest.raises(CommandError, match="mentorquilt backup --make-key"):
        call_command("backup")
    assert not settings.BACKUP_DIR.exists()
    call_command("backup", "--make-key")
    assert settings.BACKUP_KEYS_FILE.stat().st_mode & 0o077 == 0
    call_command("backup")
    said = capsys.readouterr().out
    assert str(settings.TEXT_KEYS_FILE) in said


@pytest.mark.django_db(transaction=True)
def test_a_tool_that_is_missing_is_named():
    with pytest.raises(databases.CannotCopy, match="no-such-tool is missing"):
        databases.run("no-such-tool", told={})


def test_counts_are_those_of_the_copy_and_not_of_later(place, transactional_db):
    member = a_society_with_words()
    counted = databases.copy(place / "copy")
    records.note(verb="later", actor=member, about=member, now=timezone.now())

    assert counted["members_need"] == Need.objects.count()
    assert counted["records_auditnote"] == AuditNote.objects.count() - 1
