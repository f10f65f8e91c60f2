"""A coordinator orders a match, watches it being made, reads it, changes it and takes it with her."""

import csv
import io
import itertools
import re

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from mentorquilt.matchrounds import drafting, jobs, queries
from mentorquilt.matchrounds.models import PairReview, Round, Step
from mentorquilt.matchrounds.queries import Review
from tests.journeys.demo import enter


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def number(text: str) -> int:
    found = re.search(r"\d[\d,]*", text)
    assert found
    return int(found[0].replace(",", ""))


def open_review(page: Page, row: Round) -> None:
    page.goto(reverse("matchrounds:show", args=[row.ref]))


def open_weakest(page: Page) -> Locator:
    """Open the first pair of the list and return it."""
    first = page.locator("#look .pair-row").first
    first.locator("summary").first.click()
    expect(first.get_by_role("heading", name="What this pair meets")).to_be_visible()
    return first


def review_of(row: Round) -> Review:
    return Review(queries.draft(Round.objects.get(pk=row.pk)))


def taken(page: Page, link: str) -> bytes:
    """Return the file that a link gives."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    return waiting.value.path().read_bytes()


def closed_by(row: Round, rule: str) -> tuple[str, str]:
    """Return the names of a mentee and a mentor between whom this rule stands and no other."""
    draft = review_of(row).draft
    sides = (draft.frozen.mentees, draft.frozen.mentors)
    couples = itertools.product(*([person.key for person in side] for side in sides))
    couple = next(
        each for each in couples if drafting.broken_rules(draft.market, draft.policy, *each) == (rule,)
    )
    return draft.names[couple[0]], draft.names[couple[1]]


@pytest.mark.smoke
def test_a_match_is_ordered_watched_and_read(demo, page):
    enter(page, "Coordinator")
    expect(heading(page)).to_have_text("What needs you")
    page.get_by_role("link", name="Make the match").click()
    page.get_by_role("link", name="Order a match").click()
    page.get_by_role("button", name="Order the match").click()
    expect(heading(page)).to_have_text("Waiting for the worker")
    assert jobs.solve_waiting_rounds(now=timezone.now()) == 1
    expect(heading(page)).to_contain_text("No other arrangement does better.")
    told = Round.objects.get().summary
    assert told["proved"]
    assert 50 <= told["matched"] < told["mentees"]
    expect(heading(page)).to_contain_text(f"{told['matched']} of {told['mentees']} mentees have a mentor.")
    expect(page.get_by_text("Nothing has been sent.")).to_be_visible()
    expect(page.locator(".left-out")).to_have_count(told["mentees"] - told["matched"])


def test_the_parts_of_the_weakest_pair_add_up(matched, page):
    enter(page, "Coordinator")
    open_review(page, matched)
    scores = [number(text) for text in page.locator(".pair-row .score b").all_inner_texts()]
    assert len(scores) == matched.summary["matched"]
    assert scores == sorted(scores)
    assert scores[0] == matched.summary["least"]
    first = open_weakest(page)
    parts = [number(text) for text in first.locator(".legend b").all_inner_texts()]
    assert sum(parts) == scores[0]
    first.get_by_role("button", name="I have looked at it").click()
    expect(first.get_by_role("button", name="Looked at", exact=True)).to_be_visible()
    assert PairReview.objects.get().looked_at


def test_another_mentor_is_previewed_given_and_taken_back(matched, page):
    enter(page, "Coordinator")
    open_review(page, matched)
    before = review_of(matched).draft.outcome
    first = open_weakest(page)
    first.get_by_role("link", name="Give another mentor").click()
    first.get_by_role("link", name="Look at it").first.click()
    expect(first.get_by_role("heading", name=re.compile("^Give "))).to_be_visible()
    expect(first.locator(".diff")).to_contain_text("people change")
    assert not Step.objects.exists()
    first.get_by_role("button", name="Make the change").click()
    expect(page.get_by_role("status").get_by_text("You can undo it.")).to_be_visible()
    expect(heading(page)).to_contain_text("With your one change, no other arrangement does better.")
    assert review_of(matched).draft.outcome.pairs != before.pairs
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone.")).to_be_visible()
    assert review_of(matched).draft.outcome.pairs == before.pairs
    page.get_by_role("button", name="Redo").click()
    expect(page.get_by_text("Done again.")).to_be_visible()
    assert review_of(matched).draft.outcome.pairs != before.pairs


def test_a_pair_is_kept_and_another_ruled_out(matched, page):
    enter(page, "Coordinator")
    open_review(page, matched)
    first = open_weakest(page)
    kept = review_of(matched).rows[0].pair
    first.get_by_role("link", name="Keep this pair").click()
    expect(first.get_by_text("Nothing moves now. Later changes will leave this pair alone.")).to_be_visible()
    first.get_by_role("button", name="Make the change").click()
    expect(page.locator("#look .pair-row").first.locator(".pair-marks")).to_contain_text("kept")
    second = page.locator("#look .pair-row").nth(1)
    barred = review_of(matched).rows[1].pair
    second.locator("summary").first.click()
    second.get_by_role("link", name="Never this pair").click()
    second.get_by_role("button", name="Make the change").click()
    expect(heading(page)).to_contain_text("With your 2 changes")
    now = {(pair.mentee, pair.mentor) for pair in review_of(matched).draft.outcome.pairs}
    assert (kept.mentee, kept.mentor) in now
    assert (barred.mentee, barred.mentor) not in now
    page.get_by_role("link", name="2 changes in the draft").click()
    expect(page.locator(".step")).to_have_count(2)


def test_a_rule_broken_on_purpose_needs_a_reason(matched, page, trouble):
    trouble.allow("422")
    enter(page, "Coordinator")
    page.goto(reverse("matchrounds:why_not", args=[matched.ref]))
    mentee, mentor = closed_by(matched, "place")
    page.get_by_label("Mentee").fill(mentee)
    page.get_by_label("Mentor", exact=True).fill(mentor)
    page.get_by_role("button", name="Tell me why").click()
    expect(page.locator(".why-says")).not_to_be_empty()
    page.get_by_role("link", name="Pair them all the same").click()
    expect(page.get_by_text("This breaks a rule of the program")).to_be_visible()
    page.get_by_role("button", name="Lift the rule and make the change").click()
    expect(page.get_by_label("Why you mean it")).to_have_attribute("aria-invalid", "true")
    assert not Step.objects.exists()
    page.get_by_label("Why you mean it").fill("900 miles apart, I know both.")
    page.get_by_role("button", name="Lift the rule and make the change").click()
    expect(heading(page)).to_contain_text("With your one change")
    assert Step.objects.get().reason == "900 miles apart, I know both."


def test_two_names_hear_why_they_are_not_a_pair(matched, page):
    enter(page, "Coordinator")
    open_review(page, matched)
    page.get_by_role("link", name="Why not these two?").click()
    review = review_of(matched)
    row, other = review.rows[-1], review.rows[0]
    told = queries.why_not(review, row.mentee.key, other.mentor.key)
    page.get_by_label("Mentee").fill(row.mentee.name)
    page.get_by_label("Mentor", exact=True).fill(other.mentor.name)
    page.get_by_role("button", name="Tell me why").click()
    expect(page.locator(".why-says")).to_have_text(told.found.sentence)


def test_the_proof_opens_in_place_and_by_itself(matched, page):
    enter(page, "Coordinator")
    open_review(page, matched)
    page.get_by_text("How do we know?").click()
    expect(page.get_by_text("Checked just now: everything holds.")).to_be_visible()
    page.goto(reverse("matchrounds:proof", args=[matched.ref]))
    expect(page.get_by_text("Checked just now: everything holds.")).to_be_visible()
    cells = page.get_by_role("row", name="This result").get_by_role("cell").all_inner_texts()
    told = matched.summary
    assert [number(text) for text in cells] == [told["matched"], told["least"], told["total"]]


def test_the_table_sorts_and_filters(matched, page):
    enter(page, "Coordinator")
    page.goto(reverse("matchrounds:table", args=[matched.ref]))
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(matched.summary["matched"])
    page.get_by_role("link", name="Apart").click()
    expect(page.get_by_role("columnheader", name="Apart")).to_have_attribute("aria-sort", "ascending")
    far = [number(text) for text in page.locator("tbody td[data-label=Apart]").all_inner_texts()]
    assert far == sorted(far)
    mentee = review_of(matched).rows[0].mentee.name
    page.get_by_label("Name").fill(mentee)
    page.get_by_role("button", name="Show").click()
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text(mentee)
    page.get_by_label("Only").select_option("kept")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="No pair like that")).to_be_visible()


def test_csv_workbook_and_paper_hold_every_pair(matched, page):
    enter(page, "Coordinator")
    open_review(page, matched)
    names = {row.mentee.name for row in review_of(matched).rows}
    page.get_by_text("Take along").click()
    text = taken(page, "Pairs as CSV").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["Mentee"] for row in rows} == names
    book = openpyxl.load_workbook(io.BytesIO(taken(page, "Workbook (XLSX)")))
    assert book.sheetnames[0] == "Pairs"
    assert book["Pairs"].max_row == len(names) + 1
    page.get_by_role("link", name="For printing").click()
    expect(page.locator("tbody tr")).to_have_count(len(names))
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("contentinfo")).to_be_hidden()
