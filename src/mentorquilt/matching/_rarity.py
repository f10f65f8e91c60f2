"""How much rarer things weigh, in whole numbers that are the same on every machine."""

from functools import cache

STEPS = 16  # steps per doubling


@cache
def sixteenths_of_log2(numerator: int, denominator: int) -> int:
    """This will give floor(16 * log2(numerator / denominator)), exactly; numerator >= denominator > 0."""
    ratio: int = numerator**STEPS // denominator**STEPS
    return ratio.bit_length() - 1


def rarity(held_by: int, people: int) -> int:
    """This will give 0 for what everybody has, and 16 more for every halving of those who have it."""
    return sixteenths_of_log2(max(people, held_by), held_by)


def emphasis(count: int) -> int:
    """This will give 16 for a word used once, and 16 more for every doubling."""
    return STEPS + sixteenths_of_log2(count, 1)
