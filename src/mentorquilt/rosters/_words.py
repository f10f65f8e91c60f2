"""Every sentence that this room says about a file: for each kind of problem what is wrong and what to do."""

from __future__ import annotations

from mentorquilt.rosters._tables import Problem, Severity

_ERRORS: dict[str, tuple[str, str]] = {
    "no_headings": (
        "This sheet has no headings.",
        "Put the names of the columns into its first row and load it again.",
    ),
    "no_rows": (
        "This sheet has headings but no rows.",
        "Check that you exported the sheet with the answers, then load it again.",
    ),
    "no_email_column": (
        "No column holds e-mail addresses.",
        "Say which column does, or add one: every person needs an address of their own.",
    ),
    "no_name_column": (
        "No column holds names.",
        "Say which column holds the full name, or the first and the last name.",
    ),
    "email_missing": ("This row has no e-mail address.", "Add one; it is what tells people apart."),
    "email_wrong": (
        "“{text}” is not an e-mail address.",
        "Correct it, for example name@hospital.org.",
    ),
    "name_missing": ("This row has no name.", "Add the person's name."),
    "too_long": (
        "This cell has {count:,} characters; at most {limit:,} fit.",
        "Shorten it.",
    ),
    "nul": (
        "This cell holds a NUL character, which no text may hold.",
        "Type the cell anew, or export the sheet again.",
    ),
    "same_address": (
        "{email} stands in row {other} too, with other answers.",
        "Keep the row that is right and delete the other.",
    ),
    "no_mentor": ("This row names no mentor.", "Add the mentor's name or e-mail address."),
    "no_mentee": ("This row names no mentee.", "Add the mentee's name or e-mail address."),
    "no_mentor_column": (
        "No column names the mentor.",
        "Say which column holds the mentor's name or address.",
    ),
    "no_mentee_column": (
        "No column names the mentee.",
        "Say which column holds the mentee's name or address.",
    ),
    "same_person": ("Mentor and mentee of this row are the same person.", "Correct one of the two."),
    "nobody_named": (
        "This row has neither an e-mail address nor a membership number.",
        "Add one of them; it is what tells people apart.",
    ),
    "no_member_column": (
        "No column holds e-mail addresses or membership numbers.",
        "Add one, with a heading such as E-mail or Member number.",
    ),
    "address_wrong": ("This is no e-mail address.", "Correct it, for example name@hospital.org."),
    "standing_unknown": (
        "“{text}” says nothing of a membership that can be told.",
        "Write active, lapsed or pending.",
    ),
}
_WARNINGS: dict[str, tuple[str, str]] = {
    "heading_missing": (
        "The rules name a column “{text}”, which this file does not have.",
        "Check the spelling of the heading in the rules file.",
    ),
    "email_slip": (
        "“{text}” looks like a slip for {meant}.",
        "Correct it if so; it was kept as written.",
    ),
    "email_several": (
        "This cell holds {count} addresses; {email} was taken.",
        "Put the address that mail should go to first.",
    ),
    "hidden_characters": (
        "Hidden control characters were taken out of this cell.",
        "Check that it still reads as it should.",
    ),
    "formula": (
        "This begins with “=”. It was kept as plain text, not as a formula.",
        "Type the value itself if a formula was meant.",
    ),
    "cells_extra": (
        "This row has more cells than there are headings.",
        "Check whether a comma or tab shifted its answers to the right.",
    ),
    "shortened": (
        "This cell was cut to {limit:,} characters; nothing reads it.",
        "Nothing, unless you need the rest.",
    ),
    "same_row": (
        "The same answers stand in row {other} already.",
        "Nothing: the person was taken once.",
    ),
    "answered_twice": (
        "{email} answered {count} times; the latest answer, row {other}, was taken.",
        "Check that the latest answer is the right one.",
    ),
    "double": (
        "{name} stands in {rows} with different addresses.",
        "If this is one person, keep one row; else leave both.",
    ),
    "guessed_answer": (
        "“{text}” was read as “{meant}”{often}.",
        "Say what it means if that is wrong.",
    ),
    "unknown_answer": (
        "Nobody knows yet what “{text}” means{often}; it was left out.",
        "Say what it means, or that it should be ignored.{hint}",
    ),
    "kept_as_term": (
        "“{text}” is no listed topic{often}; it counts as a niche term.",
        "Say which topic it means, if one fits.{hint}",
    ),
    "several_answers": (
        "“{text}” gives several answers where one is asked; “{meant}” was taken{often}.",
        "Correct the cell if another one is right.",
    ),
    "number_range": (
        "“{text}” was read as {number}, the lesser number.",
        "Write one number if more is meant.",
    ),
    "number_wrong": ("“{text}” is no number; {number} was taken.", "Write a number such as 2."),
    "number_unread": ("“{text}” is no number; it was left out.", "Write a number such as 12."),
    "number_large": (
        "{number} is a large number here; it was kept.",
        "Check that no digit is too many.",
    ),
    "capacity_none": (
        "This mentor takes no mentee.",
        "Write 1 or more if that is not meant.",
    ),
    "date_wrong": (
        "“{text}” is no date that can be read.",
        "Write it as year-month-day, such as 2026-02-15.",
    ),
    "year_wrong": ("“{text}” names no year.", "Write the year, such as 2021."),
    "zone_wrong": (
        "“{text}” names no time zone that can be told.",
        "Write a city of that zone, such as Europe/Berlin, or Eastern.",
    ),
    "hours_wrong": (
        "No days or times could be read from “{text}”.",
        "Write, for example, Mon-Thu 17:00-20:00; usual hours are assumed until then.",
    ),
    "city_unknown": (
        "“{text}” is no city in the list.",
        "Pick the nearest larger town; region and country count without it.",
    ),
    "city_several": (
        "“{text}” may be {choices}.",
        "Pick the right one, or add the state and country to the cell.",
    ),
    "city_taken": (
        "“{text}” was read as {meant}.",
        "Add the state or country to the cell if another one is meant.",
    ),
    "region_unknown": ("“{text}” is no region that can be told.", "Write its full name, and the country."),
    "country_unknown": ("“{text}” is no country in the list.", "Write its English name or its two letters."),
    "stage_from_years": (
        "No career stage is given; {years} years of practice were read as “{meant}”.",
        "Add the stage if another one is right.",
    ),
    "stage_off_ladder": (
        "“{text}” is no step of the ladder in the rules.",
        "Add it to the ladder, or give the answer another meaning.",
    ),
    "wish": (
        "This names a wish: “{text}”. Nothing follows from it until you confirm it.",
        "{hint}",
    ),
    "ban": (
        "This names somebody to keep apart: “{text}”. Nothing follows from it until you confirm it.",
        "{hint}",
    ),
    "end_wrong": (
        "“{text}” is no date that can be read; the end of the membership was left out.",
        "Write it as year-month-day, such as 2026-12-31.",
    ),
    "address_slip": (
        "The domain of this address looks like a slip for {meant}.",
        "Correct it if so; it was kept as written.",
    ),
    "addresses_several": (
        "This cell holds {count} addresses; the first was taken.",
        "Put the address that mail should go to first.",
    ),
    "answer_unknown": (
        "Nobody knows yet what “{text}” means{often}; it was left out.",
        "Nothing else of the row is lost. Write it as our lists do, if it matters.",
    ),
    "listed_twice": (
        "This person stands in row {other} too.",
        "The later row was taken. Delete the other one.",
    ),
    "ending_open": (
        "Nobody knows yet what “{text}” says of how a pair ended.",
        "Nothing: it counts as an earlier pair all the same.",
    ),
}

OFTEN = " (in {count} rows)"
WISH_ONE = "It seems to mean {name}."
WISH_SEVERAL = "It may mean {names}."
WISH_NOBODY = "Nobody of that name is in the other sheet."
HINT = " It may be “{label}”."
AND_MORE = "{names} or {count} more"
ROWS = "rows {rows}"
REASONS = "What to do"

GROUP_SPELLING = "They are spelled alike."
GROUP_SAME = "They differ only in capitals, accents or punctuation."
GROUP_ACRONYM = "“{short}” is made of the first letters of “{long}”."
GROUP_CONTAINED = "“{long}” holds the whole of “{short}”."
GROUP_DOMAIN = "All use addresses at {domain}."
GROUP_CITY = "People of both work in {city}."


def problem(code: str, *, row: int = 0, column: str = "", **values: object) -> Problem:
    """This will put a problem of this code into words."""
    severity: Severity = "error" if code in _ERRORS else "warning"
    message, fix = _ERRORS[code] if severity == "error" else _WARNINGS[code]
    return Problem(
        row=row,
        column=column,
        message=message.format(**values),
        fix=fix.format(**values).strip(),
        severity=severity,
        code=code,
    )


def often(count: int) -> str:
    """This will say in how many rows something stands; nothing for one."""
    return OFTEN.format(count=count) if count > 1 else ""


def brief(text: str, most: int = 80) -> str:
    """This will shorten a person's text so that a sentence about it stays a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def one_of(names: list[str]) -> str:
    """This will write choices as "a, b or c", at most three by name."""
    if len(names) > 3:
        return AND_MORE.format(names=", ".join(names[:3]), count=len(names) - 3)
    return " or ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def listed(numbers: tuple[int, ...]) -> str:
    """This will write rows as "rows 3, 8"."""
    return ROWS.format(rows=", ".join(str(number) for number in numbers))
