"""How a chain of changes becomes constraints on the frozen people, and what one more change would do. Pure.

Here: pins, bans and lifted rules out of steps; trying a change on a copy. Not here: rows, clocks, who may do it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mentorquilt import matching
from mentorquilt.matchrounds.states import Change

LIFTABLE = frozenset({"stage", "institution", "training", "place", "language", "earlier", "hours", "types"})
PAIRING_CHANGES = frozenset({Change.PIN, Change.GIVE})

Couple = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One change of the draft: what, for which two people, and the rules lifted for them on purpose."""

    change: str
    mentee: str
    mentor: str
    lifted: tuple[str, ...] = ()

    @property
    def couple(self) -> Couple:
        """Return the two keys."""
        return self.mentee, self.mentor


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a chain of changes amounts to."""

    pins: dict[str, str]
    bans: frozenset[Couple]
    lifted: frozenset[tuple[str, str, str]]

    def is_pinned(self, mentee: str, mentor: str) -> bool:
        """Return whether the coordinator keeps this pair."""
        return self.pins.get(mentee) == mentor


@dataclass(frozen=True, slots=True)
class Trial:
    """A change tried on a copy of the draft."""

    asked: Asked
    market: matching.Market
    outcome: matching.Outcome


def bounds(chain: Iterable[Asked]) -> Bounds:
    """Fold changes, first to last, into pins, bans and lifted rules; a later change overrules an earlier one."""
    pins: dict[str, str] = {}
    bans: set[Couple] = set()
    lifted: dict[Couple, tuple[str, ...]] = {}
    for asked in chain:
        if asked.change in PAIRING_CHANGES:
            lifted.pop((asked.mentee, pins.get(asked.mentee, "")), None)
            pins[asked.mentee] = asked.mentor
            bans.discard(asked.couple)
            lifted[asked.couple] = asked.lifted
        elif asked.change == Change.UNBAN:
            bans.discard(asked.couple)
        else:
            if pins.get(asked.mentee) == asked.mentor:
                del pins[asked.mentee]
            lifted.pop(asked.couple, None)
            if asked.change == Change.BAN:
                bans.add(asked.couple)
    kept = {(mentee, mentor, rule) for (mentee, mentor), rules in lifted.items() for rule in rules}
    return Bounds(pins, frozenset(bans), frozenset(kept))


def bound(market: matching.Market, chain: Iterable[Asked]) -> matching.Market:
    """Return the frozen market with the constraints of a chain."""
    found = bounds(chain)
    return replace(
        market,
        pins=tuple(sorted(found.pins.items())),
        bans=tuple(sorted(found.bans)),
        lifted=tuple(sorted(found.lifted)),
    )


def broken_rules(
    market: matching.Market, policy: matching.Policy, mentee: str, mentor: str
) -> tuple[str, ...]:
    """Return the rules between two people in the order they are met; the last may be one that cannot be lifted."""
    found: list[str] = []
    free = replace(market, bans=tuple(couple for couple in market.bans if couple != (mentee, mentor)))
    for _turn in range(len(LIFTABLE) + 1):
        lifted = (*market.lifted, *((mentee, mentor, rule) for rule in found))
        answer = matching.score_pair(replace(free, lifted=lifted), policy, mentee, mentor)
        if not isinstance(answer, str):
            break
        found.append(answer)
        if answer not in LIFTABLE:
            break
    return tuple(found)


def attempt(
    market: matching.Market,
    policy: matching.Policy,
    chain: Iterable[Asked],
    asked: Asked,
    before: matching.Outcome,
) -> Trial:
    """Solve the draft with one more change, warm from the outcome before it. Raises matching.Refused."""
    bounded = bound(market, (*chain, asked))
    return Trial(asked, bounded, matching.solve(bounded, policy, warm=before))
