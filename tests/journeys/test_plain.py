"""With scripts switched off everything still works: ordering, reviewing, changing a draft, saving a profile."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from mentorquilt.matchrounds import jobs
from mentorquilt.matchrounds.models import PairReview, Round, Step
from mentorquilt.members.models import Profile
from tests.journeys import demo as demos


@pytest.fixture
def plain(open_page) -> Page:
    """A browser without scripts."""
    return open_page(javascript=False)


def test_a_match_is_ordered_and_appears_by_itself(demo, plain):
    demos.enter(plain, "Coordinator")
    plain.get_by_role("link", name="Make the match").click()
    plain.get_by_role("link", name="Order a match").click()
    plain.get_by_role("button", name="Order the match").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Waiting for the worker")
    assert jobs.solve_waiting_rounds(now=timezone.now()) == 1
    expect(plain.get_by_role("heading", level=1)).to_contain_text("No other arrangement does better.")


def test_a_pair_is_read_ticked_kept_and_the_change_undone(matched, plain):
    demos.enter(plain, "Coordinator")
    plain.goto(reverse("matchrounds:show", args=[matched.ref]))
    first = plain.locator("#look .pair-row").first
    first.locator("summary").first.click()
    first.get_by_role("link", name="Open this pair").click()
    expect(plain.get_by_role("heading", name="What this pair meets")).to_be_visible()
    plain.get_by_role("button", name="I have looked at it").click()
    expect(plain.get_by_role("button", name="Looked at", exact=True)).to_be_visible()
    assert PairReview.objects.get().looked_at
    # A font that arrives between aiming and clicking would move the link away.
    plain.wait_for_load_state("load")
    plain.get_by_role("link", name="Keep this pair").click()
    plain.get_by_role("button", name="Make the change").click()
    expect(plain.get_by_text("You can undo it.")).to_be_visible()
    assert Step.objects.get().undone_at is None
    plain.get_by_role("button", name="Undo").click()
    expect(plain.get_by_text("Undone.")).to_be_visible()
    assert Step.objects.get().undone_at


def test_another_mentor_is_given(matched, plain):
    demos.enter(plain, "Coordinator")
    plain.goto(reverse("matchrounds:show", args=[matched.ref]))
    # Thandi Mokoena asks for her own specialty alone, which nobody may overrule; the others can be given somebody.
    out = plain.locator(".left-out").filter(has_not_text="Thandi Mokoena").first
    out.get_by_role("link", name="Give a mentor all the same").click()
    plain.get_by_role("link", name="Look at it").first.click()
    expect(plain.get_by_role("heading", name="What this would change")).to_be_visible()
    plain.get_by_role("button", name="Make the change").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text(re.compile("With your one change"))
    assert Round.objects.get().revision == 1


def test_a_part_of_the_profile_is_saved(demo, plain):
    demos.enter(plain, "Mentee")
    plain.goto(reverse("members:edit"))
    about = plain.locator("section#about")
    about.get_by_label("What you do, in one line").fill("Anesthesiologist in a 90-bed hospital")
    about.get_by_role("button", name="Save").click()
    expect(plain.locator("section#about").get_by_label("What you do, in one line")).to_have_value(
        "Anesthesiologist in a 90-bed hospital"
    )
    saved = Profile.objects.get(member__email=demos.MENTEE)
    assert saved.position == "Anesthesiologist in a 90-bed hospital"
