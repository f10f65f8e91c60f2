"""Reads over programs: what matching may know of a cohort, the lists that pages show, and sheets on their way in."""

from mentorquilt.programs.fields import choices as field_choices
from mentorquilt.programs.queries.checks import Line, Shown, shown
from mentorquilt.programs.queries.eligibility import Eligibility, eligible, regions_in_words, takes_stage
from mentorquilt.programs.queries.facts import MatchingFacts, matching_facts, policy_of
from mentorquilt.programs.queries.headings import Card, Headings, headings, term_lists
from mentorquilt.programs.queries.lists import (
    CohortCounts,
    cohort_counts,
    enrolments,
    open_cohorts,
    programs_with_cohorts,
)
from mentorquilt.programs.queries.plans import Asked, Plan, ask, plan
from mentorquilt.programs.queries.preview import Preview, preview
from mentorquilt.programs.queries.questions import strangers, undecided
from mentorquilt.programs.queries.sheets import (
    PEOPLE_KINDS,
    Gathered,
    Sheet,
    answer_keys,
    digest_of,
    gather,
    imported,
    in_work,
    mark_of,
    open_sheet,
)
from mentorquilt.programs.queries.supply import Supply, SupplyRow, supply
from mentorquilt.programs.queries.words import Words

__all__ = [
    "PEOPLE_KINDS",
    "Asked",
    "Card",
    "CohortCounts",
    "Eligibility",
    "Gathered",
    "Headings",
    "Line",
    "MatchingFacts",
    "Plan",
    "Preview",
    "Sheet",
    "Shown",
    "Supply",
    "SupplyRow",
    "Words",
    "answer_keys",
    "ask",
    "cohort_counts",
    "digest_of",
    "eligible",
    "enrolments",
    "field_choices",
    "gather",
    "headings",
    "imported",
    "in_work",
    "mark_of",
    "matching_facts",
    "open_cohorts",
    "open_sheet",
    "plan",
    "policy_of",
    "preview",
    "programs_with_cohorts",
    "regions_in_words",
    "shown",
    "strangers",
    "supply",
    "takes_stage",
    "term_lists",
    "undecided",
]
