"""Small, empty, huge and odd markets: each is solved or refused in words, none hangs or crashes."""

import pytest

from mentorquilt import matching
from tests.matching import reference

MENTEE, MENTOR = matching.Mentee, matching.Mentor


def people(kind, count, **also):
    return tuple(kind(key=f"{kind.__name__.lower()}{at}", **also) for at in range(count))


LONG = "pain service " * 3_000
MARKETS = {
    "nobody": matching.Market(),
    "no mentors": matching.Market(mentees=people(MENTEE, 3)),
    "no mentees": matching.Market(mentors=people(MENTOR, 3)),
    "one and one": matching.Market(mentees=people(MENTEE, 1), mentors=people(MENTOR, 1)),
    "one person on both sides": matching.Market(mentees=(MENTEE(key="x"),), mentors=(MENTOR(key="x"),)),
    "two people on both sides": matching.Market(
        mentees=(MENTEE(key="x"), MENTEE(key="y")), mentors=(MENTOR(key="x"), MENTOR(key="y"))
    ),
    "no places": matching.Market(mentees=people(MENTEE, 3), mentors=people(MENTOR, 3, places=0)),
    "all paused": matching.Market(mentees=people(MENTEE, 3), mentors=people(MENTOR, 3, unavailable="paused")),
    "all banned": matching.Market(
        mentees=people(MENTEE, 2),
        mentors=people(MENTOR, 2),
        bans=tuple((f"mentee{i}", f"mentor{j}") for i in range(2) for j in range(2)),
    ),
    "all in conflict": matching.Market(
        mentees=people(MENTEE, 2),
        mentors=people(MENTOR, 2),
        conflicts=tuple((f"mentor{j}", f"mentee{i}") for i in range(2) for j in range(2)),
    ),
    "all pinned": matching.Market(
        mentees=people(MENTEE, 2),
        mentors=people(MENTOR, 2),
        pins=(("mentee0", "mentor1"), ("mentee1", "mentor0")),
    ),
    "a million places": matching.Market(mentees=people(MENTEE, 5), mentors=people(MENTOR, 1, places=10**12)),
    "more places than mentees": matching.Market(
        mentees=people(MENTEE, 2), mentors=people(MENTOR, 40, places=3)
    ),
    "many for one": matching.Market(mentees=people(MENTEE, 200), mentors=people(MENTOR, 1)),
    "one for many": matching.Market(mentees=people(MENTEE, 1), mentors=people(MENTOR, 200)),
    "specialties only mentees have": matching.Market(
        mentees=tuple(MENTEE(key=f"e{at}", specialty=f"s{at}", subspecialty=f"t{at}") for at in range(90)),
        mentors=people(MENTOR, 3, specialty="z", places=40),
    ),
    "topics only mentees have": matching.Market(
        mentees=tuple(MENTEE(key=f"e{at}", wants_topics=(f"s{at}",), terms=(f"t{at}",)) for at in range(50)),
        mentors=people(MENTOR, 2, places=30),
    ),
    "topics only mentors have": matching.Market(
        mentees=people(MENTEE, 2), mentors=tuple(MENTOR(key=f"o{at}", topics=(f"s{at}",)) for at in range(50))
    ),
    "unknown cities and places": matching.Market(
        mentees=(MENTEE(key="a", city="x"), MENTEE(key="b", latitude=1.0)),
        mentors=(MENTOR(key="c", longitude=1.0, latitude=2.0), MENTOR(key="d", country="y")),
    ),
    "poles and date line": matching.Market(
        mentees=(
            MENTEE(key="a", latitude=90.0, longitude=0.0, wants_distance="far"),
            MENTEE(key="b", latitude=0.0, longitude=180.0, wants_distance="near"),
        ),
        mentors=(
            MENTOR(key="c", latitude=-90.0, longitude=180.0),
            MENTOR(key="d", latitude=0.0, longitude=-180.0),
        ),
    ),
    "whole numbers as coordinates": matching.Market(
        mentees=(MENTEE(key="a", latitude=1, longitude=2),),
        mentors=(MENTOR(key="b", latitude=3, longitude=4),),
    ),
    "long texts": matching.Market(mentees=people(MENTEE, 2, text=LONG), mentors=people(MENTOR, 2, text=LONG)),
    "empty texts and blanks": matching.Market(
        mentees=people(MENTEE, 2, text="   \n\t", terms=("", " ")),
        mentors=people(MENTOR, 2, text="\x00", terms=("-",)),
    ),
    "any script": matching.Market(
        mentees=people(MENTEE, 2, name="Д-р Ёлкина", text="疼痛服务 😀", terms=("боль",)),
        mentors=people(MENTOR, 2, name="د. سلمى", text="疼痛服务 e\u0301tude", terms=("БОЛЬ",)),
    ),
    "repeated entries": matching.Market(
        mentees=people(
            MENTEE,
            2,
            wants_topics=("a", "a"),
            wants_types=("t", "t"),
            groups=("g", "g"),
            ranked=("mentor0", "mentor0"),
        ),
        mentors=people(
            MENTOR, 2, topics=("a", "a"), types=("t", "t"), groups=("g", "g"), institutions=("i", "i")
        ),
        earlier=(("mentee0", "mentor0"),) * 3,
        bans=(("mentee0", "mentor1"),) * 2,
        conflicts=(("mentee1", "mentor1"),) * 2,
    ),
    "strangers in every list": matching.Market(
        mentees=people(MENTEE, 2, ranked=("nobody",), excludes_people=("nobody",)),
        mentors=people(MENTOR, 2, ranked=("nobody",)),
        earlier=(("nobody", "mentor0"), ("mentee0", "nobody")),
        bans=(("nobody", "nobody"),),
        conflicts=(("nobody", "mentee0"),),
        lifted=(("nobody", "mentor0", "stage"),),
    ),
    "hours all week": matching.Market(
        mentees=people(MENTEE, 2, waking=((0, 10080),)),
        mentors=people(MENTOR, 2, waking=((0, 1), (10079, 10080))),
    ),
    "long keys": matching.Market(
        mentees=(MENTEE(key="k" * 5000),), mentors=(MENTOR(key="\U0001f600\n\t'\""),)
    ),
    "refused and wanted": matching.Market(
        mentees=people(MENTEE, 1, wants_topics=("a",)),
        mentors=people(MENTOR, 1, topics=("a",), refuses_topics=("a",)),
    ),
    "unknown slugs everywhere": matching.Market(
        mentees=people(MENTEE, 1, stage="??", setting="moon", hospital_size="9", specialty="??"),
        mentors=people(MENTOR, 1, stage="!!", setting="mars", hospital_size="8", specialty="!!"),
    ),
    "absurd numbers": matching.Market(
        mentees=people(MENTEE, 2, left_out_before=10**30), mentors=people(MENTOR, 1, places=10**30)
    ),
    "labels": matching.Market(
        mentees=people(MENTEE, 1, wants_topics=("a", "b")),
        mentors=people(MENTOR, 1, topics=("a",)),
        labels=(("a", "a {brace} % sign"), ("b", "")),
    ),
    "names with braces": matching.Market(
        mentees=people(MENTEE, 3, name="{0} {what} %s"), mentors=people(MENTOR, 1, name="{names}")
    ),
}
POLICIES = {
    "absurd numbers": reference.open_policy(
        seed=10**40,
        min_shared_minutes=10**30,
        max_places_per_mentor=10**30,
        place_rule="distance",
        min_distance_km=10**30,
    ),
    "open": reference.open_policy(),
    "strict": matching.Policy(
        place_rule="city", language_in_common=True, types_must_meet=True, min_shared_minutes=60
    ),
    "no weights, no floor": reference.open_policy(
        floor=False, weights=matching.Weights(**{item.slug: 0 for item in matching.CRITERIA})
    ),
}


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("name", MARKETS)
def test_it_is_solved_or_refused(name, policy):
    market, rules = MARKETS[name], POLICIES[policy]
    told = matching.problems(market, rules)
    if any(problem.blocking for problem in told):
        with pytest.raises(matching.Refused):
            matching.solve(market, rules)
        assert not matching.verify(market, rules, matching.Outcome()).ok
        return
    outcome = matching.solve(market, rules)
    assert outcome.proved
    assert matching.verify(market, rules, outcome).ok
    assert len(outcome.pairs) + len(outcome.unmatched) == len(market.mentees)
    assert matching.outcome_from_json(matching.outcome_to_json(outcome)) == outcome
    assert matching.verify(market, rules, matching.greedy(market, rules)).ok
    assert matching.solve(market, rules, warm=outcome) == outcome


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("nobody", 0),
        ("one and one", 1),
        ("one person on both sides", 0),
        ("two people on both sides", 2),
        ("no places", 0),
        ("all paused", 0),
        ("all banned", 0),
        ("all in conflict", 0),
        ("all pinned", 2),
        ("a million places", 5),
        ("many for one", 1),
        ("one for many", 1),
        ("specialties only mentees have", 90),
        ("hours all week", 2),
    ],
)
def test_as_many_pairs_as_can_be(name, pairs):
    assert len(matching.solve(MARKETS[name], POLICIES["open"]).pairs) == pairs


def test_every_place_of_one_mentor_can_be_used():
    market = matching.Market(mentees=people(MENTEE, 9), mentors=people(MENTOR, 1, places=7))
    outcome = matching.solve(market, POLICIES["open"])
    assert len(outcome.pairs) == 7
    capped = matching.solve(market, reference.open_policy(max_places_per_mentor=2))
    assert len(capped.pairs) == 2


def test_the_highest_weights_do_not_overflow():
    weights = matching.Weights(**{item.slug: matching.CRITERIA and 1000 for item in matching.CRITERIA})
    same = {
        "specialty": "s",
        "subspecialty": "t",
        "setting": "rural",
        "hospital_size": "none",
        "groups": ("g",),
    }
    market = matching.Market(
        mentees=people(MENTEE, 60, wants_topics=("a",), left_out_before=9, **same),
        mentors=people(MENTOR, 40, topics=("a",), **same),
    )
    outcome = matching.solve(market, reference.open_policy(weights=weights))
    assert outcome.proved
    assert len(outcome.pairs) == 40
    assert outcome.least == outcome.floor == 7500
