"""Freezing: what a cohort looks like at one moment, as the plain values that matching works on.

Here: joining programs' facts with earlier pairs, and the few facts that only pages need. Not here: reading members'
tables (``programs.queries``) and storing the result (``actions.order``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mentorquilt import matching, rosters
from mentorquilt.members import queries as members
from mentorquilt.members.models import Member, MentorType, Profile
from mentorquilt.members.states import HospitalSize, Setting, Standing
from mentorquilt.pairings import queries as pairings
from mentorquilt.programs import queries as programs
from mentorquilt.programs.models import Cohort
from mentorquilt.society import queries as society

HOME = "US"


@dataclass(frozen=True, slots=True)
class Frozen:
    """One cohort at one moment. ``people`` maps a key to what pages show and matching does not read.

    ``lapsed`` names who is enrolled and may begin nothing new, because the membership ended (S-23).
    """

    market: matching.Market
    people: Mapping[str, Mapping[str, str]]
    lapsed: Mapping[str, str]

    @property
    def problems(self) -> tuple[matching.Problem, ...]:
        """Return what to know about the people besides what matching says."""
        if not self.lapsed:
            return ()
        return (
            matching.Problem(
                slug="membership_lapsed",
                people=tuple(self.lapsed),
                message=_("Not in this match, because the membership ended: %(names)s.")
                % {"names": ", ".join(self.lapsed.values())},
                fix=_("Renew the membership, or take the enrolment out."),
            ),
        )


def freeze(cohort: Cohort, *, on: date) -> Frozen:
    """Read a cohort's approved, waiting and unmatched people with earlier pairs. Holds private wishes: encrypt it."""
    facts = programs.matching_facts(cohort, on=on)
    lapsed = _lapsed([person.key for person in (*facts.mentees, *facts.mentors)], on)
    mentees = tuple(person for person in facts.mentees if person.key not in lapsed)
    mentors = tuple(person for person in facts.mentors if person.key not in lapsed)
    keys = [person.key for person in (*mentees, *mentors)]
    names = {person.key: person.name for person in (*facts.mentees, *facts.mentors) if person.key in lapsed}
    market = matching.Market(
        mentees=mentees,
        mentors=mentors,
        earlier=tuple(sorted(pairings.earlier_couples(keys))),
        conflicts=facts.conflicts,
        labels=tuple({**dict(facts.labels), **_labels()}.items()),
    )
    return Frozen(market=market, people=_people(keys), lapsed=names)


def _lapsed(keys: list[str], on: date) -> frozenset[str]:
    """Return whose membership ended beyond the society's grace, where the society looks at it."""
    one = society.current()
    if not one.checks_membership:
        return frozenset()
    refs = {pk: str(ref) for pk, ref in Member.objects.filter(ref__in=keys).values_list("pk", "ref")}
    standings = members.standings(refs, on, one.grace_days)
    return frozenset(refs[pk] for pk, standing in standings.items() if standing == Standing.LAPSED)


def _labels() -> dict[str, str]:
    """Return the words of the fixed lists; a mentor type stands before "mentoring" in a reason ("life mentoring")."""
    types = MentorType.objects.order_by("slug").values_list("slug", "label")
    fixed = {slug: str(label) for slug, label in (*Setting.choices, *HospitalSize.choices)}
    return {**fixed, **{slug: label.removesuffix(" mentor").lower() for slug, label in types}}


def _people(keys: list[str]) -> dict[str, dict[str, str]]:
    """Return title, zone and place in words by key."""
    rows = Profile.objects.filter(member__ref__in=keys).values_list(
        "member__ref", "titles", "zone", "region", "member__whereabouts__city"
    )
    return {
        str(ref): {"titles": titles, "zone": zone, "place": place(city or "", region)}
        for ref, titles, zone, region, city in rows
    }


def place(city: str, region: str) -> str:
    """Return a place in words from the ids of the shipped list: "Salina, Kansas" or "Zurich, Switzerland"."""
    try:
        found = rosters.city(city) if city else None
    except KeyError:
        found = None
    if found is not None:
        return f"{found.name}, {found.region_name if found.country == HOME and found.region_name else found.country_name}"
    country = region.partition("/")[0]
    return next((known.name for known in rosters.regions(country) if known.id == region), region)


def policy_with(policy: matching.Policy, choices: Mapping[str, Any]) -> matching.Policy:
    """Return the policy with some of its fields or weights replaced; raises ValueError for values out of range."""
    data = matching.policy_to_json(policy)
    weights = {**data["weights"], **choices.get("weights", {})}
    return matching.policy_from_json({**data, **choices, "weights": weights})
