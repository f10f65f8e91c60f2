"""A real society starts from nothing on a phone, counted in taps; the demo is left; somebody is named and stands in."""

import time

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from mentorquilt.members.models import Grant, Member
from mentorquilt.members.states import Role
from mentorquilt.programs.models import Program
from mentorquilt.society import actions
from mentorquilt.society import queries as society
from tests.factories import programs as make
from tests.journeys import browsing
from tests.journeys.demo import enter

MOST_TAPS, TYPED_AT = 12, 2.5
"""Taps the whole start may cost, and characters a second somebody types on a phone."""
MINUTES = 10


class Thumb:
    """Counts what a person does: taps, and characters typed."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.typed = page, 0, 0

    def tap(self, words: str) -> None:
        self.taps += 1
        self.page.get_by_role("button", name=words, exact=True).click()

    def write(self, label: str, words: str) -> None:
        self.taps += 1
        self.typed += len(words)
        self.page.get_by_label(label, exact=True).fill(words)

    def seconds(self) -> float:
        """Return how long a person takes: typing, and five seconds to read and aim for each tap."""
        return self.typed / TYPED_AT + 5 * self.taps


def test_from_an_empty_database_to_a_link_in_ten_minutes(
    live_server, transactional_db, open_page, axe, record_property
):
    page = open_page(width=390, timezone_id="America/Chicago")
    page.goto("/start/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nobody runs this yet")
    axe(page)
    token = actions.make_setup_link(now=timezone.now())
    began, thumb = time.monotonic(), Thumb(page)
    page.goto(reverse("desks:start_link", args=[token]))
    axe(page)
    thumb.write("Your name", "Robin Hale")
    thumb.write("Your e-mail address", "robin@real.example")
    thumb.tap("Begin")
    page.wait_for_url("**/start/society/")
    axe(page)
    thumb.write("Name of the society", "Example Society of Regional Physicians")
    thumb.tap("Go on")
    page.wait_for_url("**/start/people/")
    axe(page)
    thumb.tap("Go on")
    page.wait_for_url("**/programs/new/from/**")
    axe(page)
    thumb.write("What is it called?", "Nine Months")
    thumb.write("Its first day", f"{timezone.localdate().year + 1}-10-14")
    thumb.tap("Set it up")
    page.wait_for_url("**/start/done/")
    axe(page)
    assert browsing.too_wide(page) == 0
    link = page.get_by_label("The link to send").input_value()
    machine, person = time.monotonic() - began, thumb.seconds()
    record_property("taps", thumb.taps)
    record_property("seconds", round(machine + person))

    assert thumb.taps <= MOST_TAPS
    assert machine + person < MINUTES * 60
    assert (society.current().zone, society.current().short_name) == ("America/Chicago", "ESRP")
    assert Program.objects.get().cohorts.get().announce_on is not None
    member = open_page(width=390)
    member.goto(link.replace("http://localhost:8000", live_server.url))
    expect(member.get_by_role("heading", name="Nine Months")).to_be_visible()


def test_without_javascript_the_start_works_as_well(live_server, transactional_db, open_page):
    page = open_page(width=390, javascript=False)
    page.goto(reverse("desks:start_link", args=[actions.make_setup_link(now=timezone.now())]))
    thumb = Thumb(page)
    thumb.write("Your name", "Robin Hale")
    thumb.write("Your e-mail address", "robin@real.example")
    thumb.tap("Begin")
    thumb.write("Name of the society", "Example Society")
    thumb.tap("Go on")
    thumb.tap("Go on")
    thumb.write("What is it called?", "Nine Months")
    page.get_by_label("Around which annual meeting?").select_option("none")
    thumb.tap("Set it up")
    expect(page.get_by_label("The link to send")).to_be_visible()


def test_the_demo_is_left_for_ones_own_society(demo, open_page, axe):
    page = open_page(width=390)
    page.goto("/sign-in/login/")
    page.get_by_role("link", name="Start with our society").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Leave the demo")
    axe(page)
    assert browsing.too_wide(page) == 0
    thumb = Thumb(page)
    thumb.write("Your name", "Robin Hale")
    thumb.write("Your e-mail address", "robin@real.example")
    thumb.write("Type LEAVE to go on", "leave")
    thumb.tap("Leave the demo and begin")
    page.wait_for_url("**/start/society/")
    expect(page.get_by_text("The demo is gone.")).to_be_visible()
    assert list(Member.objects.values_list("email", flat=True)) == ["robin@real.example"]
    stranger = open_page(width=390)
    stranger.goto("/sign-in/login/")
    expect(stranger.get_by_role("button", name="Send me a code")).to_be_visible()
    expect(stranger.get_by_role("button", name="Enter")).to_have_count(0)


@pytest.mark.parametrize(
    "name", ["staff", "staff_add", "settings", "settings_limits", "settings_types", "installation"]
)
def test_an_admins_pages_hold_on_a_phone(demo, open_page, axe, name):
    page = open_page(width=390)
    enter(page, "Society admin")
    page.goto(reverse(f"desks:{name}"))
    axe(page)
    assert browsing.too_wide(page) == 0


def test_somebody_is_named_coordinator_and_comes_in(demo, open_page):
    page = open_page(width=390)
    enter(page, "Society admin")
    page.goto(reverse("desks:staff"))
    page.get_by_role("link", name="Name somebody").click()
    thumb = Thumb(page)
    thumb.write("E-mail address", "sam@real.example")
    page.get_by_label("Name (optional)").or_(page.get_by_label("Name", exact=True)).first.fill("Sam Ortiz")
    page.get_by_label("Coordinator").check()
    page.get_by_label("For").select_option(label="Nine Months")
    thumb.tap("Name her")
    expect(page.get_by_role("link", name="Sam Ortiz")).to_be_visible()
    page.goto(f"{reverse('desks:mailbox')}?to=sam@real.example")
    page.get_by_role("main").get_by_role("listitem").first.get_by_role("link").click()
    sam = Member.objects.get(email="sam@real.example")
    held = Grant.objects.get(member=sam)
    assert (held.role, held.scope_id) == ("coordinator", str(Program.objects.get(name="Nine Months").ref))


def test_a_coordinator_goes_away_and_both_desks_say_so(demo, open_page, axe):
    page, theirs = open_page(width=390), open_page(width=390)
    enter(page, "Coordinator")
    page.get_by_role("link", name="Away for a while? Name a stand-in").click()
    axe(page)
    thumb = Thumb(page)
    thumb.write("E-mail address", "it@meridian.example")
    thumb.tap("Ask her")
    page.wait_for_url("**/")
    expect(page.get_by_text("stands in: Into the Society, Nine Months")).to_be_visible()
    axe(page)
    enter(theirs, "Society admin")
    expect(theirs.get_by_text("You stand in for Robin Hale")).to_be_visible()
    page.get_by_role("button", name="End it now").click()
    expect(page.get_by_text("does not stand in any more")).to_be_visible()
    assert not Grant.objects.filter(stands_in_for__isnull=False).exists()


def test_a_field_that_is_saved_never_moves_the_button_below_it(live_server, transactional_db, open_page):
    admin = make.staff("it@x.org", Role.ADMIN)
    page = open_page(width=390)
    token = actions.make_setup_link(now=timezone.now())
    Grant.objects.filter(member=admin).delete()
    page.goto(reverse("desks:start_link", args=[token]))
    page.get_by_label("Your name").fill("R")
    page.get_by_label("Your e-mail address").fill("r@real.example")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/start/society/")
    before = page.get_by_role("button", name="Go on").bounding_box()
    page.get_by_label("Name of the society").fill("Example")
    page.get_by_label("Short name").focus()
    expect(page.locator('[data-field="name"] [data-state]')).to_have_text("Saved")
    assert page.get_by_role("button", name="Go on").bounding_box() == before
