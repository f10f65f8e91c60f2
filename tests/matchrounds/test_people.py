"""Forgetting a person in frozen rounds (M20)."""

import json

import pytest

from mentorquilt import matching
from mentorquilt.matchrounds import actions, queries
from mentorquilt.matchrounds.drafting import Asked
from mentorquilt.matchrounds.models import PairReview, Round, Step
from mentorquilt.members.models import Member
from tests.factories import matchrounds as make

pytestmark = pytest.mark.django_db


@pytest.mark.guarantee
def test_nothing_of_a_forgotten_mentee_is_left_in_rounds_and_steps():
    cohort = make.filled(2, 3)
    member = make.mentee(cohort, 0, name="Canary Person", seeks="canary words of an acute pain service")
    row = make.solved(cohort)
    mentor = queries.draft(row).mentor_of(str(member.ref))
    draft = queries.draft(row)
    tried = queries.preview(draft, Asked("pin", str(member.ref), mentor))
    actions.change(draft=draft, tried=tried, is_verified=True, reason="", revision=0, by=None, now=make.NOW)
    other = Member.objects.get(ref=mentor)
    actions.write_note(
        match_round=row, mentee=member, mentor=other, note="canary note", by=None, now=make.NOW
    )

    actions.forget(member)

    row = Round.objects.get()
    held = json.dumps([row.market, row.people, row.outcome, Step.objects.get().outcome]).casefold()
    assert "canary" not in held
    assert PairReview.objects.get().note == ""
    assert matching.market_from_json(row.market)
    review = queries.Review(queries.draft(row))
    assert "Former member" in [each.mentee.name for each in review.rows]


def test_a_forgotten_mentor_leaves_everybodys_private_lists():
    cohort = make.filled(1, 2)
    mentor = cohort.enrolments.filter(role="mentor").first().member
    cohort.enrolments.filter(role="mentee").update(ranks=[str(mentor.ref)])
    make.solved(cohort)
    actions.forget(mentor)
    market = queries.market(Round.objects.get())
    assert market.mentees[0].ranked == ()
    assert [each.name for each in market.mentors if each.key == str(mentor.ref)] == ["Former member"]


def test_rounds_without_the_person_stay_as_they_are():
    row = make.solved(make.filled(1, 1))
    stranger = make.physician("Dana Stranger", 5, stage="mid")
    actions.forget(stranger)
    assert Round.objects.get().market == row.market


def test_an_export_of_ones_own_data_holds_what_was_frozen_of_oneself_and_nobody_else():
    cohort = make.filled(2, 2)
    make.solved(cohort)
    member = cohort.enrolments.filter(role="mentee").first().member
    found = queries.personal_data(member)
    assert [each["name"] for each in found["rounds"][0]["entered"]] == [member.profile.full_name]
    assert "Ruth" not in json.dumps(found, default=str)
