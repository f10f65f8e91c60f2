"""The browser, watched pages against a live server on localhost, and the worker's round."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from mentorquilt import matching
from mentorquilt.config import worker
from mentorquilt.matchrounds.models import Round
from tests.journeys import browsing
from tests.journeys import demo as demos

# Playwright keeps an event loop in this thread; the database calls of a journey are synchronous all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# A machine that does other things at the same time is slow, not wrong.
SLOW = 30_000
expect.set_options(timeout=SLOW)

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder as a journey and a guarantee: it may not be skipped."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.guarantee)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = browsing.launch(playwright)
    yield started
    started.close()


@pytest.fixture
def trouble(live_server: LiveServer) -> Iterator[browsing.Trouble]:
    """Fail the journey when anything went wrong behind its pages; ``trouble.allow(pattern)`` expects some."""
    collected = browsing.Trouble(live_server.url)
    yield collected
    assert collected.left() == []


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer, trouble: browsing.Trouble) -> Iterator[OpenPage]:
    """Open pages as separate people: ``open_page(width=390, javascript=False)``."""
    contexts = []

    def opened(*, width: int = 1280, height: int = 900, javascript: bool = True, **more: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            **more,
        )
        context.set_default_timeout(SLOW)
        contexts.append(context)
        page = context.new_page()
        trouble.watch(page)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """One person at a desk."""
    return open_page()


@pytest.fixture(autouse=True)
def _no_index_of_other_people(settings: Any) -> None:
    """Begin without the search index that an earlier journey's worker left: its people are gone."""
    shutil.rmtree(settings.SEARCH_DIR, ignore_errors=True)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fail unless axe finds nothing (WCAG 2.2 AA and best practice), light and dark."""

    def checked(page: Page) -> None:
        assert browsing.axe_violations(page) == [], page.url

    return checked


@pytest.fixture
def work() -> Callable[..., int]:
    """Let the worker go round once: every registered job, at the moment given or now."""

    def worked(now: datetime | None = None) -> int:
        return worker.go_round(now=now or timezone.now())

    return worked


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> demos.Copies:
    matching.warm_up()
    return demos.Copies(tmp_path_factory.mktemp("copies"))


@pytest.fixture
def demo(live_server: LiveServer, transactional_db: None, copies: demos.Copies) -> None:
    """Begin with the demo society, as it is right after the first start."""
    copies.put(demos.society)


@pytest.fixture
def matched(live_server: LiveServer, transactional_db: None, copies: demos.Copies) -> Round:
    """Begin with the demo society and a solved round of the cohort that was ready."""
    copies.put(demos.matched_society)
    return Round.objects.get()
