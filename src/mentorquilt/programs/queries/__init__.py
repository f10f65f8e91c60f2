"""Reads over programs: what matching may know of a cohort, and the lists that pages show."""

from mentorquilt.programs.queries.facts import MatchingFacts, matching_facts, policy_of
from mentorquilt.programs.queries.lists import (
    CohortCounts,
    cohort_counts,
    enrolments,
    open_cohorts,
    programs_with_cohorts,
)
from mentorquilt.programs.queries.supply import Supply, SupplyRow, supply

__all__ = [
    "CohortCounts",
    "MatchingFacts",
    "Supply",
    "SupplyRow",
    "cohort_counts",
    "enrolments",
    "matching_facts",
    "open_cohorts",
    "policy_of",
    "programs_with_cohorts",
    "supply",
]
