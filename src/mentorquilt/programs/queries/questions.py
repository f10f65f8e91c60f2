"""What only a person can say about the people of a sheet: doubles, wishes and bans, institutions, cities, stages.

Each question has a key made of its own content, so an answer survives another upload of a corrected file.
Nothing is decided here in silence: without an answer two people stay two and a wish counts for nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mentorquilt import rosters
from mentorquilt.members import actions as members
from mentorquilt.members import queries as people
from mentorquilt.members.models import Institution
from mentorquilt.programs import states
from mentorquilt.programs.queries.sheets import Gathered, digest_of, remembered

MOST_CANDIDATES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something to decide. ``answer`` is the choice made, ``before`` the one remembered from an earlier sheet."""

    key: str
    answer: Any = None
    before: Any = None

    @property
    def decided(self) -> Any:
        """Return the answer that counts now, or None."""
        return self.answer if self.answer is not None else self.before


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands: the sheet's role in words and the row of the file."""

    role: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SameName:
    """One address behind a name that stands under several."""

    email: str
    name: str
    line: str
    rows: tuple[Place, ...]
    is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleQuestion(Question):
    """Two addresses under one name: one person or two. The answer is the address to keep, or "two"."""

    name: str
    people: tuple[SameName, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WishQuestion(Question):
    """Words about whom somebody would, or would not, like.

    The answer is {"do": wish | ban | nothing, "who": address}. Nothing is ticked before somebody says so, even when
    it ``is_clear`` whom the first candidate is.
    """

    kind: str
    role: str
    email: str
    name: str
    row: Place
    text: str
    column: str
    candidates: tuple[rosters.Candidate, ...]
    is_clear: bool
    problem: str = ""

    @property
    def shown_do(self) -> str:
        """Return what somebody said this means, or nothing."""
        return str(self.answer["do"]) if self.answer else ""

    @property
    def shown_who(self) -> str:
        """Return whom somebody said this means, or nothing."""
        return str(self.answer.get("who", "")) if self.answer else ""

    @property
    def is_other(self) -> bool:
        """Return whether somebody was named who is not among the candidates."""
        return bool(self.shown_who) and self.shown_who not in {one.key for one in self.candidates}


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupQuestion(Question):
    """Names that may be one institution. The answer is {"same": names, "name": the one to show}; no names: all differ."""

    names: tuple[str, ...]
    counts: tuple[int, ...]
    why: tuple[str, ...]
    domains: tuple[str, ...]
    is_certain: bool

    @property
    def counted(self) -> tuple[tuple[str, int], ...]:
        """Return the names with how many people wrote each; none for a name that only we know."""
        return tuple(zip(self.names, self.counts, strict=True))

    @property
    def is_same(self) -> bool:
        """Return whether the names count as one institution."""
        return bool(self.decided["same"]) if self.decided else self.is_certain

    @property
    def is_different(self) -> bool:
        """Return whether somebody said that they are different places."""
        return bool(self.decided) and not self.decided["same"]

    @property
    def same_names(self) -> tuple[str, ...]:
        """Return the names that count as one, all of them unless somebody chose."""
        chosen = self.decided["same"] if self.decided else ()
        return tuple(chosen) or self.names

    @property
    def shown_name(self) -> str:
        """Return the name to show."""
        name = self.decided.get("name", "") if self.decided else ""
        return name or self.names[0]

    @property
    def is_part(self) -> bool:
        """Return whether only some of the names were chosen."""
        return len(self.same_names) != len(self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class CityQuestion(Question):
    """A place as written that may be several cities. The answer is a city's id, or "none"."""

    written: str
    at: str
    people: tuple[str, ...]
    candidates: tuple[rosters.City, ...]


def place_of(person: rosters.RosterPerson) -> Place:
    """Return where somebody stands."""
    return Place(str(states.EnrolmentRole(person.role).label), person.row)


def doubles(gathered: Gathered) -> tuple[DoubleQuestion, ...]:
    """Return the names that stand under more than one address, in the sheets or among the people we know."""
    groups: dict[str, dict[str, list[rosters.RosterPerson]]] = {}
    names: dict[str, str] = {}
    for person in gathered.people:
        key = members.search_name(person.names.full, person.names.family)
        groups.setdefault(key, {}).setdefault(person.email, []).append(person)
        names.setdefault(person.email, key)
    _merge(groups, names, gathered)
    known = people.by_search_names(groups)
    asked = []
    for key, by_email in groups.items():
        others = [row for row in known.get(key, []) if row.email not in by_email]
        if len(by_email) + len(others) > 1:
            asked.append(_double(by_email, others, gathered.choices))
    before = remembered(states.RememberedKind.DOUBLE, [question.key for question in asked])
    return tuple(_with_earlier_double(question, before) for question in asked)


def _merge(
    groups: dict[str, dict[str, list[rosters.RosterPerson]]], names: dict[str, str], gathered: Gathered
) -> None:
    """Put addresses together that the reading found to be one name written in two ways."""
    for reading in gathered.readings:
        for double in reading.doubles:
            keys = {names[email] for email in double.emails if email in names}
            if double.why != "name" or len(keys) < 2:
                continue
            first, *others = sorted(keys)
            for other in others:
                moved = groups.pop(other)
                groups[first].update(moved)
                names.update(dict.fromkeys(moved, first))


def _double(
    by_email: Mapping[str, Sequence[rosters.RosterPerson]],
    others: Sequence[Any],
    choices: Mapping[str, Any],
) -> DoubleQuestion:
    rows = [
        SameName(
            email=email,
            name=found[-1].names.full,
            line=", ".join(found[-1].institutions[:1]),
            rows=tuple(place_of(person) for person in found),
            is_known=False,
        )
        for email, found in by_email.items()
    ]
    rows += [
        SameName(
            email=row.email, name=row.profile.full_name, line=row.profile.position, rows=(), is_known=True
        )
        for row in others
    ]
    key = "double:" + digest_of(*sorted(row.email for row in rows))
    return DoubleQuestion(key=key, name=rows[0].name, people=tuple(rows), answer=choices.get(key))


def _with_earlier_double(question: DoubleQuestion, before: Mapping[str, dict[str, Any]]) -> DoubleQuestion:
    """Add what was decided about these addresses before; addresses are remembered by digest only."""
    earlier = before.get(question.key)
    if earlier is None:
        return question
    kept = next((row.email for row in question.people if digest_of(row.email) == earlier.get("keep")), "two")
    return replace(question, before=kept)


def wishes(gathered: Gathered) -> tuple[WishQuestion, ...]:
    """Return what people wrote about whom they would or would not like, with whom it may mean."""
    if not any(person.wishes for person in gathered.people):
        return ()
    known = tuple(
        rosters.Known(person.email, person.names.full, person.email) for person in gathered.people
    ) + tuple(rosters.Known(row.email, row.profile.full_name, row.email) for row in people.nameable())
    unique = {one.key: one for one in reversed(known)}
    wishing = tuple(person for person in gathered.people if person.wishes)
    asked = []
    for person in rosters.suggest_wishes(wishing, tuple(unique.values())):
        asked += [_wish(person, wish, gathered.choices) for wish in person.wishes]
    return tuple(asked)


def _wish(person: rosters.RosterPerson, wish: rosters.Wish, choices: Mapping[str, Any]) -> WishQuestion:
    key = "wish:" + digest_of(person.role, person.email, wish.column, wish.kind, wish.text)
    return WishQuestion(
        key=key,
        kind=wish.kind,
        role=person.role,
        email=person.email,
        name=person.names.full,
        row=place_of(person),
        text=wish.text,
        column=wish.column,
        candidates=tuple(one for one in wish.candidates if one.key != person.email)[:MOST_CANDIDATES],
        is_clear=wish.clear,
        answer=choices.get(key),
    )


def groups(gathered: Gathered) -> tuple[GroupQuestion, ...]:
    """Return names of institutions that may be one place; at least one of them is not yet known as such."""
    written = {name.name: name for name in rosters.institution_names(tuple(gathered.people))}
    index = people.institution_index()
    fresh = {name for name in written if people.folded(name) not in index}
    if not fresh:
        return ()
    names = dict(written)
    for row in Institution.objects.order_by("pk"):
        domains = tuple(str(domain) for domain in row.mail_domains)
        names.setdefault(row.name, rosters.InstitutionName(name=row.name, domains=domains, count=0))
    asked = [
        _group(group, names, gathered.choices)
        for group in rosters.group_institutions(tuple(names.values()))
        if fresh & set(group.candidates)
    ]
    before = remembered(states.RememberedKind.GROUP, [question.key for question in asked])
    return tuple(replace(question, before=before.get(question.key)) for question in asked)


def _group(
    group: rosters.Group, names: Mapping[str, rosters.InstitutionName], choices: Mapping[str, Any]
) -> GroupQuestion:
    ordered = tuple(
        sorted(
            group.candidates, key=lambda name: (names[name].count > 0, -names[name].count, -len(name), name)
        )
    )
    used = Counter(domain for name in ordered for domain in names[name].domains)
    key = "group:" + digest_of(*sorted(people.folded(name) for name in ordered))
    return GroupQuestion(
        key=key,
        names=ordered,
        counts=tuple(names[name].count for name in ordered),
        why=group.why,
        domains=tuple(domain for domain, count in used.items() if count > 1),
        is_certain=group.certain,
        answer=choices.get(key),
    )


def cities(gathered: Gathered) -> tuple[CityQuestion, ...]:
    """Return the places that are not one city for certain, once for all who wrote it and work at one institution."""
    places: dict[tuple[str, str], list[rosters.RosterPerson]] = {}
    for person in gathered.people:
        if person.place and not person.city:
            places.setdefault(place_key(person), []).append(person)
    before = remembered(states.RememberedKind.CITY, [city_key(*place) for place in places])
    return tuple(_city(place, found, gathered.choices, before) for place, found in places.items())


def place_key(person: rosters.RosterPerson) -> tuple[str, str]:
    """Return what tells one place from another of the same name: the place as written, and where she works."""
    return person.place, person.institutions[0] if person.institutions else ""


def city_key(place: str, at: str) -> str:
    """Return the key of the question which city a place is."""
    return "city:" + digest_of(people.folded(place), people.folded(at))


def _city(
    place: tuple[str, str],
    found: Sequence[rosters.RosterPerson],
    choices: Mapping[str, Any],
    before: Mapping[str, dict[str, Any]],
) -> CityQuestion:
    ids = list(dict.fromkeys(one for person in found for one in person.city_candidates))
    candidates = tuple(rosters.city(one) for one in ids[:MOST_CANDIDATES])
    key = city_key(*place)
    earlier = before.get(key)
    answer = choices.get(key)
    decided = str(answer or (earlier or {}).get("city") or "")
    if decided not in ("", "none", *ids):
        candidates = (rosters.city(decided), *candidates)
    return CityQuestion(
        key=key,
        written=place[0],
        at=place[1],
        people=tuple(person.names.full for person in found),
        candidates=candidates or rosters.find_cities(place[0], MOST_CANDIDATES),
        answer=answer,
        before=(earlier or {}).get("city"),
    )


def strangers(gathered: Gathered, addresses: Iterable[str]) -> set[str]:
    """Return which of the addresses belong to nobody in the sheets or among the members."""
    wanted = set(addresses) - {person.email for person in gathered.people}
    return wanted - set(people.by_addresses(wanted)) if wanted else set()


def undecided(questions: Iterable[Question]) -> int:
    """Return how many questions wait for an answer; names that differ in capitals alone wait for none."""
    return sum(
        question.decided is None and not getattr(question, "is_certain", False) for question in questions
    )
