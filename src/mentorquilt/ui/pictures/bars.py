"""Small charts: one bar, wants against places, and a strip of values with marks."""

from collections.abc import Sequence

from mentorquilt.ui.pictures.svg import Value, element, picture, title

WIDTH = 400.0
THICK = 14.0


def bar(value: float, full: float, *, label: str, color: str = "") -> str:
    """Draw one value as a part of the full width."""
    ground = element("rect", x=0, y=0, width=WIDTH, height=THICK, class_="ground")
    filled = element(
        "rect", x=0, y=0, width=_along(value, full), height=THICK, class_=f"fill {color}".strip()
    )
    return _flat(ground + filled, label, THICK, "bar")


def versus(wanted: float, offered: float, full: float, *, label: str) -> str:
    """Draw what is wanted above what is offered; what is missing is open and dashed."""
    wanted_width, offered_width = _along(wanted, full), _along(offered, full)
    shapes = element("rect", x=0, y=0, width=wanted_width, height=9, class_="wanted")
    shapes += element("rect", x=0, y=12, width=offered_width, height=9, class_="offered")
    if wanted > offered:
        missing: dict[str, Value] = {
            "x": offered_width,
            "y": 12,
            "width": wanted_width - offered_width,
            "height": 9,
        }
        shapes += element("rect", class_="missing", **missing)
    return _flat(shapes, label, 21, "versus")


def strip(
    values: Sequence[float], least: float, most: float, *, label: str, marks: Sequence[float] = ()
) -> str:
    """Draw every value as a short line between ``least`` and ``most``; ``marks`` stand out."""
    span = (most - least) or 1.0
    lines = "".join(f"M{_place(value, least, span)} 4v12" for value in values)
    tall = "".join(f"M{_place(value, least, span)} 0v20" for value in marks)
    shapes = element("path", class_="axis", d=f"M0 10h{WIDTH:g}")
    shapes += element("path", class_="values", d=lines) if lines else ""
    shapes += element("path", class_="marks", d=tall) if tall else ""
    return _flat(shapes, label, 20, "strip")


def ring(part: float, *, label: str, words: str = "") -> str:
    """Draw a part of one as a ring."""
    part = max(0.0, min(1.0, part))
    ground = element("circle", cx=22, cy=22, r=18, class_="ground")
    arc: dict[str, Value] = {"pathLength": 100, "stroke_dasharray": f"{part * 100:.0f} 100"}
    filled = element("circle", cx=22, cy=22, r=18, class_="fill", **arc)
    return picture(
        ground, filled, title(words) if words else "", label=label, width=44, height=44, class_="ring"
    )


def _along(value: float, full: float) -> float:
    return max(0.0, min(WIDTH, WIDTH * value / full)) if full > 0 else 0.0


def _place(value: float, least: float, span: float) -> str:
    return f"{max(0.0, min(1.0, (value - least) / span)) * WIDTH:.1f}"


def _flat(shapes: str, label: str, height: float, words: str) -> str:
    return picture(shapes, label=label, width=WIDTH, height=height, class_=words, preserveAspectRatio="none")
