"""Two people's days on one clock: 24 hours of the first, the second's hours moved to it, what they share lit.

All times are minutes of a day, 0 to 1,440. A span over midnight ends before it starts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mentorquilt.ui.pictures.svg import element, picture

DAY = 1440
NIGHT = ((0, 420), (1260, DAY))
"""Before 7 am and from 9 pm on, shaded."""
HIGH, ROW, GAP = 84.0, 36.0, 12.0
Span = tuple[int, int]


@dataclass(frozen=True)
class Hours:
    """One person's hours of a day in their zone; ``ahead``: minutes their clock leads the first's."""

    spans: tuple[Span, ...]
    ahead: int = 0


def shared(first: Hours, second: Hours) -> list[Span]:
    """Return the spans of the first's day in which both have time."""
    mine, theirs = _on_first_clock(first.spans, 0), _on_first_clock(second.spans, second.ahead)
    both = [(max(a, c), min(b, d)) for a, b in mine for c, d in theirs]
    return _joined([span for span in both if span[0] < span[1]])


def day_band(first: Hours, second: Hours, *, label: str) -> str:
    """Draw the first's day above the second's, on the first's clock."""
    both = shared(first, second)
    shapes = [_row(first.spans, 0, 0.0), _row(second.spans, second.ahead, ROW + GAP)]
    shapes += [_box(span, -2.0, HIGH + 4, "both") for span in both]
    tall = f"v{HIGH + 4:g}"
    shapes += [element("path", class_="both-seam", d=f"M{a} -2{tall}M{b} -2{tall}") for a, b in both]
    grid = "".join(f"M{hour * 60} 0v{HIGH:g}" for hour in range(3, 24, 3))
    shapes.append(element("path", class_="grid-lines", d=grid))
    return picture(
        *shapes,
        label=label,
        width=DAY,
        height=HIGH,
        class_="band",
        viewBox=f"0 -3 {DAY} {HIGH + 6:g}",
        preserveAspectRatio="none",
    )


def ticks(ahead: int = 0) -> list[int]:
    """Return the minute of the day, on a clock so far ahead, at the first's 0, 3, 6 … 21 o'clock."""
    return [(hour * 60 + ahead) % DAY for hour in range(0, 24, 3)]


def _row(spans: Sequence[Span], ahead: int, top: float) -> str:
    ground = element("rect", x=0, y=top, width=DAY, height=ROW, class_="day")
    nights = "".join(_box(span, top, ROW, "night") for span in _on_first_clock(NIGHT, ahead))
    hours = "".join(_box(span, top + 6, ROW - 12, "hours") for span in _on_first_clock(spans, ahead))
    return ground + nights + hours


def _box(span: Span, top: float, height: float, words: str) -> str:
    return element("rect", x=span[0], y=top, width=span[1] - span[0], height=height, class_=words)


def _on_first_clock(spans: Sequence[Span], ahead: int) -> list[Span]:
    """Move spans of a clock to the first's clock and cut them at midnight."""
    moved: list[Span] = []
    for start, end in spans:
        length = (end - start) % DAY or (DAY if end != start else 0)
        begin = (start - ahead) % DAY
        moved.append((begin, min(begin + length, DAY)))
        if begin + length > DAY:
            moved.append((0, begin + length - DAY))
    return _joined(moved)


def _joined(spans: Sequence[Span]) -> list[Span]:
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        elif start < end:
            result.append((start, end))
    return result
