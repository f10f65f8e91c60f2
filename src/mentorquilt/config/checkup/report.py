"""Everything ``mentorquilt check`` looks at, in the order one would mend it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings

from mentorquilt.config.checkup import findings, sender
from mentorquilt.config.checkup.findings import Finding, Grade

MARKS = {Grade.GOOD: "good ", Grade.WARN: "look ", Grade.WRONG: "WRONG"}


def look(*, now: datetime, resolver: Any = None, ask_names: bool = True) -> Iterator[Finding]:
    """Yield every finding; a database that does not answer hides those that need it."""
    yield from findings.settings_findings()
    yield from findings.key_findings()
    yield from findings.disk_findings()
    database = list(findings.database_findings())
    yield from database
    if not any(one.grade is Grade.WRONG for one in database):
        yield from findings.work_findings(now)
        yield from findings.trail_findings()
    yield from findings.backup_findings(now)
    if ask_names:
        yield from sender.sender_findings(settings.DEFAULT_FROM_EMAIL, settings.DKIM_SELECTORS, resolver)


def lines(found: Iterable[Finding]) -> Iterator[str]:
    """Yield a report's lines: the mark, what it is about, how it stands, and below what to do."""
    for one in found:
        yield f"{MARKS[one.grade]}  {one.about}: {one.words}"
        if one.do and one.grade is not Grade.GOOD:
            yield f"       {one.do}"


def exit_code(found: Iterable[Finding]) -> int:
    """Return 0 when all is good, 1 when something is worth a look, 2 when something is wrong."""
    return int(max((one.grade for one in found), default=Grade.GOOD))
