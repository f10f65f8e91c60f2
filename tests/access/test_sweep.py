"""Every address × method × role against the committed table, with canaries in every private field (P10, M15).

After a change on purpose: ``ACCESS_TABLE=write pytest tests/access`` writes the table anew; read its diff.
"""

import csv
import os
from pathlib import Path

import pytest

from tests.access import scene as scenes
from tests.access import sweep

TABLE = Path(__file__).with_name("table.csv")
REFUSED = {"sign-in", "403", "404", "405"}
STAFF_OF_THE_PROGRAM = {"coordinator", "reader", "officer", "admin"}
OWNER = "mentee"
THE_PAIR = {"mentee", "mentor"}
# What a stranger may open: is it up, the front door, and goodbye after asking to be forgotten.
DOORS = {"healthz", "readyz", "desks:start", "programs:enter", "programs:public", "members:forget_asked"}
# What somebody does about herself in a program.
OF_EVERYBODY = {"programs:own", "programs:enrol", "programs:enrol_field"}
pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]


def committed() -> dict[tuple[str, str], dict[str, str]]:
    with TABLE.open(newline="") as file:
        return {(row.pop("address"), row.pop("method")): row for row in csv.DictReader(file)}


def observed(scene: scenes.Scene, role: str) -> tuple[dict[tuple[str, str], str], list[str]]:
    """Return the class of every answer to this role, and every leak or write that must not be."""
    table, wrong = {}, []
    for name in sweep.addresses():
        for method in sweep.METHODS:
            cell, words, writes = sweep.visit(scene, role, name, method)
            where = f"{method} {name} as {role}"
            wrong += [f"{where} shows {what}" for what in leaks(role, words)]
            if cell in REFUSED:
                wrong += [f"{where} was refused and wrote: {sql[:120]}" for sql in writes]
            if method == "POST" and cell == "go" and any(sql.startswith("INSERT") for sql in writes):
                told = any("records_auditnote" in sql for sql in writes)
                wrong += [] if told else [f"{where} wrote something and left no note of it (P20)"]
            wrong += [f"{where} failed: {cell}"] if cell.startswith("5") else []
            table[name, method] = cell
    return table, wrong


def leaks(role: str, words: str) -> list[str]:
    """Return the canaries this person must not meet and did."""
    found = [] if role == OWNER else [what for what, canary in scenes.PRIVATE.items() if canary in words]
    if role not in THE_PAIR:
        found += [what for what, canary in scenes.FOR_PAIR.items() if canary in words]
    if role not in STAFF_OF_THE_PROGRAM | {OWNER}:
        theirs = {"need"} if role in THE_PAIR else set()
        found += [what for what, canary in scenes.FOR_STAFF.items() if canary in words and what not in theirs]
    return found


def write(role: str, cells: dict[tuple[str, str], str]) -> None:
    """Write one role's column anew; addresses that are gone leave, new ones are empty for the other roles."""
    said = committed()
    with TABLE.open("w", newline="") as file:
        writer = csv.DictWriter(file, ["address", "method", *scenes.ROLES], lineterminator="\n", restval="")
        writer.writeheader()
        for (name, method), cell in cells.items():
            others = {one: said.get((name, method), {}).get(one, "") for one in scenes.ROLES}
            writer.writerow({**others, "address": name, "method": method, role: cell})


@pytest.mark.parametrize("role", scenes.ROLES)
def test_everybody_meets_what_the_table_says_and_no_canary_sings(role):
    scene = scenes.build()
    assert tuple(scene.people) == scenes.ROLES
    cells, wrong = observed(scene, role)
    if os.environ.get("ACCESS_TABLE") == "write":
        write(role, cells)
    said = {key: row[role] for key, row in committed().items()}

    assert wrong == []
    assert sorted(cells) == sorted(said), (
        "an address is missing from the table, or the table names one that is gone"
    )
    assert [
        f"{method} {name}: {cell}, the table says {said[name, method]}"
        for (name, method), cell in cells.items()
        if cell != said[name, method]
    ] == []


def test_a_stranger_reaches_nothing_but_the_door():
    strangers = {key: cells["anonymous"] for key, cells in committed().items()}
    open_to_all = {name for (name, _method), cell in strangers.items() if cell in {"ok", "go", "bad"}}

    assert open_to_all <= DOORS


def test_only_who_runs_a_program_may_post_to_it():
    for (name, method), cells in committed().items():
        if method == "GET" or not name.startswith(("programs:", "matchrounds:")) or name in OF_EVERYBODY:
            continue
        for role in ("mentor", "member", "other_coordinator"):
            assert cells[role] in REFUSED | {"go"}, f"{method} {name} as {role}"
