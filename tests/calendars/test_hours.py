"""Weekly hours: nothing is lost over midnight, Sunday or the date line; unknown is never zero."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt import calendars
from mentorquilt.calendars import WeeklyHours

WEEK = 7 * 1440
WINTER, SUMMER = dt.date(2026, 1, 15), dt.date(2026, 7, 15)
ZONES = [
    *("America/Chicago", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Asia/Kolkata", "UTC"),
    *("Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Chatham", "Australia/Lord_Howe"),
    *("America/St_Johns", "Africa/Casablanca"),
]
DATES = st.dates(dt.date(2025, 1, 1), dt.date(2030, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    starts = draw(st.lists(st.integers(-WEEK, 2 * WEEK), max_size=8))
    return tuple((start, start + draw(st.integers(1, 3000))) for start in starts)


def minutes(of: tuple[tuple[int, int], ...]) -> set[int]:
    """Return the minutes of the week that spans cover, the slow and certain way."""
    return {minute % WEEK for start, end in of for minute in range(start, end)}


@given(spans())
def test_merged_covers_the_same_minutes_in_order(raw):
    tidy = calendars.merged(raw)
    assert minutes(tidy) == minutes(raw)
    assert calendars.minutes_in(raw) == len(minutes(raw))
    assert all(0 <= start < end <= WEEK for start, end in tidy)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(tidy))
    assert calendars.merged(tidy) == tidy


@given(spans(), spans())
def test_shared_is_what_both_have(one, other):
    assert minutes(calendars.shared(one, other)) == minutes(one) & minutes(other)
    assert calendars.shared(one, other) == calendars.shared(other, one)


@given(spans(), st.sampled_from(ZONES), DATES)
def test_utc_week_and_back_changes_nothing(raw, zone, on_date):
    hours = WeeklyHours(raw, zone)
    there = calendars.to_utc_week(hours, on_date)
    assert calendars.minutes_in(there) == calendars.minutes_in(raw)
    assert calendars.to_local_week(there, zone, on_date) == hours.intervals


@given(st.sampled_from(ZONES), DATES, st.integers(0, 6), st.integers(0, 23))
def test_utc_week_names_the_true_moment(zone, on_date, day, hour):
    """An hour of a day near the date is, in UTC, the weekday and minute that the zone's rules say."""
    monday = on_date - dt.timedelta(days=on_date.weekday())
    local = dt.datetime.combine(monday + dt.timedelta(days=day), dt.time(hour), calendars.zone_info(zone))
    noon = dt.datetime.combine(on_date, dt.time(12), calendars.zone_info(zone))
    start = day * 1440 + hour * 60
    found = calendars.to_utc_week(WeeklyHours(((start, start + 30),), zone), on_date)
    moment = local.astimezone(dt.UTC)
    if local.utcoffset() == noon.utcoffset():  # in the week of a change the date's own offset holds
        assert found[0][0] == moment.weekday() * 1440 + moment.hour * 60 + moment.minute


def test_assumed_hours_are_weekdays_and_marked():
    hours = calendars.assumed_hours("America/Chicago")
    assert hours.assumed
    assert calendars.format_hours(hours.intervals) == "Mon-Fri 07:00-20:00"


def test_utc_week_follows_the_date():
    monday_evening = WeeklyHours(((18 * 60, 21 * 60),), "America/Chicago")
    assert calendars.to_utc_week(monday_evening, WINTER) == ((24 * 60, 27 * 60),)
    assert calendars.to_utc_week(monday_evening, SUMMER) == ((23 * 60, 26 * 60),)


def test_weeks_between_two_changes_of_clocks():
    """From March 8 to 29, 2026, America has changed its clocks and Europe has not."""
    chicago = WeeklyHours(((8 * 60, 10 * 60),), "America/Chicago")
    berlin = WeeklyHours(((15 * 60, 16 * 60),), "Europe/Berlin")
    assert calendars.shared_minutes(chicago, berlin, dt.date(2026, 3, 1)) == 60
    assert calendars.shared_minutes(chicago, berlin, dt.date(2026, 3, 15)) == 60
    assert (
        calendars.shared_minutes(
            chicago, WeeklyHours(((16 * 60, 17 * 60),), "Europe/Berlin"), dt.date(2026, 3, 15)
        )
        == 0
    )
    assert calendars.shared_minutes(chicago, berlin, dt.date(2026, 4, 1)) == 60


def test_date_line_shares_hours_of_other_days():
    """Tuesday morning in Kiritimati is Monday morning in Pago Pago, an hour earlier on the clock."""
    kiritimati = WeeklyHours(((1440 + 8 * 60, 1440 + 12 * 60),), "Pacific/Kiritimati")
    pago_pago = WeeklyHours(((7 * 60, 9 * 60),), "Pacific/Pago_Pago")
    assert calendars.shared_minutes(kiritimati, pago_pago, WINTER) == 120


def test_quarter_hour_zone_is_exact():
    kathmandu = WeeklyHours(((12 * 60, 13 * 60),), "Asia/Kathmandu")
    assert calendars.to_utc_week(kathmandu, WINTER) == ((6 * 60 + 15, 7 * 60 + 15),)


def test_sunday_night_reaches_into_monday():
    hours = WeeklyHours(((6 * 1440 + 22 * 60, 7 * 1440 + 120),), "UTC")
    assert hours.intervals == ((0, 120), (6 * 1440 + 22 * 60, WEEK))
    assert calendars.to_utc_week(WeeklyHours(hours.intervals, "Asia/Kolkata"), WINTER) == (
        (6 * 1440 + 990, 6 * 1440 + 1230),
    )


def test_same_assumed_hours_share_thirteen_hours_a_day():
    chicago = calendars.assumed_hours("America/Chicago")
    assert calendars.overlap(chicago, chicago, WINTER) == calendars.Overlap(65 * 60, 13.0, assumed=True)


@pytest.mark.parametrize(
    ("zone", "a_day"), [("America/New_York", 12.0), ("Europe/Berlin", 6.0), ("Asia/Kolkata", 1.9)]
)
def test_assumed_hours_shrink_with_distance(zone, a_day):
    pair = calendars.assumed_hours("America/Chicago"), calendars.assumed_hours(zone)
    assert calendars.shared_hours_a_day(*pair, WINTER) == a_day


def test_figure_a_day_never_exceeds_the_day():
    always = WeeklyHours(((0, WEEK),), "Asia/Kolkata")
    assert calendars.shared_hours_a_day(always, always, WINTER) == 24
    saturday = WeeklyHours(((5 * 1440 + 600, 5 * 1440 + 720),), "Asia/Kolkata")
    assert calendars.shared_hours_a_day(always, saturday, WINTER) == 0.4


@given(spans(), spans(), st.sampled_from(ZONES), st.sampled_from(ZONES), DATES)
def test_figures_do_not_depend_on_who_is_named_first(one, other, zone, beside, on_date):
    first, second = WeeklyHours(one, zone), WeeklyHours(other, beside)
    assert calendars.overlap(first, second, on_date) == calendars.overlap(second, first, on_date)
    assert 0 <= calendars.overlap(first, second, on_date).hours_a_day <= 24


def test_unknown_is_never_zero():
    known, never = calendars.assumed_hours("UTC"), WeeklyHours((), "UTC")
    for pair in ((None, known), (known, None), (None, None), (None, never)):
        assert calendars.shared_minutes(*pair, WINTER) is None
        assert calendars.shared_hours_a_day(*pair, WINTER) is None
        assert calendars.overlap(*pair, WINTER) is None
    assert calendars.shared_minutes(never, known, WINTER) == 0


@pytest.mark.parametrize("span", [(60, 60), (120, 60)])
def test_span_that_ends_before_it_starts_is_refused(span):
    with pytest.raises(ValueError, match="must end after"):
        WeeklyHours((span,), "UTC")


def test_hours_in_an_unknown_zone_are_refused():
    with pytest.raises(calendars.UnknownZone):
        WeeklyHours(((0, 60),), "Mars/Base")
