"""How many pairings there ever were (S-29): right by every state, in two queries however many there are."""

import time
from datetime import date

import pytest

from mentorquilt.pairings.models import EarlierPair, Pairing
from mentorquilt.pairings.queries import Counts, counts, counts_by_program
from tests.factories import programs as make

pytestmark = pytest.mark.django_db


def pairing(program=None, **facts):
    return Pairing(
        program=program, **{"kind": "dyad", "state": "active", "starts_on": date(2027, 1, 4), **facts}
    )


def earlier(program, number, ended):
    written = {"mentee_written": f"mentee {number}", "mentor_written": f"mentor {number}"}
    return EarlierPair(program=program, ended=ended, imported_at=make.NOW, **written)


@pytest.fixture
def two_programs():
    one, other = make.program("One"), make.program("Other")
    Pairing.objects.bulk_create(
        [
            pairing(one, sessions_held=1),
            pairing(one, sessions_held=2),
            pairing(one, state="paused", sessions_held=4),
            pairing(one, state="closed", sessions_held=6),
            pairing(one, state="ended_early", sessions_held=3),
            pairing(one, state="ended_early", how_ended="declined"),
            pairing(one, state="continued", sessions_held=7),
            pairing(one, kind="one_off", sessions_held=1),
            pairing(other, kind="triad"),
            pairing(None, kind="peer"),
        ]
    )
    ends = ("finished", "ended_early", "continued", "never", "unknown")
    EarlierPair.objects.bulk_create(
        [earlier(one, number, ended) for number, ended in enumerate(ends)] + [earlier(None, 9, "finished")]
    )
    return one, other


def test_a_program_counts_its_own_pairings_and_those_of_earlier_years(two_programs):
    one, other = two_programs
    assert counts(one) == Counts(
        made=12, earlier=5, started=8, running=3, finished=2, ended_early=2, continued=2, declined=1
    )
    assert counts(other) == Counts(made=1, running=1)


def test_the_society_counts_everything_but_single_calls(two_programs):
    assert counts() == Counts(
        made=15, earlier=6, started=9, running=5, finished=3, ended_early=2, continued=2, declined=1
    )


def test_programs_side_by_side_say_the_same_as_one_by_one(two_programs, django_assert_num_queries):
    third = make.program("Third")
    with django_assert_num_queries(2):
        found = counts_by_program([*two_programs, third])
    assert found == {program.pk: counts(program) for program in (*two_programs, third)}


def test_nothing_is_counted_where_there_is_nothing():
    assert counts() == Counts()


def test_five_thousand_past_pairings_are_counted_in_two_queries_and_at_once(django_assert_num_queries):
    program = make.program()
    Pairing.objects.bulk_create([pairing(program, state="closed", sessions_held=5) for _ in range(5_000)])
    EarlierPair.objects.bulk_create([earlier(program, number, "finished") for number in range(2_000)])
    begun = time.perf_counter()
    with django_assert_num_queries(2):
        found = counts(program)
    assert time.perf_counter() - begun < 1.0
    assert (found.made, found.started, found.finished) == (7_000, 7_000, 7_000)
