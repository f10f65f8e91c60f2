"""``python -m mentorquilt.config.serve``: web server and worker together, looked after by one process.

It opens the port itself and hands it to the web server, so a restart refuses nobody; a child that dies is
started again; Ctrl-C and SIGTERM let both finish what they have in hand. SIGHUP loads the code anew.
"""

import argparse
import contextlib
import ctypes
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from mentorquilt.config import env
from mentorquilt.config import gunicorn as web_settings

READY_SECONDS = 60.0
STOP_SECONDS = web_settings.graceful_timeout + 3.0
QUICK_DEATH_SECONDS = 10.0
QUICK_DEATHS = 3
LOOK_SECONDS = 0.2
RUNNING_MARK = "serve.pid"  # scripts/reset looks whether that process lives
SIGN_IN_WORDS = "sign-in.txt"  # written by prepare, which may ask the database
DIE_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG


class CannotServe(Exception):
    """Something stands in the way of serving; the message says what to do."""


def listen(host: str, port: int) -> socket.socket:
    """Open the port; raises CannotServe with what to do when it is taken or not allowed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
        opened.listen(1024)
    except OSError as reason:
        opened.close()
        if reason.errno == errno.EADDRINUSE:
            taken = (
                f"Port {port} is in use. Stop what runs there, or choose another: make run PORT={port + 1}"
            )
            raise CannotServe(taken) from None
        raise CannotServe(f"Port {port} on {host} cannot be opened: {reason.strerror}.") from None
    except OverflowError:
        raise CannotServe(f"{port} is no port; choose a number from 1024 to 65535.") from None
    opened.set_inheritable(True)
    return opened


def leave_with_parent() -> None:
    """Ask Linux to end this child when the supervisor is killed, so that nothing is left holding the port."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


@dataclass
class Child:
    """One process that is kept running."""

    name: str
    command: list[str]
    handed: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_deaths: int = 0

    def start(self) -> None:
        """Start the process in a session of its own: Ctrl-C reaches the supervisor alone."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            self.command,
            pass_fds=self.handed,
            start_new_session=True,
            preexec_fn=leave_with_parent,  # noqa: PLW1509 - the supervisor has one thread
            env={**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
        )

    def is_running(self) -> bool:
        """Return whether the process lives."""
        return self.process is not None and self.process.poll() is None

    def send(self, number: int) -> None:
        """Send a signal if there is anyone to receive it."""
        if self.process is not None and self.is_running():
            self.process.send_signal(number)

    def revive(self) -> None:
        """Start the process again; raises CannotServe when it dies at once time after time."""
        lived = time.monotonic() - self.started
        self.quick_deaths = self.quick_deaths + 1 if lived < QUICK_DEATH_SECONDS else 0
        if self.quick_deaths >= QUICK_DEATHS:
            raise CannotServe(
                f"The {self.name} ended {QUICK_DEATHS} times right after its start; see above why."
            )
        self.start()


@dataclass
class Supervisor:
    """The children and whether they should stop."""

    children: list[Child]
    stopping: bool = False
    reload_wanted: bool = False

    def hear(self, number: int, _frame: FrameType | None) -> None:
        """Note a signal; the loop acts on it."""
        if number == signal.SIGHUP:
            self.reload_wanted = True
        else:
            self.stopping = True

    def keep(self, is_ready: Callable[[], bool], announce: Callable[[], None]) -> None:
        """Run the children until asked to stop; announces once, when ``is_ready`` says so."""
        for child in self.children:
            child.start()
        deadline, announced = time.monotonic() + READY_SECONDS, False
        while not self.stopping:
            self.tend()
            if not announced and is_ready():
                announced = True
                announce()
            if not announced and time.monotonic() > deadline:
                raise CannotServe(f"The web server did not answer within {READY_SECONDS:.0f} s.")
            time.sleep(LOOK_SECONDS)

    def tend(self) -> None:
        """Start what died; pass a reload on: the web server does it without a gap, others start again."""
        if self.reload_wanted:
            self.reload_wanted = False
            for child in self.children:
                child.send(signal.SIGHUP if child.handed else signal.SIGTERM)
                child.started = 0.0
        for child in self.children:
            if not child.is_running():
                child.revive()

    def stop(self) -> None:
        """Ask every child to finish, wait, and end those that do not."""
        for child in self.children:
            child.send(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            if child.process is not None:
                try:
                    child.process.wait(timeout=max(0.1, deadline - time.monotonic()))
                except subprocess.TimeoutExpired:
                    child.process.kill()
                    child.process.wait()


def answers(host: str, port: int) -> bool:
    """Return whether the web server answers at its health address, under the public name."""
    public = urlsplit(settings.BASE_URL)
    headers = {"Host": public.netloc, "X-Forwarded-Proto": public.scheme}
    talk = http.client.HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=5)  # noqa: S104 # nosec B104
    try:
        talk.request("GET", "/healthz", headers=headers)
        return talk.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        talk.close()


def announce() -> None:
    """Say where the product is and how to sign in."""
    sys.stdout.write(f"Mentorquilt is ready at {settings.BASE_URL}\n")
    with contextlib.suppress(FileNotFoundError):
        sys.stdout.write((settings.VAR / SIGN_IN_WORDS).read_text())
    sys.stdout.flush()


def children(port_opened: socket.socket, *, with_worker: bool) -> list[Child]:
    """Return the web server and, unless it runs elsewhere, the worker."""
    handed = port_opened.fileno()
    web = [
        sys.executable,
        "-m",
        "gunicorn",
        "-c",
        f"python:{web_settings.__name__}",
        "--bind",
        f"fd://{handed}",
    ]
    found = [Child("web server", web, handed=(handed,))]
    if with_worker:
        found.append(Child("worker", [sys.executable, "-m", "django", "worker"]))
    return found


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m mentorquilt.config.serve", description=__doc__)
    parser.add_argument("--without-worker", action="store_true", help="the worker runs on another machine")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorquilt.config.settings")
    try:
        settings.VAR.mkdir(parents=True, exist_ok=True)
        host, port = env.text("MENTORQUILT_BIND", "127.0.0.1"), env.number("PORT", 8000)
        opened = listen(host, port)
    except (CannotServe, ImproperlyConfigured) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    supervisor = Supervisor(children(opened, with_worker=not chosen.without_worker))
    mark = settings.VAR / RUNNING_MARK
    mark.write_text(f"{os.getpid()}\n")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, supervisor.hear)
    try:
        supervisor.keep(lambda: answers(host, port), announce)
    except CannotServe as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    finally:
        supervisor.stop()
        opened.close()
        mark.unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
