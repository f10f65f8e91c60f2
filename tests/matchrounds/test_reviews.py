"""Looked-at ticks, lines for a second reader, answers, and who took the result along."""

import pytest
from django.db import connection

from mentorquilt.matchrounds import actions
from mentorquilt.matchrounds.models import PairReview
from mentorquilt.members.models import Member
from mentorquilt.records.models import AccessNote, AuditNote
from tests.factories import matchrounds as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def couple():
    row = make.solved(make.filled(1, 1))
    mentee, mentor = make.couple(row)
    return {
        "match_round": row,
        "mentee": Member.objects.get(ref=mentee),
        "mentor": Member.objects.get(ref=mentor),
        "by": make.coordinator(row.cohort.program),
        "now": make.NOW,
    }


def test_a_tick_comes_and_goes_on_one_row(couple):
    actions.look(**couple, is_looked=True)
    assert PairReview.objects.get().looked_at == make.NOW
    actions.look(**couple, is_looked=False)
    row = PairReview.objects.get()
    assert (row.looked_at, row.looked_by) == (None, None)


def test_a_line_asks_an_answer_answers_and_a_new_line_asks_anew(couple):
    actions.write_note(**couple, note="  Does this seem right? ")
    actions.answer(**couple, verdict="ok", words=" Fine. ")
    row = PairReview.objects.get()
    assert (row.note, row.verdict, row.answer) == ("Does this seem right?", "ok", "Fine.")
    actions.write_note(**couple, note="And now?")
    row = PairReview.objects.get()
    assert (row.note, row.verdict, row.answer, row.answer_by) == ("And now?", "", "", None)


def test_an_empty_line_takes_the_question_away(couple):
    actions.write_note(**couple, note="Right?")
    actions.write_note(**couple, note=" ")
    row = PairReview.objects.get()
    assert (row.note, row.note_by, row.noted_at) == ("", None, None)


@pytest.mark.guarantee
def test_lines_are_unreadable_in_the_database_and_absent_from_the_trail(couple):
    actions.write_note(**couple, note="canary-note")
    actions.answer(**couple, verdict="doubt", words="canary-answer")
    with connection.cursor() as cursor:
        cursor.execute("SELECT note, answer FROM matchrounds_pairreview")
        stored = str(cursor.fetchall())
    assert "canary" not in stored
    assert "canary" not in str(list(AuditNote.objects.values()))


def test_an_export_is_noted_as_done_and_as_read(couple):
    actions.note_export(match_round=couple["match_round"], form="xlsx", by=couple["by"], now=make.NOW)
    assert AuditNote.objects.get(verb="round.exported").facts == {"form": "xlsx"}
    assert (AccessNote.objects.get().page, AccessNote.objects.get().about) == ("round.export.xlsx", None)
