"""What leaves as a spreadsheet: complete, adding up, without a formula and without anything private."""

import csv
import io

import openpyxl
import pytest

from mentorquilt import gate
from mentorquilt.matchrounds import queries
from mentorquilt.matchrounds.models import Round
from mentorquilt.members.models import Background
from tests.factories import matchrounds as make

pytestmark = pytest.mark.django_db
PAYLOADS = (
    '=HYPERLINK("http://x.example","a")', "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1", " =1", "'=1", "＝1+1", "＠x",
    "=cmd|' /C calc'!A0",
)  # fmt: skip


def reviewed(row):
    return queries.Review(queries.draft(Round.objects.get(pk=row.pk)))


def table(row):
    review = reviewed(row)
    addresses = queries.addresses_of(row.people)
    return queries.pair_headings(review), queries.pair_rows(review, addresses)


def test_every_pair_has_a_row_whose_parts_add_up_to_its_score():
    row = make.solved(make.filled(4, 5))
    headings, rows = table(row)
    first, last = headings.index("Specialty"), headings.index("Left out before")

    assert len(rows) == 4
    assert all(len(each) == len(headings) for each in rows)
    assert all(sum(each[first : last + 1]) == each[headings.index("Score")] for each in rows)
    assert rows[0][headings.index("Mentee's mail")].endswith("@example.org")


def test_a_criterion_without_weight_has_no_column_and_the_wishes_have_one():
    cohort = make.filled(1, 1)
    policy = queries.policy(make.solved(cohort))
    from mentorquilt.matchrounds.inputs import policy_with

    headings, _rows = table(make.solved(cohort, policy=policy_with(policy, {"weights": {"groups": 0}})))
    assert "Shared groups" not in headings
    assert headings.count("Wishes of both") == 1


@pytest.mark.guarantee
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_of_an_export_is_run(payload):
    cohort = make.filled(0, 0)
    make.mentee(cohort, 0, name=payload, seeks=payload)
    make.mentor(cohort, 1, text=payload)
    make.mentee(cohort, 1, name=payload)
    row = make.solved(cohort)
    review, addresses = reviewed(row), queries.addresses_of(row.people)
    headings, rows = table(row)

    written = gate.write_csv(headings, rows).decode("utf-8-sig")
    for line in csv.reader(io.StringIO(written)):
        assert not [cell for cell in line if cell[:1] in tuple("=+-@\t\r＝＋－＠")]
    sheets = [gate.Sheet("Pairs", headings, rows), queries.left_out_sheet(review, addresses)]
    sheets += [queries.reserve_sheet(review, addresses), queries.about_sheet(review)]
    book = openpyxl.load_workbook(io.BytesIO(gate.write_xlsx(sheets)))
    kinds = {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line}
    assert "f" not in kinds


def test_the_sheet_about_the_result_says_how_good_it_is():
    review = reviewed(make.solved(make.filled(2, 2)))
    told = dict(queries.about_sheet(review).rows)
    assert told["Mentees with a mentor"] == 2
    assert told["Proved that no other arrangement does better"] == "yes"
    assert told["Weight: Specialty"] == 300


@pytest.mark.guarantee
def test_no_private_word_stands_in_an_export():
    cohort = make.filled(2, 2)
    member = cohort.enrolments.filter(role="mentee").first().member
    Background.objects.create(
        member=member,
        shares=["canary-share"],
        wishes=["canary-wish"],
        consented_at=make.NOW,
        for_matching=True,
    )
    row = make.solved(cohort)
    review, addresses = reviewed(row), queries.addresses_of(row.people)
    headings, rows = table(row)
    sheets = [queries.left_out_sheet(review, addresses), queries.reserve_sheet(review, addresses)]
    said = str(
        (headings, rows, [list(sheet.rows) for sheet in sheets], list(queries.about_sheet(review).rows))
    )
    assert "canary" not in said
