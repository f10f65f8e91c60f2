"""Addresses, numbers, years, dates, zones and hours as cells hold them."""

import pytest

from mentorquilt.rosters._cells import addresses, count_of, is_day_first, likely_address, moment_of, year_of
from mentorquilt.rosters._hours import available_zones, hours_of, zone_of
from mentorquilt.rosters._text import clean, fold, is_nothing, slug_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jane Doe <Jane.Doe@X.org>", ["jane.doe@x.org"]),
        ("a@x.org; b@y.org", ["a@x.org", "b@y.org"]),
        ("mailto:a@b.co.", ["a@b.co"]),
        ("jané@müller.de", ["jané@müller.de"]),
        ("o'brien+x@clinic.org", ["o'brien+x@clinic.org"]),
        ("'a@x.org'", ["a@x.org"]),
        ("nope", []),
        ("a@b", []),
        ("a..b@c.de", []),
        ("a@-c.de", []),
        ("a@c..de", []),
        ("a@1.2.3.4", []),
        ("@x.org", []),
        ("x" * 65 + "@y.org", []),
    ],
)
def test_addresses(text, found):
    assert addresses(text) == found


def test_a_known_slip_is_told():
    assert likely_address("a@gmial.com") == "a@gmail.com"
    assert likely_address("a@gmail.com") == ""


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2", (2, False)),
        ("two", (2, False)),
        ("2 mentees", (2, False)),
        ("up to 3", (3, False)),
        ("3+", (3, False)),
        ("2.0", (2, False)),
        ("none", (0, False)),
        ("1-2", (1, True)),
        ("1–2", (1, True)),
        ("1 or 2", (1, True)),
        ("one or two", (1, True)),
        ("1 (maybe 2)", (1, True)),
        ("2-Jan", (1, True)),
        ("Jan-02", (1, True)),
        ("1/2/2025", (1, True)),
        ("2025-01-02 00:00:00", (1, True)),
        ("as many as needed", (None, False)),
        ("", (None, False)),
        ("9" * 5000, (None, False)),
    ],
)
def test_how_many(text, read):
    assert count_of(text) == read


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("11/22/2025 15:04:05", "2025-11-22T15:04:05"),
        ("22.11.2025", "2025-11-22T00:00:00"),
        ("22/11/2025", "2025-11-22T00:00:00"),
        ("2025/11/22 3:04:05 PM EST", "2025-11-22T15:04:05"),
        ("2025-11-22T10:00:00Z", "2025-11-22T10:00:00"),
        ("Nov 22, 2025", "2025-11-22T00:00:00"),
        ("22 November 2025", "2025-11-22T00:00:00"),
        ("3/4/25", "2025-03-04T00:00:00"),
        ("45983", "2025-11-22T00:00:00"),
        ("45983.5", "2025-11-22T12:00:00"),
    ],
)
def test_dates(text, moment):
    assert moment_of(text).isoformat() == moment


@pytest.mark.parametrize("text", ["", "soon", "99/99/2025", "2025-02-30", "13/13/13", "0/0/0000", "1e9"])
def test_what_is_no_date(text):
    assert moment_of(text) is None


def test_a_column_tells_whether_the_day_comes_first():
    assert is_day_first(["03/04/2025", "22/04/2025"])
    assert not is_day_first(["03/04/2025", "04/22/2025"])
    assert moment_of("03/04/2025", day_first=True).month == 4


def test_years():
    assert [year_of(text) for text in ("2021", "June 2021", "06/2021", "2020-2021", "soon", "1234")] == [
        2021,
        2021,
        2021,
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Eastern", "America/New_York"),
        ("EST", "America/New_York"),
        ("Pacific Time (US)", "America/Los_Angeles"),
        ("(GMT-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("Central European Time", "Europe/Berlin"),
        ("CST", "America/Chicago"),
        ("UTC+1", "Etc/GMT-1"),
        ("GMT-5", "Etc/GMT+5"),
        ("GMT+5:30", ""),
        ("IST", ""),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_zones(text, zone):
    assert zone_of(text) == zone
    assert zone == "" or zone in available_zones()


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Mon, Wed 7-9pm", [(0, 19, 21), (2, 19, 21)]),
        ("Fridays 12:00 to 13:30", [(4, 12, 13.5)]),
        ("Tuesday and Thursday mornings", [(1, 7, 12), (3, 7, 12)]),
        ("Mon-Wed after 6pm; Sat 9-12", [(0, 18, 22), (1, 18, 22), (2, 18, 22), (5, 9, 12)]),
        ("Weekend mornings", [(5, 7, 12), (6, 7, 12)]),
        ("Mon 18:00-20:00, Mon 19:00-21:00", [(0, 18, 21)]),
        ("no idea", []),
        ("Mon 99:99-77:00", [(0, 7, 20)]),
    ],
)
def test_hours(text, spans):
    assert hours_of(text) == tuple(
        (day * 1440 + int(a * 60), day * 1440 + int(b * 60)) for day, a, b in spans
    )


def test_hours_of_ticked_boxes_are_read_one_by_one():
    assert len(hours_of("Weekday evenings, Weekend mornings")) == 7


def test_clean_keeps_every_script_and_takes_out_what_hides():
    assert clean("  محمد \u202eabc  ") == ("محمد abc", True)
    assert clean("a\x07b") == ("ab", True)
    assert clean("Zoë\u200b Müller") == ("Zoë Müller", False)
    assert clean("a\r\nb\rc") == ("a\nb\nc", False)
    assert clean("e\u0301") == ("é", False)
    assert clean("a\ud800b") == ("ab", True)
    assert clean("क्षत्रिय 👩‍⚕️")[0] == "क्षत्रिय 👩‍⚕️"


def test_fold_and_slug():
    assert fold("  Zürich—Straße & Co. ") == "zurich strasse and co"
    assert slug_of("Grade 7") == "grade_7"
    assert slug_of("日本") == "日本"
    assert is_nothing(" N/A ")
    assert is_nothing("—")
    assert not is_nothing("Nadia")
