"""What a stranger meets: commands that exist, a map that names every room, no trace of one machine."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.test_supply import ROOT, tracked

PACKAGE = ROOT / "src" / "mentorquilt"
DRAWERS = [
    "models",
    "states",
    "signals",
    "queries",
    "access",
    "actions",
    "mails",
    "forms",
    "views",
    "api",
    "urls",
    "admin",
    "jobs",
    "receivers",
]
MACHINE = re.compile(r"(?<![\w.:/-])/(?:tmp|root|work|home/[a-z]+|Users/[a-z]+)/")
PROMISED = [
    "LICENSE",
    "NOTICE",
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "Makefile",
    ".ci/run",
    "docs/map.md",
]


def texts() -> list[Path]:
    """Return the tracked files that hold text and are not data."""
    binary = {".png", ".webp", ".jpg", ".ico", ".woff2", ".xlsx", ".zip", ".gz"}
    return [path for path in tracked() if path.suffix not in binary]


def make_targets() -> set[str]:
    """Return the targets that the Makefile has."""
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))


def test_promised_files_stand_at_the_top() -> None:
    assert [name for name in PROMISED if not (ROOT / name).is_file()] == []


def test_license_is_apache_as_declared() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["license"]
    assert declared == "Apache-2.0"
    assert "Version 2.0, January 2004" in (ROOT / "LICENSE").read_text()


def test_no_path_of_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in texts()
        for match in MACHINE.finditer(path.read_text(errors="ignore"))
    ]
    assert found == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", ".ci/run"])
def test_commands_named_in_a_page_exist(page: str) -> None:
    text = (ROOT / page).read_text()
    named = set(re.findall(r"(?:^|`|exec )\s*make ([a-z]+)\b", text, flags=re.MULTILINE))
    assert named
    assert named - make_targets() == set()
    assert [
        path for path in re.findall(r"\bscripts/[a-z_]+\b", text) if not os.access(ROOT / path, os.X_OK)
    ] == []


def test_readme_shows_how_the_command_line_answers() -> None:
    text = (ROOT / "README.md").read_text()
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    module, function = scripts["mentorquilt"].split(":")
    known = subprocess.run(
        [sys.executable, "-c", f"import {module} as m; m.{function}()", "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    named = set(re.findall(r"bin/mentorquilt ([a-z]+)", text))
    assert named == {"match", "verify"}
    assert [name for name in sorted(named) if name not in known] == []


@pytest.mark.parametrize(
    "page", [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"], ids=lambda p: p.name
)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_map_names_every_room_and_drawer() -> None:
    text = (ROOT / "docs" / "map.md").read_text()
    rooms = sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file())
    used = {
        drawer
        for drawer in DRAWERS
        if list(PACKAGE.glob(f"*/{drawer}.py")) or list(PACKAGE.glob(f"*/{drawer}/"))
    }
    assert [room for room in rooms if f"`{room}`" not in text and f"{room}/" not in text] == []
    assert [drawer for drawer in sorted(used) if f"`{drawer}.py`" not in text] == []


def test_map_names_every_signal_and_registered_job() -> None:
    text = (ROOT / "docs" / "map.md").read_text()
    told = [path.read_text() for path in PACKAGE.glob("*/*.py")]
    signals = {
        name for code in told for name in re.findall(r"^(\w+)(?:: \w+)? = Signal\(", code, flags=re.MULTILINE)
    }
    jobs = {name for code in told for name in re.findall(r"\bregister\(\s*\"(\w+\.\w+)\"", code)}
    assert jobs
    assert [name for name in sorted(signals | jobs) if f"`{name}`" not in text] == []


def test_scripts_are_executable_and_sound() -> None:
    for path in (ROOT / "scripts").iterdir():
        first = path.read_text().splitlines()[0]
        if first.startswith("#!"):
            assert os.access(path, os.X_OK), path.name
        if "bash" in first:
            subprocess.run(["bash", "-n", path], check=True)


def test_reference_names_every_variable_that_settings_read() -> None:
    text = (ROOT / "docs" / "reference" / "settings.md").read_text()
    read = {
        name
        for path in (PACKAGE / "config").glob("*.py")
        for name in re.findall(r"\"((?:MENTORQUILT_|DATABASE_)[A-Z_]+|PORT)\"", path.read_text())
    }
    assert [name for name in sorted(read) if f"`{name}`" not in text] == []
