"""A sheet of earlier pairs: who was paired with whom, in which cohort, and how it ended. Nobody needs to
be known.
"""

from __future__ import annotations

from mentorquilt.rosters._assemble import Draft
from mentorquilt.rosters._columns import constant_values, headings_of, note, readers
from mentorquilt.rosters._names import names_from_one, names_from_parts
from mentorquilt.rosters._people import EarlierPair, PairsReading
from mentorquilt.rosters._tables import Mapping, Problem, Table
from mentorquilt.rosters._text import clean, fold
from mentorquilt.rosters._words import brief, problem

_SIDES = ("mentor", "mentee")


def read_pairs(table: Table, mapping: Mapping) -> PairsReading:
    """This will read a sheet of earlier pairs; a row needs a name or an address on each side, and nothing
    else.
    """
    missing = _what_is_missing(table, mapping)
    if missing:
        return PairsReading(problems=tuple(missing))
    found_readers, constants = readers(table, mapping), constant_values(mapping)
    headings = headings_of(mapping)
    pairs: list[EarlierPair] = []
    problems: list[Problem] = []
    bad: list[int] = []
    for offset, row in enumerate(table.rows):
        if not any(cell and clean(cell)[0] for cell in row):
            continue
        draft = Draft(table.first_row + offset, mapping, constants, headings)
        for reader in found_readers:
            value = reader.value(row)
            draft.notes += [(reader.column.heading, each) for each in value.notes]
            draft.values.setdefault(reader.column.field, []).append((reader.column.heading, value))
        pair = _pair(draft)
        said = [
            problem(each.code, row=draft.number, column=heading, **dict(each.values))
            for heading, each in draft.notes
        ]
        if any(each.severity == "error" for each in said):
            bad.append(draft.number)
        else:
            pairs.append(pair)
        problems += said
    return PairsReading(pairs=tuple(pairs), problems=tuple(dict.fromkeys(problems)), bad_rows=tuple(bad))


def _what_is_missing(table: Table, mapping: Mapping) -> list[Problem]:
    if not any(heading.strip() for heading in table.headings):
        return [problem("no_headings")]
    if not any(cell.strip() for row in table.rows for cell in row):
        return [problem("no_rows")]
    present = {column.field.split("_")[0] for column in mapping.columns}
    return [problem(f"no_{side}_column") for side in _SIDES if side not in present]


def _pair(draft: Draft) -> EarlierPair:
    names = {side: _name(draft, side) for side in _SIDES}
    emails = {side: _address(draft, side) for side in _SIDES}
    for side in _SIDES:
        if not names[side] and not emails[side] and not _is_refused(draft):
            draft.notes.append(("", note(f"no_{side}")))
    same_address = emails["mentor"] and emails["mentor"] == emails["mentee"]
    same_name = (
        names["mentor"] and fold(names["mentor"]) == fold(names["mentee"]) and not any(emails.values())
    )
    if same_address or same_name:
        draft.notes.append(("", note("same_person")))
    ending, written = draft.slug("ending"), draft.line("ending")
    if written and not ending:
        draft.say("ending", "ending_open", text=brief(written))
    return EarlierPair(
        row=draft.number,
        mentor_name=names["mentor"],
        mentor_email=emails["mentor"],
        mentee_name=names["mentee"],
        mentee_email=emails["mentee"],
        program=draft.line("program"),
        cohort=draft.line("cohort"),
        started_on=draft.line("started_on")[:10],
        ended_on=draft.line("ended_on")[:10],
        ending=ending,
        ending_text=written,
    )


def _name(draft: Draft, side: str) -> str:
    given, family = draft.line(f"{side}_given"), draft.line(f"{side}_family")
    if given and family:
        return names_from_parts(given, family).full
    whole = draft.line(f"{side}_name") or family or given
    return names_from_one(whole).full if whole else ""


def _address(draft: Draft, side: str) -> str:
    found = [address for _, value in draft.all(f"{side}_email") for address in value.texts]
    return found[0] if found else ""


def _is_refused(draft: Draft) -> bool:
    return any(each.code in ("too_long", "nul", "email_wrong") for _, each in draft.notes)
