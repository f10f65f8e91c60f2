"""The worker's loop: it goes round the jobs that rooms registered, and leaves a sign of life.

The row is the job (docs/map.md): a job claims due rows itself, so any number of workers may run at once and
one that dies loses nothing. A failing job is logged and the round goes on.
"""

import logging
import socket
import threading
import time
from datetime import datetime

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone

from mentorquilt.records import heartbeat, jobs

PAUSE_SECONDS = 0.5
BEAT_SECONDS = 15
STUCK_SECONDS = 15 * 60

log = logging.getLogger(__name__)


def go_round(*, now: datetime) -> int:
    """Run every registered job once at this moment; returns handled rows. Errors go to the caller."""
    return sum(job.run(now=now) for job in jobs.registered())


class Rounds:
    """When each job is due next, and since when the present one runs."""

    def __init__(self) -> None:
        self.due: dict[str, float] = {}
        self.busy_since: float | None = None

    def is_stuck(self) -> bool:
        """Return whether one job has run for so long that the worker should no longer count as alive."""
        return self.busy_since is not None and time.monotonic() - self.busy_since > STUCK_SECONDS

    def attempt(self, job: jobs.Job) -> int:
        """Run one job now; a failure is logged and counts as nothing handled."""
        self.busy_since = time.monotonic()
        try:
            return job.run(now=timezone.now())
        except Exception:
            log.exception("job failed", extra={"facts": {"job": job.name}})
            return 0
        finally:
            self.busy_since = None
            close_old_connections()

    def once(self, stop: threading.Event) -> int:
        """Run the jobs that are due, one after the other, until asked to stop; returns handled rows.

        A job that found work is due again in the next round, after the others had their turn.
        """
        handled = 0
        for job in jobs.registered():
            if stop.is_set():
                break
            if time.monotonic() >= self.due.get(job.name, 0.0):
                count = self.attempt(job)
                self.due[job.name] = 0.0 if count else time.monotonic() + job.every_seconds
                handled += count
        return handled


def keep_beating(name: str, rounds: Rounds, stop: threading.Event) -> None:
    """Leave a sign of life until asked to stop; silent while one job is stuck."""
    while not stop.is_set():
        if not rounds.is_stuck():
            try:
                heartbeat.beat(name, timezone.now())
            except DatabaseError:
                log.exception("heartbeat failed")
            finally:
                close_old_connections()
        stop.wait(BEAT_SECONDS)
    connections.close_all()


def work(stop: threading.Event) -> None:
    """Go round until asked to stop; the job in hand is finished first."""
    rounds = Rounds()
    beating = threading.Thread(target=keep_beating, args=(socket.gethostname(), rounds, stop), daemon=True)
    beating.start()
    while not stop.is_set():
        rounds.once(stop)
        stop.wait(PAUSE_SECONDS)
    beating.join(timeout=5)
    connections.close_all()
