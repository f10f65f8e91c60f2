"""Many people at once want one last place (P1): one gets it, whatever the database and however slow the write."""

import threading
import time
from collections import Counter
from contextlib import nullcontext

import pytest
from django.db import connection
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mentorquilt.members.models import Mentoring
from mentorquilt.pairings import actions
from mentorquilt.pairings.models import Pairing, Participant
from tests.factories import members as people
from tests.factories import pairings as make
from tests.factories import programs

RACE = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.race,
    pytest.mark.guarantee,
    pytest.mark.db_semantics,
]
ROUNDS, AT_ONCE, PAUSE = 20, 50, 0.005


def slow_writes(execute, sql, params, many, context):
    """Wait before places are counted, so that whoever read before somebody else wrote would be found out."""
    if sql.startswith("UPDATE") and "members_mentoring" in sql:
        time.sleep(PAUSE)
    return execute(sql, params, many, context)


def all_at_once(acts, *, slowly):
    """Run every act in a thread with a connection of its own; return what each came to, errors by their class."""
    ready, told = threading.Barrier(len(acts)), Counter()

    def run(act):
        ready.wait()
        try:
            with connection.execute_wrapper(slow_writes) if slowly else nullcontext():
                act()
            told["started"] += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, it is counted and judged below
            told[type(error).__name__] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def wanting(mentee, mentor, **facts):
    return lambda: make.started(mentee, mentor, **facts)


@pytest.mark.parametrize("slowly", [False, True])
class TestOneLastPlace:
    pytestmark = RACE

    def test_fifty_at_once_get_one_place_between_them(self, slowly):
        mentees = [people.physician() for _ in range(AT_ONCE)]
        for turn in range(ROUNDS):
            kind = "one_off" if turn % 4 == 3 else "dyad"
            mentor = people.mentor(capacity=2, taken=1, first_calls=1)
            told = all_at_once([wanting(one, mentor, kind=kind) for one in mentees], slowly=slowly)

            assert told == {"started": 1, "NoPlace": AT_ONCE - 1}
            row = Mentoring.objects.get(member=mentor)
            assert (row.taken, row.first_calls_taken) == ((1, 1) if kind == "one_off" else (2, 0))
            assert Participant.objects.filter(member=mentor).count() == 1

    def test_of_ten_mentors_for_one_slot_one_stays(self, slowly):
        for _turn in range(5):
            cohort, mentee = programs.cohort(programs.program(f"P{_turn}")), people.physician()
            mentors = [people.mentor() for _ in range(10)]
            told = all_at_once([wanting(mentee, one, cohort=cohort) for one in mentors], slowly=slowly)

            assert told == {"started": 1, "AlreadyPaired": 9}
            assert Mentoring.objects.filter(member__in=mentors, taken=1).count() == 1


class Starting(RuleBasedStateMachine):
    """Start, start many, take back, change of capacity, pause, in any order, beside a plain model of what holds."""

    @initialize()
    def begin(self):
        self.cohort = programs.cohort(programs.program(f"P{Pairing.objects.count()}-{id(self)}"))
        self.mentors = [people.mentor(capacity=1 + number % 2) for number in range(3)]
        self.mentees = [people.physician() for _ in range(5)]
        self.pairs: dict[tuple[int, int], str] = {}
        self.rounds = 0

    def _free(self, mentor):
        row = Mentoring.objects.get(member=self.mentors[mentor])
        held = sum(1 for _mentee, other in self.pairs if other == mentor)
        return not row.is_paused and held < row.capacity

    @rule(mentee=st.integers(0, 4), mentor=st.integers(0, 2))
    def start_one(self, mentee, mentor):
        slot_taken = any(one == mentee for one, _other in self.pairs)
        try:
            make.started(self.mentees[mentee], self.mentors[mentor], cohort=self.cohort, origin_ref="one")
        except actions.NoPlace:
            assert not self._free(mentor)
        except actions.AlreadyPaired:
            assert slot_taken
            assert self._free(mentor)
        else:
            assert not slot_taken
            self.pairs[mentee, mentor] = "one"

    @rule(wanted=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2)), min_size=1, max_size=4))
    def start_many(self, wanted):
        self.rounds += 1
        ref = f"round-{self.rounds}"
        batch = [
            make.wanted(self.mentees[one], self.mentors[other], cohort=self.cohort, origin_ref=ref)
            for one, other in wanted
        ]
        try:
            actions.start_all(wanted=batch, by=None, now=make.NOW)
        except (actions.NoPlace, actions.AlreadyPaired):
            assert not Pairing.objects.filter(origin_ref=ref).exists()
        else:
            self.pairs |= dict.fromkeys(wanted, ref)

    @precondition(lambda self: self.pairs)
    @rule()
    def take_back(self):
        ref = next(iter(self.pairs.values()))
        count = actions.take_back(origin_ref=ref, by=None, now=make.NOW)
        gone = [pair for pair, origin in self.pairs.items() if origin == ref]
        assert count == len(gone)
        for pair in gone:
            del self.pairs[pair]

    @rule(mentor=st.integers(0, 2), capacity=st.integers(0, 3), paused=st.booleans())
    def change(self, mentor, capacity, paused):
        Mentoring.objects.filter(member=self.mentors[mentor]).update(capacity=capacity, is_paused=paused)

    @invariant()
    def what_is_written_is_what_holds(self):
        for number, mentor in enumerate(self.mentors):
            held = sum(1 for _mentee, other in self.pairs if other == number)
            assert Mentoring.objects.get(member=mentor).taken == held
        live = Participant.objects.filter(live=True, role="mentee", member__in=self.mentees)
        assert sorted(live.values_list("member", flat=True)) == sorted(
            self.mentees[one].pk for one, _other in self.pairs
        )

    def teardown(self):
        Pairing.objects.all().delete()


@pytest.mark.guarantee
@pytest.mark.db_semantics
@pytest.mark.django_db
def test_whatever_the_order_no_mentor_is_over_full_and_no_slot_is_held_twice():
    machine = Starting.TestCase
    machine.settings = settings(max_examples=12, stateful_step_count=18, deadline=None, derandomize=True)
    machine().runTest()
