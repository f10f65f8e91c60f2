"""The texts that come with the product: one Markdown file each in ``texts/``, headed by what it is."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "texts"
LINE = "---\n"
COMPARED = ("title", "summary", "body", "author", "source", "audience", "topics", "milestone")
"""What makes a text another text. The date of review does not: a society may look at a text and change nothing."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """One text as it comes with the product; ``slug`` is the file's name."""

    slug: str
    title: str
    summary: str
    body: str
    author: str
    source: str
    reviewed_on: date
    audience: str
    topics: tuple[str, ...]
    milestone: str

    @property
    def digest(self) -> str:
        """Return the fingerprint of the text."""
        return digest_of(self)


def digest_of(text: Any) -> str:
    """Return the fingerprint of a shipped text or a row: the same words give the same one."""
    told = {name: getattr(text, name) for name in COMPARED} | {"topics": list(text.topics)}
    told["body"] = told["body"].replace("\r\n", "\n").strip()
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


@cache
def texts() -> dict[str, Shipped]:
    """Return every shipped text by slug."""
    return {path.stem: read(path.stem, path.read_text()) for path in sorted(FOLDER.glob("*.md"))}


def read(slug: str, content: str) -> Shipped:
    """Return the text of one file; raises ValueError when its head lacks something."""
    _, head, body = content.split(LINE, 2)
    pairs = (line.partition(":") for line in head.splitlines() if line.strip())
    told = {name.strip(): value.strip() for name, _, value in pairs}
    missing = {"title", "summary", "author", "source", "reviewed_on", "audience"} - told.keys()
    if missing:
        raise ValueError(f"{slug}: the head lacks {', '.join(sorted(missing))}")
    return Shipped(
        slug=slug,
        title=told["title"],
        summary=told["summary"],
        body=body.strip(),
        author=told["author"],
        source=told["source"],
        reviewed_on=date.fromisoformat(told["reviewed_on"]),
        audience=told["audience"],
        topics=tuple(word.strip() for word in told.get("topics", "").split(",") if word.strip()),
        milestone=told.get("milestone", ""),
    )
