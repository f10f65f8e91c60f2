"""Leaving the demo: everything in the tables goes, the keys stay, and somebody real runs what is left.

The tables are emptied as Django's own ``flush`` does it, all in one transaction, and the lists that every installation
has come back as they do after a migration. Numbering goes on where it was, so that nothing the demo gave out can ever
name a real row.
"""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.color import no_style
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction

from mentorquilt.desks.actions.starting import first_admin
from mentorquilt.members import queries as members
from mentorquilt.members.models import Member
from mentorquilt.records import actions as records
from mentorquilt.society.models import Society

KEPT_FACTS = (
    "name",
    "short_name",
    "logo",
    "logo_digest",
    "sender_name",
    "reply_to",
    "contact_name",
    "contact_email",
    "contact_phone",
    "zone",
)
LEAVING = 5_713_302  # any number, the same in every process
OF_DJANGO = frozenset({"django_content_type", "auth_permission"})


class NotADemo(Exception):
    """This is no demo, or somebody else has just left it."""


def leave_demo(*, name: str, email: str, keep: bool, now: datetime) -> tuple[Member, Path | None]:
    """Empty the demo and make its one admin; return her and where the copy of the demo lies (SQLite only).

    Raises NotADemo in production, outside a demo, and for the second of two people who leave at once.
    """
    if settings.PRODUCTION or not Society.objects.filter(is_demo=True).exists():
        raise NotADemo
    copy = _copy_of_demo(now)
    with transaction.atomic():
        _wait_for_others()
        if not Society.objects.filter(is_demo=True).update(is_demo=False):
            raise NotADemo
        kept = Society.objects.values(*KEPT_FACTS).get() if keep else None
        empty_tables()
        if kept:
            Society.objects.create(**kept)
        admin = first_admin(name=name, email=email, now=now)
        records.note(verb="society.demo_left", actor=admin, about=admin, now=now, facts={"kept": bool(kept)})
        transaction.on_commit(lambda: members.write_index(now))
    return admin, copy


def _wait_for_others() -> None:
    """Let people who leave at once come one after the other; on SQLite a transaction that writes is alone anyway.

    Two who had touched the same table before emptying it would stop each other for ever on PostgreSQL.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LEAVING])


def empty_tables() -> None:
    """Delete every row of every table, and write again what each installation has from its first migration on."""
    tables = [
        name
        for name in connection.introspection.django_table_names(only_existing=True)
        if name not in OF_DJANGO
    ]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(
            no_style(), tables, reset_sequences=False, allow_cascade=False
        ):
            cursor.execute(statement)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def _copy_of_demo(now: datetime) -> Path | None:
    """Copy the demo's database beside itself, readable by its owner alone; only SQLite can do so by itself."""
    if connection.vendor != "sqlite":
        return None
    folder: Path = settings.BACKUP_DIR
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"demo-{now:%Y%m%d-%H%M%S}.sqlite3"
    target.touch(mode=0o600)
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as made:
        connection.connection.backup(made)
    return target
