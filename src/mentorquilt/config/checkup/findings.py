"""What ``mentorquilt check`` found: good, worth knowing, or wrong, each with what to do."""

import json
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from mentorquilt.config import checks, health
from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState
from mentorquilt.records import actions as records
from mentorquilt.records.models import Heartbeat

BACKUP_OLD = timedelta(hours=36)
OTHERS_MAY_READ = stat.S_IRWXG & ~stat.S_IRGRP | stat.S_IRWXO


class Grade(IntEnum):
    """How bad a finding is; the worst one is the exit code."""

    GOOD = 0
    WARN = 1
    WRONG = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what it is about, how it stands, and what to do."""

    grade: Grade
    about: str
    words: str
    do: str = ""


def settings_findings() -> Iterator[Finding]:
    """Look at the settings as the production start does."""
    broken = list(checks.production_errors())
    for message in broken:
        grade = Grade.WRONG if settings.PRODUCTION else Grade.WARN
        yield Finding(grade, "settings", f"{message.id}: {message.msg}", message.hint or "")
    if not broken:
        yield Finding(Grade.GOOD, "settings", "as a production installation needs them")


def database_findings() -> Iterator[Finding]:
    """Look whether the database answers and its tables are up to date."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as problem:
        yield Finding(
            Grade.WRONG,
            "database",
            f"does not answer ({type(problem).__name__})",
            "Start it; check DATABASE_URL.",
        )
        return
    if missing:
        names = ", ".join(f"{step.app_label} {step.name}" for step, _ in missing[:3])
        words = f"{len(missing)} changes of tables are missing ({names})"
        yield Finding(Grade.WRONG, "database", words, "Run: python manage.py prepare")
    else:
        yield Finding(Grade.GOOD, "database", f"{connection.vendor} answers, and its tables are up to date")


def work_findings(now: datetime) -> Iterator[Finding]:
    """Look at the worker and at how long mail has been waiting."""
    last = Heartbeat.objects.order_by("-at").first()
    if last is not None and last.at >= now - health.WORKER_QUIET:
        yield Finding(Grade.GOOD, "worker", f"{last.name} is alive")
    else:
        since = f"quiet since {last.at:%Y-%m-%d %H:%M} UTC" if last else "never seen"
        yield Finding(
            Grade.WRONG,
            "worker",
            since,
            "Start it: python manage.py worker. Nothing is lost while it is away.",
        )
    oldest = Mail.objects.due(now).order_by("hold_until").values_list("hold_until", flat=True).first()
    failed = Mail.objects.filter(state=MailState.FAILED).count()
    if oldest and oldest < now - health.MAIL_WAITS:
        minutes = int((now - oldest).total_seconds() // 60)
        words = f"approved mail has been waiting for {minutes} minutes"
        yield Finding(
            Grade.WRONG, "outbox", words, "See that the worker runs and MENTORQUILT_SMTP_HOST answers."
        )
    elif failed:
        words = f"{failed} mails could not be delivered"
        yield Finding(
            Grade.WARN, "outbox", words, "Open the outbox: each says why. Bounced addresses need a person."
        )
    else:
        yield Finding(Grade.GOOD, "outbox", "no mail is late and none failed")


def disk_findings() -> Iterator[Finding]:
    """Look whether a tenth of the disk is free."""
    usage = shutil.disk_usage(settings.VAR)
    words = f"{usage.free / 1e9:.1f} GB of {usage.total / 1e9:.1f} GB are free"
    if health.has_room():
        yield Finding(Grade.GOOD, "disk", words)
    else:
        yield Finding(Grade.WRONG, "disk", words, "Make room: at nothing left, nobody can save any more.")


def key_findings() -> Iterator[Finding]:
    """Look whether the key files are there and readable by their owner alone."""
    files = (
        ("text keys", settings.TEXT_KEYS_FILE, "python manage.py textkeys"),
        ("backup key", settings.BACKUP_KEYS_FILE, "mentorquilt backup --make-key"),
    )
    for about, path, command in files:
        if not path.is_file():
            yield Finding(Grade.WRONG, about, f"there is no file at {path}", f"Make one: {command}")
        elif path.stat().st_mode & OTHERS_MAY_READ:
            yield Finding(Grade.WRONG, about, f"others may read or change {path}", f"Run: chmod 600 {path}")
        else:
            yield Finding(Grade.GOOD, about, f"at {path}; keep a copy where no backup lies")


def backup_findings(now: datetime) -> Iterator[Finding]:
    """Look at the age of the newest backup."""
    told = last_backup(settings.BACKUP_DIR / "last.json")
    if told is None:
        words = "there is none that this installation knows of"
        yield Finding(Grade.WARN, "backup", words, "Run: mentorquilt backup, every night by a timer.")
    elif told < now - BACKUP_OLD:
        words = f"the newest is of {told:%Y-%m-%d %H:%M} UTC"
        yield Finding(
            Grade.WRONG, "backup", words, "See why the nightly timer did not run: mentorquilt backup"
        )
    else:
        yield Finding(Grade.GOOD, "backup", f"the newest is of {told:%Y-%m-%d %H:%M} UTC")


def last_backup(path: Path) -> datetime | None:
    """Return when the newest backup was made; None when nothing tells."""
    try:
        return datetime.fromisoformat(json.loads(path.read_text())["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def trail_findings() -> Iterator[Finding]:
    """Look whether the chain over the audit trail is whole."""
    broken = records.broken_seals()
    if broken:
        words = f"the chain is broken at note {broken[0]}"
        do = "Somebody changed the database by hand. See docs/howto/when-something-goes-wrong.md."
        yield Finding(Grade.WRONG, "audit trail", words, do)
    else:
        yield Finding(Grade.GOOD, "audit trail", "the chain is unbroken")
