"""Two results side by side."""

import pytest

from mentorquilt.matchrounds import actions, queries
from mentorquilt.matchrounds.drafting import Asked
from mentorquilt.matchrounds.models import Round
from tests.factories import matchrounds as make

pytestmark = pytest.mark.django_db


def draft_of(row):
    return queries.draft(Round.objects.get(pk=row.pk))


def test_a_draft_without_changes_is_the_result():
    found = queries.with_own_result(draft_of(make.solved(make.filled(3, 4))))
    assert (found.lines, found.same, found.effect.people) == ((), 3, "Nobody changes")


def test_a_change_shows_who_gets_another_mentor():
    row = make.solved(make.filled(3, 4))
    draft, couple = draft_of(row), make.couple(row)
    tried = queries.preview(draft, Asked("ban", *couple))
    actions.change(draft=draft, tried=tried, is_verified=True, reason="", revision=0, by=None, now=make.NOW)
    found = queries.with_own_result(draft_of(row))

    assert {line.kind for line in found.lines} == {"other"}
    names = draft.names
    assert (names[couple[0]], names[couple[1]]) in [(line.mentee, line.before) for line in found.lines]
    assert len(found.lines) + found.same == 3


def test_another_round_shows_people_who_came_went_and_lost():
    cohort = make.filled(3, 3)
    first = make.solved(cohort)
    gone, lost = (row.member for row in cohort.enrolments.filter(role="mentee").order_by("pk")[:2])
    cohort.enrolments.filter(member=gone).update(state="withdrawn")
    lost.profile.stage = "retired"
    lost.profile.save()
    new = make.mentee(cohort, 7)
    second = make.solved(cohort)

    found = queries.with_round(draft_of(second), Round.objects.get(pk=first.pk))
    kinds = {line.mentee: line.kind for line in found.lines}
    assert kinds[gone.profile.full_name] == "gone"
    assert kinds[lost.profile.full_name] == "lost"
    assert kinds[new.profile.full_name] == "new"
