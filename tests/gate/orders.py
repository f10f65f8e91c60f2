"""Functions that tests hand to the bounded child."""

import json
import os
import resource
import sys
import time
from pathlib import Path

from mentorquilt.gate import Refused


def length(data: bytes, plus: int = 0) -> int:
    return len(data) + plus


def reverse(data: bytes) -> bytes:
    return data[::-1]


def spin(data: bytes) -> None:
    while True:
        pass


def sleep(data: bytes) -> str:
    time.sleep(float(data))
    return "rested"


def swallow(data: bytes) -> int:
    return len(bytearray(int(data)))


def spill(data: bytes) -> str:
    return "x" * int(data)


def refuse(data: bytes) -> None:
    raise Refused("far-cell", cell="XFD7")


def fail(data: bytes) -> None:
    raise KeyError("private words of the file")


def abort(data: bytes) -> None:
    os.abort()


def leave(data: bytes) -> None:
    os._exit(3)


def chatter(data: bytes) -> str:
    print("J[1]")
    os.write(1, b"J[2]")
    return "said"


def write_file(data: bytes) -> str:
    try:
        Path(data.decode()).write_bytes(b"left behind")
    except OSError as error:
        return type(error).__name__
    return "written"


def surroundings(data: bytes) -> dict[str, object]:
    return {
        "environment": sorted(os.environ),
        "open": len(list(Path("/proc/self/fd").iterdir())),
        "modules": [name for name in ("numpy", "django", "PIL", "openpyxl") if name in sys.modules],
        "cpu": resource.getrlimit(resource.RLIMIT_CPU)[0],
        "memory": resource.getrlimit(resource.RLIMIT_AS)[0],
        "folder": str(Path.cwd()),
    }


def nothing_json(data: bytes) -> object:
    return json


def moment(data: bytes) -> list[float]:
    begun = time.time()
    time.sleep(0.3)
    return [begun, time.time()]
