"""P14: every odd or hostile spreadsheet gets exactly one clear answer, in bounds, and leaves no child."""

import os
import time
from pathlib import Path

import pytest

from mentorquilt import gate
from tests.gate import corpus

SECONDS = 6.5  # the six seconds of the promise and what the machine takes to start and stop a process


def children() -> list[int]:
    """Return the ids of this process's living children."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
            if parent == os.getpid():
                found.append(int(entry.name))
    return found


def answer_to(data: bytes, filename: str) -> str:
    try:
        table = gate.read_table(data, filename)
    except gate.Refused as error:
        refused = error
    else:
        check_table(table)
        return "table"
    assert [refused.message[-1], refused.fix[-1]] == [".", "."]
    assert "{" not in refused.message + refused.fix
    return refused.code


def check_table(table: gate.TableRead) -> None:
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.headings)}
    assert len(set(table.headings)) == len(table.headings)


def test_corpus_is_as_large_as_promised():
    assert len(corpus.CASES) >= 40
    assert len({case.name for case in corpus.CASES}) == len(corpus.CASES)


@pytest.mark.guarantee
@pytest.mark.parametrize("case", corpus.CASES, ids=lambda case: case.name)
def test_odd_spreadsheet_gets_its_one_answer(case):
    before = children()
    data = case.make()
    started = time.monotonic()

    answer = answer_to(data, case.filename)

    assert answer == case.answer
    assert time.monotonic() - started < SECONDS
    assert children() == before
