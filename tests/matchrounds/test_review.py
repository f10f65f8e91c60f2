"""What the review shows: rows weakest first, parts that add up, people left out, things to check."""

from dataclasses import replace

import pytest

from mentorquilt import matching
from mentorquilt.matchrounds import queries
from mentorquilt.matchrounds.models import Round
from mentorquilt.matchrounds.queries.people import hours_words, zone_minutes, zone_words
from tests.factories import matchrounds as make

pytestmark = pytest.mark.django_db


def reviewed(row):
    return queries.Review(queries.draft(Round.objects.get(pk=row.pk)))


def test_rows_come_weakest_first_and_their_parts_add_up():
    review = reviewed(make.solved(make.filled(6, 6)))
    scores = [row.pair.score for row in review.rows]
    assert scores == sorted(scores)
    assert [sum(part.value for part in row.parts) for row in review.rows] == scores
    assert (len(review.first), len(review.rest), review.best_score) == (5, 1, scores[-1])


def test_each_row_names_both_people_and_how_far_apart_they_are():
    cohort = make.filled(0, 0)
    make.mentee(cohort, 0)
    make.mentor(cohort, 7, places=2)
    row = reviewed(make.solved(cohort)).rows[0]

    assert (row.mentee.called, row.mentee.place) == ("Dr. Maya Okafor", "Albuquerque, New Mexico")
    assert row.mentee.line == "Anesthesiology · early career · community practice"
    assert row.mentee.short == "Anesthesiology · early career"
    assert (row.mentor.zone, row.zones, row.seat) == ("Europe/Zurich", "8 h apart", (1, 2))
    assert row.pair.distance_km > 8000


def test_somebody_left_out_has_a_reason_and_what_would_change_it():
    cohort = make.filled(1, 0)
    make.mentor(cohort, 0, topics=["global_health"])
    make.mentee(cohort, 2, topics=["rare_thing", "global_health"])
    review = reviewed(make.solved(cohort))

    (left,) = review.left_out
    assert (left.mentee.name, [(topic.label, topic.slug) for topic in left.missing]) == (
        "Maya Okafor",
        [("Acute pain service", "acute_pain_service")],
    )
    assert "Acute pain service" in left.sentence
    assert left.remedy


def test_mentors_nobody_was_given_to_are_in_reserve():
    assert len(reviewed(make.solved(make.filled(2, 5))).reserve) == 3


def test_the_same_city_with_other_institutions_is_flagged():
    cohort = make.filled(0, 0)
    one = make.mentee(cohort, 3)
    other = make.mentor(cohort, 0)
    make.work_at(one, "Fargo Clinic")
    make.work_at(other, "Fargo Hospital")
    row = reviewed(make.solved(cohort)).rows[0]
    assert [flag.words for flag in row.flags] == ["Check: same employer?"]


def test_the_map_draws_pairs_whose_places_are_known():
    cohort = make.filled(2, 2)
    member = cohort.enrolments.filter(role="mentee").first().member
    member.whereabouts.latitude = member.whereabouts.longitude = None
    member.whereabouts.save()
    review = reviewed(make.solved(cohort))
    assert (len(review.rows), len(review.arcs)) == (2, 1)


def test_a_round_without_any_pair_is_an_empty_review():
    cohort = make.filled(1, 1)
    for row in cohort.enrolments.all():
        row.member.profile.stage = "early"
        row.member.profile.save()
    review = reviewed(make.solved(cohort))
    assert (review.rows, review.first, review.best_score, review.arcs) == ([], [], 0, [])
    assert len(review.left_out) == 1


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (None, ""),
        (0, "same time"),
        (60, "1 h apart"),
        (-285, "4 h 45 min apart"),
        (1320, "2 h apart"),
        (30, "30 min apart"),
    ],
)
def test_clocks_apart_in_words(minutes, words):
    assert zone_words(minutes) == words


def test_an_unknown_zone_is_unknown_and_not_the_same_time():
    assert zone_minutes("", "Europe/Zurich", make.NOW) is None
    assert zone_minutes("Mars/Base", "Europe/Zurich", make.NOW) is None
    assert zone_minutes("Asia/Kathmandu", "Europe/Zurich", make.NOW) == -285


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(None, "shared hours unknown"), (30, "no shared hours"), (660, "11 shared hours a week")],
)
def test_shared_hours_in_words(minutes, words):
    assert hours_words(minutes) == words


def test_a_summary_counts_and_names_nobody():
    row = make.solved(make.filled(3, 4))
    summary = queries.summary(
        queries.market(row),
        queries.outcome(row),
        matching.greedy(queries.market(row), queries.policy(row)),
        is_verified=True,
    )
    assert all(value is None or isinstance(value, int | float | bool) for value in summary.values())


def test_problems_show_names_and_never_keys():
    row = make.solved(make.filled(1, 1))
    market = queries.market(row)
    wrong = replace(market.mentees[0], other_specialty="perhaps")
    problems = matching.problems(replace(market, mentees=(wrong,)), queries.policy(row))
    shown = queries.troubles(problems, {wrong.key: wrong.name})
    assert "Maya Okafor" in shown[0].message
    assert wrong.key not in shown[0].message
    assert (shown[0].blocking, shown[0].people) == (True, ("Maya Okafor",))
