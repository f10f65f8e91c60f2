"""Quilt patches: the color and pattern that stand for a mentor type, as small blocks and repeating tiles.

The motifs are old quilt blocks, drawn on a 24 × 24 grid. Colors are names that the style sheet turns into
light and dark values. A type's pattern may be given by a shipped type's name (``career`` for ``geese``).
"""

from dataclasses import dataclass

from mentorquilt.ui.pictures.svg import element, picture

COLORS = (
    "clinical", "career", "life", "research", "peer", "navigation",
    "rose", "slate", "forest", "copper", "sky", "plum",
)  # fmt: skip
SHIPPED = {
    "clinical": "cross",
    "career": "geese",
    "life": "wave",
    "research": "hex",
    "peer": "diamond",
    "navigation": "star",
}


@dataclass(frozen=True)
class Motif:
    """A quilt block: closed shapes, or lines with their width."""

    shapes: str = ""
    lines: str = ""
    width: float = 2.0


MOTIFS = {
    "cross": Motif(shapes="M9.5 4h5v5.5H20v5h-5.5V20h-5v-5.5H4v-5h5.5z"),
    "geese": Motif(shapes="M0 12 12 2l12 10zM0 24l12-10 12 10z"),
    "wave": Motif(lines="M-6 7q6-7 12 0t12 0 12 0M-6 19q6-7 12 0t12 0 12 0", width=2.6),
    "hex": Motif(
        shapes="M12 6.4 16.8 9.2v5.6L12 17.6l-4.8-2.8V9.2z"
        "M0-5.6 4.8-2.8v5.6L0 5.6l-4.8-2.8v-5.6zM24-5.6l4.8 2.8v5.6L24 5.6l-4.8-2.8v-5.6z"
        "M0 18.4l4.8 2.8v5.6L0 29.6l-4.8-2.8v-5.6zM24 18.4l4.8 2.8v5.6L24 29.6l-4.8-2.8v-5.6z"
    ),
    "diamond": Motif(shapes="M0 0 12 12 0 24zM24 0 12 12l12 12z"),
    "star": Motif(shapes="M12 1l2.3 8.7L23 12l-8.7 2.3L12 23l-2.3-8.7L1 12l8.7-2.3z"),
    "rail": Motif(
        shapes="M2 0h3v12H2zM7 0h3v12H7zM12 2h12v3H12zM12 7h12v3H12z"
        "M0 14h12v3H0zM0 19h12v3H0zM14 12h3v12h-3zM19 12h3v12h-3z"
    ),
    "check": Motif(shapes="M0 0h12v12H0zM12 12h12v12H12z"),
    "leaf": Motif(shapes="M12 2q8 10 0 20Q4 12 12 2z"),
    "log": Motif(lines="M10 14v-4h4v6H8V8h8v10H6V6h12v14H4V4h16v18", width=1.2),
    "ring": Motif(lines="M12 6.5a5.5 5.5 0 1 0 .01 0z", width=2.6),
    "weave": Motif(lines="M0 6h15M21 6h3M6 9v15M6 0v3M0 18h3M9 18h15M18 0v15M18 21v3", width=3.0),
}
PATTERNS = tuple(MOTIFS)


def motif_of(pattern: str) -> Motif:
    """Return the motif of a pattern or of a shipped type; an unknown word gets the check."""
    return MOTIFS[pattern_name(pattern)]


def pattern_name(pattern: str) -> str:
    """Return the name under which a pattern's tile is kept."""
    known = SHIPPED.get(pattern, pattern)
    return known if known in MOTIFS else "check"


def color_name(color: str) -> str:
    """Return a color that the style sheet knows; an unknown word gets slate."""
    return color if color in COLORS else "slate"


def patch(color: str, pattern: str, *, label: str = "", sewn: bool = True, size: str = "") -> str:
    """Draw one patch; ``sewn=False`` leaves a dashed outline. ``size`` is empty, ``m`` or ``l``."""
    words = f"patch t-{color_name(color)}" + (f" patch-{size}" if size else "")
    if not sewn:
        inside = element("rect", x=2, y=2, width=20, height=20, rx=4, class_="open")
        return picture(inside, label=label, width=24, height=24, class_=words)
    cloth = element("rect", width=24, height=24, class_="cloth-fill")
    seam = element("rect", x=1.5, y=1.5, width=21, height=21, rx=4, class_="seam") if size else ""
    return picture(cloth, _drawn(motif_of(pattern)), seam, label=label, width=24, height=24, class_=words)


def tile(pattern: str) -> str:
    """Return a pattern's repeating tile as a file: light thread on nothing, for a colored ground."""
    motif = motif_of(pattern)
    body = element("path", d=motif.shapes, fill="#fff", fill_opacity=".26") if motif.shapes else ""
    if motif.lines:
        body = element(
            "path", d=motif.lines, fill="none", stroke="#fff", stroke_opacity=".34", stroke_width=motif.width
        )
    return element("svg", body, xmlns="http://www.w3.org/2000/svg", viewBox="0 0 24 24", width=24, height=24)


def _drawn(motif: Motif) -> str:
    if motif.lines:
        return element("path", class_="motif-line", d=motif.lines, stroke_width=motif.width)
    return element("path", class_="motif", d=motif.shapes)
