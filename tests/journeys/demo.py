"""The demo society for journeys: made once for each process, put back before every journey that asks for it."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page

from mentorquilt.config.demo import build
from mentorquilt.matchrounds import actions as rounds
from mentorquilt.matchrounds import jobs
from mentorquilt.matchrounds.models import Round
from mentorquilt.members.models import Member
from mentorquilt.programs import queries as programs
from mentorquilt.programs.models import Cohort
from mentorquilt.programs.states import CohortState

COORDINATOR = "robin.hale@meridian.example"
MENTEE = "nadia.haddad@prairieview.example"
MENTOR = "walter.lindqvist@clearwater.example"


def society() -> None:
    """Write the demo society as ``make run`` does."""
    build.build(now=timezone.now())


def matched_society() -> None:
    """Write the demo society and solve the cohort that is ready, as the worker does."""
    society()
    cohort = ready_cohort()
    by = Member.objects.get(email=COORDINATOR)
    rounds.request_round(cohort=cohort, policy=programs.policy_of(cohort.program), by=by, now=timezone.now())
    jobs.solve_waiting_rounds(now=timezone.now())
    assert Round.objects.get().is_ready


def ready_cohort() -> Cohort:
    """Return the cohort that waits for its match."""
    return Cohort.objects.get(state=CohortState.CLOSED)


class Copies:
    """Remembers databases by what filled them; a file copy on SQLite, filled anew elsewhere."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, fill: Callable[[], None]) -> None:
        """Make the empty test database hold what ``fill`` writes."""
        cache.clear()
        if connection.vendor != "sqlite":
            fill()
            return
        kept = self.folder / f"{fill.__name__}.sqlite3"
        connection.ensure_connection()
        is_new = not kept.exists()
        with contextlib.closing(sqlite3.connect(kept)) as copy:
            if is_new:
                fill()
                connection.connection.backup(copy)
            else:
                copy.backup(connection.connection)


def enter(page: Page, label: str) -> None:
    """Sign in with the one click that the demo offers."""
    page.goto("/sign-in/login/")
    page.get_by_role("button", name=f"Enter {label}").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
