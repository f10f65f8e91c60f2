"""A sheet of earlier pairs, read: which rows are pairs, whom each side means, and what importing them would change.

Somebody who is not known today keeps the name she was written with. Nobody is taken for somebody else in silence.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mentorquilt import rosters
from mentorquilt.members import actions as members
from mentorquilt.members import queries as people
from mentorquilt.members.models import Member
from mentorquilt.pairings import states
from mentorquilt.pairings.models import EarlierPair
from mentorquilt.programs import queries as programs
from mentorquilt.programs.models import Program, RosterImport

WRITTEN_LENGTH, COHORT_LENGTH = 254, 80
MOST_CANDIDATES = 6
ENDINGS = {
    "finished": states.HowItEnded.FINISHED,
    "continued": states.HowItEnded.CONTINUED,
    "ended_early": states.HowItEnded.ENDED_EARLY,
    "never_started": states.HowItEnded.NEVER,
}
Side = Literal["mentor", "mentee"]
Fate = Literal["new", "changed", "same"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A name that may mean several members, or one spelled a little differently. The answer is a ref or "nobody"."""

    key: str
    name: str
    rows: tuple[int, ...]
    candidates: tuple[Member, ...]
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One earlier pair as it would come in."""

    row: int
    mentee: Member | None
    mentor: Member | None
    mentee_written: str
    mentor_written: str
    program: Program | None
    cohort: str
    ended: str
    fate: Fate

    @property
    def identity(self) -> tuple[str, str, int | None, str]:
        """Return what makes this pair this pair."""
        return (
            self.mentee_written,
            self.mentor_written,
            self.program.pk if self.program else None,
            self.cohort,
        )


@dataclass(frozen=True, slots=True)
class EarlierPlan:
    """What importing a sheet of earlier pairs would do."""

    sheet: programs.Sheet
    entries: tuple[Entry, ...]
    asked: tuple[Asked, ...]
    problems: tuple[rosters.Problem, ...]
    bad_rows: tuple[int, ...]
    mark: str

    def count(self, fate: Fate) -> int:
        """Return how many pairs are new, changed or as before."""
        return sum(entry.fate == fate for entry in self.entries)

    @property
    def unknown(self) -> int:
        """Return on how many sides somebody stands whom nobody knows today."""
        return sum((entry.mentee is None) + (entry.mentor is None) for entry in self.entries)

    @property
    def open(self) -> int:
        """Return how many names still wait for an answer."""
        return sum(one.answer is None for one in self.asked)


def plan(row: RosterImport) -> EarlierPlan:
    """Return what importing a sheet would do, as the choices stand now."""
    sheet = programs.open_sheet(row)
    reading = rosters.read_pairs(sheet.table, sheet.mapping)
    known = _Known(reading.pairs)
    asked = who_is_asked(reading.pairs, known, row.choices or {})
    named = {one.key: _chosen(one) for one in asked}
    entries = _fated([_entry(pair, row, known, named) for pair in reading.pairs])
    return EarlierPlan(
        sheet, tuple(entries), asked, reading.problems, reading.bad_rows, programs.mark_of([row])
    )


class _Known:
    """The members whom a sheet may mean, by address and by name, and the programs by name; three queries."""

    def __init__(self, pairs: Iterable[rosters.EarlierPair]) -> None:
        sides = [side for pair in pairs for side in _sides(pair)]
        self.by_address = people.by_addresses(email for _, _, email in sides if email)
        self.by_name: dict[str, list[Member]] = {}
        for member in people.nameable():
            self.by_name.setdefault(member.profile.name_search, []).append(member)
        self.programs = {program.name.casefold(): program for program in Program.objects.all()}

    def exact(self, name: str) -> list[Member]:
        """Return who goes by this very name."""
        return self.by_name.get(members.search_name(name), [])

    def near(self, name: str) -> list[Member]:
        """Return who shares the family name and the first letter of the given name."""
        wanted = members.search_name(name)
        family, _blank, rest = wanted.partition(" ")
        start = f"{family} {rest[:1]}"
        return [row for key, rows in self.by_name.items() if key.startswith(start) for row in rows]


def _sides(pair: rosters.EarlierPair) -> tuple[tuple[Side, str, str], tuple[Side, str, str]]:
    return ("mentee", pair.mentee_name, pair.mentee_email), ("mentor", pair.mentor_name, pair.mentor_email)


def name_key(name: str) -> str:
    """Return the key of the question whom a name means."""
    return "name:" + hashlib.sha256(members.search_name(name).encode()).hexdigest()[:16]


def who_is_asked(
    pairs: Iterable[rosters.EarlierPair], known: _Known, choices: Mapping[str, Any]
) -> tuple[Asked, ...]:
    """Return the names that are not clear: several members go by them, or only a similar one does."""
    rows: dict[str, list[int]] = {}
    for pair in pairs:
        for _side, name, email in _sides(pair):
            if name and email not in known.by_address and len(known.exact(name)) != 1:
                rows.setdefault(name, []).append(pair.row)
    asked = []
    for name, found in rows.items():
        candidates = tuple((known.exact(name) or known.near(name))[:MOST_CANDIDATES])
        if candidates:
            key = name_key(name)
            answer = choices.get(key)
            asked.append(Asked(key=key, name=name, rows=tuple(found), candidates=candidates, answer=answer))
    return tuple({one.key: one for one in reversed(asked)}.values())[::-1]


def _chosen(asked: Asked) -> Member | None:
    return next((row for row in asked.candidates if str(row.ref) == asked.answer), None)


def _entry(
    pair: rosters.EarlierPair, sheet: RosterImport, known: _Known, named: Mapping[str, Member | None]
) -> Entry:
    who = {side: _member(name, email, known, named) for side, name, email in _sides(pair)}
    written = {side: _written(name, email) for side, name, email in _sides(pair)}
    program, cohort = _belongs(pair, sheet, known)
    return Entry(
        row=pair.row,
        mentee=who["mentee"],
        mentor=who["mentor"],
        mentee_written=written["mentee"],
        mentor_written=written["mentor"],
        program=program,
        cohort=cohort,
        ended=ENDINGS.get(pair.ending, states.HowItEnded.UNKNOWN),
        fate="new",
    )


def _member(name: str, email: str, known: _Known, named: Mapping[str, Member | None]) -> Member | None:
    """Return who is meant: by address first, then by a clear name, then as somebody judged it."""
    if email in known.by_address:
        return known.by_address[email]
    exact = known.exact(name) if name else []
    return exact[0] if len(exact) == 1 else named.get(name_key(name)) if name else None


def _written(name: str, email: str) -> str:
    both = f"{name} <{email}>" if name and email else name or email
    return both[:WRITTEN_LENGTH]


def _belongs(pair: rosters.EarlierPair, sheet: RosterImport, known: _Known) -> tuple[Program | None, str]:
    """Return the program and the cohort's name; an unknown program's name is kept before the cohort's."""
    if not pair.program:
        return sheet.cohort.program, pair.cohort[:COHORT_LENGTH]
    program = known.programs.get(pair.program.casefold())
    cohort = pair.cohort if program else ", ".join(part for part in (pair.program, pair.cohort) if part)
    return program, cohort[:COHORT_LENGTH]


def _fated(entries: list[Entry]) -> list[Entry]:
    """Return each pair once, with whether it is new, changed or as before."""
    standing = {
        (row.mentee_written, row.mentor_written, row.program_id, row.cohort_name): row
        for row in EarlierPair.objects.all()
    }
    once = {entry.identity: entry for entry in entries}
    return [_with_fate(entry, standing.get(entry.identity)) for entry in once.values()]


def _with_fate(entry: Entry, row: EarlierPair | None) -> Entry:
    if row is None:
        return entry
    said = (entry.mentee or row.mentee, entry.mentor or row.mentor, entry.ended)
    fate: Fate = "same" if said == (row.mentee, row.mentor, row.ended) else "changed"
    return Entry(**{**{name: getattr(entry, name) for name in Entry.__slots__}, "fate": fate})
