"""The taxonomy is whole: stable slugs, no spelling that means two things, the terms that the requirements
name."""

import re

import pytest

from mentorquilt import rosters
from mentorquilt.rosters._taxonomy import CHOICES, KINDS
from mentorquilt.rosters._text import fold

ALL = [*KINDS, *CHOICES]


def slugs(kind):
    return {term.slug for term in rosters.terms_of(kind)}


@pytest.mark.parametrize("kind", ALL)
def test_slugs_are_plain_and_unique(kind):
    terms = rosters.terms_of(kind)
    assert len({term.slug for term in terms}) == len(terms)
    assert [term.slug for term in terms if not re.fullmatch(r"[a-z0-9_]{1,40}", term.slug)] == []


@pytest.mark.parametrize("kind", ALL)
def test_no_spelling_means_two_things(kind):
    meanings: dict[str, set[str]] = {}
    for term in rosters.terms_of(kind):
        for text in (term.label, *term.words, *term.guesses):
            assert fold(text), (term.slug, text)
            meanings.setdefault(fold(text), set()).add(term.slug)
    assert {text: found for text, found in meanings.items() if len(found) > 1} == {}


def test_stages_are_the_fixed_list_in_order():
    assert [term.slug for term in rosters.taxonomy().stages] == [
        "student",
        "resident",
        "fellow",
        "early",
        "mid",
        "late",
        "retired",
    ]


def test_six_mentor_types_of_which_peer_and_navigation_are_no_gap():
    assert {term.slug: term.counts_as_gap for term in rosters.taxonomy().types} == {
        "clinical": True,
        "career": True,
        "life": True,
        "research": True,
        "peer": False,
        "navigation": False,
    }


def test_every_topic_stands_under_a_type_and_every_subspecialty_under_a_specialty():
    assert {term.parent for term in rosters.taxonomy().topics} <= slugs("types")
    assert {term.parent for term in rosters.taxonomy().subspecialties} <= slugs("specialties")
    assert slugs("specialties") & slugs("subspecialties") == set()
    assert slugs("topics") & slugs("types") == set()


def test_the_named_topics_are_shipped():
    """S-60 (five topics), S-74, S-11 and S-66."""
    topics = {term.label: term.parent for term in rosters.taxonomy().topics}
    assert topics["Planning a future career move"] == "career"
    assert topics["Cultivating a specialty niche"] == "clinical"
    assert topics["Obtaining the next grant"] == "research"
    assert topics["Organizational or political roadblocks"] == "career"
    assert topics["Balancing family life and work life"] == "life"
    assert topics["Compensation and contracts"] == "career"
    assert topics["Navigating a local or political situation"] == "career"
    assert topics["Navigation mentoring"] == "navigation"


def test_came_through_and_has_done_are_shipped():
    done = {term.slug: term.parent for term in rosters.taxonomy().done}
    for slug in ("burnout", "litigation", "illness", "moral_distress"):
        assert done[slug] == "came_through"
    assert {"acute_pain_service", "left_academia", "parental_leave", "started_practice"} <= set(done)


def test_settings_and_sizes_are_those_of_matching():
    assert slugs("settings") == {"academic", "community", "small_hospital", "rural", "military", "other"}
    assert slugs("sizes") == {"under_50", "50_199", "200_499", "500_plus", "none"}


def test_the_lists_are_long_enough_to_be_useful():
    assert len(rosters.taxonomy().specialties) >= 40
    assert len(rosters.taxonomy().subspecialties) >= 180
    assert len(rosters.taxonomy().topics) >= 60
    assert len(rosters.taxonomy().languages) >= 60
    assert len(rosters.taxonomy().done) >= 50


def test_an_unknown_kind_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="no such kind"):
        rosters.taxonomy().terms("colors")
    assert rosters.taxonomy().term("stages", "king") is None
