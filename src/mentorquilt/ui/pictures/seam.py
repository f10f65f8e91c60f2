"""Milestones as stitches: a short seam for a table's row. The long seam with words is ``ui/seam.html``."""

from mentorquilt.ui.pictures.svg import element, picture

STITCH, GAP = 14.0, 6.0


def stitches(done: int, total: int, *, label: str) -> str:
    """Draw ``total`` stitches in a row, the first ``done`` of them sewn."""
    drawn = []
    for place in range(total):
        x = place * (STITCH + GAP) + 2
        words = "sewn" if place < done else "open"
        drawn.append(element("path", class_=words, d=f"M{x:g} 8h{STITCH:g}"))
    width = max(total, 1) * (STITCH + GAP)
    return picture(*drawn, label=label, width=width, height=16, class_="stitches")
