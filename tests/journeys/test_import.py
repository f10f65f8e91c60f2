"""A coordinator brings two messy sheets in: live with htmx, by keyboard, without JavaScript, light and dark."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page, expect

from mentorquilt.programs.models import Enrolment, RosterImport
from tests.factories import programs as make
from tests.factories import sheets
from tests.factories.society import society
from tests.journeys import browsing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def into():
    society()
    return make.cohort()


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    mentees, mentors = tmp_path / "mentees.csv", tmp_path / "mentors.xlsx"
    mentees.write_bytes(sheets.mentees_csv())
    mentors.write_bytes(sheets.mentors_xlsx())
    return mentees, mentors


@pytest.fixture
def sign_in(live_server):
    """Sign the coordinator in on a page's context."""
    robin = make.staff("robin@x.org")

    def signed(page: Page) -> Page:
        session = SessionStore()
        session[SESSION_KEY] = str(robin.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = robin.get_session_auth_hash()
        session.save()
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return signed


def upload(page: Page, into, files) -> None:
    page.goto(f"/programs/imports/of/{into.ref}/")
    page.set_input_files("input[name=mentee]", files[0])
    page.set_input_files("input[name=mentor]", files[1])
    page.get_by_role("button", name="Read the files").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What do the columns mean?")


def go_on(page: Page, heading: str) -> None:
    page.locator(".toolbar .btn-primary").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def test_two_messy_sheets_come_in_live(open_page, sign_in, into, files, axe):
    page = sign_in(open_page())
    upload(page, into, files)
    axe(page)
    expect(page.locator("#preview")).to_contain_text("“KS” is no country")
    page.select_option("#field-7", "region")
    expect(page.locator("#column-7")).to_contain_text("chosen by you")
    expect(page.locator("#preview")).not_to_contain_text("“KS” is no country")
    page.locator("#column-3").get_by_role("button", name="Early career").click()
    expect(page.locator("#column-3")).to_contain_text("1 answer to look at")
    page.get_by_role("link", name="Next row").click()
    expect(page.locator("#preview")).to_contain_text("Row 3, as we read it")
    page.reload()
    expect(page.locator("#field-7")).to_have_value("region")
    go_on(page, "What do the columns mean?")
    expect(page.locator(".tabs [aria-current]")).to_contain_text("Mentors")
    axe(page)
    go_on(page, "One person or two?")
    axe(page)
    page.check("input[value='maria.lopez@salinaregional.example']")
    expect(page.locator("#import-says")).to_contain_text("1 name not decided")
    go_on(page, "Wishes, and people to keep apart")
    axe(page)
    page.get_by_role("button", name="Yes, that is right").first.click()
    expect(page.locator(".is-decided")).to_have_count(1)
    go_on(page, "Are these the same?")
    axe(page)
    page.get_by_label("Yes, one institution").check()
    expect(page.locator("#import-says")).to_contain_text("Everything here is decided.")
    go_on(page, "Which city is meant?")
    axe(page)
    page.locator("input[value='US/IL/springfield']").first.check()
    expect(page.locator(".is-decided")).to_have_count(1)
    go_on(page, "113 people are ready to come in")
    axe(page)
    page.get_by_role("button", name="Import 113 people").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("They are in")
    axe(page)

    assert Enrolment.objects.count() == 113
    assert set(RosterImport.objects.values_list("state", flat=True)) == {"applied"}


def test_the_same_way_without_javascript(open_page, sign_in, into, files):
    page = sign_in(open_page(javascript=False))
    upload(page, into, files)
    page.select_option("#field-7", "region")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#field-7")).to_have_value("region")
    page.locator("#column-3").get_by_role("button", name="Early career").click()
    expect(page.locator("#column-3")).to_contain_text("1 answer to look at")
    go_on(page, "What do the columns mean?")
    go_on(page, "One person or two?")
    page.check("input[value='maria.lopez@salinaregional.example']")
    go_on(page, "Wishes, and people to keep apart")
    page.get_by_role("button", name="Yes, that is right").first.click()
    expect(page.locator(".is-decided")).to_have_count(1)
    go_on(page, "Are these the same?")
    page.get_by_label("Yes, one institution").check()
    go_on(page, "Which city is meant?")
    go_on(page, "113 people are ready to come in")
    page.get_by_role("button", name="Import 113 people").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("They are in")

    assert Enrolment.objects.count() == 113


def test_the_matching_page_works_by_keyboard_and_holds_on_a_phone(open_page, sign_in, into, files):
    page = sign_in(open_page(width=390, height=844))
    upload(page, into, files)
    assert browsing.too_wide(page) == 0
    page.focus("#field-7")
    page.keyboard.type("State or")
    expect(page.locator("#column-7")).to_contain_text("chosen by you")
    assert page.evaluate("document.activeElement.id") == "field-7"
    for heading in ("What do the columns mean?", "One person or two?", "Wishes, and people to keep apart"):
        go_on(page, heading)
        assert browsing.too_wide(page) == 0, heading
    page.goto(f"/programs/imports/of/{into.ref}/check/")
    assert browsing.too_wide(page) == 0
