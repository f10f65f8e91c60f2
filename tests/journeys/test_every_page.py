"""Every page of every role: readable by machine and eye, light and dark, whole on a phone, without closed links."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from mentorquilt.members.models import Member
from tests.access import scene as scenes
from tests.access import sweep
from tests.journeys import browsing

PHONE, DESK = 390, 1280
ROLES = ("anonymous", "mentee", "mentor", "coordinator", "reader", "admin")
# Answers that are made for a machine, and mails in their frames: those documents run no script, so no reader either.
NOT_PAGES = {"healthz", "readyz", "desks:mail_frame", "desks:outbox_frame"}
# What some addresses ask for, with the scene's two people.
ASKED = {
    "matchrounds:try": "?change=ban&mentee={mentee}&mentor={mentor}",
    "matchrounds:why_not": "?mentee={mentee}&mentor={mentor}",
}
TOO_SMALL = """() => {
    const kinds = '.btn, .chip, .menu > summary, .tabs a, .pages a, select, .more > summary, .pair-row summary';
    return [...document.querySelectorAll(kinds)].filter(one => one.checkVisibility())
        .map(one => [one.textContent.trim().slice(0, 40), Math.round(one.getBoundingClientRect().height)])
        .filter(([_, height]) => height < 44);
}"""
LINKS = "() => [...document.querySelectorAll('main a[href], header a[href], footer a[href]')].map(one => one.href)"
# What decides how a page reads: its elements with their classes, not the words in them.
SKELETON = """() => [...document.querySelectorAll('body, body *')]
    .filter(one => !one.closest('svg'))
    .map(one => `${one.tagName}.${one.className}`).join(' ')"""


@pytest.fixture(scope="session")
def read() -> set[int]:
    """The kinds of page that were read already; another role's equal page is not read again."""
    return set()


@pytest.fixture
def scene(live_server: Any, transactional_db: None) -> scenes.Scene:
    return scenes.build(demo=True)


def pages_of(scene: scenes.Scene, role: str) -> Iterator[str]:
    """Yield the address of every page that this role may open."""
    client = Client()
    member = scene.people[role]
    if member is not None:
        client.force_login(member)
    for name in sweep.addresses():
        if name in NOT_PAGES:
            continue
        people = {side: scene.rows[side].ref for side in ("mentee", "mentor")}
        url = reverse(name, kwargs=sweep.arguments(name, scene)) + ASKED.get(name, "").format(**people)
        answer = client.get(url)
        if answer.status_code == 200 and not answer.streaming and b"<html" in answer.content:
            yield url


def sign_in(page: Page, member: Member | None, home: str) -> None:
    """Hand the browser a session, as if the person had signed in before."""
    if member is None:
        return
    client = Client()
    client.force_login(member)
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": home}])


def whole_on_a_phone(page: Page) -> list[str]:
    """Return what does not hold at 390 pixels: a page that is too wide, targets too small for a thumb."""
    page.set_viewport_size({"width": PHONE, "height": 844})
    wide = page.evaluate("document.documentElement.scrollWidth")
    lines = [f"{wide} px wide"] if wide > PHONE else []
    return lines + [f"{words!r} is {height} px high" for words, height in page.evaluate(TOO_SMALL)]


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_accessible_whole_and_lead_somewhere(scene, open_page, live_server, read, role):
    page, trouble, links = open_page(), [], {}
    sign_in(page, scene.people[role], live_server.url)
    addresses = list(pages_of(scene, role))
    assert addresses
    for url in addresses:
        page.set_viewport_size({"width": DESK, "height": 900})
        page.goto(url)
        links |= dict.fromkeys(page.evaluate(LINKS), url)
        skeleton = hash(page.evaluate(SKELETON))
        if skeleton in read:
            continue
        read.add(skeleton)
        found = browsing.axe_violations(page) + whole_on_a_phone(page)
        trouble += [f"{url}: {line}" for line in found]
    assert trouble + closed(links, scene.people[role], live_server.url) == []


def closed(links: dict[str, str], member: Member | None, home: str) -> list[str]:
    """Return the links that lead nowhere, with the page they stand on."""
    client = Client(raise_request_exception=False)
    if member is not None:
        client.force_login(member)
    lines = []
    for link, page in links.items():
        parts = urlsplit(urljoin(home, link))
        if not link.startswith(home):
            continue
        address = parts.path + (f"?{parts.query}" if parts.query else "")
        status = client.get(address).status_code
        if status >= 400:
            lines.append(f"{page} leads to {address}, which answers {status}")
    return lines
