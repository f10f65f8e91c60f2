"""The way back: into an empty place only, nothing written before every checksum fits, the erased stay erased."""

import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection, connections

from mentorquilt.config.backups import databases, making, sealing
from mentorquilt.records import actions as records
from mentorquilt.records import rotation, text


class NotEmpty(Exception):
    """There is something in the place already; nothing was changed."""


class NotWhole(Exception):
    """What came out of the backup is not what its manifest says; nothing was changed."""


@dataclass
class Report:
    """What was brought back and what was compared; ``wrong`` is empty when the restore holds."""

    made_at: str
    version: str
    rows: int
    good: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    erased_again: int = 0


def restore(*, path: Path, verify: bool, erasures: Path | None, now: datetime) -> Report:
    """Bring a backup back and say how it went.

    Raises NotEmpty, NotWhole, CannotOpen, CannotCopy; each before anything was changed here.
    """
    require_empty()
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=settings.VAR) as work:
        manifest = unpack(path, Path(work))
        report = Report(manifest["made_at"], manifest["version"], sum(manifest["tables"].values()))
        report.good.append(f"{len(manifest['files'])} files fit their checksums")
        databases.fill(Path(work) / databases.name_for(manifest["vendor"]))
        if (Path(work) / making.MEDIA).is_dir():
            shutil.copytree(Path(work) / making.MEDIA, settings.MEDIA_ROOT, dirs_exist_ok=True)
        connections.close_all()
        if verify:
            compare(manifest, report)
        call_command("migrate", interactive=False, verbosity=0)
        if verify:
            read_one_text(manifest, report)
        logs = [Path(work) / making.ERASURES, settings.ERASURE_LOG, *([erasures] if erasures else [])]
        report.erased_again = replay(logs, now)
    return report


def require_empty() -> None:
    """Raise NotEmpty unless the database has no table and there are no media."""
    if not databases.is_empty():
        raise NotEmpty(
            "The database holds tables already. Give an empty one by DATABASE_URL or MENTORQUILT_VAR."
        )
    if settings.MEDIA_ROOT.is_dir() and any(settings.MEDIA_ROOT.iterdir()):
        raise NotEmpty(f"{settings.MEDIA_ROOT} holds files already. Move them away first.")


def unpack(path: Path, work: Path) -> dict[str, Any]:
    """Decrypt a backup into a folder and compare every file with the manifest, which it returns."""
    keys = sealing.keys_in(settings.BACKUP_KEYS_FILE)
    with path.open("rb") as source:
        opener = sealing.Opener(source, keys)
        try:
            with tarfile.open(fileobj=cast("BinaryIO", opener), mode="r|gz") as tar:
                tar.extractall(work, filter="data")
        except (tarfile.TarError, EOFError, OSError) as problem:
            raise NotWhole(f"The backup cannot be unpacked: {problem}") from None
    manifest: dict[str, Any] = json.loads((work / making.MANIFEST).read_text())
    if manifest.get("format") != making.FORMAT:
        raise NotWhole(f"The backup has format {manifest.get('format')}; this version reads {making.FORMAT}.")
    if manifest["vendor"] != connection.vendor:
        raise NotWhole(f"The backup is one of {manifest['vendor']}; this place is {connection.vendor}.")
    wrong = [name for name, told in manifest["files"].items() if not fits(work / name, told)]
    if wrong:
        raise NotWhole(f"These files are not as they were written: {', '.join(wrong)}.")
    return manifest


def fits(path: Path, told: dict[str, Any]) -> bool:
    """Return whether a file is as the manifest says."""
    return path.is_file() and path.stat().st_size == told["size"] and making.checksum(path) == told["sha256"]


def compare(manifest: dict[str, Any], report: Report) -> None:
    """Compare the rows of every table and ask the database whether its constraints hold."""
    with databases.opened() as here, here.cursor() as cursor:
        found = databases.counts(cursor, here.vendor)
    different = [
        f"{name}: {found.get(name, 0)} rows, the backup says {rows}"
        for name, rows in manifest["tables"].items()
        if found.get(name) != rows
    ]
    report.wrong += different
    if not different:
        report.good.append(
            f"{report.rows} rows in {len(manifest['tables'])} tables, as counted when it was made"
        )
    broken = databases.broken_constraints()
    report.wrong += broken
    if not broken:
        report.good.append("every constraint and index holds")


def read_one_text(manifest: dict[str, Any], report: Report) -> None:
    """Decrypt one private text of each table that has some, or say which key file is missing."""
    fresh = set(making.text_key_names())
    if not fresh & set(manifest["text_keys"]) and manifest["text_keys"]:
        report.wrong.append(
            f"The key file {settings.TEXT_KEYS_FILE} is not the one of this backup: private words cannot be read. "
            "Put the copy you keep apart there."
        )
        return
    for name, column in sample_texts():
        try:
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT "{column}" FROM "{name}" WHERE "{column}" <> %s LIMIT 1', [""])  # noqa: S608  # nosec B608 - our own tables
                row = cursor.fetchone()
            if row:
                text.unseal(row[0])
                report.good.append(f"a private text of {name} can be read")
        except ImproperlyConfigured as problem:
            report.wrong.append(f"{name}: {problem}")


def sample_texts() -> Iterator[tuple[str, str]]:
    """Yield table and column of one encrypted column of each table that has any."""
    for model, names in rotation.sealed_columns():
        yield model._meta.db_table, names[0]  # noqa: SLF001 - Django's documented way to a table's name


def replay(logs: list[Path], now: datetime) -> int:
    """Forget again everyone who was forgotten after the backup was made; returns how many that were."""
    wanted = {ref for log in logs for ref in records.read_log(log)}
    count = 0
    for member in get_user_model().objects.filter(ref__in=wanted).exclude(email__endswith="@invalid.invalid"):
        records.erase(member=member, now=now)
        count += 1
    return count
