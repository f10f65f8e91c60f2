"""What every test has. Knows no Django: the pure rooms' tests also run where Django is not installed."""

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

settings.register_profile("build", deadline=None, derandomize=True)
settings.register_profile("quick", deadline=None, derandomize=True, max_examples=15)
settings.register_profile("bars", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "build"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped or expected failure of a guarantee into a failure."""
    report = yield
    if report.skipped and item.get_closest_marker("guarantee"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} guards a promise and did not run: {report.longrepr}"
    return report
