"""The worker's part: solve, report, stop when asked, fail kindly, survive kill -9, and never twice at once."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from mentorquilt import matching
from mentorquilt.matchrounds import actions, jobs, queries
from mentorquilt.matchrounds.drafting import Asked
from mentorquilt.matchrounds.models import Round, Step
from tests.factories import matchrounds as make

NOW = make.NOW + timedelta(minutes=1)
SOLVE = """
import django
django.setup()
from django.utils import timezone
from mentorquilt.matchrounds import jobs
jobs.solve_waiting_rounds(now=timezone.now())
"""
BUSY = ("facts", "scores", "pairs", "reasons")


@pytest.mark.django_db
def test_a_waiting_round_becomes_a_proven_and_verified_result():
    row = make.ordered(make.filled(3, 4))
    assert jobs.solve_waiting_rounds(now=NOW) == 1

    solved = Round.objects.get(pk=row.pk)
    outcome = queries.outcome(solved)
    assert (solved.state, len(outcome.pairs), outcome.proved) == ("ready", 3, True)
    assert matching.verify(queries.market(solved), queries.policy(solved), outcome).ok
    assert {name: solved.summary[name] for name in ("mentees", "mentors", "places", "matched", "used")} == {
        "mentees": 3, "mentors": 4, "places": 4, "matched": 3, "used": 3,
    }  # fmt: skip
    assert (solved.summary["proved"], solved.summary["verified"]) == (True, True)


@pytest.mark.django_db
def test_nothing_to_do_is_nothing_done(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert jobs.solve_waiting_rounds(now=NOW) == 0


@pytest.mark.django_db
def test_the_same_people_and_rules_give_the_same_pairs():
    cohort = make.filled(4, 4)
    first, second = make.solved(cohort), make.solved(cohort)
    assert queries.outcome(first) == queries.outcome(second)


@pytest.mark.django_db
def test_a_round_cancelled_while_it_is_solved_stops_and_leaves_no_result():
    row = make.ordered(make.filled(2, 2))
    held = actions.claim(now=NOW)
    actions.cancel(match_round=held, by=None, now=NOW)
    jobs._solve(held)
    stopped = Round.objects.get(pk=row.pk)
    assert (stopped.state, stopped.outcome, stopped.claim) == ("cancelled", None, None)


@pytest.mark.django_db
def test_a_round_whose_rules_became_impossible_fails_with_words_and_problems():
    row = make.ordered(make.filled(2, 2))
    row.policy = {**row.policy, "min_shared_minutes": -5}
    row.save()
    jobs.solve_waiting_rounds(now=NOW)
    failed = Round.objects.get(pk=row.pk)
    assert (failed.state, failed.failure) == ("failed", "The people or the rules need a change first.")
    assert [problem["slug"] for problem in failed.problems] == ["setting_negative"]


@pytest.mark.django_db
def test_an_error_in_the_worker_fails_the_round_without_names_and_without_stopping_the_worker(caplog):
    row = make.ordered(make.filled(2, 2))
    row.market = {**row.market, "mentees": [*row.market["mentees"], {"surname": "Okafor"}]}
    row.save()
    assert jobs.solve_waiting_rounds(now=NOW) == 1
    failed = Round.objects.get(pk=row.pk)
    assert failed.state == "failed"
    assert "log of the worker" in failed.failure
    assert "Okafor" not in failed.failure


@pytest.mark.django_db
def test_progress_is_written_at_most_twice_a_second(django_assert_num_queries):
    make.ordered(make.filled(1, 1))
    reporter = jobs.Reporter(actions.claim(now=NOW))
    with django_assert_num_queries(2):
        for done in range(100):
            reporter.progress("pairs", done, 100)
            assert reporter.cancelled() is False


@pytest.mark.django_db
def test_a_worker_that_lost_its_round_goes_on_without_a_word_to_the_page():
    row = make.ordered(make.filled(1, 1))
    held = actions.claim(now=NOW)
    actions.sweep(now=NOW + timedelta(minutes=5))
    with pytest.raises(actions.LostClaim):
        jobs._solve(held)
    assert Round.objects.get(pk=row.pk).state == "waiting"


def crowd(many: int) -> matching.Market:
    """Make a market that takes seconds to solve."""
    chance = random.Random(7)
    topics = [f"topic_{number}" for number in range(40)]
    mentees = tuple(
        matching.Mentee(
            key=f"mentee{number}",
            stage="early",
            specialty=f"s{chance.randrange(20)}",
            wants_topics=tuple(chance.sample(topics, 3)),
            text=" ".join(chance.sample(topics, 12)),
        )
        for number in range(many)
    )
    mentors = tuple(
        matching.Mentor(
            key=f"mentor{number}",
            stage="late",
            specialty=f"s{chance.randrange(20)}",
            topics=tuple(chance.sample(topics, 6)),
            text=" ".join(chance.sample(topics, 12)),
        )
        for number in range(many)
    )
    return matching.Market(mentees=mentees, mentors=mentors)


def address() -> str:
    """Return the test database as an address for another process."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    host, user, name = (quote(str(facts[key]), safe="") for key in ("HOST", "USER", "NAME"))
    password = quote(str(facts["PASSWORD"]), safe="")
    port = f":{facts['PORT']}" if facts["PORT"] else ""
    return f"postgresql://{user}:{password}@{host}{port}/{name}"


def worker_process() -> subprocess.Popen[bytes]:
    """Start a process that solves one round in the test database."""
    environment = {
        **os.environ,
        "DATABASE_URL": address(),
        "MENTORQUILT_TEXT_KEYS": str(settings.TEXT_KEYS_FILE),
        "DJANGO_SETTINGS_MODULE": "mentorquilt.config.settings",
    }
    return subprocess.Popen([sys.executable, "-c", SOLVE], env=environment)


def until(condition, *, seconds: float = 60.0) -> bool:
    """Wait until a condition holds; returns whether it came to hold."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.guarantee
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_mid_solve_leaves_the_round_whole_and_it_is_solved_again():
    cohort = make.filled(3, 4)
    older = make.solved(cohort)
    draft = queries.draft(older)
    tried = queries.preview(draft, Asked("pin", *make.couple(older)))
    actions.change(draft=draft, tried=tried, is_verified=True, reason="", revision=0, by=None, now=NOW)
    row = make.ordered(cohort)
    Round.objects.filter(pk=row.pk).update(market=matching.market_to_json(crowd(1500)))

    for _round in range(2):
        process = worker_process()
        try:
            assert until(Round.objects.filter(pk=row.pk, state="solving", phase__in=BUSY).exists)
            process.send_signal(signal.SIGKILL)
        finally:
            process.kill()
            process.wait()
        left = Round.objects.get(pk=row.pk)
        assert (left.state, left.outcome, left.failure) == ("solving", None, "")
        assert left.lease_until is not None
        assert actions.sweep(now=timezone.now() + actions.LEASE + timedelta(seconds=1)) == 1
        assert Round.objects.get(pk=row.pk).state == "waiting"

    assert queries.draft(Round.objects.get(pk=older.pk)).bounds.pins == dict([make.couple(older)])
    assert Step.objects.count() == 1
    Round.objects.filter(pk=row.pk).update(market=matching.market_to_json(crowd(30)))
    jobs.solve_waiting_rounds(now=timezone.now())
    solved = Round.objects.get(pk=row.pk)
    assert (solved.state, len(queries.outcome(solved).pairs)) == ("ready", 30)


@pytest.mark.guarantee
@pytest.mark.race
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_of_many_workers_exactly_one_solves_a_round():
    cohort = make.filled(2, 2)
    for _turn in range(5):
        row = make.ordered(cohort)
        handled, start = [], threading.Barrier(4)

        def work(start=start, handled=handled):
            start.wait()
            try:
                handled.append(jobs.solve_waiting_rounds(now=timezone.now()))
            finally:
                connections.close_all()

        workers = [threading.Thread(target=work) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert sorted(handled) == [0, 0, 0, 1]
        assert Round.objects.get(pk=row.pk).state == "ready"


@pytest.mark.guarantee
@pytest.mark.race
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_of_two_changes_at_once_exactly_one_is_made():
    row = make.solved(make.filled(4, 5))
    couple = make.couple(row)
    for turn, kind in enumerate(("pin", "unpin", "pin", "unpin")):
        said, start = [], threading.Barrier(2)

        def change(turn=turn, kind=kind, said=said, start=start):
            try:
                draft = queries.draft(Round.objects.get(pk=row.pk))
                tried = queries.preview(draft, Asked(kind, *couple))
                start.wait()
                actions.change(
                    draft=draft, tried=tried, is_verified=True, reason="", revision=turn, by=None, now=NOW
                )
                said.append("made")
            except actions.DraftMoved:
                said.append("told")
            finally:
                connections.close_all()

        people = [threading.Thread(target=change) for _ in range(2)]
        for person in people:
            person.start()
        for person in people:
            person.join()
        assert sorted(said) == ["made", "told"]
        assert Round.objects.get(pk=row.pk).revision == turn + 1
    assert list(Step.objects.values_list("position", flat=True)) == [1, 2, 3, 4]
