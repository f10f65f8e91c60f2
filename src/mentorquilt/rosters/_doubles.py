"""The same person twice in one file: by address, where the form's own clock decides, or by name, where a
person must.
"""

from __future__ import annotations

from dataclasses import replace

from mentorquilt.rosters._people import Double, RosterPerson
from mentorquilt.rosters._tables import Problem
from mentorquilt.rosters._text import fold
from mentorquilt.rosters._words import listed, problem

NAMED_AT_MOST = 10


def keep_latest(
    people: list[RosterPerson],
) -> tuple[list[RosterPerson], list[Double], list[Problem], set[int]]:
    """This will keep one row for each address: people, doubles, problems, and the rows refused.

    Equal rows are one person. Of different ones the latest by the form's own clock is kept; where the clock
    does not tell them apart the first is kept and the others are errors.
    """
    by_email: dict[str, list[RosterPerson]] = {}
    for person in people:
        by_email.setdefault(person.email, []).append(person)
    kept: list[RosterPerson] = []
    doubles: list[Double] = []
    problems: list[Problem] = []
    bad: set[int] = set()
    for email, rows in by_email.items():
        if len(rows) == 1:
            kept += rows
            continue
        chosen = _latest(rows) or rows[0]
        kept.append(chosen)
        doubles.append(Double(rows=tuple(row.row for row in rows), emails=(email,), why="address"))
        for row in rows:
            if row is not chosen:
                said = _said_of(row, chosen, rows)
                problems.append(said)
                bad |= {row.row} if said.severity == "error" else set()
    kept.sort(key=lambda person: person.row)
    return kept, doubles, problems, bad


def likely_doubles(people: list[RosterPerson]) -> tuple[list[Double], list[Problem]]:
    """This will point at people of one name with different addresses, or whose second address is another's
    first.
    """
    groups: dict[tuple[str, ...], list[RosterPerson]] = {}
    for person in people:
        for key in _keys(person):
            groups.setdefault(key, []).append(person)
    doubles: dict[tuple[int, ...], Double] = {}
    for rows in groups.values():
        numbers = tuple(sorted({person.row for person in rows}))
        if len(numbers) > 1:
            emails = tuple(dict.fromkeys(person.email for person in rows))
            doubles.setdefault(numbers, Double(rows=numbers, emails=emails, why="name"))
    names = {person.row: person.names.full for person in people}
    problems = [
        problem(
            "double", row=double.rows[0], name=names[double.rows[0]], rows=listed(double.rows[:NAMED_AT_MOST])
        )
        for double in doubles.values()
    ]
    return list(doubles.values()), problems


def _keys(person: RosterPerson) -> list[tuple[str, ...]]:
    keys: list[tuple[str, ...]] = [("address", address) for address in (person.email, *person.other_emails)]
    given = fold(person.names.given).split()
    if given and len(given[0]) > 1:
        keys.append(("name", given[0], fold(person.names.family)))
    return keys


def _latest(rows: list[RosterPerson]) -> RosterPerson | None:
    """This will return the row with the latest moment, when every row has one of its own."""
    moments = {row.answered_at for row in rows}
    if "" in moments or len(moments) < len(rows):
        return None
    return max(rows, key=lambda row: row.answered_at)


def _said_of(row: RosterPerson, chosen: RosterPerson, rows: list[RosterPerson]) -> Problem:
    if replace(row, row=0, answered_at="") == replace(chosen, row=0, answered_at=""):
        return problem("same_row", row=row.row, other=chosen.row)
    if _latest(rows) is chosen:
        return problem("answered_twice", row=row.row, email=row.email, count=len(rows), other=chosen.row)
    return problem("same_address", row=row.row, email=row.email, other=chosen.row)
