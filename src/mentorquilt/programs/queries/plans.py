"""What importing the sheets in work would do: who comes in, new, changed or as before, and who stays out and why."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.utils.translation import gettext as _

from mentorquilt import rosters
from mentorquilt.members import queries as people
from mentorquilt.members.models import Member
from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort, Enrolment
from mentorquilt.programs.queries import questions
from mentorquilt.programs.queries.sheets import Gathered
from mentorquilt.programs.queries.words import TERM_KINDS

NAME_LENGTH = 120
SAID = tuple(sorted(set(rosters.RosterPerson.__slots__) - {"row", "wishes", "city_candidates", "extra"}))
Fate = Literal["new", "changed", "same"]
OUT = {
    states.EnrolmentState.WITHDRAWN: "withdrawn",
    states.EnrolmentState.REFUSED: "refused",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One person in one role as she would come in. ``left_out`` is a slug, or "" when she is enrolled.

    ``cut`` says, with what to do, what the sheet says and we hold only in part.
    """

    person: rosters.RosterPerson
    sheet: str
    fate: Fate
    changes: tuple[people.Change, ...]
    enrolment: Enrolment | None
    digest: str
    wrong_stage: bool
    left_out: str
    cut: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Return the name of the choice about this person's career stage."""
        return stage_key(self.person)


@dataclass(frozen=True, slots=True)
class Asked:
    """Every question about the people in work, in the order in which pages ask them."""

    doubles: tuple[questions.DoubleQuestion, ...]
    wishes: tuple[questions.WishQuestion, ...]
    groups: tuple[questions.GroupQuestion, ...]
    cities: tuple[questions.CityQuestion, ...]

    @property
    def open_groups(self) -> tuple[questions.GroupQuestion, ...]:
        """Return the groups of names that a person must judge."""
        return tuple(group for group in self.groups if not group.is_certain)


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole of what importing would do."""

    gathered: Gathered
    asked: Asked
    entries: tuple[Entry, ...]
    addresses: Mapping[str, str]
    new_terms: Mapping[tuple[str, str], str]

    def of(self, kind: str) -> tuple[Entry, ...]:
        """Return the entries of one sheet."""
        return tuple(entry for entry in self.entries if entry.person.role == kind)

    @property
    def enrolling(self) -> tuple[Entry, ...]:
        """Return who would be in the cohort afterwards."""
        return tuple(entry for entry in self.entries if not entry.left_out)


def stage_key(person: rosters.RosterPerson) -> str:
    """Return the key of the question whether to enrol somebody whose stage the program does not take."""
    return f"stage:{person.role}:{person.email}"


def ask(gathered: Gathered) -> Asked:
    """Put every question about the people in work."""
    return Asked(
        questions.doubles(gathered),
        questions.wishes(gathered),
        questions.groups(gathered),
        questions.cities(gathered),
    )


def plan(gathered: Gathered) -> Plan:
    """Return what importing would do, as the choices stand now."""
    asked = ask(gathered)
    addresses = _addresses(gathered, asked.doubles)
    resolved = _resolved(gathered, asked, addresses)
    found = Enrolment.objects.filter(cohort=gathered.cohort).select_related("member").defer("ranks")
    standing = {(row.member.email, row.role): row for row in found}
    digests = {(str(person.role), person.email): person_digest(person) for person in resolved}
    same = {
        (role, email)
        for (email, role), row in standing.items()
        if digests.get((role, email)) == row.row_digest
    }
    compared = people.compare(person for person in resolved if (person.role, person.email) not in same)
    sheets = {sheet.row.kind: str(sheet.row.ref) for sheet in gathered.sheets}
    entries = tuple(
        _entry(
            person,
            sheets[person.role],
            compared.get(person.email),
            standing.get((person.email, person.role)),
            digests[person.role, person.email],
            gathered,
        )
        for person in resolved
    )
    return Plan(gathered, asked, entries, addresses, _new_terms(gathered))


def _entry(
    person: rosters.RosterPerson,
    sheet: str,
    beside: people.Compared | None,
    enrolment: Enrolment | None,
    digest: str,
    gathered: Gathered,
) -> Entry:
    """Return one entry; a row that was imported before just as it is needs no comparing and changes nothing."""
    is_same = enrolment is not None and enrolment.row_digest == digest
    changes = beside.changes if beside and not is_same else ()
    member = enrolment.member if enrolment else beside.member if beside else None
    wrong = not takes_stage(gathered.cohort, person.role, person.stage)
    return Entry(
        person=person,
        sheet=sheet,
        fate="new" if member is None else "changed" if changes else "same",
        changes=changes,
        enrolment=enrolment,
        digest=digest,
        wrong_stage=wrong,
        left_out=_left_out(person, member, enrolment, gathered.choices, wrong=wrong),
        cut=tuple(_cut(person, gathered.cap)),
    )


def _cut(person: rosters.RosterPerson, cap: int) -> Iterator[tuple[str, str]]:
    """Yield what is kept only in part, with what to do about it."""
    if len(person.names.full) > NAME_LENGTH:
        yield (
            _("The name is longer than %(most)s characters; the rest is cut off.") % {"most": NAME_LENGTH},
            _("Shorten it in the sheet."),
        )
    if person.capacity_given and person.capacity > cap:
        yield (
            _("%(count)s mentees are more than a mentor may take here; %(cap)s places count.")
            % {
                "count": person.capacity,
                "cap": cap,
            },
            _("The society's settings say how many may be taken at most."),
        )


def _left_out(
    person: rosters.RosterPerson,
    member: Member | None,
    enrolment: Enrolment | None,
    choices: Mapping[str, Any],
    *,
    wrong: bool,
) -> str:
    """Return why somebody would not be enrolled, or nothing."""
    if member is not None and not member.is_active:
        return "closed"
    if enrolment is not None:
        return OUT.get(states.EnrolmentState(enrolment.state), "")
    if wrong and choices.get(stage_key(person)) != "enrol":
        return "stage"
    return ""


def takes_stage(cohort: Cohort, role: str, stage: str) -> bool:
    """Return whether the program takes this stage in this role; an unknown stage passes and is asked for later."""
    mentee = role == states.EnrolmentRole.MENTEE
    allowed = cohort.program.mentee_stages if mentee else cohort.program.mentor_stages
    return not stage or not allowed or stage in allowed


def person_digest(person: rosters.RosterPerson) -> str:
    """Return a digest of what a row says of somebody, blind to where the row stands and to private wishes."""
    said = [getattr(person, name) for name in SAID]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _resolved(
    gathered: Gathered, asked: Asked, addresses: Mapping[str, str]
) -> tuple[rosters.RosterPerson, ...]:
    """Return everybody once per role, with the choices about addresses, cities and institutions carried out."""
    places = {(question.written, question.at): question.decided for question in asked.cities}
    shown = _institutions(asked.groups)
    once: dict[tuple[str, str], rosters.RosterPerson] = {}
    for person in gathered.people:
        city = person.city or places.get(questions.place_key(person))
        fresh = replace(
            person,
            email=addresses.get(person.email, person.email),
            city=city if city and city != "none" else "",
            institutions=_named(person.institutions, shown),
            trainings=_named(person.trainings, shown),
        )
        key = (fresh.role, fresh.email)
        once[key] = _filled(fresh, once[key]) if key in once else fresh
    return tuple(once.values())


def _filled(later: rosters.RosterPerson, earlier: rosters.RosterPerson) -> rosters.RosterPerson:
    """Return the later of two rows about one person, its empty cells filled from the earlier one."""
    said = {name: getattr(later, name) for name in rosters.RosterPerson.__slots__}
    gaps = {name: getattr(earlier, name) for name, value in said.items() if value in ("", None, (), False)}
    gaps["capacity"] = (later if later.capacity_given else earlier).capacity
    gaps["wishes"] = earlier.wishes + later.wishes
    return replace(later, **gaps)


def _addresses(gathered: Gathered, doubles: Iterable[questions.DoubleQuestion]) -> dict[str, str]:
    """Return the address that stands for each other one: confirmed before by its owner, or judged one person now."""
    written = {person.email for person in gathered.people}
    others = {other: person.email for person in gathered.people for other in person.other_emails}
    members = people.by_addresses(written | set(others))
    kept = {email: row.email for email, row in members.items() if email in written and row.email != email}
    for other, email in others.items():
        if other in members and email not in members:
            kept[email] = members[other].email
    for question in doubles:
        if question.decided not in (None, "two"):
            kept |= {row.email: question.decided for row in question.people if row.email != question.decided}
    return kept


def _institutions(groups: Sequence[questions.GroupQuestion]) -> dict[str, str]:
    """Return by folded name the name to show, for names judged to be one institution."""
    shown: dict[str, str] = {}
    for place in places_of(groups):
        shown |= {people.folded(name): place[0] for name in place[1]}
    return shown


def places_of(
    groups: Sequence[questions.GroupQuestion],
) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return (name to show, names that are the same, their mail domains) for every group judged one institution."""
    places = []
    for group in groups:
        answer = group.decided
        if answer is None and group.is_certain:
            answer = {"same": list(group.names)}
        same = tuple(name for name in group.names if answer and name in answer.get("same", ()))
        if len(same) > 1 and answer:
            name = answer.get("name") or same[0]
            places.append((name, tuple(one for one in same if one != name), group.domains))
    return places


def _named(names: tuple[str, ...], shown: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shown.get(people.folded(name), name) for name in names))


def _new_terms(gathered: Gathered) -> dict[tuple[str, str], str]:
    """Return the answers that count as written, as entries for the society's lists: (kind, slug) to words."""
    fresh: dict[tuple[str, str], str] = {}
    for sheet in gathered.sheets:
        for column in rosters.answers(sheet.table, sheet.mapping):
            kind = TERM_KINDS.get(column.kind)
            for answer in column.answers:
                if kind and answer.meaning == (rosters.AS_WRITTEN,):
                    fresh.setdefault((kind, rosters.slug_of(answer.text)), answer.text)
    return fresh
