"""How long ``make run`` takes in a fresh clone until it answers, and the second time; ratio of the two.

Clones this checkout's last commit into an empty folder. Packages come from the machine's package cache if it has one,
so the first figure depends on the line; the second does not.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READY = re.compile(r"Mentorquilt is ready at (\S+)")
PATIENCE = 600


def until_ready(folder: Path, port: int) -> float:
    """Return the seconds until the ready line; the server is ended afterwards."""
    start = time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MENTORQUILT_")}
    process = subprocess.Popen(
        ["make", "run"],
        cwd=folder,
        env={**environment, "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        for line in process.stdout or ():
            if READY.search(line):
                return time.perf_counter() - start
            if time.perf_counter() - start > PATIENCE:
                break
        raise SystemExit("make run did not become ready")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def main() -> None:
    """Print both starts and their ratio."""
    with tempfile.TemporaryDirectory(prefix="mq-starts-") as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        cold = until_ready(clone, 8191)
        warm = until_ready(clone, 8191)
    print(f"make run, fresh clone: {cold:.1f} s; again: {warm:.1f} s; ratio {cold / warm:.1f}")


if __name__ == "__main__":
    sys.exit(main())
