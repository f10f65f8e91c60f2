"""Zones: labels that people know, offsets that follow the date, distances on the dial."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt import calendars

WINTER = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
SUMMER = dt.datetime(2026, 7, 15, 12, tzinfo=dt.UTC)
NAMES = [zone.name for zone in calendars.zones(WINTER)]
MOMENTS = st.datetimes(
    dt.datetime.fromisoformat("2020-01-01"),
    dt.datetime.fromisoformat("2037-01-01"),
    timezones=st.just(dt.UTC),
)


@pytest.mark.parametrize(
    ("zone", "at", "label"),
    [
        ("America/Chicago", WINTER, "Central Time (Chicago), UTC-6"),
        ("America/Chicago", SUMMER, "Central Time (Chicago), UTC-5"),
        ("US/Central", WINTER, "Central Time (Chicago), UTC-6"),
        ("America/New_York", SUMMER, "Eastern Time (New York), UTC-4"),
        ("America/Phoenix", SUMMER, "Mountain Time (Phoenix), UTC-7"),
        ("America/Indiana/Knox", WINTER, "Central Time (Knox, Indiana), UTC-6"),
        ("America/St_Johns", WINTER, "Newfoundland Time (St. John's), UTC-3:30"),
        ("America/Sao_Paulo", WINTER, "São Paulo, Brazil, UTC-3"),
        ("America/Havana", WINTER, "Cuba Time (Havana), UTC-5"),
        ("Pacific/Honolulu", WINTER, "Hawaii Time (Honolulu), UTC-10"),
        ("Europe/London", WINTER, "UK Time (London), UTC"),
        ("Europe/London", SUMMER, "UK Time (London), UTC+1"),
        ("Europe/Berlin", SUMMER, "Central European Time (Berlin), UTC+2"),
        ("Asia/Kolkata", WINTER, "India Time (Kolkata), UTC+5:30"),
        ("Asia/Calcutta", WINTER, "India Time (Kolkata), UTC+5:30"),
        ("Asia/Kathmandu", WINTER, "Kathmandu, Nepal, UTC+5:45"),
        ("Asia/Singapore", WINTER, "Singapore, UTC+8"),
        ("Pacific/Kiritimati", WINTER, "Kiritimati, Kiribati, UTC+14"),
        ("Pacific/Pago_Pago", WINTER, "Samoa Time (Pago Pago), UTC-11"),
        ("UTC", WINTER, "UTC"),
        ("Zulu", WINTER, "UTC"),
        ("Etc/GMT+5", WINTER, "GMT+5, UTC-5"),
    ],
)
def test_label_names_the_time_the_city_and_the_offset(zone, at, label):
    assert calendars.zone_label(zone, at) == label


def test_list_holds_every_zone_once_from_west_to_east():
    listed = calendars.zones(WINTER)
    assert len(listed) > 400
    assert len({zone.name for zone in listed}) == len(listed)
    assert [zone.offset_minutes for zone in listed] == sorted(zone.offset_minutes for zone in listed)
    assert len({zone.label for zone in listed}) == len(listed)


def test_list_needs_no_moment():
    assert {zone.name for zone in calendars.zones()} == set(NAMES)


def test_entry_says_country_and_offset():
    chicago = next(zone for zone in calendars.zones(SUMMER) if zone.name == "America/Chicago")
    assert chicago == calendars.Zone("America/Chicago", "Central Time (Chicago)", "US", -300)


@pytest.mark.parametrize("name", NAMES)
def test_every_listed_zone_has_rules_and_a_label(name):
    assert calendars.canonical(name) == name
    assert calendars.zone_info(name).key == name
    label = calendars.zone_label(name, SUMMER)
    assert "_" not in label
    assert "/" not in label


def test_old_names_lead_to_new_ones():
    assert calendars.canonical(" US/Eastern ") == "America/New_York"
    assert [calendars.canonical(name) for name in ("Etc/UTC", "Zulu", "GMT")] == ["UTC", "UTC", "UTC"]
    assert calendars.canonical("Etc/GMT+5") == "Etc/GMT+5"
    assert calendars.is_zone("Asia/Calcutta")


@pytest.mark.parametrize(
    "name", ["", "Middle/Earth", "../../etc/passwd", "/etc/passwd", "CST", "america/chicago", "a" * 900]
)
def test_unknown_zone_says_what_to_do(name):
    assert not calendars.is_zone(name)
    for call in (calendars.canonical, calendars.zone_info):
        with pytest.raises(calendars.UnknownZone, match="Choose one from the list"):
            call(name)


def test_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        calendars.offset_minutes("Europe/Berlin", WINTER.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("zone_a", "zone_b", "at", "hours"),
    [
        ("America/Chicago", "America/New_York", WINTER, 1),
        ("America/Chicago", "Europe/Berlin", WINTER, 7),
        ("America/Chicago", "Europe/Berlin", dt.datetime(2026, 3, 15, tzinfo=dt.UTC), 6),
        ("Asia/Kathmandu", "Asia/Kolkata", WINTER, 0.25),
        ("Pacific/Kiritimati", "Pacific/Pago_Pago", WINTER, 1),
        ("Pacific/Kiritimati", "Pacific/Honolulu", WINTER, 0),
        ("Pacific/Auckland", "Europe/London", SUMMER, 11),
        ("UTC", "UTC", WINTER, 0),
    ],
)
def test_hours_apart_counts_on_the_dial(zone_a, zone_b, at, hours):
    assert calendars.hours_apart(zone_a, zone_b, at) == hours


def test_hours_ahead_counts_days_too():
    assert calendars.hours_ahead("Pacific/Kiritimati", "Pacific/Pago_Pago", WINTER) == 25
    assert calendars.hours_ahead("America/Chicago", "Asia/Kathmandu", WINTER) == -11.75


@given(st.sampled_from(NAMES), st.sampled_from(NAMES), MOMENTS)
def test_distance_is_a_distance(one, other, at):
    apart = calendars.hours_apart(one, other, at)
    assert 0 <= apart <= 12
    assert apart == calendars.hours_apart(other, one, at)
    assert calendars.hours_apart(one, one, at) == 0
    assert (calendars.hours_ahead(one, other, at) - apart) % 24 in (0, (-2 * apart) % 24)


@given(st.sampled_from(NAMES), MOMENTS)
def test_offset_turns_utc_into_the_local_clock(name, at):
    local = (at + dt.timedelta(minutes=calendars.offset_minutes(name, at))).replace(tzinfo=None)
    assert local == at.astimezone(calendars.zone_info(name)).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "UTC"), (-360, "UTC-6"), (345, "UTC+5:45"), (-210, "UTC-3:30")]
)
def test_offset_in_words(minutes, words):
    assert calendars.offset_label(minutes) == words
