"""The texts that come with the product, and how they reach a library that a society may have changed (S-01, S-41)."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from mentorquilt import rosters, ui
from mentorquilt.guides import actions, queries, shipped
from mentorquilt.guides.models import Guide
from mentorquilt.guides.states import Audience, Milestone
from tests.factories.guides import NOW, guide

TEXTS = sorted(shipped.texts().values(), key=lambda text: text.slug)
each = pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.slug)


def test_every_subject_that_was_promised_has_a_text():
    promised = {
        "first-call", "asking-well", "mentee-responsibilities", "mentor-in-ninety-seconds", "across-time-zones",
        "contracts-and-compensation", "planning-a-career-move", "growing-a-niche", "next-grant", "roadblocks",
        "family-and-work", "when-it-does-not-fit", "navigation-mentoring", "a-quilt-of-mentors", "match-week",
        "after-burnout",
    }  # fmt: skip
    assert promised <= set(shipped.texts())


@each
def test_a_text_says_who_wrote_it_on_what_it_rests_and_when_it_was_reviewed(text):
    assert text.author
    assert len(text.source) > 20
    assert text.reviewed_on <= date.today()  # noqa: DTZ011
    assert text.audience in Audience.values
    assert text.milestone in Milestone.values
    assert text.summary.endswith(".")


@each
def test_a_text_keeps_to_the_societys_topics_and_to_its_room(text):
    known = {term.slug for term in rosters.taxonomy().topics}
    assert set(text.topics) <= known
    assert text.topics
    assert len(text.body.split()) <= 560
    assert len(text.title) <= 140
    assert len(text.summary) <= 240
    assert len(text.source) <= 300


@each
def test_a_text_is_plain(text):
    words = f"{text.title} {text.summary} {text.body}"
    assert "!" not in words
    assert "<" not in text.body
    assert not re.search(r"\b(programme|behaviour|organis|colour|centre)\w*", words)
    assert not re.search(r"\bmentors?hip (?:will|always)\b", words)
    assert "# " not in re.sub(r"^#{2,3} ", "", text.body, flags=re.MULTILINE)
    shown = ui.prose(text.body)
    assert all(heading for heading, _ in shown.headings)


def test_the_guide_for_the_first_call_fits_its_twenty_minutes():
    body = shipped.texts()["first-call"].body
    spans = [tuple(map(int, span)) for span in re.findall(r"^\| (\d+)–(\d+) \|", body, flags=re.MULTILINE)]
    assert spans[0][0] == 0
    assert spans[-1][1] == 20
    assert [end for _, end in spans[:-1]] == [start for start, _ in spans[1:]]
    assert len(body.split()) < 200


@pytest.mark.guarantee
def test_the_guide_on_burnout_promises_no_cure_and_stands_beside_help():
    text = shipped.texts()["after-burnout"]
    assert "We do not claim" in text.body
    assert queries.HELP_BESIDE & set(text.topics)


@pytest.mark.parametrize(
    "content",
    ["---\ntitle: A\n---\nBody", "---\ntitle: A\nsummary: B.\nauthor: C\nsource: D\naudience: both\n---\nx"],
)
def test_a_text_with_half_a_head_is_refused(content):
    with pytest.raises(ValueError, match="the head lacks"):
        shipped.read("half", content)


@pytest.fixture
def library(monkeypatch):
    """Ship one text; return a function that ships another version of it."""
    text = replace(TEXTS[0], slug="only", title="Only", body="First words.", reviewed_on=date(2026, 1, 1))

    def ship(**changes):
        nonlocal text
        text = replace(text, **changes)
        monkeypatch.setattr(shipped, "texts", lambda: {"only": text})
        return actions.sync_shipped(now=NOW)

    return ship


@pytest.mark.django_db
@pytest.mark.db_semantics
def test_all_texts_arrive_once():
    assert actions.sync_shipped(now=NOW) == len(TEXTS)
    assert actions.sync_shipped(now=NOW) == 0
    rows = Guide.objects.exclude(shipped="")
    assert rows.count() == len(TEXTS)
    for row in rows:
        row.full_clean()
        assert not queries.standing(row, NOW.date()).is_edited


@pytest.mark.django_db
def test_a_text_nobody_touched_follows_the_product(library):
    library()
    assert library(body="Better words.") == 1
    row = Guide.objects.get()
    assert row.body == "Better words."
    assert not queries.standing(row, NOW.date()).is_edited


@pytest.mark.django_db
@pytest.mark.guarantee
def test_what_the_society_wrote_is_never_overwritten_and_the_newer_text_is_offered(library):
    library()
    row = Guide.objects.get()
    actions.change_guide(guide=row, by=None, now=NOW, body="Our own words.")
    standing = queries.standing(row, NOW.date())
    assert (standing.is_edited, standing.offered) == (True, None)
    assert library(body="Better words.") == 0
    row.refresh_from_db()
    assert row.body == "Our own words."
    assert queries.standing(row, NOW.date()).offered.body == "Better words."
    actions.keep_own(guide=row, by=None, now=NOW)
    row.refresh_from_db()
    assert queries.standing(row, NOW.date()).offered is None
    assert library() == 0
    assert library(body="Still better.") == 0
    row.refresh_from_db()
    assert row.body == "Our own words."
    assert queries.standing(row, NOW.date()).offered.body == "Still better."
    actions.restore_shipped(guide=row, by=None, now=NOW)
    row.refresh_from_db()
    assert row.body == "Still better."
    assert not queries.standing(row, NOW.date()).is_edited
    assert library(body="Last words.") == 1


@pytest.mark.django_db
def test_a_hidden_text_stays_hidden_and_a_review_of_the_society_stays(library):
    library()
    row = Guide.objects.get()
    actions.hide(guide=row, by=None, now=NOW)
    actions.mark_reviewed(guide=row, on=date(2026, 5, 1), by=None, now=NOW)
    library(body="Better words.", reviewed_on=date(2026, 2, 1))
    row.refresh_from_db()
    assert (row.is_hidden, row.body, row.reviewed_on) == (True, "Better words.", date(2026, 5, 1))


@pytest.mark.django_db
def test_a_review_alone_edits_nothing(library):
    library()
    row = Guide.objects.get()
    actions.mark_reviewed(guide=row, on=date(2026, 5, 1), by=None, now=NOW)
    row.refresh_from_db()
    assert not queries.standing(row, NOW.date()).is_edited


@pytest.mark.django_db
def test_a_shipped_text_does_not_take_the_address_of_a_guide_that_is_there(library):
    own = guide("Only", slug="only")
    library()
    own.refresh_from_db()
    assert (own.shipped, own.body) == ("", "Plain words.")
    assert Guide.objects.get(shipped="only").slug == "only-2"


@pytest.mark.django_db
def test_a_guide_of_the_societys_own_has_nothing_to_go_back_to():
    own = guide()
    for act in (actions.keep_own, actions.restore_shipped):
        with pytest.raises(actions.NotShipped):
            act(guide=own, by=None, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "expected"), [(729, False), (730, False), (731, True)])
def test_a_review_is_due_after_two_years(days, expected):
    row = guide(reviewed_on=NOW.date() - timedelta(days=days))
    assert queries.standing(row, NOW.date()).is_overdue is expected
