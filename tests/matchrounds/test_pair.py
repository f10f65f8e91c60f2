"""One proposal from close by, other choices, and why two people are not a pair."""

import pytest

from mentorquilt.matchrounds import actions, queries
from mentorquilt.matchrounds.drafting import Asked
from mentorquilt.matchrounds.models import Round
from mentorquilt.matchrounds.queries.pair import day_hours
from mentorquilt.members.models import Conflict
from tests.factories import matchrounds as make

pytestmark = pytest.mark.django_db


def reviewed(row):
    return queries.Review(queries.draft(Round.objects.get(pk=row.pk)))


def refs(cohort, role):
    return [str(row.member.ref) for row in cohort.enrolments.filter(role=role).order_by("pk")]


@pytest.fixture
def cohort():
    """One mentee who seeks an acute pain service, a mentor who started one, and one from another field."""
    cohort = make.filled(1, 0)
    make.mentor(cohort, 1)
    make.mentor(cohort, 2)
    return cohort


def test_shared_words_are_marked_on_both_sides_and_nothing_else(cohort):
    review = reviewed(make.solved(cohort))
    mentee, mentor = refs(cohort, "mentee")[0], refs(cohort, "mentor")[0]
    opened = queries.close_up(review, mentee, mentor)

    assert [piece.text for piece in opened.seeks if piece.is_marked] == ["acute pain service", "hospital"]
    assert [piece.text for piece in opened.offers if piece.is_marked] == ["acute pain service", "hospital"]
    assert "".join(piece.text for piece in opened.seeks) == make.SUBJECTS[0][2]
    assert {reason.slug for reason in opened.met} >= {"topics", "types", "words", "specialty"}


def test_two_people_who_are_no_proposal_are_not_opened(cohort):
    review = reviewed(make.solved(cohort))
    assert queries.close_up(review, refs(cohort, "mentee")[0], refs(cohort, "mentor")[1]) is None


def test_a_day_is_shown_on_both_clocks(cohort):
    review = reviewed(make.solved(cohort))
    opened = queries.close_up(review, refs(cohort, "mentee")[0], refs(cohort, "mentor")[0])
    mine, theirs = opened.hours
    assert (mine.spans, theirs.spans) == (((420, 1200),), ((420, 1200),))
    assert (mine.ahead, theirs.ahead) == (0, 120)
    assert opened.are_hours_assumed


def test_unknown_hours_or_zones_give_no_picture(cohort):
    market = queries.market(make.solved(cohort))
    one, other = market.mentees[0], market.mentors[0]
    assert day_hours(one, other, "America/Denver", "", make.NOW) is None
    assert day_hours(one, other, "America/Denver", "Mars/Base", make.NOW) is None


def test_other_choices_leave_out_the_present_mentor_and_say_what_they_change(cohort):
    review = reviewed(make.solved(cohort))
    mentee = refs(cohort, "mentee")[0]
    found = queries.choices(review, mentee)

    assert [choice.mentor.key for choice in found] == [refs(cohort, "mentor")[1]]
    assert sum(part.value for part in found[0].parts) == found[0].score
    assert found[0].tried.effect.people == "1 person changes"
    assert found[0].tried.effect.total_change < 0


def test_gentle_changes_come_first():
    review = reviewed(make.solved(make.filled(4, 6)))
    moved = [len(choice.tried.effect.moves) for choice in queries.choices(review, review.rows[0].mentee.key)]
    assert moved == sorted(moved)


def test_why_not_says_the_rule_and_whether_it_can_be_lifted(cohort):
    mentee, mentor = (
        cohort.enrolments.filter(role="mentee")[0].member,
        cohort.enrolments.filter(role="mentor")[0].member,
    )
    for member in (mentee, mentor):
        make.work_at(member, "Prairie Hospital")
    why = queries.why_not(reviewed(make.solved(cohort)), str(mentee.ref), str(mentor.ref))
    assert (why.found.rule, why.is_liftable, why.rule) == ("institution", True, "Same institution")
    assert str(mentee.ref) not in why.found.sentence


@pytest.mark.guarantee
def test_why_not_names_no_private_reason(cohort):
    mentee, mentor = (
        cohort.enrolments.filter(role="mentee")[0].member,
        cohort.enrolments.filter(role="mentor")[0].member,
    )
    Conflict.objects.create(declared_by=mentee, about=mentor, kind="supervises", declared_at=make.NOW)
    why = queries.why_not(reviewed(make.solved(cohort)), str(mentee.ref), str(mentor.ref))
    assert (why.found.rule, why.is_liftable) == ("closed", False)
    assert why.rule == "Closed by a rule that is not shown. It cannot be lifted."
    assert "supervises" not in why.found.sentence


def test_why_not_says_what_a_pair_would_cost(cohort):
    review = reviewed(make.solved(cohort))
    why = queries.why_not(review, refs(cohort, "mentee")[0], refs(cohort, "mentor")[1])
    assert (why.found.rule, why.found.paired) == ("", False)
    assert why.found.loss > 0
    assert sum(part.value for part in why.parts) == why.found.score


def test_people_are_found_by_parts_of_their_names(cohort):
    review = reviewed(make.solved(cohort))
    assert [card.name for card in queries.keys_named(review, "okafor maya", mentors=False)] == ["Maya Okafor"]
    assert len(queries.keys_named(review, "el", mentors=True)) == 1
    assert queries.keys_named(review, "  ", mentors=True) == []
    assert queries.keys_named(review, "nobody", mentors=True) == []


def test_a_lifted_rule_is_told_on_the_pair(cohort):
    for row in cohort.enrolments.all()[:2]:
        make.work_at(row.member, "Prairie Hospital")
    solved = make.solved(cohort)
    mentee, mentor = refs(cohort, "mentee")[0], refs(cohort, "mentor")[0]
    draft = queries.draft(solved)
    tried = queries.preview(draft, Asked("give", mentee, mentor))
    actions.change(
        draft=draft, tried=tried, is_verified=True, reason="I know both.", revision=0, by=None, now=make.NOW
    )
    assert queries.close_up(reviewed(solved), mentee, mentor).lifted == ("Same institution",)
