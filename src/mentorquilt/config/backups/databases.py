"""Copying a database while people write to it, counting it, and filling an empty one: SQLite and PostgreSQL.

A file copy of a running SQLite database is damaged more often than not, so SQLite is asked for a copy; PostgreSQL
dumps and counts within one snapshot, so that both tell of the same moment.
"""

import contextlib
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

SQLITE_NAME, POSTGRESQL_NAME = "database.sqlite3", "database.dump"


class CannotCopy(Exception):
    """The database's own tool failed; the message holds what it said."""


def name_for(vendor: str) -> str:
    """Return the file name of a copy."""
    return SQLITE_NAME if vendor == "sqlite" else POSTGRESQL_NAME


@contextlib.contextmanager
def opened() -> Iterator[BaseDatabaseWrapper]:
    """Open a connection of our own to the installation's database, without the limits of web requests."""
    fresh = connections["default"].copy()
    try:
        if fresh.vendor == "postgresql":
            with fresh.cursor() as cursor:
                cursor.execute("SET statement_timeout = 0")
                cursor.execute("SET idle_in_transaction_session_timeout = 0")
        yield fresh
    finally:
        fresh.close()


def copy(target: Path) -> dict[str, int]:
    """Write a copy of the database as it is at one moment; returns the rows of each table at that moment."""
    with opened() as source:
        return _copy_sqlite(source, target) if source.vendor == "sqlite" else _dump(source, target)


def _copy_sqlite(source: BaseDatabaseWrapper, target: Path) -> dict[str, int]:
    source.ensure_connection()
    with contextlib.closing(sqlite3.connect(target)) as made:
        source.connection.backup(made)
        # One file, not a file and a log beside it: only this one is taken along.
        made.execute("PRAGMA journal_mode=DELETE")
        tables = [row[0] for row in made.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )]  # fmt: skip
        return {name: made.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in sorted(tables)}  # noqa: S608  # nosec B608 - our own tables


def _dump(source: BaseDatabaseWrapper, target: Path) -> dict[str, int]:
    source.set_autocommit(False)
    with source.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}",
            f"--file={target}", told=source.settings_dict)  # fmt: skip
        return counts(cursor, "postgresql")


def counts(cursor: Any, vendor: str) -> dict[str, int]:
    """Return the rows of each table."""
    if vendor == "sqlite":
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%%'")
    else:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    found = {}
    for (name,) in sorted(cursor.fetchall()):
        cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608  # nosec B608 - names of tables, read from the catalog
        found[name] = cursor.fetchone()[0]
    return found


def is_empty() -> bool:
    """Return whether the installation's database has no table yet."""
    with opened() as here, here.cursor() as cursor:
        return not counts(cursor, here.vendor)


def fill(source: Path) -> None:
    """Fill the installation's empty database from a copy."""
    with opened() as here:
        if here.vendor == "sqlite":
            here.ensure_connection()
            with contextlib.closing(sqlite3.connect(source)) as copied:
                copied.backup(here.connection)
        else:
            run("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
                f"--dbname={here.settings_dict['NAME']}", str(source), told=here.settings_dict)  # fmt: skip


def broken_constraints() -> list[str]:
    """Return what the database itself finds wrong with its rows and indexes; empty when all holds."""
    with opened() as here, here.cursor() as cursor:
        if here.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            wrong = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
            cursor.execute("PRAGMA foreign_key_check")
            return wrong + [
                f"{row[0]} row {row[1]} points to nothing in {row[2]}" for row in cursor.fetchall()
            ]
        cursor.execute("SELECT conname FROM pg_constraint WHERE NOT convalidated")
        wrong = [f"constraint {row[0]} is not checked" for row in cursor.fetchall()]
        cursor.execute("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid")
        return wrong + [f"index {row[0]} is not whole" for row in cursor.fetchall()]


def run(*command: str, told: dict[str, Any]) -> None:
    """Run one of PostgreSQL's tools; raises CannotCopy with what it said. The password stays off the command line."""
    known = {
        "PGHOST": told.get("HOST"), "PGPORT": told.get("PORT"), "PGUSER": told.get("USER"),
        "PGPASSWORD": told.get("PASSWORD"), "PGDATABASE": told.get("NAME"),
    }  # fmt: skip
    env = {**os.environ, **{name: str(value) for name, value in known.items() if value}}
    try:
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    except FileNotFoundError:
        raise CannotCopy(
            f"{command[0]} is missing. Install the client of your PostgreSQL, such as postgresql-client."
        ) from None
    if done.returncode:
        raise CannotCopy(f"{command[0]} failed: {done.stderr.strip()[-600:]}")
