"""The build itself: it cannot pass by not testing, and it counts what it ran."""

import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parent.parent
PASSED, FAILED = (1, 0, 0), (0, 1, 0)


@pytest.fixture(scope="module")
def build() -> SimpleNamespace:
    """The build script's own functions."""
    return SimpleNamespace(**runpy.run_path(str(ROOT / "scripts" / "test")))


def summary(folder: Path, body: str) -> str:
    """Run a test module under our conftest, in a folder of its own, and return pytest's last line."""
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n    guarantee: x\n")
    (folder / "test_it.py").write_text(f"import pytest\n\n{body}")
    command = (
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:django",
        "--rootdir=.",
    )
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("@pytest.mark.guarantee\ndef test_a():\n    pytest.skip('no browser')\n", "1 failed"),
        ("@pytest.mark.guarantee\n@pytest.mark.skip\ndef test_a():\n    pass\n", "1 error"),
        ("@pytest.mark.guarantee\n@pytest.mark.xfail\ndef test_a():\n    assert False\n", "1 failed"),
        ("@pytest.mark.guarantee\ndef test_a():\n    pass\n", "1 passed"),
        ("def test_a():\n    pytest.skip('may be')\n", "1 skipped"),
    ],
)
def test_skipped_guarantee_is_a_failure(tmp_path, body, words) -> None:
    assert summary(tmp_path, body).startswith(words)


def counts(result) -> tuple[int, int, int]:
    return result.passed, result.failed, result.skipped


def test_check_counts_as_one(build, monkeypatch) -> None:
    step = build.Step("no such step", ("true",))
    assert counts(build.outcome(step, is_good=True, seconds=0)) == PASSED
    assert counts(build.outcome(step, is_good=False, seconds=0)) == FAILED


@pytest.mark.parametrize(
    ("report", "is_good", "counted", "verdict"),
    [
        ('tests="5" failures="0" errors="0" skipped="1"', True, (4, 0, 1), True),
        ('tests="5" failures="1" errors="1" skipped="0"', False, (3, 2, 0), False),
        ('tests="5" failures="0" errors="0" skipped="0"', False, (5, 1, 0), False),
        ('tests="0" failures="0" errors="0" skipped="0"', True, (0, 1, 0), False),
        ("", True, (0, 1, 0), False),
    ],
)
def test_pytest_run_is_counted_by_its_report(build, tmp_path, report, is_good, counted, verdict) -> None:
    build.outcome.__globals__["LOGS"] = tmp_path
    if report:
        (tmp_path / "a-run.xml").write_text(f"<testsuites><testsuite {report}/></testsuites>")
    step = build.Step("a run", ("true",), tests=True)
    result = build.outcome(step, is_good=is_good, seconds=0)
    assert (counts(result), result.is_good) == (counted, verdict)


def test_steps_see_no_settings_of_this_machine(build, monkeypatch) -> None:
    monkeypatch.setenv("MENTORQUILT_ENV", "production")
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere")
    kept = build.clean_environment()
    assert {name for name in kept if name.startswith(("MENTORQUILT", "DATABASE"))} == set()


def test_quick_build_tests_the_rooms_that_changed(build, tmp_path) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(("git", *who, *words), cwd=tmp_path, check=True, capture_output=True)

    def write(name: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)

    build.changed_rooms.__globals__["ROOT"] = tmp_path
    git("init", "-q")
    for name in ("src/mentorquilt/mail/models.py", "src/mentorquilt/gate/_out.py", "README.md"):
        write(name)
        git("add", "-A")
        git("commit", "-qm", name)
    assert build.changed_rooms() == set()
    (tmp_path / "src/mentorquilt/mail/models.py").write_text("changed")
    write("tests/programs/test_forms.py")
    write("tests/journeys/test_it.py")
    assert build.changed_rooms() == {"mail", "programs"}
    git("add", "-A")
    git("commit", "-qm", "all")
    assert build.changed_rooms() == {"mail", "programs"}
