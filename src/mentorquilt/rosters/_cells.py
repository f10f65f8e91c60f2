"""Single cells that are no words: addresses, numbers, years, dates. Nothing is raised; what cannot be read
is None.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from mentorquilt.rosters._text import fold

LONGEST_ADDRESS = 254
MOST = 99
_ADDRESS = re.compile(r"(?<![^\s@,;<>()\"\[\]:\\])[^\s@,;<>()\"\[\]:\\]{1,64}@[^\s@,;<>()\"'\[\]:\\]+")
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_SLIPS = {
    "gmial.com": "gmail.com",
    "gmai.com": "gmail.com",
    "gmal.com": "gmail.com",
    "gamil.com": "gmail.com",
    "gmail.con": "gmail.com",
    "gmail.co": "gmail.com",
    "gmail.cm": "gmail.com",
    "hotmial.com": "hotmail.com",
    "hotmail.con": "hotmail.com",
    "yaho.com": "yahoo.com",
    "yahoo.con": "yahoo.com",
    "outlok.com": "outlook.com",
    "outlook.con": "outlook.com",
    "iclould.com": "icloud.com",
}
_NUMBERS = (
    "zero none no",
    "one a single eins uno un",
    "two couple pair zwei dos deux",
    "three few drei tres trois",
    "four vier cuatro",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)
_NUMBER_WORDS = {word: number for number, words in enumerate(_NUMBERS) for word in words.split()}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.*))?$")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4}|\d{2})(?:,?\s+(.*))?$")
_MONTH_FIRST = re.compile(r"([^\W\d]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:,?\s+(.*))?$")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[. -]+([^\W\d]{3,9})\.?,?[ -](\d{4})(?:,?\s+(.*))?$")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m)?", re.IGNORECASE)
_SHORT_DATE = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})$|([A-Za-z]{3})[ -](\d{1,2})$")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's day number has no zone


def addresses(text: str) -> list[str]:
    """This will return the e-mail addresses in a cell, lower-cased, each once, in order."""
    found = []
    for match in _ADDRESS.finditer(text.replace("mailto:", " ")):
        address = match[0].strip(".'").lower()
        if is_address(address) and address not in found:
            found.append(address)
    return found


def is_address(text: str) -> bool:
    """This will say whether a mail server could know ``text``: one @, a domain of two parts or more, no
    odd dots.
    """
    local, _, domain = text.rpartition("@")
    labels = domain.split(".")
    return (
        bool(_ADDRESS.fullmatch(text))
        and len(text) <= LONGEST_ADDRESS
        and not local.startswith(".")
        and not local.endswith(".")
        and ".." not in local
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
        and len(labels[-1]) > 1
        and not labels[-1].isdigit()
    )


def likely_address(address: str) -> str:
    """This will return the address that was probably meant when the domain is a known slip, or ""."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{_SLIPS[domain]}" if domain in _SLIPS else ""


def count_of(text: str) -> tuple[int | None, bool]:
    """This will read how many: a number and whether it is the lesser end of a range; "1-2" is (1, True).

    A spreadsheet that took "1-2" for the second of January gives (1, True) too. None when nothing can be
    read.
    """
    short = _SHORT_DATE.match(text.strip())
    if short:
        day, name = (short[1], short[2]) if short[1] else (short[4], short[3])
        month = _month(name)
        return (min(int(day), month), True) if month else (None, False)
    when = moment_of(text)
    if when and re.search(r"\d[-/.]\d+[-/.]\d", text):
        return min(when.month, when.day), True
    words = fold(text).split()
    numbers = [int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 5]
    if not numbers:
        numbers = [_NUMBER_WORDS[word] for word in words if word in _NUMBER_WORDS][:2]
    if re.fullmatch(r"\s*\d{1,4}\.0+\s*", text):
        numbers = numbers[:1]
    if not numbers or (len(words) > 12 and not words[0].isdigit()):
        return None, False
    return min(numbers), len(set(numbers)) > 1


def year_of(text: str) -> int | None:
    """This will return the year in "2021", "June 2021" or "06/2021"; None when there is no one year from
    1940.
    """
    years = {int(found) for found in re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text)}
    return years.pop() if len(years) == 1 and 1940 <= min(years) <= 2060 else None


def is_day_first(texts: list[str]) -> bool:
    """This will say whether a column writes the day before the month, judged by all its dates together."""
    for text in texts:
        found = _NUMERIC.match(text.strip())
        if found and int(found[1]) > 12:
            return True
    return False


def moment_of(text: str, *, day_first: bool = False) -> datetime | None:
    """This will read a date with or without a time of day, in the usual ways of writing one, or a day
    number.
    """
    text = text.strip()[:60]
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text) and 20_000 <= float(text) <= 80_000:
        return _FIRST_DAY + timedelta(days=round(float(text) * 86_400) / 86_400)
    if found := _ISO.match(text):
        return _moment(int(found[1]), int(found[2]), int(found[3]), found[4])
    if found := _NUMERIC.match(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        year += 2000 if year < 70 else 1900 if year < 100 else 0
        swapped = found[2] == "." or (day_first and second <= 12) or first > 12
        month, day = (second, first) if swapped else (first, second)
        return _moment(year, month, day, found[5])
    if found := _MONTH_FIRST.match(text):
        return _moment(int(found[3]), _month(found[1]), int(found[2]), found[4])
    if found := _DAY_FIRST.match(text):
        return _moment(int(found[3]), _month(found[2]), int(found[1]), found[4])
    return None


def _month(name: str) -> int:
    short = fold(name)[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _moment(year: int, month: int, day: int, clock: str | None) -> datetime | None:
    hour = minute = second = 0
    if found := _CLOCK.search(clock or ""):
        hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
        if found[4]:
            hour = hour % 12 + (12 if found[4][0] in "pP" else 0)
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - a form's own clock, zone unknown
    except ValueError:
        return None
