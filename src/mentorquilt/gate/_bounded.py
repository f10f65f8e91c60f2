"""Running one function on foreign bytes in a fresh, bounded child process.

The child is a new interpreter, not a fork, so it is safe to start from a threaded server; it gets no
environment, no open files, no right to write a file or start a process, and hard limits on processor time and
memory. At most two children run at once on a machine account, held by file locks that the kernel drops with
their owner.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from mentorquilt.gate._refused import Refused

CHILDREN_AT_ONCE = 2
WAIT_SECONDS = 20.0
RESULT_LIMIT = 48_000_000
_CHILD = Path(__file__).with_name("_child.py")
_PIECE = 1 << 16


def run_bounded(
    function: Callable[..., Any],
    data: bytes,
    *args: Any,
    cpu_seconds: int = 5,
    memory_mb: int = 512,
    wall_seconds: int = 6,
    result_limit: int = RESULT_LIMIT,
    wait_seconds: float = WAIT_SECONDS,
) -> Any:
    """Return ``function(data, *args)``, computed in a bounded child, or raise `Refused`.

    ``function`` is a name at the top of an importable module; ``args`` are JSON values. The result is
    ``bytes`` or a JSON value (tuples arrive as lists) of at most ``result_limit`` bytes. A `Refused` raised
    inside arrives unchanged; any other error inside arrives as ``unreadable``. Waits up to ``wait_seconds``
    for a free place, then refuses with ``busy``.
    """
    order = _order(function, data, args)
    limits = [str(n) for n in (cpu_seconds, memory_mb << 20, wall_seconds, result_limit)]
    command = [sys.executable, "-I", "-S", "-B", str(_CHILD), *limits]
    with _place(wait_seconds):
        reply, code = _converse(command, order, wall_seconds, result_limit)
    if code == 0 and reply:
        return _result(reply)
    raise _death(code, wall_seconds)


def _order(function: Callable[..., Any], data: bytes, args: tuple[Any, ...]) -> bytes:
    """Return what the child reads: length, head, data."""
    module, name = function.__module__, function.__qualname__
    if "." in name or "<" in name or module == "__main__":
        raise ValueError(f"{module}.{name} is not at the top of an importable module")
    path = [str(Path(entry).absolute()) for entry in sys.path]
    head = json.dumps({"path": path, "module": module, "function": name, "args": args}).encode()
    return len(head).to_bytes(4, "big") + head + data


def _result(reply: bytes) -> Any:
    """Return the value in a complete reply, or raise what the child refused with."""
    letter, body = reply[:1], reply[1:]
    if letter == b"B":
        return body
    if letter == b"J":
        return json.loads(body)
    if letter == b"R":
        said = json.loads(body)
        raise Refused(said["code"], **said["facts"])
    raise RuntimeError(f"the bounded child could not start: {body.decode(errors='replace')}")


def _death(code: int, wall_seconds: int) -> Refused:
    """Return the refusal for a child that left without an answer."""
    if -code in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL):
        return Refused("too-slow", seconds=wall_seconds)
    if -code in (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS):
        return Refused("too-much-memory")  # a parser in C or Rust that is denied memory aborts
    return Refused("unreadable")


def _converse(command: list[str], order: bytes, wall_seconds: float, result_limit: int) -> tuple[bytes, int]:
    """Start the child, hand it the order and return its reply and exit code; it is gone when this returns."""
    environment = {key: os.environ[key] for key in ("LD_LIBRARY_PATH",) if key in os.environ}
    child = subprocess.Popen(  # noqa: S603 - our own file under our own interpreter
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd="/",
        start_new_session=True,
    )
    try:
        reply = _exchange(child, order, time.monotonic() + wall_seconds, result_limit)
        if reply is None:
            return b"", -signal.SIGKILL
        return reply, child.wait(timeout=1.0)
    except subprocess.TimeoutExpired:
        return b"", -signal.SIGKILL
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()


def _exchange(child: subprocess.Popen[bytes], order: bytes, until: float, result_limit: int) -> bytes | None:
    """Write the order and read the reply at the same time; None when the time or the size ran out."""
    stdin, stdout = cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
    os.set_blocking(stdin.fileno(), False)
    left, pieces, size = memoryview(order), list[bytes](), 0
    with selectors.DefaultSelector() as ready:
        ready.register(stdin, selectors.EVENT_WRITE)
        ready.register(stdout, selectors.EVENT_READ)
        while (remaining := until - time.monotonic()) > 0:
            for key, _ in ready.select(remaining):
                if key.fileobj is stdin:
                    left = _write_some(stdin.fileno(), left)
                    if not left:
                        ready.unregister(stdin)
                        with contextlib.suppress(BrokenPipeError):
                            stdin.close()
                    continue
                piece = os.read(stdout.fileno(), _PIECE)
                if not piece:
                    return b"".join(pieces)
                pieces.append(piece)
                size += len(piece)
                if size > result_limit + 1:
                    return None
    return None


def _write_some(descriptor: int, left: memoryview) -> memoryview:
    """Write what the pipe takes now and return the rest; nothing is left when the reader is gone."""
    try:
        return left[os.write(descriptor, left[:_PIECE]) :]
    except BlockingIOError:
        return left
    except BrokenPipeError:
        return left[:0]


@contextlib.contextmanager
def _place(wait_seconds: float) -> Iterator[None]:
    """Hold one of the places for children while the block runs, or raise `Refused` with ``busy``."""
    folder = _lock_folder()
    until = time.monotonic() + wait_seconds
    while True:
        for number in range(CHILDREN_AT_ONCE):
            with (folder / f"place-{number}").open("ab") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                yield
                return
        if time.monotonic() > until:
            raise Refused("busy")
        time.sleep(0.02)


def _lock_folder() -> Path:
    """Return the private folder of this account that holds the lock files."""
    folder = Path(tempfile.gettempdir()) / f"mentorquilt-gate-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else: remove it")
    return folder
