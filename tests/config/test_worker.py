"""The worker goes round: what is due runs, what fails is logged, and asked to stop it stops."""

import json
import logging
import threading
import time
from datetime import UTC, datetime

import pytest
from django.db import OperationalError

from mentorquilt.config import logs, worker
from mentorquilt.records import jobs
from mentorquilt.records.models import Heartbeat

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def register(monkeypatch):
    """An empty register, and a way to fill it with jobs that note their calls."""
    monkeypatch.setattr(jobs, "_jobs", {})
    calls: list[str] = []

    def added(name: str, *results: int | Exception, every_seconds: int = 3600) -> list[str]:
        left = list(results)

        def run(*, now: datetime) -> int:
            calls.append(name)
            result = left.pop(0) if left else 0
            if isinstance(result, Exception):
                raise result
            return result

        jobs.register(name, run, every_seconds=every_seconds)
        return calls

    return added


def test_round_runs_every_job_once_at_the_moment_given(monkeypatch) -> None:
    monkeypatch.setattr(jobs, "_jobs", {})
    moments = []
    jobs.register("a.first", lambda *, now: moments.append(now) or 2, every_seconds=1)
    jobs.register("a.second", lambda *, now: moments.append(now) or 3, every_seconds=1)
    assert worker.go_round(now=NOW) == 5
    assert moments == [NOW, NOW]


def test_round_hands_a_failure_to_its_caller(register) -> None:
    register("a.broken", ValueError("no"))
    with pytest.raises(ValueError, match="no"):
        worker.go_round(now=NOW)


def test_job_is_due_again_after_its_time_only(register) -> None:
    calls = register("a.hourly")
    rounds, stop = worker.Rounds(), threading.Event()
    rounds.once(stop)
    rounds.once(stop)
    assert calls == ["a.hourly"]
    rounds.due["a.hourly"] = time.monotonic() - 1
    rounds.once(stop)
    assert calls == ["a.hourly"] * 2


def test_job_that_found_work_runs_again_after_the_others(register) -> None:
    register("a.busy", 50, 50, 0)
    calls = register("a.other")
    rounds, stop = worker.Rounds(), threading.Event()
    handled = [rounds.once(stop) for _ in range(4)]
    assert handled == [50, 50, 0, 0]
    assert calls == ["a.busy", "a.other", "a.busy", "a.busy"]


def test_failing_job_is_logged_without_its_words_and_the_round_goes_on(register, caplog) -> None:
    register("a.broken", OperationalError("canary-text"))
    calls = register("a.good", 1)
    with caplog.at_level(logging.ERROR):
        assert worker.Rounds().once(threading.Event()) == 1
    assert calls == ["a.broken", "a.good"]
    line = json.loads(logs.JsonLines().format(caplog.records[0]))
    assert (line["facts"], line["error"]) == ({"job": "a.broken"}, ["django.db.utils.OperationalError"])
    assert "canary" not in json.dumps(line)


def test_round_ends_after_the_job_in_hand_when_asked_to_stop(register, monkeypatch) -> None:
    stop = threading.Event()
    calls = register("a.first")
    jobs.register("a.stopper", lambda *, now: stop.set() or 1, every_seconds=1)
    register("a.never")
    assert worker.Rounds().once(stop) == 1
    assert calls == ["a.first"]


@pytest.mark.db_semantics
def test_worker_beats_while_it_works_and_ends_when_asked(register) -> None:
    stop = threading.Event()
    calls = register("a.good")
    running = threading.Thread(target=worker.work, args=(stop,))
    running.start()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and not (calls and Heartbeat.objects.exists()):
        time.sleep(0.05)
    stop.set()
    running.join(timeout=10)
    assert not running.is_alive()
    assert Heartbeat.objects.count() == 1
    assert calls[0] == "a.good"


def test_worker_stuck_in_one_job_does_not_beat(monkeypatch) -> None:
    rounds, stop = worker.Rounds(), threading.Event()
    rounds.busy_since = time.monotonic() - worker.STUCK_SECONDS - 1
    monkeypatch.setattr(worker, "BEAT_SECONDS", 0.05)
    beating = threading.Thread(target=worker.keep_beating, args=("here", rounds, stop))
    beating.start()
    time.sleep(0.3)
    silent = not Heartbeat.objects.exists()
    rounds.busy_since = None
    time.sleep(0.3)
    stop.set()
    beating.join(timeout=5)
    assert (silent, Heartbeat.objects.filter(name="here").count()) == (True, 1)
