"""What the product is built from: floors against known holes, hashes for all, no host names."""

import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
FLOORS = tomllib.loads((ROOT / "security" / "floors.toml").read_text())["floor"]
REQUIREMENTS = sorted(ROOT.glob("requirements*.txt"))
# Assembled, so that this file does not hold what it looks for.
REGISTRIES = tuple(f"{name}.org" for name in ("pypi", "pythonhosted", "npmjs"))
NOT_OURS = {
    ".git",
    ".venv",
    "var",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
}
LOCK_FILES = {
    "Pipfile.lock",
    "package-lock.json",
    "pdm.lock",
    "pnpm-lock.yaml",
    "poetry.lock",
    "uv.lock",
    "yarn.lock",
}

pytestmark = pytest.mark.guarantee


def tracked() -> list[Path]:
    """Return the files of the repository, and those that would be added to it; all files where it is a copy."""
    command = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        own = (path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts))
        return [path for path in own if path.is_file()]
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def entries(requirements: Path) -> list[str]:
    """Return the entries of a requirement file, each with its hashes on one line."""
    joined = requirements.read_text().replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("floor", FLOORS, ids=[floor["package"] for floor in FLOORS])
def test_installed_version_is_at_or_above_its_floor(floor: dict[str, str]) -> None:
    assert floor["advisory"]
    assert Version(metadata.version(floor["package"])) >= Version(floor["version"]), floor["advisory"]


@pytest.mark.parametrize("floor", FLOORS, ids=[floor["package"] for floor in FLOORS])
def test_pinned_version_is_at_or_above_its_floor(floor: dict[str, str]) -> None:
    pins = re.findall(
        rf"^{re.escape(floor['package'])}==(\S+)", (ROOT / "requirements.txt").read_text(), flags=re.MULTILINE
    )
    assert pins
    assert min(map(Version, pins)) >= Version(floor["version"]), floor["advisory"]


def test_requirement_files_exist() -> None:
    assert [path.name for path in REQUIREMENTS] == [
        "requirements-bench.txt",
        "requirements-dev.txt",
        "requirements-pure.txt",
        "requirements-saml.txt",
        "requirements-uv.txt",
        "requirements.txt",
    ]


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_every_requirement_is_pinned_and_hashed_and_names_no_host(path: Path) -> None:
    listed = entries(path)
    assert listed
    for entry in listed:
        assert re.match(r"^[a-z0-9-]+(\[[a-z,]+\])?==\S+( ;| --hash=)", re.sub(r" +", " ", entry)), entry
        assert "--hash=sha256:" in entry, entry
        assert "://" not in entry, entry
        assert not entry.startswith("-"), entry


def test_shipped_packages_are_the_tested_ones() -> None:
    def pins(name: str) -> set[str]:
        return {entry.split(" ")[0] for entry in entries(ROOT / name)}

    assert pins("requirements.txt") - pins("requirements-dev.txt") == set()


def test_every_declared_dependency_is_pinned() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    pinned = {entry.split("==")[0].split("[")[0] for entry in entries(ROOT / "requirements.txt")}
    assert {Requirement(line).name for line in declared} - pinned == set()


def test_no_lock_file_and_no_registry_address_in_the_tree() -> None:
    files = tracked()
    assert [path.name for path in files if path.name in LOCK_FILES] == []
    naming = []
    for path in files:
        text = path.read_bytes().decode("utf-8", errors="ignore")
        naming += [f"{path.relative_to(ROOT)}: {host}" for host in REGISTRIES if host in text]
    assert naming == []
