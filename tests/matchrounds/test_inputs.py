"""What is frozen of a cohort: people, earlier pairs, words for slugs; and nobody who is not in the round."""

from datetime import date

import pytest

from mentorquilt import matching
from mentorquilt.matchrounds import inputs
from mentorquilt.pairings.models import EarlierPair
from tests.factories import matchrounds as make

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)


def test_a_cohort_is_frozen_by_refs_with_titles_zones_and_places():
    cohort = make.filled(1, 1)
    mentee = cohort.enrolments.get(role="mentee").member
    frozen = inputs.freeze(cohort, on=ON)

    assert [person.key for person in frozen.market.mentees] == [str(mentee.ref)]
    assert frozen.people[str(mentee.ref)] == {
        "titles": "Dr.",
        "zone": "America/Denver",
        "place": "Albuquerque, New Mexico",
    }


def test_people_who_withdrew_or_wait_for_approval_are_not_frozen():
    cohort = make.filled(2, 2)
    cohort.enrolments.filter(role="mentee").update(state="withdrawn")
    assert len(inputs.freeze(cohort, on=ON).market.mentees) == 0


def test_earlier_pairs_of_these_people_are_frozen():
    cohort = make.filled(1, 1)
    mentee = cohort.enrolments.get(role="mentee").member
    mentor = cohort.enrolments.get(role="mentor").member
    EarlierPair.objects.create(
        mentee=mentee, mentor=mentor, mentee_written="a", mentor_written="b", imported_at=make.NOW
    )
    assert inputs.freeze(cohort, on=ON).market.earlier == ((str(mentee.ref), str(mentor.ref)),)


def test_slugs_have_words_and_a_type_stands_before_mentoring():
    labels = dict(inputs.freeze(make.filled(1, 1), on=ON).market.labels)
    assert (labels["acute_pain_service"], labels["life"]) == ("Acute pain service", "life")
    assert labels["50_199"] == "50 to 199 beds"


def test_the_frozen_market_survives_json():
    market = inputs.freeze(make.filled(3, 3), on=ON).market
    assert matching.market_from_json(matching.market_to_json(market)) == market


def test_freezing_costs_the_same_for_few_and_many(django_assert_num_queries):
    few = make.filled(1, 1)
    with django_assert_num_queries(16):
        inputs.freeze(few, on=ON)
    many = make.filled(3, 3, of=few.program, name="2028")
    with django_assert_num_queries(16):
        inputs.freeze(many, on=ON)


@pytest.mark.parametrize(
    ("city", "region", "words"),
    [
        ("US/KS/salina", "US/KS", "Salina, Kansas"),
        ("CH/ZH/zurich", "CH/ZH", "Zürich, Switzerland"),
        ("", "US/KS", "Kansas"),
        ("XX/YY/nowhere", "XX/YY", "XX/YY"),
        ("", "", ""),
    ],
)
def test_a_place_is_told_in_words(city, region, words):
    assert inputs.place(city, region) == words


def test_a_policy_is_changed_field_by_field():
    changed = inputs.policy_with(matching.Policy(), {"place_rule": "city", "weights": {"topics": 500}})
    assert (changed.place_rule, changed.weights.topics, changed.weights.specialty) == ("city", 500, 300)
    with pytest.raises(ValueError, match="not one of"):
        inputs.policy_with(matching.Policy(), {"place_rule": "moon"})
