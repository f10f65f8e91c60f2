"""A throwaway PostgreSQL for tests: started as root or as a plain user, on a unix socket, gone afterwards.

python -m tests.pg COMMAND ...     runs COMMAND with DATABASE_URL set and stops the server behind it
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


def binaries() -> Path:
    """Return the folder of initdb and pg_ctl; Debian keeps it off the PATH."""
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin_: float(bin_.parent.name))
    if found:
        return Path(found).resolve().parent
    if folders:
        return folders[-1]
    raise SystemExit("PostgreSQL is missing. Install it with: sudo apt-get install -y postgresql")


def call(*command: str | Path, folder: Path) -> None:
    """Run a server command, as the postgres user when we are root (initdb refuses root)."""
    who: dict[str, Any] = {}
    if os.geteuid() == 0:
        who = {"user": "postgres", "group": "postgres", "extra_groups": []}
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False, **who
    )
    if done.returncode:
        log = folder / "log"
        raise SystemExit(f"{command[0]} failed: {done.stderr}{log.read_text() if log.exists() else ''}")


@contextlib.contextmanager
def throwaway() -> Iterator[str]:
    """Start a server on a socket in a short folder (socket paths are limited to 107 bytes); give its URL."""
    folder = Path(tempfile.mkdtemp(prefix="mqpg"))
    data, tools = folder / "data", binaries()
    try:
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        call(tools / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8",
             "--locale=C.UTF-8", folder=folder)  # fmt: skip
        settings = (*FAST, "listen_addresses=", f"unix_socket_directories={folder}")
        options = [f"-c {setting}" for setting in settings]
        call(tools / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", " ".join(options), "start",
             folder=folder)  # fmt: skip
        try:
            yield f"postgresql://postgres@{quote(str(folder), safe='')}/postgres"
        finally:
            call(tools / "pg_ctl", "-D", data, "-m", "immediate", "stop", folder=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run a command beside a server and return its exit code; SIGTERM stops the server too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with throwaway() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
