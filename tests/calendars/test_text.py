"""Hours as text: what people write is read, what we write is read back, the rest is answered."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt import calendars
from tests.calendars.test_hours import spans

EVENINGS = "Mon-Fri 18:00-21:00"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Mon-Fri 18:00-21:00", EVENINGS),
        ("mon - fri: 6-9 pm", EVENINGS),
        ("Weekdays 6pm to 9pm", EVENINGS),
        ("weekdays 18–21", EVENINGS),
        ("Mondays to Fridays from 18.00 until 21.00", EVENINGS),
        ("Mon, Tue, Wed, Thu and Fri 18h00-21h00", EVENINGS),
        ("6:00 p.m. - 9:00 p.m. weekdays", None),
        ("Sat 9-12", "Sat 09:00-12:00"),
        ("Sat 9 am-noon", "Sat 09:00-12:00"),
        ("Sat 11-1pm", "Sat 11:00-13:00"),
        ("Sat 9-12, 14-16", "Sat 09:00-12:00, 14:00-16:00"),
        ("Tue 18:00-20:00, Thu 7-8", "Tue 18:00-20:00; Thu 07:00-08:00"),
        ("Tue 18:00-20:00\nThu 7-8", "Tue 18:00-20:00; Thu 07:00-08:00"),
        ("Fri-Mon 10-11", "Mon, Fri-Sun 10:00-11:00"),
        ("Fri 22:00-02:00", "Fri 22:00-24:00; Sat 00:00-02:00"),
        ("Sun 22:00-02:00", "Mon 00:00-02:00; Sun 22:00-24:00"),
        ("Wed 22-midnight", "Wed 22:00-24:00"),
        ("Wed 0:00-24:00", "Wed 00:00-24:00"),
        ("weekends", "Sat, Sun 00:00-24:00"),
        ("Sunday", "Sun 00:00-24:00"),
        ("every day 12-13", "Mon-Sun 12:00-13:00"),
        ("18:00-21:00", "Mon-Sun 18:00-21:00"),
        ("Mon ٩-١٠", "Mon 09:00-10:00"),
        ("", ""),
        (" ; ", ""),
    ],
)
def test_what_people_write_is_read(text, plain):
    if plain is None:
        with pytest.raises(calendars.BadHours):
            calendars.parse_hours("Mon " + text + " x")
    else:
        assert calendars.format_hours(calendars.parse_hours(text)) == plain


@given(spans())
def test_what_we_write_is_read_back(raw):
    tidy = calendars.merged(raw)
    assert calendars.parse_hours(calendars.format_hours(tidy)) == tidy


@pytest.mark.parametrize(
    "text",
    [
        *("evenings", "Mon 25:00-26:00", "Mon 18:75-19:00", "Mon 13pm-14pm", "Mon 18:00-18:00", "Mon 9"),
        *("Blursday 9-10", "Mon 9-", "-", "9-10-11-12", "Mon 0pm-1pm", "=cmd|'/c calc'!A0", "x" * 2000),
    ],
)
def test_other_texts_are_answered_with_what_to_write(text):
    with pytest.raises(calendars.BadHours, match=r"Write|write"):
        calendars.parse_hours(text)


@given(st.text(max_size=40) | st.text(alphabet="MonTueSat 0123456789:-,;apm", max_size=40))
def test_any_text_is_read_or_refused(text):
    found = ()
    with contextlib.suppress(calendars.BadHours):
        found = calendars.parse_hours(text)
    assert calendars.merged(found) == found
