"""Reads over programs: what matching may know of a cohort, the lists that pages show, and sheets on their way in."""

from mentorquilt.programs.fields import choices as field_choices
from mentorquilt.programs.queries.checks import Line, Shown, shown
from mentorquilt.programs.queries.eligibility import (
    Eligibility,
    eligible,
    open_to,
    regions_in_words,
    takers,
    takes_stage,
)
from mentorquilt.programs.queries.entry import Entry, entry
from mentorquilt.programs.queries.facts import MatchingFacts, matching_facts, policy_of
from mentorquilt.programs.queries.headings import Card, Headings, headings, term_lists
from mentorquilt.programs.queries.held import held
from mentorquilt.programs.queries.inviting import CouldHelp, Helpers, helpers
from mentorquilt.programs.queries.lists import (
    CohortCounts,
    cohort_counts,
    enrolments,
    open_cohorts,
    programs_with_cohorts,
)
from mentorquilt.programs.queries.plans import Asked, Plan, ask, plan
from mentorquilt.programs.queries.preview import Preview, preview
from mentorquilt.programs.queries.public import Door, door
from mentorquilt.programs.queries.questions import strangers, undecided
from mentorquilt.programs.queries.sheets import (
    PEOPLE_KINDS,
    Gathered,
    Sheet,
    answer_keys,
    before_discard,
    digest_of,
    gather,
    imported,
    in_work,
    mark_of,
    open_sheet,
)
from mentorquilt.programs.queries.standing import Milestone, Stand, dates_line, milestones, stand
from mentorquilt.programs.queries.supply import Supply, SupplyRow, supply
from mentorquilt.programs.queries.waiting import Confirmations, Waiting, check_list, confirmations
from mentorquilt.programs.queries.words import Words

__all__ = [
    "PEOPLE_KINDS",
    "Asked",
    "Card",
    "CohortCounts",
    "Confirmations",
    "CouldHelp",
    "Door",
    "Eligibility",
    "Entry",
    "Gathered",
    "Headings",
    "Helpers",
    "Line",
    "MatchingFacts",
    "Milestone",
    "Plan",
    "Preview",
    "Sheet",
    "Shown",
    "Stand",
    "Supply",
    "SupplyRow",
    "Waiting",
    "Words",
    "answer_keys",
    "ask",
    "before_discard",
    "check_list",
    "cohort_counts",
    "confirmations",
    "dates_line",
    "digest_of",
    "door",
    "eligible",
    "enrolments",
    "entry",
    "field_choices",
    "gather",
    "headings",
    "held",
    "helpers",
    "imported",
    "in_work",
    "mark_of",
    "matching_facts",
    "milestones",
    "open_cohorts",
    "open_sheet",
    "open_to",
    "plan",
    "policy_of",
    "preview",
    "programs_with_cohorts",
    "regions_in_words",
    "shown",
    "stand",
    "strangers",
    "supply",
    "takers",
    "takes_stage",
    "term_lists",
    "undecided",
]
