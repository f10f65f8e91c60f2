"""What every test has. Knows no Django: the pure rooms' tests also run where Django is not installed."""

from collections.abc import Generator

import pytest


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
