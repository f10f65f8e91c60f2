"""Rounds as rows: lists, what was frozen, and the plain counts kept beside an outcome."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from mentorquilt import matching
from mentorquilt.matchrounds import states
from mentorquilt.matchrounds.models import Round, RoundRows
from mentorquilt.members.models import Member, Profile
from mentorquilt.programs.models import Cohort

KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def rounds_of(cohort: Cohort) -> RoundRows:
    """Return a cohort's rounds, newest first, without what was frozen, with who ordered them; one query."""
    return (
        Round.objects.light().filter(cohort=cohort).select_related("ordered_by__profile").order_by("-number")
    )


def ready_before(match_round: Round) -> RoundRows:
    """Return the cohort's other rounds with a result, newest first."""
    with_result = [states.RoundState.READY, states.RoundState.PUBLISHED]
    ready = Round.objects.light().filter(cohort=match_round.cohort_id, state__in=with_result)
    return ready.exclude(pk=match_round.pk).order_by("-number")


def market(match_round: Round) -> matching.Market:
    """Return the people as they were frozen, without the draft's constraints."""
    return matching.market_from_json(match_round.market)


def policy(match_round: Round) -> matching.Policy:
    """Return the rules and weights as they were frozen."""
    return matching.policy_from_json(match_round.policy)


def outcome(match_round: Round) -> matching.Outcome:
    """Return the round's own result, before any change of the draft."""
    return matching.outcome_from_json(match_round.outcome)


def members_of(keys: Iterable[str]) -> dict[str, int]:
    """Return primary keys by ref, for the rows that point at members."""
    return {str(ref): pk for ref, pk in Member.objects.filter(ref__in=list(keys)).values_list("ref", "pk")}


def addresses_of(keys: Iterable[str]) -> dict[str, str]:
    """Return mail addresses by ref, for exports."""
    return {
        str(ref): email
        for ref, email in Member.objects.filter(ref__in=list(keys)).values_list("ref", "email")
    }


def called(member: Member | None) -> str:
    """Return how the page names a coordinator or reader: the profile's name, else the account's, else the address."""
    if member is None:
        return ""
    try:
        return member.profile.called
    except Profile.DoesNotExist:
        return member.name or member.email


def summary(
    people: matching.Market, found: matching.Outcome, greedy: matching.Outcome, *, is_verified: bool
) -> dict[str, Any]:
    """Return the counts that lists and headlines show, beside pairing one by one; no names and no words of people."""
    distances = [pair.distance_km for pair in found.pairs if pair.distance_km is not None]
    return {
        "mentees": len(people.mentees),
        "mentors": len(people.mentors),
        "places": sum(mentor.places for mentor in people.mentors if not mentor.unavailable),
        "matched": len(found.pairs),
        "used": len({pair.mentor for pair in found.pairs}),
        "total": found.total,
        "least": found.least,
        "floor": found.floor,
        "greedy_total": found.greedy_total,
        "greedy_matched": found.greedy_matched,
        "greedy_least": greedy.least,
        "eligible": found.eligible_pairs,
        "proved": found.proved,
        "verified": is_verified,
        "median_km": round(median(distances)) if distances else None,
        "seconds": round(found.seconds, 3),
    }


@dataclass(frozen=True, slots=True)
class Trouble:
    """One problem as a page shows it, with the names of the people it is about."""

    slug: str
    message: str
    fix: str
    people: tuple[str, ...]
    blocking: bool


def troubles(problems: Iterable[Any], names: Mapping[str, str]) -> tuple[Trouble, ...]:
    """Return stored or fresh problems with names in place of keys, blocking ones first."""
    found = []
    for each in problems:
        told = each if isinstance(each, dict) else problem_to_json(each)
        people = tuple(names.get(key, "") for key in told["people"])
        message, fix = named(told["message"], names), named(told["fix"], names)
        found.append(Trouble(told["slug"], message, fix, people, blocking=told["blocking"]))
    return tuple(sorted(found, key=lambda each: not each.blocking))


def problem_to_json(problem: matching.Problem) -> dict[str, Any]:
    """Return a problem as plain values; it may name people, so it is stored encrypted."""
    return {
        "slug": problem.slug,
        "people": list(problem.people),
        "message": problem.message,
        "fix": problem.fix,
        "blocking": problem.blocking,
    }


def named(words: str, names: Mapping[str, str]) -> str:
    """Return a sentence with names where it has keys."""
    return KEY.sub(lambda found: names.get(found.group(), found.group()), words)


def stored_troubles(match_round: Round) -> tuple[Trouble, ...]:
    """Return what stood in the way of a failed round, with names; reads what was frozen."""
    if match_round.state != states.RoundState.FAILED:
        return ()
    people = market(match_round)
    names = {person.key: person.name for person in (*people.mentees, *people.mentors)}
    return troubles(match_round.problems or [], names)
