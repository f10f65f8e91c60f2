"""The working draft of a round in a real browser: by mouse, by keyboard, without JavaScript, on a phone."""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from mentorquilt.matchrounds import queries
from mentorquilt.matchrounds.models import PairReview, Round, Step
from mentorquilt.members.models import Member
from tests.factories import matchrounds as make
from tests.factories.society import society
from tests.journeys import browsing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def row():
    """A solved round of nine mentees and seven mentors; two mentees are left out."""
    society()
    cohort = make.filled(9, 7)
    return make.solved(cohort, make.coordinator(cohort.program))


def signed_in(page: Page, live_server, member: Member) -> Page:
    """Give the browser the session of somebody who signed in before."""
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])
    return page


def pull(page: Page, card: Locator, target: Locator) -> None:
    """Take hold of a card and move it about over a row, as a hand does."""
    card.hover(position={"x": 60, "y": 12})
    page.mouse.down()
    box = target.bounding_box()
    assert box
    for step in range(8):
        page.mouse.move(box["x"] + 150 + step, box["y"] + 20 + step)
        page.wait_for_timeout(50)


def draft():
    return queries.draft(Round.objects.get())


def test_a_mentor_is_dragged_onto_another_row_and_undone(page, live_server, row):
    signed_in(page, live_server, row.ordered_by)
    page.goto(reverse("matchrounds:show", args=[row.ref]))
    first, second = make.couple(row, 0), make.couple(row, 1)
    card = page.locator(f'#m-{second[0]} [data-swap-card="{second[1]}"]')
    target = page.locator(f"#m-{first[0]}")
    pull(page, card, target)
    expect(page.locator(".swap-chip")).to_contain_text("change")
    expect(page.locator(".swap-chip")).to_contain_text("%")
    assert Step.objects.count() == 0
    page.mouse.up()
    expect(page.get_by_role("status").first).to_contain_text("You can undo it.")
    assert draft().mentor_of(first[0]) == second[1]

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("no changes yet")).to_be_visible()
    assert draft().mentor_of(first[0]) == first[1]


def test_everything_is_done_by_keyboard(page, live_server, row):
    signed_in(page, live_server, row.ordered_by)
    page.goto(reverse("matchrounds:show", args=[row.ref]))
    mentee, mentor = make.couple(row)
    page.locator(f"#m-{mentee} summary").first.focus()
    page.keyboard.press("Enter")
    article = page.locator(f"#m-{mentee} .close-up")
    expect(article).to_contain_text("What this pair meets")

    looked = article.get_by_role("button", name="I have looked at it")
    looked.focus()
    page.keyboard.press("Enter")
    expect(article.get_by_role("button", name="Looked at", exact=True)).to_be_visible()
    assert PairReview.objects.get().looked_at is not None

    article.get_by_role("link", name="Never this pair").focus()
    page.keyboard.press("Enter")
    change = article.get_by_role("button", name="Make the change")
    expect(change).to_be_visible()
    change.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 change in the draft")).to_be_visible()
    assert draft().bounds.bans == {(mentee, mentor)}


def test_another_mentor_is_given_without_javascript(open_page, live_server, row):
    page = signed_in(open_page(javascript=False), live_server, row.ordered_by)
    mentee = make.couple(row)[0]
    page.goto(reverse("matchrounds:show", args=[row.ref]))
    page.locator(f"#m-{mentee} summary").first.click()
    page.locator(f"#m-{mentee}").get_by_role("link", name="Open this pair").click()
    page.get_by_role("link", name="Give another mentor").click()
    page.get_by_role("link", name="Look at it").first.click()
    page.get_by_role("button", name="Make the change").click()
    expect(page.get_by_text("You can undo it.").first).to_be_visible()
    assert draft().mentor_of(mentee) == str(Step.objects.get().mentor.ref)


def test_a_second_coordinator_sees_the_new_state(open_page, live_server, row):
    first, second = (signed_in(open_page(), live_server, row.ordered_by) for _ in range(2))
    couples = make.couple(row, 0), make.couple(row, 1)
    for page, couple in zip((first, second), couples, strict=True):
        asked = f"?change=ban&mentee={couple[0]}&mentor={couple[1]}"
        page.goto(reverse("matchrounds:try", args=[row.ref]) + asked)
    first.get_by_role("button", name="Make the change").click()
    expect(first.get_by_text("1 change in the draft")).to_be_visible()
    second.get_by_role("button", name="Make the change").click()
    expect(second.get_by_text("Somebody changed the draft")).to_be_visible()
    second.get_by_role("button", name="Make the change").click()
    expect(second.get_by_text("2 changes in the draft")).to_be_visible()
    assert draft().bounds.bans == set(couples)


def test_a_chair_says_ok_on_her_phone(open_page, live_server, row):
    mentee, mentor = make.couple(row)
    program = row.cohort.program
    chair = make.granted("chair@example.org", "officer", "program", str(program.ref))
    page = signed_in(open_page(width=390, height=844), live_server, chair)
    page.goto(reverse("matchrounds:pair", args=[row.ref, mentee, mentor]))
    page.get_by_label("OK").check()
    page.get_by_label("A few words").fill("I know both. Fine.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("I know both. Fine.").first).to_be_visible()
    assert PairReview.objects.get().verdict == "ok"
    assert browsing.too_wide(page) == 0


PAGES = ("show", "table", "proof", "compare", "why_not", "draft", "print")


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_a_result_hold_on_a_phone_and_pass_axe(name, open_page, live_server, row, axe):
    page = signed_in(open_page(width=390, height=844), live_server, row.ordered_by)
    page.goto(reverse(f"matchrounds:{name}", args=[row.ref]))
    assert browsing.too_wide(page) == 0
    axe(page)


def test_pages_of_one_pair_and_of_ordering_hold_on_a_phone_and_pass_axe(open_page, live_server, row, axe):
    page = signed_in(open_page(width=390, height=844), live_server, row.ordered_by)
    mentee, mentor = make.couple(row)
    asked = f"?change=ban&mentee={mentee}&mentor={mentor}"
    for address in (
        reverse("matchrounds:pair", args=[row.ref, mentee, mentor]),
        reverse("matchrounds:choices", args=[row.ref, mentee]),
        reverse("matchrounds:try", args=[row.ref]) + asked,
        reverse("matchrounds:why_not", args=[row.ref]) + f"?mentee={mentee}&mentor={make.couple(row, 1)[1]}",
        reverse("matchrounds:new", args=[row.cohort.ref]),
        reverse("matchrounds:cohort", args=[row.cohort.ref]),
    ):
        page.goto(address)
        assert browsing.too_wide(page) == 0, address
        axe(page)
