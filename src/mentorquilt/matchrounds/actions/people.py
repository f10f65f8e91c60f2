"""Forgetting a person in frozen rounds: what she wrote and was goes, the shape of the result stays (M20)."""

from typing import Any

from django.db import transaction

from mentorquilt.matchrounds.models import PairReview, Round, Step
from mentorquilt.members.models import Member

FORMER = "Former member"
SIDES = ("mentees", "mentors")


@transaction.atomic
def forget(member: Member) -> None:
    """Take a member's name, words and wishes out of every frozen round, and the lines written about her pairs."""
    key = str(member.ref)
    for row in Round.objects.filter(cohort__in=member.enrolments.values("cohort")):
        if row.market is None or key not in (row.people or {}):
            continue
        row.market = _without(row.market, key)
        row.people = {**row.people, key: {}}
        row.outcome = _unworded(row.outcome, key) if row.outcome else None
        row.save(update_fields=["market", "people", "outcome"])
        for step in Step.objects.filter(round=row):
            step.outcome = _unworded(step.outcome, key)
            step.save(update_fields=["outcome"])
    for role in ("mentee", "mentor"):
        PairReview.objects.filter(**{role: member}).update(note="", answer="")
    PairReview.objects.filter(note_by=member).update(note="")
    PairReview.objects.filter(answer_by=member).update(answer="")


def _without(market: dict[str, Any], key: str) -> dict[str, Any]:
    """Return the frozen people with one of them reduced to her key, and her key out of everybody's private lists."""
    kept = {**market}
    for side in SIDES:
        kept[side] = [
            _blank(person) if person["key"] == key else _unnamed(person, key) for person in market[side]
        ]
    kept["conflicts"] = [couple for couple in market["conflicts"] if key not in couple]
    return kept


def _blank(person: dict[str, Any]) -> dict[str, Any]:
    kept = {"key": person["key"], "name": FORMER}
    return {**kept, "places": person["places"]} if "places" in person else kept


def _unnamed(person: dict[str, Any], key: str) -> dict[str, Any]:
    lists = ("ranked", "excludes_people")
    return {
        **person,
        **{name: [other for other in person[name] if other != key] for name in lists if name in person},
    }


def _unworded(outcome: dict[str, Any], key: str) -> dict[str, Any]:
    """Return an outcome without the reasons that quote or name this person."""
    pairs = [
        {**pair, "met": [], "unmet": [], "notes": []} if key in (pair["mentee"], pair["mentor"]) else pair
        for pair in outcome["pairs"]
    ]
    unmatched = [
        {**each, "sentence": "", "remedy": "", "nearest": []} if each["mentee"] == key else
        {**each, "nearest": [near for near in each["nearest"] if near["mentor"] != key]}
        for each in outcome["unmatched"]
    ]  # fmt: skip
    return {**outcome, "pairs": pairs, "unmatched": unmatched}
