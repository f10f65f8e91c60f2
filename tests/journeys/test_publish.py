"""A coordinator publishes the match, takes it back, and publishes again; however often she clicks, it happens once."""

import re

from django.urls import reverse
from playwright.sync_api import Page, expect

from mentorquilt.mail.models import Mail
from mentorquilt.matchrounds.models import Round
from mentorquilt.pairings.models import Pairing
from tests.journeys.demo import enter


def made(row: Round) -> tuple[int, int]:
    """Return how many pairings of a round there are, and how many of its mails."""
    pairs = Pairing.objects.filter(origin_ref=str(row.ref)).count()
    return pairs, Mail.objects.of_batch(f"round:{row.ref}").count()


def to_the_mails(page: Page, row: Round) -> None:
    page.goto(reverse("matchrounds:show", args=[row.ref]))
    page.get_by_role("link", name="See the 117 mails").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("117 mails are ready to be looked at")


def test_a_match_is_published_taken_back_and_published_again(matched, open_page, axe):
    row = Round.objects.get()
    page = open_page(width=390, height=844)
    enter(page, "Coordinator")
    to_the_mails(page, row)
    axe(page)
    page.get_by_text("To each mentee without a mentor").click()
    expect(page.get_by_text("You come first next time").first).to_be_visible()
    assert made(row) == (0, 0)

    page.get_by_role("button", name="Publish, and look at the 117 mails").dblclick()
    expect(page).to_have_url(re.compile("/outbox/"))
    expect(page.get_by_text("nothing has left")).to_be_visible()
    assert made(row) == (57, 117)

    page.goto(reverse("matchrounds:show", args=[row.ref]))
    axe(page)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back: 57 pairs")).to_be_visible()
    assert made(row) == (0, 0)

    to_the_mails(page, row)
    page.get_by_role("button", name="Publish, and look at the 117 mails").click()
    expect(page.get_by_text("nothing has left")).to_be_visible()
    assert made(row) == (57, 117)


def test_without_javascript_the_same_buttons_publish_and_take_back(matched, open_page):
    row = Round.objects.get()
    page = open_page(javascript=False)
    enter(page, "Coordinator")
    to_the_mails(page, row)
    page.get_by_role("button", name="Publish, and look at the 117 mails").click()
    assert made(row) == (57, 117)
    page.goto(reverse("matchrounds:show", args=[row.ref]))
    page.get_by_role("button", name="Take it back").click()
    assert made(row) == (0, 0)


def test_when_somebody_withdrew_meanwhile_she_is_named_and_one_tap_matches_again(matched, open_page, axe):
    row = Round.objects.get()
    pair = row.outcome["pairs"][0]
    row.cohort.enrolments.filter(member__ref=pair["mentee"]).update(state="withdrawn")
    name = next(each["name"] for each in row.market["mentees"] if each["key"] == pair["mentee"])
    page = open_page(width=390, height=844)
    enter(page, "Coordinator")
    page.goto(reverse("matchrounds:publish", args=[row.ref]))
    expect(page.get_by_role("heading", level=1)).to_have_text("One thing changed since this match was made")
    expect(page.locator("main").get_by_text(name)).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Match again").click()
    expect(page.get_by_text("Matching again.")).to_be_visible()
    assert Round.objects.count() == 2
