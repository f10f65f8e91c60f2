"""What the build refuses beyond .importlinter: closed drawers, files too long, tests without a mirror.

docs/map.md says why each rule is there and where a thing goes instead.
"""

import ast
import configparser
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "mentorquilt"
ROOMS = sorted(path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__")
PURE = {"calendars", "gate", "matching", "rosters", "searching"}
DJANGO_ROOMS = sorted(set(ROOMS) - PURE)

OPEN_DRAWERS = {"models", "states", "signals", "queries", "access", "actions"}
# Rooms that offer more than their drawers; docs/map.md names these too.
ALSO_OPEN = {
    "records": {"heartbeat", "jobs", "moves", "personal", "rotation", "text"},
    "mail": {"footers", "html", "replies", "roles", "switches", "veils", "words"},
    "members": {"feed", "ties"},
    "programs": {"links", "tokens"},
    "sigs": {"links"},
    "ui": {"forms"},
}
VAGUE_NAMES = {
    "common",
    "core",
    "utils",
    "util",
    "base",
    "helpers",
    "helper",
    "services",
    "managers",
    "misc",
    "shared",
}
# A room may be tested as a whole under these names, or under that of a helper beside the test; a pure room has no
# drawers and is tested through what it publishes, subject by subject.
WHOLE_ROOM = {"bars", "fuzz", "properties"}
LONGEST_FILE, LONGEST_TEMPLATE, LONGEST_FUNCTION, LONGEST_KERNEL, OWN_SCRIPT_LINES = 400, 250, 50, 80, 1500


@cache
def graph() -> grimp.ImportGraph:
    """Return every import of the package, deferred ones too."""
    return grimp.build_graph("mentorquilt", cache_dir=None)


def python_files() -> list[Path]:
    """Return our own Python files, migrations apart."""
    folders = [PACKAGE, *(ROOT / name for name in ("tests", "scripts", "benchmarks"))]
    return sorted(
        path for folder in folders for path in folder.rglob("*.py") if "migrations" not in path.parts
    )


def templates() -> list[Path]:
    """Return every template."""
    return sorted(path for path in PACKAGE.glob("*/templates/**/*") if path.is_file())


def named(path: Path) -> str:
    """Return a path as one reads it in the repository."""
    return str(path.relative_to(ROOT))


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each function with its length from ``def`` to its last line."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (
                f"{named(path)}:{node.lineno} {node.name}",
                (node.end_lineno or node.lineno) - node.lineno + 1,
            )


def published(room: str) -> set[str]:
    """Return the names that a room's ``__all__`` publishes."""
    for node in ast.parse((PACKAGE / room / "__init__.py").read_text()).body:
        if isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets
        ):
            return set(ast.literal_eval(node.value))
    return set()


def is_open(room: str, drawer: str) -> bool:
    """Return whether other rooms may enter by this drawer; the empty name is the room itself."""
    if not drawer:
        return True
    drawers = set() if room in PURE | {"ui"} else OPEN_DRAWERS
    return drawer in drawers | ALSO_OPEN.get(room, set()) | published(room)


def test_rooms_enter_each_other_by_open_drawers_only() -> None:
    entered = []
    for module in sorted(graph().modules):
        for target in sorted(graph().find_modules_directly_imported_by(module)):
            room = [*module.split("."), ""][1]
            _, other, *drawers = [*target.split("."), ""]
            if room and other and room != other and not is_open(other, drawers[0]):
                entered.append(f"{module} enters {target}")
    assert entered == []


def test_nothing_imports_the_front_door() -> None:
    importers = {
        importer
        for module in graph().modules
        if module.startswith("mentorquilt.config")
        for importer in graph().find_modules_that_directly_import(module)
        if not importer.startswith("mentorquilt.config")
    }
    assert importers == set()


def test_linter_contracts_name_every_room() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    containers = contracts["importlinter:contract:drawers"]["containers"].split()
    assert set(containers) == {f"mentorquilt.{room}" for room in DJANGO_ROOMS} - {
        "mentorquilt.config",
        "mentorquilt.ui",
    }
    sources = contracts["importlinter:contract:pure"]["source_modules"].split()
    assert set(sources) == {f"mentorquilt.{room}" for room in PURE & set(ROOMS)}


def test_no_room_is_empty_and_each_has_tests() -> None:
    without_code = [room for room in ROOMS if len(list((PACKAGE / room).glob("*.py"))) < 2]
    without_tests = [room for room in ROOMS if not list((ROOT / "tests" / room).rglob("test_*.py"))]
    assert (without_code, without_tests) == ([], [])


def test_no_module_has_a_vague_name() -> None:
    assert [named(path) for path in PACKAGE.rglob("*.py") if path.stem.strip("_") in VAGUE_NAMES] == []


def test_tests_mirror_the_rooms() -> None:
    astray = []
    for path in sorted((ROOT / "tests").glob("*/**/test_*.py")):
        room = path.relative_to(ROOT / "tests").parts[0]
        if room in {"journeys", "factories"}:
            continue
        parts = {part.stem.strip("_") for part in (PACKAGE / room).rglob("*") if part.name != "__init__.py"}
        about = path.stem.removeprefix("test_")
        if room in PURE or about in WHOLE_ROOM or (path.parent / f"{about}.py").is_file():
            continue
        if not any(about == part or about.startswith(f"{part}_") for part in parts | {room}):
            astray.append(f"{named(path)} is about nothing in src/mentorquilt/{room}")
    assert astray == []


def test_files_stay_within_their_budget() -> None:
    assert [f"{named(path)}: {lines(path)}" for path in python_files() if lines(path) > LONGEST_FILE] == []
    assert [f"{named(path)}: {lines(path)}" for path in templates() if lines(path) > LONGEST_TEMPLATE] == []


def test_functions_stay_within_their_budget() -> None:
    long = []
    for path in python_files():
        budget = LONGEST_KERNEL if "_kernels" in path.parts else LONGEST_FUNCTION
        long += [f"{name}: {length}" for name, length in functions(path) if length > budget]
    assert long == []


def test_own_scripts_stay_within_their_budget() -> None:
    own = [path for path in PACKAGE.glob("*/static/**/*.js") if "vendor" not in path.parts]
    assert sum(map(lines, own)) <= OWN_SCRIPT_LINES


@pytest.mark.guarantee
@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("inline script", r"<script(?![^>]*\b(?:src=|type=\"application/json\"))"),
        ("inline style", r"<style\b|\sstyle\s*="),
        ("inline handler", r"<[a-z][^>]*\son[a-z]+\s*=|\bhx-on\b"),
        ("text marked safe", r"\|\s*safe\b|\{%\s*autoescape off"),
        (
            "address of another host in a page's head",
            r"<(?:link|script|img)[^>]*(?:src|href)=\"(?:https?:)?//",
        ),
    ],
)
def test_templates_hold_no(what: str, pattern: str) -> None:
    found = [
        f"{named(path)}: {match.group(0)!r}"
        for path in templates()
        if path.suffix == ".html"
        and PACKAGE / "mail" not in path.parents  # mail programs know no stylesheets
        for match in re.finditer(pattern, path.read_text(), flags=re.IGNORECASE | re.DOTALL)
    ]
    assert found == [], what


@pytest.mark.guarantee
def test_code_holds_no_forbidden_call() -> None:
    forbidden = {
        "fail_silently=True": "a mail that fails in silence is lost",
        "cache_page": "pages behind login are never cached for others",
        "CacheMiddleware": "pages behind login are never cached for others",
        "mark_safe": "only ui may, which draws; format_html escapes what people wrote",
        "csrf_exempt": "every form carries its token",
    }
    found = [
        f"{named(path)}: {call} ({why})"
        for path in python_files()
        if PACKAGE in path.parents
        for call, why in forbidden.items()
        if call in path.read_text()
        and not (call == "mark_safe" and PACKAGE / "ui" in path.parents)
        # One click in a mail program carries no token (RFC 8058); the signed address alone allows it.
        and not (call == "csrf_exempt" and named(path) == "src/mentorquilt/mail/views.py")
    ]
    assert found == []
