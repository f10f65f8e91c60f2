"""Wants against places."""

import pytest

from mentorquilt.members.models import Mentoring
from mentorquilt.programs import queries
from tests.factories import programs as make

pytestmark = pytest.mark.django_db


def test_the_scarcest_comes_first_and_paused_mentors_do_not_count():
    cohort = make.cohort()
    make.mentee(cohort, "a@example.org", topics=("next_grant", "leadership"))
    make.mentee(cohort, "b@example.org", topics=("leadership",))
    make.mentor(cohort, "c@example.org", topics=("leadership", "procedures"), capacity=2)
    paused = make.mentor(cohort, "d@example.org", topics=("next_grant",), capacity=3)
    Mentoring.objects.filter(member=paused.member).update(is_paused=True)

    found = queries.supply(cohort)

    assert [(row.slug, row.want, row.places) for row in found.topics] == [
        ("next_grant", 1, 0),
        ("leadership", 2, 2),
        ("procedures", 0, 2),
    ]
    assert (found.topics[0].is_missing, found.topics[1].is_short) == (True, False)
    assert (found.mentees, found.mentors, found.places, found.unavailable) == (2, 2, 2, 1)


def test_refusals_are_counted():
    cohort = make.cohort()
    make.mentee(cohort, "a@example.org", topics=("next_grant",))
    giver = make.mentor(cohort, "c@example.org", topics=("leadership",))
    giver.member.offer.refused_topics = ["next_grant"]
    giver.member.offer.save()

    assert queries.supply(cohort).topics[0].refuse == 1


def test_an_empty_cohort_has_an_empty_supply(django_assert_num_queries):
    cohort = make.cohort()
    with django_assert_num_queries(3):
        assert queries.supply(cohort).topics == ()
