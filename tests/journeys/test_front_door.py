"""A stranger enrols on a phone, with her taps and letters counted; people answer by mail links; a coordinator looks."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState
from mentorquilt.members.models import Member, Offer
from mentorquilt.programs.models import Cohort, Enrolment, EnrolmentDraft
from tests.journeys import browsing
from tests.journeys.demo import enter

pytestmark = pytest.mark.django_db(transaction=True)
STRANGER = "irene.moreau@example.org"
MOST_TAPS, MOST_LETTERS = 30, 320


class Thumb:
    """One thumb on a phone: counts what it taps and what it types."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.letters = page, 0, 0

    def tap(self, words: str, role: str = "button", *, exact: bool = True) -> None:
        self.page.get_by_role(role, name=words, exact=exact).first.click()
        self.taps += 1

    def tick(self, words: str) -> None:
        self.page.locator("form.entry label:visible").filter(
            has_text=re.compile(rf"^\s*{words}")
        ).first.click()
        self.taps += 1

    def type(self, label: str, text: str) -> None:
        field = self.page.get_by_label(label).first
        field.click()
        field.press_sequentially(text)
        self.taps, self.letters = self.taps + 1, self.letters + len(text)

    def choose(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(label=words)
        self.taps += 2


def open_cohort() -> Cohort:
    return Cohort.objects.select_related("program").get(state="open")


def link_in(mail: Mail) -> str:
    return re.search(r"/join/by-mail/\S+", mail.body)[0]


def test_a_stranger_enrols_with_one_thumb(
    open_page: Callable[..., Page], demo: None, axe: Callable[[Page], None]
) -> None:
    page = open_page(width=390, height=844)
    thumb, began = Thumb(page), time.monotonic()
    page.goto(f"/join/{open_cohort().program.slug}/")
    axe(page)
    assert browsing.too_wide(page) == 0
    thumb.tap("I would like a mentor", "link", exact=False)
    axe(page)
    thumb.type("Your e-mail address", STRANGER)
    thumb.tap("Send me a code")
    code = re.search(r"^[A-Z]{4}-[A-Z]{4}$", Mail.objects.latest("pk").body, re.MULTILINE)[0]
    thumb.type("Code", code)
    thumb.tap("Sign in")
    page.wait_for_url("**/enrol/me/mentee/")
    axe(page)
    _fill(page, thumb)
    assert browsing.too_wide(page) == 0
    thumb.tap("Enrol me")
    page.wait_for_url("**/programs/mine/**")
    took = time.monotonic() - began
    expect(page.get_by_role("heading", name="You are enrolled")).to_be_visible()
    axe(page)
    row = Enrolment.objects.get(member__email=STRANGER)
    assert (row.state, row.need.topics, row.attends) == ("submitted", ["leadership"], "yes")
    assert not EnrolmentDraft.objects.filter(member=row.member).exists()
    print(
        f"enrolled: {thumb.taps} taps, {thumb.letters} letters, {took:.1f} s of a machine that does not think"
    )
    assert thumb.taps <= MOST_TAPS
    assert thumb.letters <= MOST_LETTERS


def _fill(page: Page, thumb: Thumb) -> None:
    """Fill in the form as somebody new does; what was typed is kept meanwhile."""
    thumb.type("Your name", "Irene Moreau")
    thumb.choose("Career stage", "Early career")
    thumb.choose("Specialty", "Pediatrics")
    thumb.type("Your city", "Salina")
    page.locator("#enrol_city_found label").filter(has_text="Kansas").first.click()
    thumb.taps += 1
    thumb.type("What are you looking for?", "How do I get onto a committee, and is it worth it?")
    thumb.type("What should it lead to in some years?", "I would like to lead our quality work.")
    thumb.tick("Career mentor")
    page.get_by_label("Search these").first.click()
    page.get_by_label("Search these").first.press_sequentially("leadersh")
    thumb.taps, thumb.letters = thumb.taps + 1, thumb.letters + 8
    page.locator("[data-field=topics] .choice:visible").filter(
        has_text=re.compile(r"^\s*Leadership\s*$")
    ).click()
    thumb.taps += 1
    thumb.tick("Weekday evenings")
    thumb.tick("Yes")
    for question in ("base_direction", "base_whom_to_ask", "base_belonging"):
        page.locator(f"[data-field={question}] label").filter(has_text="A little").click()
        thumb.taps += 1
    thumb.tick("I will keep to this")
    expect(page.locator("[data-field=seeks] [data-state]")).to_have_text("Saved")


def test_what_she_typed_waits_for_her_on_another_device(open_page: Callable[..., Page], demo: None) -> None:
    phone = open_page(width=390, height=844)
    enter(phone, "Mentee")
    address = f"/programs/cohorts/{open_cohort().ref}/enrol/me/mentee/"
    phone.goto(address)
    phone.get_by_text("Not sure what to write?").click()
    phone.get_by_text("I want to build something", exact=True).click()
    seeks = phone.get_by_label("What are you looking for?")
    seeks.fill("Words from the phone.")
    seeks.blur()
    expect(phone.locator("[data-field=seeks] [data-state]")).to_have_text("Saved")
    desk = open_page(javascript=False)
    enter(desk, "Mentee")
    desk.goto(address)
    expect(desk.get_by_label("What are you looking for?")).to_have_value("Words from the phone.")
    desk.get_by_label("What are you looking for?").fill("")
    desk.get_by_text("Not sure what to write?").click()
    desk.get_by_role("button", name="Write me a first draft").click()
    expect(desk.get_by_label("What are you looking for?")).to_have_value(re.compile("build something"))
    assert EnrolmentDraft.objects.get().values["tap_now"] == "build"


def test_somebody_from_a_spreadsheet_confirms_by_the_link_in_a_mail(
    open_page: Callable[..., Page], demo: None, axe: Callable[[Page], None]
) -> None:
    cohort = open_cohort()
    desk = open_page()
    enter(desk, "Coordinator")
    desk.goto(f"/programs/cohorts/{cohort.ref}/unconfirmed/")
    desk.get_by_role("button", name=re.compile("Draft [0-9]+ mails")).click()
    expect(desk.get_by_text("mails wait in the outbox")).to_be_visible()
    assert set(Mail.objects.filter(batch=f"check:{cohort.ref}").values_list("state", flat=True)) == {
        MailState.DRAFT
    }
    mail = Mail.objects.filter(batch=f"check:{cohort.ref}").first()
    phone = open_page(width=390, height=844)
    phone.goto(link_in(mail))
    axe(phone)
    assert browsing.too_wide(phone) == 0
    phone.get_by_role("button", name="All correct").click()
    expect(phone.get_by_role("heading", name="You are enrolled")).to_be_visible()
    assert Enrolment.objects.get(cohort=cohort, member=mail.to).state == "approved"


def test_a_coordinator_looks_at_memberships_on_the_phone(
    open_page: Callable[..., Page], demo: None, axe: Callable[[Page], None]
) -> None:
    cohort = open_cohort()
    page = open_page(width=390, height=844)
    enter(page, "Coordinator")
    page.goto(f"/programs/cohorts/{cohort.ref}/check/")
    expect(page.get_by_text("Perhaps the same person")).to_be_visible()
    axe(page)
    assert browsing.too_wide(page) == 0
    page.get_by_label("Leila Brandt").check()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("1 person approved.")).to_be_visible()
    assert Enrolment.objects.get(member__email="leila.brandt@example.org").state == "approved"
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("1 person is back on the list.")).to_be_visible()
    assert Enrolment.objects.get(member__email="leila.brandt@example.org").state == "submitted"


def test_somebody_who_knows_a_topic_is_asked_and_says_yes_with_one_tap(
    open_page: Callable[..., Page], demo: None, axe: Callable[[Page], None]
) -> None:
    cohort = open_cohort()
    offer = (
        Offer.objects.exclude(owner__enrolments__cohort=cohort)
        .filter(owner__mentoring__is_willing=True)
        .first()
    )
    topic = offer.topics[0]
    desk = open_page(width=390, height=844)
    enter(desk, "Coordinator")
    desk.goto(f"/programs/cohorts/{cohort.ref}/invite/{topic}/")
    axe(desk)
    assert browsing.too_wide(desk) == 0
    desk.get_by_role("checkbox").first.check()
    desk.get_by_role("button", name="Draft the mails").click()
    expect(desk.get_by_text("asked already").first).to_be_visible()
    mail = Mail.objects.filter(role="programs.could_you_help").first()
    phone = open_page(width=390, height=844)
    phone.goto(link_in(mail))
    axe(phone)
    phone.get_by_role("button", name="I could help with this").click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    axe(phone)
    phone.get_by_role("button", name="That fits").click()
    expect(phone.get_by_text("That is all we need.")).to_be_visible()
    assert Enrolment.objects.get(cohort=cohort, member=mail.to).state in {"approved", "submitted"}


def test_a_members_home_fits_a_phone_and_reads_well(
    open_page: Callable[..., Page], demo: None, axe: Callable[[Page], None]
) -> None:
    page = open_page(width=390, height=844)
    enter(page, "Mentee")
    axe(page)
    assert browsing.too_wide(page) == 0
    for words in ("Find one for me", "I will ask someone", "Which mails you get"):
        expect(page.get_by_text(words)).to_be_visible()
    assert Member.objects.filter(demo_label="mentee").exists()
