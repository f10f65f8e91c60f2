"""Joining a group, a private mark, a guide on the phone, an officer's program, who is adrift: in a real browser."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Member
from mentorquilt.programs.models import Cohort, Enrolment
from mentorquilt.sigs.models import FutureMentor, SigMember
from tests.journeys import browsing
from tests.journeys import demo as demos

pytestmark = pytest.mark.django_db(transaction=True)
GROUP = reverse("sigs:show", args=["research-and-grants"])
PHONE = 390
SCREEN = 844


def test_a_mentee_joins_a_group_and_marks_somebody_for_herself_on_the_phone(open_page, demo):
    page = open_page(width=PHONE, height=SCREEN)
    demos.enter(page, "Mentee")
    page.goto(reverse("sigs:list"))
    page.get_by_role("button", name="Join Research and Grants").click()
    expect(page.get_by_text("You belong to Research and Grants now.")).to_be_visible()
    nadia = Member.objects.get(email=demos.MENTEE)
    assert SigMember.objects.filter(member=nadia, sig__slug="research-and-grants").exists()
    mark = page.get_by_role("button", name=re.compile("Mark .* for myself")).first
    name = str(mark.get_attribute("aria-label")).removeprefix("Mark ").removesuffix(" for myself")
    mark.click()
    expect(page.get_by_text(f"Kept for you alone: {name} will not learn of it.")).to_be_visible()
    expect(page).to_have_url(re.compile("/groups/research-and-grants/"))
    page.goto(reverse("sigs:marked"))
    expect(page.get_by_role("link", name=name)).to_be_visible()
    page.get_by_role("button", name=f"Take the mark off {name}").click()
    expect(page.get_by_role("link", name=name)).to_have_count(0)
    assert FutureMentor.objects.filter(owner=nadia).count() == 1
    page.goto(GROUP)
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_role("button", name="Join this group")).to_be_visible()


def test_the_guide_for_the_first_call_is_found_and_fits_one_phone_screen(open_page, demo, axe):
    page = open_page(width=PHONE, height=SCREEN)
    demos.enter(page, "Mentee")
    page.goto(reverse("guides:library"))
    page.get_by_role("link", name="The first call: twenty minutes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The first call: twenty minutes")
    page.evaluate("document.fonts.ready")
    box = page.locator(".prose").bounding_box()
    assert box
    assert box["y"] + box["height"] <= SCREEN
    axe(page)
    assert browsing.too_wide(page) == 0


def test_a_guide_is_found_by_keyboard_while_typing(page, demo):
    demos.enter(page, "Mentor")
    page.goto(reverse("guides:library"))
    page.get_by_label("Search").focus()
    page.keyboard.type("contract", delay=20)
    expect(page.get_by_role("link", name="The next grant")).to_have_count(0)
    found = page.get_by_role("link", name="Contracts and compensation")
    expect(found).to_be_visible()
    page.wait_for_load_state("networkidle")
    # Leaving the search field asks once more, and the list comes anew under her: she stays where she is.
    page.evaluate("document.querySelector('#found').dataset.old = 'yes'")
    found.focus()
    expect(page.locator("#found[data-old]")).to_have_count(0)
    expect(found).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Contracts and compensation")


def test_without_javascript_a_group_is_joined_and_a_guide_found(open_page, demo):
    page = open_page(width=PHONE, javascript=False)
    demos.enter(page, "Mentee")
    page.goto(reverse("sigs:list"))
    page.get_by_role("button", name="Join Early Career").click()
    expect(page.get_by_text("You belong", exact=True)).to_be_visible()
    page.goto(reverse("guides:library"))
    page.get_by_label("Search").fill("time zones")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("link", name="Mentoring across time zones")).to_be_visible()


def test_an_officer_runs_her_groups_program_and_not_the_other(page, demo, trouble):
    trouble.allow("403")
    mine = Cohort.objects.get(program__name="Into the Society", state="open")
    other = Cohort.objects.get(program__name="Nine Months", state="closed")
    demos.enter(page, "Officer")
    page.goto(reverse("sigs:list"))
    page.get_by_role("link", name="Physician Leadership and Mentoring").click()
    expect(page.get_by_text("You are chair")).to_be_visible()
    page.get_by_role("link", name="Into the Society").click()
    page.get_by_role("link", name=mine.name).click()
    expect(page.get_by_role("link", name="Match rounds")).to_be_visible()
    for url in (
        reverse("programs:cohort", args=[other.ref]),
        reverse("matchrounds:cohort", args=[other.ref]),
        reverse("programs:change", args=[other.program.ref]),
    ):
        answer = page.goto(url)
        assert answer
        assert answer.status in {403, 404}, url


def test_a_coordinator_invites_members_out_of_training(page, demo):
    cohort = Cohort.objects.get(program__name="Into the Society", state="open")
    demos.enter(page, "Coordinator")
    page.goto(reverse("programs:cohort", args=[cohort.ref]))
    page.get_by_role("link", name="Out of training").click()
    before = Enrolment.objects.filter(cohort=cohort, state="invited").count()
    for place in (0, 1):
        page.get_by_role("checkbox").nth(place).check()
    page.get_by_role("button", name="Draft the invitations").click()
    expect(page.get_by_text("2 mails wait in the outbox.")).to_be_visible()
    assert Enrolment.objects.filter(cohort=cohort, state="invited").count() == before + 2
    assert Mail.objects.filter(role="programs.would_you_like_a_mentor", state="draft").count() == 2


def pages_of(role: str) -> list[str]:
    """Return the pages of this part that a role looks at."""
    if role == "Mentee":
        return [
            reverse("sigs:list"), reverse("sigs:show", args=["regional-anesthesia-and-acute-pain"]),
            reverse("sigs:marked"), reverse("guides:library"), reverse("guides:show", args=["after-burnout"]),
        ]  # fmt: skip
    if role == "Society admin":
        officers = reverse("sigs:officers", args=["research-and-grants"])
        return [reverse("sigs:list"), officers, reverse("sigs:create"), reverse("guides:create")]
    cohort = Cohort.objects.get(program__name="Into the Society", state="open")
    return [
        reverse("desks:adrift", args=[cohort.ref]),
        reverse("guides:show", args=["match-week"]),
        reverse("guides:change", args=["asking-well"]),
        reverse("programs:change", args=[cohort.program.ref]),
    ]


@pytest.mark.parametrize("role", ["Mentee", "Society admin", "Coordinator"])
def test_pages_pass_axe_on_the_phone_and_hold_their_width(open_page, demo, axe, role):
    page: Page = open_page(width=PHONE)
    demos.enter(page, role)
    for url in pages_of(role):
        page.goto(url)
        axe(page)
        assert browsing.too_wide(page) == 0, url
