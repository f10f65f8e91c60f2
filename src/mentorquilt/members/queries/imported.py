"""What stands in our tables for the people of a sheet, and what the sheet would change of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from mentorquilt import rosters
from mentorquilt.members.models import Affiliation, Institution, Member, Need
from mentorquilt.members.rows import Facts, Said, gather
from mentorquilt.members.states import AffiliationKind, Kind

AT_ONCE = 2000
TABLES = ("profile", "whereabouts", "membership", "mentoring", "offer")


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that a sheet says differently from what stands; texts and places are compared, not worded."""

    table: str
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Compared:
    """Somebody of a sheet beside what we hold: nobody known yet, or the member and what would change."""

    member: Member | None
    changes: tuple[Change, ...] = ()


@dataclass(slots=True)
class Standing:
    """Members by address with their rows, institutions by folded name; read in a fixed number of queries."""

    members: dict[str, Member] = field(default_factory=dict)
    affiliations: dict[int, list[Affiliation]] = field(default_factory=dict)
    needs: dict[int, Need] = field(default_factory=dict)
    institutions: dict[str, int] = field(default_factory=dict)

    fresh: set[str] = field(default_factory=set)

    def member(self, email: str) -> Member | None:
        """Return who has this address."""
        return self.members.get(email)

    def row(self, email: str, table: str) -> Any:
        """Return somebody's row of a table, or None; somebody just made has none, so none is looked for."""
        return None if email in self.fresh else getattr(self.members[email], table, None)


def folded(name: str) -> str:
    """Return a name as two spellings of it compare: case and outer blanks do not matter."""
    return " ".join(name.split()).casefold()


def standing(emails: Iterable[str]) -> Standing:
    """Read everything that an import compares with."""
    found = Standing(institutions=institution_index())
    for some in _pieces(sorted(set(emails))):
        rows = Member.objects.filter(email__in=some).select_related(*TABLES, "weekly_hours")
        found.members |= {row.email: row for row in rows}
    keys = [row.pk for row in found.members.values()]
    for some in _pieces(keys):
        for row in Affiliation.objects.filter(member__in=some).select_related("institution").order_by("pk"):
            found.affiliations.setdefault(row.member_id, []).append(row)
        for need in Need.objects.filter(owner__in=some):
            found.needs.setdefault(need.owner_id, need)
    return found


def _pieces(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def by_search_names(names: Iterable[str]) -> dict[str, list[Member]]:
    """Return who is known under the search names, by name."""
    found: dict[str, list[Member]] = {}
    for some in _pieces(sorted(set(names))):
        rows = Member.objects.filter(profile__name_search__in=some, is_active=True)
        for row in rows.select_related("profile").order_by("pk"):
            found.setdefault(row.profile.name_search, []).append(row)
    return found


def nameable() -> list[Member]:
    """Return everybody whom a wish in a sheet may mean: physicians with an open account."""
    rows = Member.objects.filter(is_active=True, kind__in=(Kind.MEMBER, Kind.GUEST), profile__isnull=False)
    return list(rows.select_related("profile").order_by("pk"))


def institution_index() -> dict[str, int]:
    """Return the key of the institution behind every name and alias, folded; a name wins over an alias."""
    rows = list(Institution.objects.values_list("pk", "name", "aliases"))
    index = {folded(str(alias)): key for key, _, aliases in rows for alias in aliases}
    return index | {folded(name): key for key, name, _ in rows}


def compare(people: Iterable[rosters.RosterPerson]) -> dict[str, Compared]:
    """Return by address whether somebody of a sheet is known and what importing the rows would change."""
    said = gather(people)
    stands = standing(said)
    return {email: Compared(stands.member(email), changes(one, stands)) for email, one in said.items()}


def changes(said: Said, stands: Standing) -> tuple[Change, ...]:
    """Return what a sheet would change of somebody who is known; nothing for somebody new."""
    member = stands.member(said.email)
    if member is None:
        return ()
    found: list[Change] = []
    for table in TABLES:
        found += _differing(table, getattr(said, table), getattr(member, table, None))
    found += _differing("need", said.need, stands.needs.get(member.pk))
    own = getattr(member, "weekly_hours", None)
    if said.hours and (own is None or own.intervals != said.hours):
        found.append(Change("hours", "intervals", own.intervals if own else [], said.hours))
    return (*found, *_moved(said, stands, member))


def _differing(table: str, facts: Facts, row: Any) -> list[Change]:
    """Compare facts with a row; a row that does not stand yet differs in every fact."""
    return [
        Change(table, name, getattr(row, name, None), value)
        for name, value in facts.items()
        if row is None or getattr(row, name) != value
    ]


def _moved(said: Said, stands: Standing, member: Member) -> Iterator[Change]:
    """Compare institutions: present ones are replaced by what the sheet says, trainings are only added to."""
    rows = stands.affiliations.get(member.pk, [])
    present = [row for row in rows if row.kind == AffiliationKind.PRESENT]
    wanted = {stands.institutions.get(folded(name), folded(name)) for name in said.present}
    if said.present and wanted != {row.institution_id for row in present}:
        yield Change("affiliation", "present", [row.institution.name for row in present], said.present)
    trained = {row.institution_id for row in rows if row.kind == AffiliationKind.TRAINING}
    fresh = [name for name, _ in said.trainings if stands.institutions.get(folded(name), 0) not in trained]
    if fresh:
        yield Change("affiliation", "training", [], fresh)
