"""What is wrong with a market or a policy, said before anything is solved.

Here: each check gives a message that names people and a fix that says what to do. A blocking problem stops ``solve``;
the others are worth knowing. Not here: pairs that simply score low.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator

from mentorquilt.matching import _rules, _scoring, _words
from mentorquilt.matching._facts import WANTS
from mentorquilt.matching._market import Market, Person
from mentorquilt.matching._outcome import Problem, Refused
from mentorquilt.matching._policy import CLOSED, CRITERIA, MAX_WEIGHT, RULES, PlaceRule, Policy, StageRule

MINUTES_A_WEEK = 7 * 24 * 60
OTHER_SPECIALTY = frozenset({"any", "only_same", "prefer_other"})


def problems(market: Market, policy: Policy) -> tuple[Problem, ...]:
    """This will give everything a person should mend or know, blocking problems first."""
    found = [problem for check in _VALUES for problem in check(market, policy)]
    if not any(problem.blocking for problem in found):
        compiled = _scoring.compile_market(market, policy)
        found += [problem for check in _PAIRS for problem in check(compiled)]
    return tuple(sorted(found, key=lambda problem: not problem.blocking))


def refuse(market: Market, policy: Policy, compiled: _scoring.Compiled | None = None) -> _scoring.Compiled:
    """This will raise Refused with every blocking problem, or give the market compiled."""
    blocking = [problem for check in _VALUES for problem in check(market, policy) if problem.blocking]
    if blocking:
        raise Refused(tuple(blocking))
    compiled = compiled or _scoring.compile_market(market, policy)
    blocking = [problem for problem in _pins(compiled) if problem.blocking]
    if blocking:
        raise Refused(tuple(blocking))
    return compiled


def _keys(market: Market, policy: Policy) -> Iterator[Problem]:
    for side, people in (("mentee", market.mentees), ("mentor", market.mentors)):
        counts = Counter(person.key for person in people)
        twice = tuple(sorted(key for key, count in counts.items() if count > 1))
        if twice:
            yield Problem(
                slug=f"duplicate_{side}",
                people=twice,
                message=f"Listed more than once as {side}: {_some(twice)}.",
                fix="Keep one line per person.",
                blocking=True,
            )
        if "" in counts:
            yield Problem(
                slug=f"{side}_without_key",
                message=f"A {side} has no e-mail address or reference.",
                fix="Give every person one of their own.",
                blocking=True,
            )


def _numbers(market: Market, policy: Policy) -> Iterator[Problem]:
    negative = tuple(mentor.key for mentor in market.mentors if mentor.places < 0)
    if negative:
        yield Problem(
            slug="places_negative",
            people=negative,
            message=f"Fewer than no places: {_some(negative)}.",
            fix="Enter 0 or more places.",
            blocking=True,
        )
    for item in CRITERIA:
        if not 0 <= getattr(policy.weights, item.slug) <= MAX_WEIGHT:
            yield Problem(
                slug="weight_out_of_range",
                message=f"The weight of “{item.label}” is {getattr(policy.weights, item.slug)}.",
                fix=f"Choose a weight from 0 to {MAX_WEIGHT}.",
                blocking=True,
            )
    for name in ("min_distance_km", "min_shared_minutes", "max_places_per_mentor"):
        if getattr(policy, name) < 0:
            yield Problem(
                slug="setting_negative",
                message=f"The setting {name} is {getattr(policy, name)}.",
                fix="Enter 0 or more.",
                blocking=True,
            )


def _places(market: Market, policy: Policy) -> Iterator[Problem]:
    def wrong(person: Person) -> bool:
        pair = (person.latitude, person.longitude)
        if pair == (None, None):
            return False
        return any(
            value is None or not math.isfinite(value) or abs(value) > most
            for value, most in zip(pair, (90, 180), strict=True)
        )

    people = tuple(person.key for person in (*market.mentees, *market.mentors) if wrong(person))
    if people:
        yield Problem(
            slug="coordinates_wrong",
            people=people,
            message=f"Not a place on Earth: the latitude or longitude of {_some(people)}.",
            fix="Pick the city again, or leave both empty.",
            blocking=True,
        )


def _hours(market: Market, policy: Policy) -> Iterator[Problem]:
    def wrong(person: Person) -> bool:
        before = 0
        for start, end in person.waking:
            if not before <= start < end <= MINUTES_A_WEEK:
                return True
            before = end
        return False

    people = tuple(person.key for person in (*market.mentees, *market.mentors) if wrong(person))
    if people:
        yield Problem(
            slug="hours_wrong",
            people=people,
            message=f"Weekly hours that overlap, run backward or leave the week: {_some(people)}.",
            fix="Enter them as sorted minutes of the week, 0 to 10080.",
            blocking=True,
        )


def _choices(market: Market, policy: Policy) -> Iterator[Problem]:
    for name, known in (("other_specialty", OTHER_SPECIALTY), ("wants_distance", frozenset({"any", *WANTS}))):
        people = tuple(mentee.key for mentee in market.mentees if getattr(mentee, name) not in known)
        if people:
            yield Problem(
                slug=f"{name}_unknown",
                people=people,
                message=f"An answer for {name} that is not known: {_some(people)}.",
                fix=f"Use one of {', '.join(sorted(known))}.",
                blocking=True,
            )
    if policy.stage_rule == StageRule.MID_OR_LATE and not any("mid" in slugs for slugs in policy.stages):
        yield Problem(
            slug="ladder_without_mid",
            message="The stage rule asks for mid or late mentors, but the ladder of stages has no “mid”.",
            fix="Name the middle stage “mid”, or use the rule “later”.",
            blocking=True,
        )


def _supply(market: Market, policy: Policy) -> Iterator[Problem]:
    if not market.mentees:
        yield Problem(slug="no_mentees", message="There are no mentees.", fix="Enrol mentees first.")
    if not market.mentors:
        yield Problem(slug="no_mentors", message="There are no mentors.", fix="Enrol mentors first.")
    elif not any(mentor.places > 0 and not mentor.unavailable for mentor in market.mentors):
        yield Problem(slug="no_places", message="No mentor has a free place.", fix="Ask mentors for places.")


def _unknown(market: Market, policy: Policy) -> Iterator[Problem]:
    """This will list whom a rule closes only because a fact is missing."""
    ladder = {slug for slugs in policy.stages for slug in slugs}
    people = (*market.mentees, *market.mentors)
    if policy.stage_rule != StageRule.ANY:
        without = tuple(person.key for person in people if person.stage not in ladder)
        if without:
            yield Problem(
                slug="stage_unknown",
                people=without,
                message=f"The career stage is not known, so the stage rule closes every pair: {_some(without)}.",
                fix="Enter the stage, or set the stage rule to “any”.",
            )
    field = "latitude" if policy.place_rule == PlaceRule.DISTANCE else "country"
    if policy.place_rule != PlaceRule.NONE:
        without = tuple(person.key for person in people if getattr(person, field) in ("", None))
        if without:
            yield Problem(
                slug="place_unknown",
                people=without,
                message=f"The place is not known, so the place rule closes every pair: {_some(without)}.",
                fix="Pick a city for each, or set the place rule to “none”.",
            )


def _lists(market: Market, policy: Policy) -> Iterator[Problem]:
    """This will check the coordinator's own lists: pins, bans and lifted rules."""
    mentees = {mentee.key for mentee in market.mentees}
    mentors = {mentor.key for mentor in market.mentors}
    known = {rule.slug for rule in RULES}
    for name, pairs, blocking in (
        ("pin", market.pins, True),
        ("ban", market.bans, False),
        ("lifted rule", tuple((mentee, mentor) for mentee, mentor, _ in market.lifted), False),
    ):
        absent = tuple(dict.fromkeys(
            key for pair in pairs for key, side in zip(pair, (mentees, mentors), strict=True) if key not in side
        ))  # fmt: skip
        if absent:
            yield Problem(
                slug=f"{name.replace(' ', '_')}_unknown_person",
                people=absent,
                message=f"A {name} names people who are not in this round: {_some(absent)}.",
                fix=f"Remove that {name}, or add the person.",
                blocking=blocking,
            )
    for mentee, mentor, rule in market.lifted:
        if rule not in _rules.LIFTABLE:
            shown = "a rule that is not shown" if rule in known else f"the unknown rule “{rule}”"
            yield Problem(
                slug="rule_not_liftable",
                people=(mentee, mentor),
                message=f"For {mentee} and {mentor}, {shown} cannot be lifted.",
                fix="Remove the exception.",
            )
    twice = tuple(key for key, count in Counter(mentee for mentee, _ in market.pins).items() if count > 1)
    if twice:
        yield Problem(
            slug="pinned_twice",
            people=twice,
            message=f"Pinned more than once: {_some(twice)}.",
            fix="Keep one pin per mentee.",
            blocking=True,
        )


def _pins(compiled: _scoring.Compiled) -> Iterator[Problem]:
    """This will check that every pin keeps the rules, or has exactly the broken ones lifted, and has a place."""
    facts = compiled.facts
    used: Counter[str] = Counter()
    waived = {(mentee, mentor) for mentee, mentor, rule in facts.market.lifted if rule == "unavailable"}
    for mentee, mentor in facts.market.pins:
        if (mentee, mentor) not in waived:
            used[mentor] += 1
        rule = _scoring.rule_of_pair(compiled, mentee, mentor)
        if rule:
            fix = (
                "Remove the pin."
                if rule == CLOSED
                else "Remove the pin, or lift this rule for this pair with a reason."
            )
            yield Problem(
                slug="pin_breaks_rule",
                people=(mentee, mentor),
                message=f"The pin of {mentee} to {mentor} is closed by {_words.named_rule(rule)}.",
                fix=fix,
                blocking=True,
            )
    for mentor, count in used.items():
        places = int(facts.places[facts.mentor_at[mentor]])
        if count > places and not facts.market.mentors[facts.mentor_at[mentor]].unavailable:
            yield Problem(
                slug="pins_over_places",
                people=(mentor,),
                message=f"{_words.counted(count, 'mentee')} pinned to {mentor}, who has {_words.counted(places, 'place')}.",
                fix="Remove a pin, or ask the mentor for another place.",
                blocking=True,
            )


def _nobody(compiled: _scoring.Compiled) -> Iterator[Problem]:
    """This will say when the rules close every pair, and which rule closes most."""
    market = compiled.facts.market
    if not market.mentees or not market.mentors:
        return
    counts: Counter[str] = Counter()
    for first in range(0, len(market.mentees), _scoring.BLOCK):
        last = min(first + _scoring.BLOCK, len(market.mentees))
        bits = _rules.closed(compiled.facts, compiled.closings, first, last)
        if (bits == 0).any():
            return
        for rule in RULES:
            counts[CLOSED if rule.private else rule.slug] += int(((bits & _rules.BIT[rule.slug]) != 0).sum())
    rule_slug, most = counts.most_common(1)[0]
    yield Problem(
        slug="nobody_eligible",
        message=f"No pair is possible: {_words.named_rule(rule_slug)} alone closes {_words.counted(most, 'pair')}.",
        fix=_words.REMEDY[rule_slug],
    )


def _some(keys: tuple[str, ...]) -> str:
    listed = list(keys[:5])
    return _words.joined([*listed, f"{len(keys) - 5} more"] if len(keys) > 5 else listed)


_VALUES: tuple[Callable[[Market, Policy], Iterator[Problem]], ...] = (
    _keys, _numbers, _places, _hours, _choices, _supply, _unknown, _lists,
)  # fmt: skip
_PAIRS: tuple[Callable[[_scoring.Compiled], Iterator[Problem]], ...] = (_pins, _nobody)
