"""Six weeks before the meeting: the day itself is early enough, the next one is late."""

import datetime as dt

import pytest

from mentorquilt import calendars

MEETING = dt.date(2026, 4, 20)


@pytest.mark.parametrize(
    ("days", "weeks", "late"), [(42, 6.0, False), (41, 41 / 7, True), (0, 0.0, True), (-7, -1.0, True)]
)
def test_weeks_before_the_meeting(days, weeks, late):
    announce = MEETING - dt.timedelta(days=days)
    assert calendars.weeks_before(announce, MEETING) == weeks
    assert calendars.is_announced_late(announce, MEETING) is late


def test_limit_can_be_another():
    assert not calendars.is_announced_late(MEETING - dt.timedelta(days=14), MEETING, weeks=2)
