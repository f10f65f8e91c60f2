"""How long a backup and its restore take with thirty thousand encrypted texts, beside copying the same bytes.

python -m benchmarks.restore [ROWS]          on SQLite
python -m tests.pg python -m benchmarks.restore       on PostgreSQL: restores into a second database
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROWS = 30_000
TEXT = "We talked about leaving the hospital and what would have to be true for that. " * 4


def run(env: dict[str, str], *words: str) -> tuple[float, str]:
    """Run a management command; returns seconds and what it said."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "django", *words], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return time.perf_counter() - began, done.stdout


def environment(folder: Path, url: str, keys: Path) -> dict[str, str]:
    """Return the variables of one installation."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mentorquilt.config.settings",
        "MENTORQUILT_VAR": str(folder),
        "MENTORQUILT_TEXT_KEYS": str(keys / "text.keys"),
        "MENTORQUILT_BACKUP_KEYS": str(keys / "backup.keys"),
        "DATABASE_URL": url,
    }


FILL = """
import sys
from django.utils import timezone
from mentorquilt.members.models import Member, Need
rows, text = int(sys.argv[1]), sys.argv[2]
Member.objects.bulk_create([Member(email=f"p{n}@example.org", password="!") for n in range(rows)], 1000)
owners = list(Member.objects.order_by("pk"))
Need.objects.bulk_create([Need(owner=m, seeks=f"{m.pk} {text}", updated_at=timezone.now()) for m in owners], 500)
"""


def second_database(url: str) -> str:
    """Return an address of an empty database beside the given one; on SQLite a file."""
    if not url.startswith("postgres"):
        return ""
    import psycopg

    with psycopg.connect(url, autocommit=True) as opened:
        opened.execute("CREATE DATABASE restored_for_the_bench")
    return url.rsplit("/", 1)[0] + "/restored_for_the_bench"


def main(rows: int) -> None:
    """Measure and print."""
    folder = Path(tempfile.mkdtemp(prefix="mqbench"))
    try:
        given = os.environ.get("DATABASE_URL", "")
        here = environment(folder / "a", given or f"sqlite:///{folder / 'a.sqlite3'}", folder)
        there = environment(
            folder / "b", second_database(given) or f"sqlite:///{folder / 'b.sqlite3'}", folder
        )
        run(here, "migrate", "-v0")
        run(here, "backup", "--make-key")
        filling = f"import sys; sys.argv[1:] = ['{rows}', {TEXT!r}]; import django; django.setup()\n{FILL}"
        subprocess.run([sys.executable, "-c", filling], env=here, check=True)
        took, _said = run(here, "backup")
        (made,) = (folder / "a" / "backups").glob("*.mqbackup")
        began = time.perf_counter()
        shutil.copy(made, folder / "copy")
        copied = time.perf_counter() - began
        back, said = run(there, "restore", str(made), "--verify")
        print(f"{rows} people with an encrypted text each, {made.stat().st_size / 1e6:.0f} MB encrypted")
        print(
            f"backup {took:.1f} s, restore with every check {back:.1f} s (a bare copy of the file: {copied:.2f} s)"
        )
        print(said.strip().splitlines()[-1])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
