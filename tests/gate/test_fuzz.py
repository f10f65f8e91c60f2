"""Bytes nobody thought of: the readers answer with a table or a refusal and with nothing else."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mentorquilt import gate
from mentorquilt.gate._checks import kind_of_table
from mentorquilt.gate._table import table_in_child
from tests.gate import corpus
from tests.gate.parts import PEOPLE, people_xml, sheet_xml, workbook
from tests.gate.test_corpus import answer_to

CELLS = st.text(alphabet=st.sampled_from("ab,;\t\"\n\r'= é村\u202e\x00"), max_size=60)


def read_here(data: bytes) -> None:
    """Read a text table in this process; only a refusal may stop it."""
    try:
        kind = kind_of_table(data, "")
        if kind == "text":
            said = table_in_child(data, kind, None)
            assert all(len(row) == len(said["headings"]) for row in said["rows"])
    except gate.Refused:
        pass


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"sep=;")
@example(b"PK\x05\x06")
def test_any_bytes_are_answered(data):
    read_here(data)


@settings(max_examples=300, deadline=None)
@given(CELLS, st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_text_is_answered(text, encoding):
    read_here((corpus.HEAD + text).encode(encoding, errors="replace"))


@pytest.mark.guarantee
@pytest.mark.parametrize("seed", range(12))
def test_workbook_with_wrong_bytes_is_answered(seed):
    dice = random.Random(seed)
    data = bytearray(workbook(sheet_xml(people_xml(PEOPLE * 8))))
    for _ in range(dice.randint(1, 12)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    assert answer_to(bytes(data), "a.xlsx")
