"""Making a backup: copy, count, checksum, encrypt, and let go of those that are thirty-five days old."""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.db import connection

from mentorquilt.config.backups import databases, sealing
from mentorquilt.records.models import AuditNote

FORMAT = 1
KEPT = timedelta(days=35)
SUFFIX = ".mqbackup"
LAST = "last.json"
MANIFEST, MEDIA, ERASURES = "manifest.json", "media", "erasures.log"


@dataclass(frozen=True, slots=True)
class Made:
    """A finished backup."""

    path: Path
    size: int
    rows: int
    dropped: int


def make(*, now: datetime) -> Made:
    """Make one backup and write var/backups/last.json. Raises CannotCopy and CannotOpen (no key).

    The copy lies beside the backups in clear for as long as this takes, readable by its owner alone.
    """
    key = sealing.keys_in(settings.BACKUP_KEYS_FILE)[0]
    folder: Path = settings.BACKUP_DIR
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"mentorquilt-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{SUFFIX}"
    with tempfile.TemporaryDirectory(prefix=".making-", dir=folder) as work:
        manifest = gather(Path(work), now)
        half = target.with_suffix(".half")
        with half.open("wb") as out:
            half.chmod(0o600)
            seal(Path(work), out, key)
            out.flush()
            os.fsync(out.fileno())
        half.replace(target)
    rows = sum(manifest["tables"].values())
    made = Made(target, target.stat().st_size, rows, drop_old(folder, now))
    remember(made, manifest, now)
    return made


def gather(work: Path, now: datetime) -> dict[str, Any]:
    """Put everything a backup holds into a folder, with the manifest that names it all."""
    name = databases.name_for(connection.vendor)
    tables = databases.copy(work / name)
    if settings.MEDIA_ROOT.is_dir():
        shutil.copytree(settings.MEDIA_ROOT, work / MEDIA)
    if settings.ERASURE_LOG.is_file():
        shutil.copy2(settings.ERASURE_LOG, work / ERASURES)
    last = AuditNote.objects.exclude(seal="").order_by("-pk").first()
    manifest = {
        "format": FORMAT,
        "made_at": now.isoformat(),
        "version": version("mentorquilt"),
        "vendor": connection.vendor,
        "tables": tables,
        "text_keys": text_key_names(),
        "last_seal": {"note": last.pk, "seal": last.seal} if last else None,
        "files": {
            str(path.relative_to(work)): {"size": path.stat().st_size, "sha256": checksum(path)}
            for path in sorted(work.rglob("*"))
            if path.is_file()
        },
    }
    (work / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True))
    return manifest


def text_key_names() -> list[str]:
    """Return short names of the text keys in use, which tell whether a key file fits and nothing of the keys."""
    if not settings.TEXT_KEYS_FILE.is_file():
        return []
    return [
        hashlib.sha256(b"mentorquilt text key" + line).hexdigest()[:12]
        for line in settings.TEXT_KEYS_FILE.read_bytes().split()
    ]


def checksum(path: Path) -> str:
    """Return a file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def seal(work: Path, out: BinaryIO, key: bytes) -> None:
    """Write a folder as one encrypted stream, the manifest first."""
    sealer = sealing.Sealer(out, key)
    with tarfile.open(fileobj=cast("BinaryIO", sealer), mode="w|gz") as tar:
        tar.add(work / MANIFEST, MANIFEST)
        for path in sorted(work.iterdir()):
            if path.name != MANIFEST:
                tar.add(path, path.name)
    sealer.close()


def drop_old(folder: Path, now: datetime) -> int:
    """Delete backups older than thirty-five days, judged by their name; returns how many."""
    count = 0
    for path in folder.glob(f"mentorquilt-*{SUFFIX}"):
        try:
            made_at = datetime.strptime(path.stem.split("-")[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        except ValueError:
            continue
        if made_at < now - KEPT:
            path.unlink()
            count += 1
    return count


def remember(made: Made, manifest: dict[str, Any], now: datetime) -> None:
    """Write what the administrator's home says of the newest backup, and the seal the trail must still hold."""
    told = {
        "at": now.isoformat(),
        "file": made.path.name,
        "size": made.size,
        "rows": made.rows,
        "tables": len(manifest["tables"]),
        "last_seal": manifest["last_seal"],
    }
    fresh = settings.BACKUP_DIR / f"{LAST}.new"
    fresh.write_text(json.dumps(told, indent=1))
    fresh.replace(settings.BACKUP_DIR / LAST)
