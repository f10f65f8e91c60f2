"""A society's membership list: who is a member, of which class, until when, in which groups (D-10).

No role is known here and nothing is asked of anybody: a row needs an address or a membership number, and no more.
No sentence about a row repeats an address, because what is said of a list is kept longer than some of its people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from mentorquilt.rosters._assemble import Draft
from mentorquilt.rosters._columns import Note, headings_of, note, readers
from mentorquilt.rosters._evidence import sample_of, share_of
from mentorquilt.rosters._headings import heading_score, list_heading_score
from mentorquilt.rosters._names import names_from_one, names_from_parts
from mentorquilt.rosters._people import Names
from mentorquilt.rosters._recognize import LEAST, one_address
from mentorquilt.rosters._tables import EXTRA, IGNORE, Column, Mapping, Problem, Table
from mentorquilt.rosters._taxonomy import taxonomy
from mentorquilt.rosters._text import clean
from mentorquilt.rosters._words import brief, often, problem

OF_PEOPLE = (
    "email", "name", "given", "family", "title", "credentials", "member_number", "stage", "specialty",
    "subspecialty", "institutions", "groups",
)  # fmt: skip
OF_LISTS = ("standing", "valid_until", "member_class")
ANSWERED = ("stage", "specialty", "subspecialty")
NUMBER, LINE = 40, 200
_NUMBER = re.compile(r"[A-Za-z]{0,4}[-. ]?\d[\d.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMember:
    """One row of the list. Empty means that the row says nothing; ``groups`` and ``institutions`` are names as written."""

    row: int
    email: str = ""
    number: str = ""
    names: Names = field(default_factory=Names)
    member_class: str = ""
    standing: str = ""
    valid_until: str = ""
    stage: str = ""
    specialty: str = ""
    subspecialty: str = ""
    institutions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersReading:
    """What a list says. ``columns`` are the fields it has at all; ``bad_rows`` have at least one error.

    ``named`` are the addresses and numbers of every row, bad ones too, so that nobody counts as missing for a typo.
    """

    members: tuple[ListedMember, ...] = ()
    problems: tuple[Problem, ...] = ()
    bad_rows: tuple[int, ...] = ()
    columns: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()


def recognize_members(table: Table) -> Mapping:
    """This will guess what each column of a membership list means."""
    columns = [_guess(table, index) for index in range(len(table.headings))]
    found = one_address(table, columns)
    seen: set[str] = set()
    kept = []
    for column in found:
        is_again = column.field in (*OF_LISTS, "member_number", *ANSWERED) and column.field in seen
        kept.append(replace(column, field=EXTRA, confidence=0) if is_again else column)
        seen.add(column.field)
    return Mapping(role="mentor", columns=tuple(kept))


def _guess(table: Table, index: int) -> Column:
    heading, sample = table.headings[index], sample_of(table, index)
    scores = [(heading_score(slug, heading), slug) for slug in OF_PEOPLE]
    scores += [(list_heading_score(slug, heading), slug) for slug in OF_LISTS]
    score, slug = max(scores, key=lambda found: found[0])
    if slug in ("standing", "member_class") and sample:
        slug = "standing" if share_of("standing", sample) >= 0.5 else "member_class"
    if slug == "name" and sample and all(_NUMBER.fullmatch(text) for text in sample):
        slug = "member_number"
    if score < LEAST and share_of("email", sample) >= 0.6:
        score, slug = 80, "email"
    return (
        Column(heading=heading, field=slug, confidence=score) if score >= LEAST else Column(heading=heading)
    )


def read_members(table: Table, mapping: Mapping | None = None) -> MembersReading:
    """This will read a membership list; without ``mapping`` its columns are guessed. Nothing is raised."""
    mapping = recognize_members(table) if mapping is None else mapping
    columns = frozenset(column.field for column in mapping.columns) - {EXTRA, IGNORE}
    missing = _what_is_missing(table, columns)
    if missing:
        return MembersReading(problems=tuple(missing))
    readers_, headings = readers(table, mapping), headings_of(mapping)
    members: list[ListedMember] = []
    problems: list[Problem] = []
    bad: list[int] = []
    named: set[str] = set()
    unknown: dict[tuple[str, str], list[int]] = {}
    for offset, row in enumerate(table.rows):
        if not any(cell and clean(cell)[0] for cell in row):
            continue
        draft = Draft(table.first_row + offset, mapping, {}, headings)
        for reader in readers_:
            if reader.column.field != EXTRA:
                value = reader.value(row)
                draft.notes += [(reader.column.heading, each) for each in value.notes]
                draft.values.setdefault(reader.column.field, []).append((reader.column.heading, value))
        member = _member(draft, unknown)
        named |= {member.email, member.number} - {""}
        said = [_said(draft, heading, each) for heading, each in draft.notes]
        problems += said
        if any(each.severity == "error" for each in said):
            bad.append(draft.number)
        else:
            members.append(member)
    members, again = _once_each(members)
    problems += [*again, *_unread(unknown)]
    return MembersReading(
        members=tuple(members),
        problems=tuple(sorted(dict.fromkeys(problems), key=lambda each: each.row)),
        bad_rows=tuple(bad),
        columns=columns,
        named=frozenset(named),
    )


def _what_is_missing(table: Table, columns: frozenset[str]) -> list[Problem]:
    if not any(heading.strip() for heading in table.headings):
        return [problem("no_headings")]
    if not any(cell.strip() for row in table.rows for cell in row):
        return [problem("no_rows")]
    return [] if columns & {"email", "member_number"} else [problem("no_member_column")]


def _member(draft: Draft, unknown: dict[tuple[str, str], list[int]]) -> ListedMember:
    emails = draft.words("email")
    number = draft.line("member_number")[:NUMBER]
    if not emails and not number and not any(value.notes for _, value in draft.all("email")):
        draft.notes.append(("", note("nobody_named")))
    standing, written = draft.slug("standing"), draft.line("standing")
    if written and not standing:
        draft.say("standing", "standing_unknown", text=brief(written))
    for slug in ANSWERED:
        for answer, meaning in draft.answers(slug):
            if not meaning.slugs:
                unknown.setdefault((draft.heading(slug), answer), []).append(draft.number)
    specialty, subspecialty = _specialty(draft)
    return ListedMember(
        row=draft.number,
        email=emails[0] if emails else "",
        number=number,
        names=_names(draft),
        member_class=draft.line("member_class")[:LINE],
        standing=standing,
        valid_until=draft.line("valid_until")[:10],
        stage=draft.slug("stage"),
        specialty=specialty,
        subspecialty=subspecialty,
        institutions=draft.words("institutions"),
        groups=draft.words("groups"),
    )


def _names(draft: Draft) -> Names:
    """This will return the name of a row, or none: people whom the society knows already need no name here."""
    given, family, title, letters = (draft.line(slug) for slug in ("given", "family", "title", "credentials"))
    if given and family:
        return names_from_parts(given, family, title, letters)
    whole = draft.line("name") or family or given
    return names_from_one(whole) if whole else Names()


def _specialty(draft: Draft) -> tuple[str, str]:
    """This will return a specialty and a subspecialty that fit each other; a subspecialty brings its specialty."""
    found = draft.slugs("specialty") + draft.slugs("subspecialty")
    finer = next((slug for slug in found if taxonomy().term("subspecialties", slug)), "")
    term = taxonomy().term("subspecialties", finer) if finer else None
    whole = next(
        (slug for slug in found if taxonomy().term("specialties", slug)), term.parent if term else ""
    )
    return whole, finer if term and term.parent == whole else ""


def _said(draft: Draft, heading: str, each: Note) -> Problem:
    """This will put a note into words that repeat no address."""
    values = dict(each.values)
    if each.code == "email_wrong":
        return problem("address_wrong", row=draft.number, column=heading)
    if each.code == "email_slip":
        domain = str(values["meant"]).rpartition("@")[2]
        return problem("address_slip", row=draft.number, column=heading, meant=domain)
    if each.code == "email_several":
        return problem("addresses_several", row=draft.number, column=heading, count=values["count"])
    if each.code == "date_wrong":
        return problem("end_wrong", row=draft.number, column=heading, text=values["text"])
    return problem(each.code, row=draft.number, column=heading, **values)


def _once_each(members: list[ListedMember]) -> tuple[list[ListedMember], list[Problem]]:
    """This will keep the last row of everybody who stands there twice, by address or by number."""
    last: dict[str, ListedMember] = {}
    replaced: dict[int, int] = {}
    for member in members:
        for key in _keys(member):
            if key in last and last[key].row not in replaced:
                replaced[last[key].row] = member.row
            last[key] = member
    problems = [problem("listed_twice", row=first, other=later) for first, later in replaced.items()]
    return [member for member in members if member.row not in replaced], problems


def _keys(member: ListedMember) -> Iterable[str]:
    return (f"{kind}:{value}" for kind, value in (("e", member.email), ("n", member.number)) if value)


def _unread(unknown: dict[tuple[str, str], list[int]]) -> list[Problem]:
    """This will say once for each answer that nobody knows it, at the first row it stands in."""
    return [
        problem("answer_unknown", row=rows[0], column=heading, text=brief(answer), often=often(len(rows)))
        for (heading, answer), rows in unknown.items()
    ]
