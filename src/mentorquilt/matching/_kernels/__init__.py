"""Compiled loops of the solver. Nothing here knows people, policies or words: integers in, integers out."""

from mentorquilt.matching._kernels._auction import auction
from mentorquilt.matching._kernels._cover import cover
from mentorquilt.matching._kernels._forward import forward
from mentorquilt.matching._kernels._greedy import pick
from mentorquilt.matching._kernels._offers import digits, offers, tied_offers
from mentorquilt.matching._kernels._overlap import overlap_block, overlap_pairs
from mentorquilt.matching._kernels._prices import cheapest
from mentorquilt.matching._kernels._reverse import reverse
from mentorquilt.matching._kernels._seats import settle
from mentorquilt.matching._kernels._spans import kilometers, shared_minutes

__all__ = [
    "auction",
    "cheapest",
    "cover",
    "digits",
    "forward",
    "kilometers",
    "offers",
    "overlap_block",
    "overlap_pairs",
    "pick",
    "reverse",
    "settle",
    "shared_minutes",
    "tied_offers",
]
