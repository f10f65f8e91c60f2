"""Log lines: one JSON object a line, without the words and addresses of people.

An exception is told by its kind and the places it went through, never by its message: a database quotes the
very values that it refused. Mail addresses and long tokens (signed links, keys) are masked wherever they
appear.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

ADDRESS = re.compile(r"[^\s<>\"'(),;]+@[^\s<>\"'(),;]+")
TOKEN = re.compile(r"(?<![\w-])(?![0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b)[\w:=-]{28,}")
LONGEST = 2_000
DEEPEST = 30


def masked(text: str) -> str:
    """Return the text without mail addresses and long tokens; refs (uuids) stay."""
    return TOKEN.sub("[token]", ADDRESS.sub("[address]", text))[:LONGEST]


def places(trace: TracebackType | None) -> list[str]:
    """Return the innermost frames of a traceback as ``file:line function``, without values."""
    frames = traceback.extract_tb(trace)[-DEEPEST:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def kinds(error: BaseException | None) -> list[str]:
    """Return the kinds of an exception and of what caused it, outermost first."""
    names: list[str] = []
    while error is not None and len(names) < DEEPEST:
        names.append(f"{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or error.__context__
    return names


class JsonLines(logging.Formatter):
    """Format a record as one line; ``extra={"facts": {...}}`` adds counts, slugs and refs."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": masked(record.getMessage()),
        }
        facts = getattr(record, "facts", None)
        if isinstance(facts, dict):
            line["facts"] = {str(name): masked(str(value)) for name, value in facts.items()}
        status = getattr(record, "status_code", None)
        if isinstance(status, int):
            line["status"] = status
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = kinds(record.exc_info[1])
            line["places"] = places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=True)
