"""People and preferences in, explained and proven pairs out. Pure: no Django, no database, no files.

The functions load the compiled kernels when they are first asked for; the values cost nothing to import.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mentorquilt.matching._compare import compare
from mentorquilt.matching._market import Market, Mentee, Mentor, market_from_json, market_to_json
from mentorquilt.matching._outcome import (
    Cancelled,
    Certificate,
    Change,
    Near,
    Outcome,
    Pair,
    Part,
    Problem,
    Reason,
    Refused,
    Unmatched,
    Verdict,
    WhyNot,
    outcome_from_json,
    outcome_to_json,
)
from mentorquilt.matching._policy import (
    CRITERIA,
    RULES,
    PlaceRule,
    Policy,
    StageRule,
    Weights,
    policy_from_json,
    policy_to_json,
)
from mentorquilt.matching._words import NOTES, Note, hours_a_day

if TYPE_CHECKING:
    from mentorquilt.matching._greedy import greedy
    from mentorquilt.matching._problems import problems
    from mentorquilt.matching._solve import solve, warm_up
    from mentorquilt.matching._verify import verify
    from mentorquilt.matching._why_not import best_mentors, score_pair, why_not

__all__ = [
    "CRITERIA",
    "NOTES",
    "RULES",
    "Cancelled",
    "Certificate",
    "Change",
    "Market",
    "Mentee",
    "Mentor",
    "Near",
    "Note",
    "Outcome",
    "Pair",
    "Part",
    "PlaceRule",
    "Policy",
    "Problem",
    "Reason",
    "Refused",
    "StageRule",
    "Unmatched",
    "Verdict",
    "Weights",
    "WhyNot",
    "best_mentors",
    "compare",
    "greedy",
    "hours_a_day",
    "market_from_json",
    "market_to_json",
    "outcome_from_json",
    "outcome_to_json",
    "policy_from_json",
    "policy_to_json",
    "problems",
    "score_pair",
    "solve",
    "verify",
    "warm_up",
    "why_not",
]

_LOADED_LATE = {
    "best_mentors": "_why_not",
    "greedy": "_greedy",
    "problems": "_problems",
    "score_pair": "_why_not",
    "solve": "_solve",
    "verify": "_verify",
    "warm_up": "_solve",
    "why_not": "_why_not",
}


def __getattr__(name: str) -> Any:
    """This will load a function of this room with its kernels, which takes a second the first time."""
    if name not in _LOADED_LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_LOADED_LATE[name]}"), name)
    globals()[name] = found
    return found
