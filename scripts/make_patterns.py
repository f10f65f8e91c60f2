"""Write the repeating tile of every quilt pattern as a static file: python scripts/make_patterns.py."""

from pathlib import Path

from mentorquilt.ui.pictures import patches

FOLDER = Path(patches.__file__).parents[1] / "static" / "ui" / "patterns"


def main() -> None:
    """Write one file per pattern."""
    FOLDER.mkdir(exist_ok=True)
    for name in patches.PATTERNS:
        (FOLDER / f"{name}.svg").write_text(patches.tile(name) + "\n")


if __name__ == "__main__":
    main()
