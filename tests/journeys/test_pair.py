"""The pair page on two phones: she writes first, his mailbox holds it, he answers; keyboard, axe, and a way out."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Member, Need
from mentorquilt.pairings import actions, queries
from mentorquilt.pairings.models import Message, Pairing
from tests.journeys import browsing
from tests.journeys.demo import MENTEE, MENTOR, enter, ready_cohort

LETTER = "Dear Professor Lindqvist, may I ask which two blocks you would start with?"


@pytest.fixture
def pairing(demo) -> Pairing:
    """The demo's mentee and mentor, introduced a minute ago."""
    now, into = timezone.now() - timedelta(minutes=1), ready_cohort()
    mentee, mentor = Member.objects.get(email=MENTEE), Member.objects.get(email=MENTOR)
    into.enrolments.filter(member__in=[mentee, mentor]).update(state="matched")
    wanted = actions.Start(
        kind="dyad",
        seats=(actions.Seat(mentee.pk, "mentee"), actions.Seat(mentor.pk, "mentor")),
        starts_on=now.date(),
        program=into.program,
        cohort=into,
        need=Need.objects.filter(owner=mentee).values_list("pk", flat=True).first(),
        mentor_type="clinical",
        reasons=[
            {"slug": "topics", "what": "Acute pain service"},
            {"slug": "distance", "km": 1900, "on_purpose": True},
        ],
    )
    return actions.start(wanted=wanted, by=None, now=now)


def opened(page: Page, pairing: Pairing, label: str) -> Page:
    enter(page, label)
    page.goto(reverse("desks:pair", args=[pairing.ref]))
    return page


def test_she_writes_he_reads_it_in_his_mail_and_answers(pairing, open_page, axe, work):
    her = opened(open_page(width=390, height=844), pairing, "Mentee")
    expect(her.get_by_role("heading", level=1)).to_contain_text("Professor Walter Lindqvist")
    assert browsing.too_wide(her) == 0
    axe(her)
    her.get_by_role("link", name="Write your first message").click()
    her.get_by_label("Your message").fill(LETTER)
    her.get_by_role("button", name="Send").click()
    expect(her.get_by_role("status").filter(has_text="Sent.")).to_be_visible()
    expect(her.locator(".message.is-own")).to_contain_text(LETTER)

    work()
    letter = Mail.objects.get(role="pairings.message")
    assert letter.state == "sent"
    his = open_page(width=390, height=844)
    his.goto(f"{reverse('desks:mailbox')}?to={MENTOR}")
    his.get_by_role("link", name="Dr. Nadia Haddad wrote to you").click()
    frame = his.locator("iframe")
    told = frame.content_frame.locator("body") if frame.count() else his.locator("main")
    expect(told).to_contain_text("which two blocks you would start with")

    opened(his, pairing, "Mentor")
    expect(his.locator(".message")).to_contain_text(LETTER)
    his.get_by_label("Your message").fill("Gladly. Thursday at seven?")
    his.get_by_role("button", name="Send").click()
    expect(his.locator(".message.is-own")).to_contain_text("Thursday at seven?")
    axe(his)
    her.reload()
    expect(her.locator(".message").last).to_contain_text("Thursday at seven?")
    expect(her.get_by_text("Seen by Professor Lindqvist")).to_be_visible()


def test_the_first_call_stands_on_one_phone_screen(pairing, open_page):
    her = opened(open_page(width=390, height=844), pairing, "Mentee")
    box = her.locator("#first-call").bounding_box()
    assert box
    assert box["height"] <= 844 - 60
    expect(her.locator("#first-call")).to_contain_text("19–20")
    expect(her.locator("#first-call")).to_contain_text("To open with")


def test_a_letter_is_sent_by_keyboard_alone_and_too_long_a_one_is_kept(pairing, page, trouble):
    trouble.allow("422")
    opened(page, pairing, "Mentee")
    page.get_by_label("Your message").fill("x" * 4100)
    page.get_by_role("button", name="Send").press("Enter")
    expect(page.get_by_role("alert").first).to_contain_text("4,100 characters")
    assert len(page.get_by_label("Your message").input_value()) == 4100
    page.get_by_label("Your message").fill("Short now.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".message.is-own")).to_contain_text("Short now.")


def test_a_mails_link_opens_and_answers_without_scripts_and_without_signing_in(pairing, open_page):
    plain = open_page(width=390, javascript=False)
    mentor = Member.objects.get(email=MENTOR)
    plain.goto(
        queries.signed_link(pairing, mentor).partition("8000")[2] or queries.signed_link(pairing, mentor)
    )
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Dr. Nadia Haddad")
    plain.get_by_label("Your message").fill("From the mail.")
    plain.get_by_role("button", name="Send").click()
    expect(plain.locator(".message.is-own")).to_contain_text("From the mail.")
    assert Message.objects.filter(pairing=pairing, author=mentor).count() == 1
    plain.get_by_role("link", name="sign in").click()
    expect(plain).to_have_url(re.compile("/sign-in/"))


def test_declining_in_private_ends_it_kindly_for_both(pairing, open_page, axe):
    his = opened(open_page(width=390), pairing, "Mentor")
    his.get_by_role("link", name="If you know a reason not to be paired, tell us here").click()
    axe(his)
    his.get_by_role("button", name="Do not begin this pairing").click()
    expect(his.get_by_role("heading", name="This pairing did not begin")).to_be_visible()
    axe(his)
    her = opened(open_page(width=390), pairing, "Mentee")
    expect(her.get_by_role("heading", name="This pairing did not begin")).to_be_visible()
    expect(her.get_by_label("Your message")).to_have_count(0)
    office = open_page()
    enter(office, "Coordinator")
    office.goto(reverse("matchrounds:cohort", args=[pairing.cohort.ref]))
    expect(office.get_by_text("One pairing was declined before it began")).to_be_visible()


def test_how_to_be_reached_and_the_list_hold_on_a_phone(pairing, open_page, axe):
    his = opened(open_page(width=390), pairing, "Mentor")
    his.get_by_role("link", name="What they see of me").click()
    his.get_by_label("My standing video room").fill("https://zoom.us/j/99887766")
    axe(his)
    his.get_by_role("button", name="Keep it").click()
    her = opened(open_page(width=390), pairing, "Mentee")
    expect(her.get_by_role("link", name="Video room of Professor Lindqvist")).to_have_attribute(
        "href", "https://zoom.us/j/99887766"
    )
    her.goto(reverse("desks:pairs"))
    expect(her.get_by_role("main").get_by_role("heading", level=2).first).to_be_visible()
    assert browsing.too_wide(her) == 0
    axe(her)
