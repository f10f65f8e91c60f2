"""What runs inside the bounded child: limits first, then one function, then one answer.

Started as a script by `_bounded`, never imported by the parent. Nothing foreign is read before the limits
stand.

Conversation: arguments ``cpu memory wall result``; standard input carries four bytes of length, a JSON head
(``path``, ``module``, ``function``, ``args``) and the data. Standard output carries one letter and a body:
``J`` JSON, ``B`` bytes, ``R`` a refusal (code and facts as JSON), ``X`` an error of our own making.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import sys
from typing import Any

OPEN_FILES = 64


def _bound(cpu: int, memory: int, wall: int) -> None:
    """Set the limits that hold from here to the end, whatever the file does."""
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.alarm(wall + 1)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, cpu, cpu + 1)
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_NPROC, 0)
    os.nice(5)


def _limit(kind: int, most: int, last: int | None = None) -> None:
    """Set one limit, or keep the narrower one that the machine already has."""
    narrow = resource.getrlimit(kind)[1]
    hard = most if last is None else last
    if narrow != resource.RLIM_INFINITY:
        most, hard = min(most, narrow), min(hard, narrow)
    resource.setrlimit(kind, (most, hard))


def _read_order() -> tuple[dict[str, Any], bytes]:
    """Return the head and the data from standard input."""
    whole = sys.stdin.buffer.read()
    length = int.from_bytes(whole[:4], "big")
    return json.loads(whole[4 : 4 + length]), whole[4 + length :]


def _answer(head: dict[str, Any], data: bytes) -> tuple[bytes, bytes]:
    """Call the function that the head names and return the letter and body of the answer."""
    sys.path[:] = head["path"]
    try:
        function = getattr(importlib.import_module(head["module"]), head["function"])
        refused = importlib.import_module("mentorquilt.gate._refused").Refused
    except (ImportError, AttributeError) as error:
        return b"X", repr(error).encode()
    try:
        result = function(data, *head["args"])
        if isinstance(result, bytes):
            return b"B", result
        return b"J", json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode()
    except refused as refusal:
        return b"R", json.dumps({"code": refusal.code, "facts": dict(refusal.facts)}).encode()
    except MemoryError:
        return b"R", b'{"code": "too-much-memory", "facts": {}}'
    except Exception:  # noqa: BLE001 - any error of a parser says one thing: this file cannot be read
        return b"R", b'{"code": "unreadable", "facts": {}}'


def main() -> None:
    """Run one order and leave."""
    cpu, memory, wall, result_limit = (int(number) for number in sys.argv[1:5])
    _bound(cpu, memory, wall)
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a parser prints must not spoil the answer
    letter, body = _answer(*_read_order())
    if len(body) > result_limit:
        letter, body = b"R", b'{"code": "too-much-result", "facts": {}}'
    with os.fdopen(out, "wb") as pipe:
        pipe.write(letter + body)
    os._exit(0)  # no tear-down of what the parser left: the answer is complete


if __name__ == "__main__":
    main()
