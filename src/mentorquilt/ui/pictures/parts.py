"""A sum as stacked parts: how a score comes about, in one bar whose pieces add up."""

from collections.abc import Sequence
from dataclasses import dataclass

from mentorquilt.ui.pictures.svg import element, picture, title

COLORS = 8
WIDTH, HEIGHT, GAP = 400.0, 20.0, 2.0


@dataclass(frozen=True)
class Part:
    """One part of a sum: its words, its value (zero or more) and its color's place, 1 to 8."""

    words: str
    value: float
    color: int


def parts_bar(parts: Sequence[Part], *, label: str, full: float = 0) -> str:
    """Draw the parts side by side; ``full`` is the value of the whole width, so that bars compare."""
    total = sum(part.value for part in parts)
    full = max(full, total)
    drawn, x = [], 0.0
    for part in parts:
        width = WIDTH * part.value / full if full else 0.0
        if width > 0:
            words = title(f"{part.words} {part.value:g}")
            drawn.append(
                element(
                    "rect",
                    words,
                    x=x,
                    y=0,
                    width=max(width - GAP, 1.0),
                    height=HEIGHT,
                    class_=swatch(part.color),
                )
            )
        x += width
    ground = element("rect", x=0, y=0, width=WIDTH, height=HEIGHT, class_="ground")
    return picture(
        ground, *drawn, label=label, width=WIDTH, height=HEIGHT, class_="parts", preserveAspectRatio="none"
    )


def swatch(color: int) -> str:
    """Return the class of a part's color."""
    return f"part-{(color - 1) % COLORS + 1}"
