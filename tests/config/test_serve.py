"""Web server and worker are kept running, and end together; run for real on a port of their own."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mentorquilt.config import serve

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def eventually(what: Callable[[], object], seconds: float = 30) -> object:
    """Return the first truthy answer, or the last one when time is over."""
    deadline = time.monotonic() + seconds
    while not (answer := what()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return answer


def children_of(parent: int) -> dict[str, int]:
    """Return the children's pids by what they run."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rsplit(")", 1)[1].split()
            command = (status.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found["worker" if b"worker" in command and b"django" in command else "web"] = int(
                status.parent.name
            )
    return found


def health(port: int) -> int:
    talk = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        talk.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
        return talk.getresponse().status
    except OSError:
        return 0
    finally:
        talk.close()


class Running:
    """A supervisor started as a person starts it."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("MENTORQUILT_", "DJANGO_"))
        }
        self.env = {
            **kept,
            "MENTORQUILT_VAR": str(folder),
            "PORT": str(self.port),
            "MENTORQUILT_TESTING": "1",
        }
        self.out = folder / "out"
        (folder / "static").mkdir()
        migrate = (sys.executable, "manage.py", "migrate", "-v0")
        subprocess.run(migrate, cwd=ROOT, env=self.env, check=True, timeout=120)
        with self.out.open("wb") as out:
            command = (sys.executable, "-m", "mentorquilt.config.serve")
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.env, stdout=out, stderr=subprocess.STDOUT
            )

    def said(self) -> list[str]:
        return self.out.read_text().splitlines()

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=30)


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Running]:
    started = Running(tmp_path_factory.mktemp("serve"))
    yield started
    started.end()


@pytest.mark.guarantee
def test_life_of_an_installation(running) -> None:
    assert eventually(running.said), "nothing was said"
    ready = f"Mentorquilt is ready at http://localhost:{running.port}"
    assert running.said()[0] == ready
    assert health(running.port) == 200
    before = eventually(lambda: len(found := children_of(running.process.pid)) == 2 and found)
    assert isinstance(before, dict)

    for number in before.values():
        os.kill(number, signal.SIGKILL)

    def revived() -> bool:
        now = children_of(running.process.pid)
        return now.keys() == before.keys() and not set(now.values()) & set(before.values())

    assert eventually(revived)
    assert eventually(lambda: health(running.port) == 200)

    last = children_of(running.process.pid)
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(timeout=30) == 0
    assert eventually(lambda: not any(Path(f"/proc/{number}").exists() for number in last.values()))
    assert [line for line in running.said() if line.startswith("Mentorquilt is ready")] == [ready]


def test_port_in_use_is_said_with_what_to_do(capsys, monkeypatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        assert serve.main([]) == 1
    assert capsys.readouterr().err == (
        f"Port {port} is in use. Stop what runs there, or choose another: make run PORT={port + 1}\n"
    )


@pytest.mark.parametrize(
    ("port", "words"),
    [
        ("70000", "70000 is no port; choose a number from 1024 to 65535.\n"),
        ("x", "PORT is 'x'; write a whole number.\n"),
    ],
)
def test_port_that_is_none_is_said(capsys, monkeypatch, port, words) -> None:
    monkeypatch.setenv("PORT", port)
    assert (serve.main([]), capsys.readouterr().err) == (1, words)


def test_child_that_dies_at_once_again_and_again_ends_the_service() -> None:
    child = serve.Child("worker", [sys.executable, "-c", "raise SystemExit(3)"])
    supervisor = serve.Supervisor([child])
    with pytest.raises(serve.CannotServe, match=re.escape("The worker ended 3 times right after its start")):
        supervisor.keep(lambda: False, lambda: None)
    supervisor.stop()
    assert not child.is_running()


def test_worker_can_run_elsewhere() -> None:
    with socket.socket() as opened:
        names = [
            [child.name for child in serve.children(opened, with_worker=with_)] for with_ in (True, False)
        ]
    assert names == [["web server", "worker"], ["web server"]]


def test_reset_removes_nothing_in_production_or_while_running(tmp_path) -> None:
    home = tmp_path / "home"
    (home / "scripts").mkdir(parents=True)
    (home / "var").mkdir()
    shutil.copy(ROOT / "scripts" / "reset", home / "scripts")
    (home / "var" / serve.RUNNING_MARK).write_text(str(os.getpid()))

    def reset(**also: str) -> tuple[int, str]:
        env = {"PATH": os.environ["PATH"], **also}
        done = subprocess.run(
            ["scripts/reset"], cwd=home, env=env, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stderr + done.stdout

    assert reset(MENTORQUILT_ENV="production") == (1, "MENTORQUILT_ENV is production: nothing was removed.\n")
    running = (
        f"Mentorquilt is running (process {os.getpid()}). Stop it with Ctrl-C first; nothing was removed.\n"
    )
    assert reset() == (1, running)
    (home / "var" / serve.RUNNING_MARK).unlink()
    assert reset() == (0, "Everything in var/ is gone. The next 'make run' begins anew.\n")
    assert not (home / "var").exists()
