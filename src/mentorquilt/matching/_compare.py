"""What differs between two outcomes: who changes, and what it costs."""

from mentorquilt.matching._outcome import Change, Outcome


def compare(before: Outcome, after: Outcome) -> Change:
    """This will give the pairs that go and come, the people they concern, and the change of the total."""
    old = {(pair.mentee, pair.mentor) for pair in before.pairs}
    new = {(pair.mentee, pair.mentor) for pair in after.pairs}
    lost, gained = tuple(sorted(old - new)), tuple(sorted(new - old))
    mentees = sorted({mentee for mentee, _ in (*lost, *gained)})
    mentors = sorted({mentor for _, mentor in (*lost, *gained)})
    change = after.total - before.total
    return Change(
        people=tuple(dict.fromkeys((*mentees, *mentors))),
        total_change=change,
        percent_tenths=_tenths(change, before.total),
        lost=lost,
        gained=gained,
    )


def _tenths(change: int, whole: int) -> int:
    """This will give tenths of a percent, rounded to the nearest, halves away from zero; 0 of nothing is 0."""
    if whole <= 0:
        return 0
    size = (abs(change) * 2000 + whole) // (2 * whole)
    return size if change >= 0 else -size
