"""The frozen values and their JSON."""

import dataclasses
import json
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt import matching
from tests.matching import markets


@given(st.integers(0, 10_000))
def test_a_market_comes_back_exactly(seed):
    market = markets.market(seed, 4, 3, bans=(("a", "b"),), pins=(("c", "d"),), lifted=(("e", "f", "stage"),))
    assert matching.market_from_json(json.dumps(matching.market_to_json(market))) == market
    assert matching.market_from_json(matching.market_to_json(market)) == market


def test_a_policy_comes_back_exactly():
    policy = matching.Policy(
        weights=matching.Weights(topics=7),
        place_rule="distance",
        min_distance_km=50,
        stages=(("a", "b"), ("mid",)),
    )
    assert matching.policy_from_json(json.dumps(matching.policy_to_json(policy))) == policy
    assert matching.policy_to_json(policy)["place_rule"] == "distance"


def test_an_outcome_comes_back_exactly():
    outcome = matching.solve(markets.market(3, 30, 20), matching.Policy())
    assert outcome.pairs
    assert outcome.unmatched
    data = json.loads(json.dumps(matching.outcome_to_json(outcome)))
    assert matching.outcome_from_json(data) == outcome
    assert data["pairs"][0]["parts"]["topics"] == outcome.pairs[0].parts[2].points
    assert {"mentee", "reason", "sentence", "remedy"} <= data["unmatched"][0].keys()
    assert isinstance(data["certificate"]["prices"], dict)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "This is not JSON"),
        ("[]", "A JSON object is expected"),
        ('{"mentees": 5}', "market.mentees: a list is expected"),
        ('{"mentees": [{"name": "x"}]}', "the field 'key' is missing"),
        ('{"mentees": [{"key": "x", "stgae": "mid"}]}', "unknown field 'stgae'"),
        (
            '{"mentors": [{"key": "x", "places": "2"}]}',
            "market.mentors[0].places: a whole number is expected",
        ),
        ('{"mentors": [{"key": "x", "places": true}]}', "a whole number is expected"),
        ('{"mentors": [{"key": "x", "waking": [[1]]}]}', "2 values are expected, not 1"),
        ('{"pins": [["a", 5]]}', "market.pins[0][1]: text is expected"),
        ('{"mentors": [{"key": "x", "latitude": "7"}]}', "a number is expected"),
    ],
)
def test_a_wrong_market_file_is_refused_in_words(text, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        matching.market_from_json(text)


def test_an_unknown_rule_is_refused_in_words():
    with pytest.raises(ValueError, match="'galaxy' is not one of none, city, region, country, distance"):
        matching.policy_from_json('{"place_rule": "galaxy"}')


def test_an_endlessly_nested_file_is_refused():
    with pytest.raises(ValueError, match="This is not JSON"):
        matching.outcome_from_json("[" * 100_000)


def test_the_public_names_are_all_there():
    assert sorted(name for name in matching.__all__ if not hasattr(matching, name)) == []
    with pytest.raises(AttributeError, match="no attribute 'sole'"):
        _ = matching.sole


def test_the_values_load_without_the_compiler():
    code = "import sys; from mentorquilt import matching; matching.Policy(); sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_room_knows_no_django():
    code = (
        "import sys; from mentorquilt import matching; matching.problems(matching.Market(), matching.Policy());"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_values_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        matching.Policy().seed = 5


def test_criteria_and_weights_name_the_same_things():
    names = [field.name for field in dataclasses.fields(matching.Weights)]
    assert [item.slug for item in matching.CRITERIA] == names
    assert all(item.weight == getattr(matching.Weights(), item.slug) for item in matching.CRITERIA)


def test_private_rules_read_alike():
    private = [rule for rule in matching.RULES if rule.private]
    assert len(private) == 2
    assert len({(rule.label, rule.sentence) for rule in private}) == 1
