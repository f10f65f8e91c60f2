"""What is said: about a pair, about who is left out, about why not, about two outcomes."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorquilt import matching
from tests.matching import markets, reference

OPEN = reference.open_policy()


def told(mentee=None, mentor=None, *, labels=(), policy=OPEN):
    """The sentences that are met and not met of the one possible pair."""
    market = matching.Market(
        mentees=(matching.Mentee(key="ana", **(mentee or {})),),
        mentors=(matching.Mentor(key="bo", **(mentor or {})),),
        labels=labels,
    )
    (pair,) = matching.solve(market, policy).pairs
    return [reason.sentence for reason in pair.met], [reason.sentence for reason in pair.unmet], pair


HOURS_UNKNOWN = "Shared hours unknown: ask both when they can talk."


@pytest.mark.parametrize(
    ("mentee", "mentor", "met", "unmet"),
    [
        (
            {"wants_topics": ("contracts", "pediatric_pain", "niche")},
            {"topics": ("pediatric_pain", "contracts")},
            "Takes contracts and pediatric pain.",
            "Does not list niche.",
        ),
        (
            {"wants_topics": ("contracts",)},
            {"topics": ("contracts",), "refuses_topics": ("contracts",)},
            None,
            "Asks not to take contracts.",
        ),
        (
            {"wants_types": ("career", "life")},
            {"types": ("life",)},
            "Offers life mentoring.",
            "Does not offer career mentoring.",
        ),
        ({"wants_types": ("career",)}, {}, "Offers career mentoring.", None),
        (
            {"needs_done": ("built_service",)},
            {"has_done": ("built_service",)},
            "Has done this: built service.",
            None,
        ),
        ({"needs_done": ("built_service",)}, {}, None, "Does not say that this was done: built service."),
        ({"terms": ("aps",)}, {"terms": ("acute pain service",)}, "Both name aps.", None),
        ({"terms": ("eras",)}, {"text": "We run ERAS."}, "Both name eras.", None),
        ({"specialty": "pain"}, {"specialty": "pain"}, "Both work in pain.", None),
        ({"specialty": "pain"}, {"specialty": "surgery"}, None, "Works in surgery."),
        (
            {"specialty": "pain", "other_specialty": "prefer_other"},
            {"specialty": "surgery"},
            "Works in another specialty, as wished: surgery.",
            None,
        ),
        (
            {"specialty": "pain", "other_specialty": "prefer_other"},
            {"specialty": "pain"},
            None,
            "Works in the same specialty, pain; another one is wished.",
        ),
        ({"subspecialty": "regional"}, {"subspecialty": "regional"}, "Both work in regional.", None),
        ({"subspecialty": "regional"}, {}, None, "Does not work in regional."),
        ({"setting": "rural"}, {"setting": "rural"}, "Both practice in the same setting: rural.", None),
        (
            {"setting": "rural"},
            {"setting": "small_hospital"},
            "Both practice in smaller settings: rural and small hospital.",
            None,
        ),
        (
            {"hospital_size": "under_50"},
            {"hospital_size": "50_199"},
            "Both work in hospitals of similar size: under 50 and 50 199.",
            None,
        ),
        ({"groups": ("sig_a", "b")}, {"groups": ("sig_a",)}, "Both belong to sig a.", None),
        ({"left_out_before": 2}, {}, "Was left without a mentor before, so comes first now.", None),
        ({"wants_distance": "far"}, {}, None, "The distance is not known; a far mentor is wished."),
        (
            {"wants_distance": "far", "latitude": 40.7128, "longitude": -74.006},
            {"latitude": 34.0522, "longitude": -118.2437},
            "Works 3,936 km (2,446 miles) away; a far mentor is wished.",
            None,
        ),
        (
            {"wants_distance": "near", "latitude": 40.7128, "longitude": -74.006},
            {"latitude": 34.0522, "longitude": -118.2437},
            None,
            "Works 3,936 km (2,446 miles) away; a near mentor is wished.",
        ),
        (
            {"wants_distance": "far", "latitude": 1.0, "longitude": 1.0},
            {"latitude": 1.0, "longitude": 1.0},
            None,
            "Works in the same place; a far mentor is wished.",
        ),
    ],
)
def test_one_thing_is_told(mentee, mentor, met, unmet):
    yes, no, _ = told(mentee, mentor)
    assert yes == ([met] if met else [])
    assert no == ([unmet] if unmet else []) + [HOURS_UNKNOWN]


def test_hours_are_told_with_what_is_assumed():
    entered = {"waking": ((0, 4620),), "waking_assumed": False}
    assert told(entered, entered)[0] == ["They have about 11 shared waking hours a day."]
    yes, _, pair = told(entered, {"waking": ((0, 4620),)})
    assert yes == ["They have about 11 shared waking hours a day, as far as can be assumed."]
    assert (pair.shared_minutes, pair.notes) == (4620, ("hours_assumed",))
    assert told(entered, {"waking": ((5000, 6000),), "waking_assumed": False})[1] == [
        "They have no shared waking hours."
    ]


def test_shared_phrases_are_named_in_both_own_words():
    need = {"text": "I hope to start an APS and to teach nerve blocks.", "project": "Business case"}
    _, _, pair = told(need, {"text": "Built the acute pain service; wrote its business case."})
    (reason,) = [reason for reason in pair.met if reason.slug == "words"]
    assert dict(zip(reason.values, reason.theirs, strict=True)) == {
        "APS": "acute pain service",
        "Business case": "business case",
    }
    assert reason.sentence == "Both write about “APS” (“acute pain service”) and “Business case”."


def test_the_society_names_its_own_slugs():
    labels = (("t1", "Pediatric pain"), ("50_199", "50 to 199 beds"))
    yes, _, _ = told(
        {"wants_topics": ("t1",), "hospital_size": "50_199"},
        {"topics": ("t1",), "hospital_size": "50_199"},
        labels=labels,
    )
    assert yes == ["Takes Pediatric pain.", "Both work in hospitals of the same size: 50 to 199 beds."]


def test_two_people_without_a_hospital_are_told_so():
    yes, _, _ = told({"hospital_size": "none"}, {"hospital_size": "none"})
    assert yes == ["Neither works in a hospital."]


def test_criteria_without_weight_are_not_told_but_needs_are():
    policy = reference.open_policy(weights=matching.Weights(**{item.slug: 0 for item in matching.CRITERIA}))
    both = {"specialty": "pain"}
    assert told({**both, "wants_topics": ("a",)}, {**both, "topics": ("a",)}, policy=policy)[:2] == (
        ["Takes a."],
        [],
    )


@pytest.mark.parametrize(
    ("wants", "offers", "expected"),
    [
        (("life", "career"), ("career", "life"), "life"),
        (("life", "career"), ("career",), "career"),
        (("life",), (), "life"),
        ((), ("career",), "career"),
        ((), (), ""),
        (("life",), ("career",), ""),
    ],
)
def test_the_pair_has_the_best_type_both_name(wants, offers, expected):
    assert told({"wants_types": wants}, {"types": offers})[2].type == expected


@pytest.mark.parametrize(
    ("keys", "institutions", "cities", "expected"),
    [
        (("a@clinic.org", "b@clinic.org"), (("x",), ("y",)), ("", ""), True),
        (("a@gmail.com", "b@gmail.com"), (("x",), ("y",)), ("", ""), False),
        (("a@one.org", "b@two.org"), (("x",), ("y",)), ("c", "c"), True),
        (("a@one.org", "b@two.org"), (("x",), ("y",)), ("c", "d"), False),
        (("a@one.org", "b@two.org"), ((), ("y",)), ("c", "c"), False),
        (("17", "18"), (("x",), ("y",)), ("", ""), False),
    ],
)
def test_maybe_the_same_employer_is_noted(keys, institutions, cities, expected):
    market = matching.Market(
        mentees=(matching.Mentee(key=keys[0], institutions=institutions[0], city=cities[0]),),
        mentors=(matching.Mentor(key=keys[1], institutions=institutions[1], city=cities[1]),),
    )
    (pair,) = matching.solve(market, OPEN).pairs
    assert ("check_same_employer" in pair.notes) is expected
    assert set(pair.notes) <= {note.slug for note in matching.NOTES}


def left_out(market, policy=OPEN):
    (one,) = matching.solve(market, policy).unmatched
    return one


def test_left_out_because_no_mentor_came():
    one = left_out(matching.Market(mentees=(matching.Mentee(key="ana"),)))
    assert (one.reason, one.sentence, one.remedy) == (
        "no_mentors",
        "There are no mentors in this round.",
        "Enrol mentors first.",
    )


def test_left_out_because_a_rule_closes_all():
    market = matching.Market(
        mentees=(matching.Mentee(key="ana", stage="mid", institutions=("i",)),),
        mentors=tuple(
            matching.Mentor(key=f"m{at}", name=f"Dr. {at}", stage="early", institutions=("i",) * (at == 0))
            for at in range(4)
        ),
    )
    one = left_out(market, matching.Policy())
    assert one.reason == "stage"
    assert one.sentence == (
        "None of the 4 mentors may be paired: the rule “Career stage” closes 4 and the rule “Same institution” closes 1."
    )
    assert one.remedy == (
        "Invite mentors at a later career stage, or lift the stage rule for one pair with a reason."
        " Without this rule alone, 3 mentors would be possible."
    )
    assert [near.mentor for near in one.nearest] == ["m1", "m2", "m3"]
    assert one.nearest[0].why == "Closed by the rule “Career stage”."


def test_left_out_because_places_are_gone():
    market = matching.Market(
        mentees=tuple(
            matching.Mentee(key=f"e{at}", name=f"Dr. E{at}", left_out_before=at) for at in range(2)
        ),
        mentors=(matching.Mentor(key="o", name="Dr. O"),),
    )
    one = left_out(market)
    assert (one.mentee, one.reason) == ("e0", "places_gone")
    assert one.sentence == (
        "1 mentor could be paired (Dr. O), but every place is taken by Dr. E1."
        " 2 mentees can only go to 1 mentor with 1 place in all,"
        " so a mentor for one more would leave somebody else without."
    )
    assert one.remedy == "One more place with Dr. O would be enough for one more mentee."
    assert one.nearest == (matching.Near(mentor="o", why="The place is with Dr. E1."),)


def test_left_out_with_a_topic_that_nobody_offers():
    market = matching.Market(
        mentees=(
            matching.Mentee(key="e0", wants_topics=("pediatric_pain",)),
            matching.Mentee(key="e1", wants_topics=("contracts",)),
        ),
        mentors=(
            matching.Mentor(key="o", topics=("contracts",)),
            matching.Mentor(key="p", topics=("pediatric_pain",), unavailable="paused"),
        ),
    )
    one = left_out(market)
    assert (one.mentee, one.reason) == ("e0", "topic_missing")
    assert one.sentence.startswith(
        "Asks for pediatric pain; no mentor in this round offers it. 1 mentor could be paired (o)"
    )
    assert one.remedy.startswith("Invite a mentor who takes pediatric pain. One more place with o")


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_a_named_remedy_would_help(seed):
    """One more place with a mentor who could be paired seats one more mentee."""
    market, policy = markets.market(seed, 16, 5), matching.Policy()
    outcome = matching.solve(market, policy)
    for one in outcome.unmatched:
        if one.reason != "places_gone":
            continue
        assert all(near.why.startswith("The place is with") for near in one.nearest[:1])
        more = tuple(
            dataclasses.replace(mentor, places=mentor.places + 1)
            if mentor.key == one.nearest[0].mentor
            else mentor
            for mentor in market.mentors
        )
        better = matching.solve(dataclasses.replace(market, mentors=more), policy)
        assert len(better.pairs) == len(outcome.pairs) + 1


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.data())
def test_why_not_tells_exactly_what_a_pin_would_do(seed, data):
    market, policy = markets.market(seed, 14, 10), matching.Policy()
    outcome = matching.solve(market, policy)
    mentee, mentor = (
        data.draw(st.sampled_from(market.mentees)).key,
        data.draw(st.sampled_from(market.mentors)).key,
    )
    answer = matching.why_not(market, policy, outcome, mentee, mentor)
    parts = matching.score_pair(market, policy, mentee, mentor)
    if isinstance(parts, str):
        assert (answer.rule, answer.score, answer.parts) == (parts, 0, ())
        return
    assert (answer.rule, answer.parts, answer.score) == ("", parts, sum(part.points for part in parts))
    assert answer.paired == ((mentee, mentor) in reference.pairs_of(outcome))
    if answer.paired:
        return
    pinned = matching.solve(dataclasses.replace(market, pins=((mentee, mentor),)), policy)
    change = matching.compare(outcome, pinned)
    assert answer.loss == -change.total_change
    assert set(answer.displaced) == set(change.people) - {mentee, mentor}
    assert answer.least == pinned.least
    matched = {pair.mentee for pair in pinned.pairs}
    assert set(answer.left_out) == {pair.mentee for pair in outcome.pairs} - matched
    assert f"This pair scores {answer.score:,}" in answer.sentence


def test_why_not_says_what_a_place_is_worth():
    def mentee(key, topics):
        return matching.Mentee(key=key, name=f"Dr. {key.title()}", specialty="pain", wants_topics=topics)

    market = matching.Market(
        mentees=(mentee("ana", ("a", "b")), mentee("dee", ("a",))),
        mentors=(
            matching.Mentor(key="bo", name="Dr. Bo", specialty="pain", topics=("a", "b")),
            matching.Mentor(key="cy", name="Dr. Cy", specialty="pain", topics=("b",)),
        ),
    )
    policy = reference.open_policy(floor=False)
    outcome = matching.solve(market, policy)
    assert reference.pairs_of(outcome) == {("ana", "cy"), ("dee", "bo")}
    answer = matching.why_not(market, policy, outcome, "ana", "bo")
    assert (answer.score, answer.loss, answer.place_worth) == (595, 125, 250)
    assert answer.sentence == (
        "This pair scores 595; using it would cost the whole program 125 points, because this mentor’s place is worth"
        " 250 to others. 2 other people would change: Dr. Dee and Dr. Cy."
    )


def test_why_not_names_who_would_be_left_out():
    market = matching.Market(
        mentees=(
            matching.Mentee(key="ana", name="Dr. Ana"),
            matching.Mentee(key="dee", name="Dr. Dee", left_out_before=1),
        ),
        mentors=(matching.Mentor(key="bo", name="Dr. Bo"),),
    )
    outcome = matching.solve(market, OPEN)
    answer = matching.why_not(market, OPEN, outcome, "ana", "bo")
    assert answer.left_out == ("dee",)
    assert answer.loss == 120
    assert "Dr. Dee" in answer.sentence


def test_why_not_knows_pairs_pins_and_strangers():
    market = matching.Market(
        mentees=(matching.Mentee(key="ana"), matching.Mentee(key="dee")),
        mentors=(matching.Mentor(key="bo"), matching.Mentor(key="cy")),
        pins=(("dee", "bo"),),
    )
    outcome = matching.solve(market, OPEN)
    assert matching.why_not(market, OPEN, outcome, "dee", "bo").sentence == "They are a pair; it scores 45."
    told_pinned = matching.why_not(market, OPEN, outcome, "ana", "bo").sentence
    assert told_pinned == "This pair scores 45, but every place of bo is pinned to others."
    moved = matching.why_not(market, OPEN, outcome, "dee", "cy")
    assert (moved.rule, moved.loss, set(moved.displaced)) == ("", 0, {"ana", "bo"})
    with pytest.raises(ValueError, match="zoe is not a mentee in this round"):
        matching.why_not(market, OPEN, outcome, "zoe", "bo")


def test_two_outcomes_are_compared():
    def outcome(*pairs):
        made = tuple(matching.Pair(mentee=a, mentor=b, score=score, parts=()) for a, b, score in pairs)
        return matching.Outcome(pairs=made, total=sum(pair.score for pair in made))

    before = outcome(("a", "x", 500), ("b", "y", 500), ("c", "z", 0))
    after = outcome(("a", "y", 486), ("b", "x", 500), ("c", "z", 0))
    change = matching.compare(before, after)
    assert change == matching.Change(
        people=("a", "b", "x", "y"),
        total_change=-14,
        percent_tenths=-14,
        lost=(("a", "x"), ("b", "y")),
        gained=(("a", "y"), ("b", "x")),
    )
    assert matching.compare(before, before) == matching.Change(
        people=(), total_change=0, percent_tenths=0, lost=(), gained=()
    )
    assert matching.compare(matching.Outcome(), after).percent_tenths == 0
