"""The day of two people side by side: true clocks, true free hours, also where clocks change."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt import calendars
from tests.calendars.test_hours import DATES, ZONES, spans

WEDNESDAY = dt.date(2026, 1, 14)


def clock(slot: calendars.Slot) -> tuple[str, str, int]:
    return f"{slot.clock_a:%H:%M}", f"{slot.clock_b:%H:%M}", slot.days_apart


def test_day_has_48_half_hours_on_both_clocks():
    found = calendars.band(
        calendars.assumed_hours("America/Chicago"), calendars.assumed_hours("Europe/Berlin"), WEDNESDAY
    )
    assert len(found.slots) == 48
    assert clock(found.slots[0]) == ("00:00", "07:00", 0)
    assert clock(found.slots[-1]) == ("23:30", "06:30", 1)
    both = [f"{slot.clock_a:%H:%M}" for slot in found.slots if slot.both]
    assert (len(both), both[0], both[-1]) == (12, "07:00", "12:30")
    assert found.shared_minutes == 360
    assert (found.assumed_a, found.assumed_b) == (True, True)


@pytest.mark.parametrize(
    ("zone", "on_date", "half_hours"),
    [
        ("America/Chicago", dt.date(2026, 3, 8), 46),
        ("America/Chicago", dt.date(2026, 11, 1), 50),
        ("Australia/Lord_Howe", dt.date(2026, 4, 5), 49),
        ("Asia/Kathmandu", dt.date(2026, 3, 8), 48),
    ],
)
def test_day_of_a_change_is_as_long_as_it_is(zone, on_date, half_hours):
    hours = calendars.assumed_hours(zone)
    assert len(calendars.band(hours, hours, on_date).slots) == half_hours


def test_spring_day_skips_the_hour_that_does_not_exist():
    hours = calendars.assumed_hours("America/Chicago")
    found = [f"{slot.clock_a:%H:%M}" for slot in calendars.band(hours, hours, dt.date(2026, 3, 8)).slots]
    assert found[:6] == ["00:00", "00:30", "01:00", "01:30", "03:00", "03:30"]


def test_quarter_hours_show_on_the_other_clock():
    found = calendars.band(
        calendars.assumed_hours("America/Chicago"), calendars.assumed_hours("Asia/Kathmandu"), WEDNESDAY
    )
    assert clock(found.slots[0]) == ("00:00", "11:45", 0)
    assert clock(found.slots[25]) == ("12:30", "00:15", 1)


def test_half_hour_counts_only_when_all_of_it_is_free():
    here = calendars.WeeklyHours(((2880, 2880 + 1440),), "UTC")
    there = calendars.WeeklyHours(((2880 + 615, 2880 + 690),), "UTC")
    found = calendars.band(here, there, WEDNESDAY)
    assert [f"{slot.clock_b:%H:%M}" for slot in found.slots if slot.free_b] == ["10:30", "11:00"]


def test_unknown_hours_stay_unknown():
    found = calendars.band(
        calendars.assumed_hours("America/Chicago"), None, WEDNESDAY, zone_b="Europe/Berlin"
    )
    noon = found.slots[24]
    assert (noon.free_a, noon.free_b, noon.both) == (True, None, None)
    assert found.slots[0].both is False
    assert found.shared_minutes is None
    assert found.assumed_b is False


def test_unknown_hours_need_a_zone():
    with pytest.raises(calendars.UnknownZone):
        calendars.band(None, calendars.assumed_hours("UTC"), WEDNESDAY)


@given(spans(), spans(), st.sampled_from(ZONES), st.sampled_from(ZONES), DATES)
def test_band_follows_the_clocks(one, other, zone, beside, on_date):
    hours, others = calendars.WeeklyHours(one, zone), calendars.WeeklyHours(other, beside)
    found = calendars.band(hours, others, on_date)
    assert found.slots[0].starts_at.astimezone(calendars.zone_info(zone)).date() == on_date
    for slot in found.slots:
        there = slot.starts_at.astimezone(calendars.zone_info(beside))
        minute = there.weekday() * 1440 + there.hour * 60 + there.minute
        inside = any(start <= minute < end for start, end in others.intervals)
        assert (slot.clock_b, slot.days_apart) == (there.time(), (there.date() - on_date).days)
        assert inside or not slot.free_b
        assert slot.both == (slot.free_a and slot.free_b)
