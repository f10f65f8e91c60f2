"""Reads of match rounds, by subject: rounds as rows, the working draft, the review page, comparisons, exports."""

from mentorquilt.matchrounds.queries.compare import Comparison, with_own_result, with_round
from mentorquilt.matchrounds.queries.draft import (
    Draft,
    Effect,
    Preview,
    draft,
    effect,
    effect_words,
    preview,
    rule_labels,
)
from mentorquilt.matchrounds.queries.exports import (
    about_sheet,
    left_out_sheet,
    pair_headings,
    pair_rows,
    reserve_sheet,
)
from mentorquilt.matchrounds.queries.pair import Choice, CloseUp, Why, choices, close_up, keys_named, why_not
from mentorquilt.matchrounds.queries.personal import personal_data
from mentorquilt.matchrounds.queries.review import LeftOut, Review, Row
from mentorquilt.matchrounds.queries.rounds import (
    addresses_of,
    called,
    market,
    members_of,
    outcome,
    policy,
    problem_to_json,
    ready_before,
    rounds_of,
    stored_troubles,
    summary,
    troubles,
)

__all__ = [
    "Choice",
    "CloseUp",
    "Comparison",
    "Draft",
    "Effect",
    "LeftOut",
    "Preview",
    "Review",
    "Row",
    "Why",
    "about_sheet",
    "addresses_of",
    "called",
    "choices",
    "close_up",
    "draft",
    "effect",
    "effect_words",
    "keys_named",
    "left_out_sheet",
    "market",
    "members_of",
    "outcome",
    "pair_headings",
    "pair_rows",
    "personal_data",
    "policy",
    "preview",
    "problem_to_json",
    "ready_before",
    "reserve_sheet",
    "rounds_of",
    "rule_labels",
    "stored_troubles",
    "summary",
    "troubles",
    "why_not",
    "with_own_result",
    "with_round",
]
