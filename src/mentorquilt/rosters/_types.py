"""The frozen values that come into and go out of this room: tables, mappings, people, problems.

Nothing here reads a file, knows a heading or decides anything; see `_recognize`, `_reading` and `_rules` for that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["mentee", "mentor"]
Severity = Literal["error", "warning"]

IGNORE = "ignore"
"""The field of a column, or the meaning of an answer, that is left out on purpose."""
AS_WRITTEN = "as_written"
"""The meaning of an answer that counts as itself, although the taxonomy does not know it."""
EXTRA = "extra"
"""The field of a column that is kept under its own heading and read by nobody."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet as text. ``rows[i]`` is row ``first_row + i`` of the file; blank rows stay in their place."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    first_row: int = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term that a text may mean; ``score`` runs from 0 to 100, and 100 is a spelling that the taxonomy lists."""

    slug: str
    label: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one column of a file means.

    ``answers`` pairs an answer as written with its meaning: slugs, or ``(IGNORE,)``, or ``(AS_WRITTEN,)``.
    ``others`` says what an answer that is not listed means: "" looks it up in the taxonomy, else IGNORE or AS_WRITTEN.
    ``separator`` is "" for one answer in a cell, "auto" for any of , ; | and line ends, or the one separator itself.
    ``only_when`` is a heading and the answers of that column under which this column counts in a row.
    ``confidence`` (0 to 100) is how sure the guess of ``field`` was; 100 when a person or a rules file said so.
    """

    heading: str
    field: str = EXTRA
    confidence: int = 0
    separator: str = "auto"
    answers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    others: str = ""
    only_when: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What every column of a file means; ``constants`` are (field, answer) pairs for all rows that say nothing else.

    ``columns`` stand in the order of the file. ``stages`` is a ladder of stage slugs of its own, lowest first, or ().
    """

    role: Role
    columns: tuple[Column, ...]
    constants: tuple[tuple[str, str], ...] = ()
    stages: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCount:
    """One distinct answer of a column, how often it stands there, what it means now and what it may mean.

    ``how`` says where the meaning comes from: "chosen" (mapping), "exact" (a listed spelling), "near" (a guess that
    a person should see) or "unknown" (no meaning: the answer would be left out).
    """

    text: str
    count: int
    meaning: tuple[str, ...]
    how: Literal["chosen", "exact", "near", "unknown"]
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnAnswers:
    """The distinct answers of one column whose answers have a meaning in the taxonomy; most frequent first."""

    index: int
    heading: str
    field: str
    kind: str
    answers: tuple[AnswerCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in a file that a person must know. ``row`` is 0 and ``column`` "" when the whole file is meant."""

    row: int
    column: str
    message: str
    fix: str
    severity: Severity
    code: str


@dataclass(frozen=True, slots=True)
class Names:
    """A person's name in its parts; ``full`` is given and family without titles and credentials, in written order."""

    full: str = ""
    given: str = ""
    family: str = ""
    titles: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class City:
    """A city. ``id`` ("US/KS/salina") is stable; ``geonames`` is its number there; ``zone`` an IANA name."""

    id: str
    geonames: int
    name: str
    ascii_name: str
    region: str
    region_name: str
    country: str
    country_name: str
    latitude: float
    longitude: float
    zone: str
    population: int

    @property
    def label(self) -> str:
        """This will name the city so that a person can tell it from others: "Springfield, Illinois, United States"."""
        return ", ".join(part for part in (self.name, self.region_name, self.country_name) if part)


@dataclass(frozen=True, slots=True)
class Region:
    """A first-level part of a country. ``id`` is "US/KS"."""

    id: str
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country. ``id`` is its ISO 3166 code of two letters."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom a wish or a ban may mean: a key that the caller understands, a name and an address."""

    key: str
    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a text may mean; ``score`` runs from 0 to 100."""

    key: str
    name: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A wish ("I would like Dr. X") or a ban ("anyone but …") in someone's own words, with whom it may mean.

    Never acted on before a person confirms it. ``clear`` when exactly one candidate fits well.
    """

    kind: Literal["wish", "ban"]
    text: str
    column: str
    candidates: tuple[Candidate, ...] = ()
    clear: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPerson:
    """One row read as a person. Slugs come from the taxonomy or, for AS_WRITTEN answers, from the text itself.

    ``city`` is "" unless exactly one city fits; ``city_candidates`` holds the ids to choose from otherwise.
    ``hours`` are (start, end) in minutes of the local week from Monday 00:00; () is unknown, never zero.
    ``extra`` keeps unmapped columns as (heading, text). ``seeks``, ``offers`` and the like are the person's words.
    """

    role: Role
    row: int
    email: str
    names: Names
    other_emails: tuple[str, ...] = ()
    both_roles: bool = False
    phone: str = ""
    job_title: str = ""
    member_number: str = ""
    membership: str = ""
    stage: str = ""
    years: int | None = None
    profession: str = ""
    specialty: str = ""
    subspecialty: str = ""
    terms: tuple[str, ...] = ()
    setting: str = ""
    hospital_size: str = ""
    institutions: tuple[str, ...] = ()
    trainings: tuple[str, ...] = ()
    training_ended: int | None = None
    place: str = ""
    city: str = ""
    city_candidates: tuple[str, ...] = ()
    region: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    zone: str = ""
    languages: tuple[str, ...] = ()
    hours: tuple[tuple[int, int], ...] = ()
    groups: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    bio: str = ""
    answered_at: str = ""
    # A mentee's side.
    wants_types: tuple[str, ...] = ()
    wants_topics: tuple[str, ...] = ()
    needs_done: tuple[str, ...] = ()
    seeks: str = ""
    long_term: str = ""
    project: str = ""
    other_specialty: str = "any"
    wants_distance: str = "any"
    left_out_before: int = 0
    wishes_background: tuple[str, ...] = ()
    excludes_institutions: tuple[str, ...] = ()
    excludes_places: tuple[str, ...] = ()
    # A mentor's side.
    types: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    refuses_topics: tuple[str, ...] = ()
    has_done: tuple[str, ...] = ()
    offers: str = ""
    capacity: int = 1
    capacity_given: bool = False
    unavailable: str = ""
    available_from: str = ""
    available_to: str = ""
    coaching: str = ""
    # Both sides.
    wishes: tuple[Wish, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """Rows that may be one person. ``why`` is "address" (same address) or "name" (same name, other address)."""

    rows: tuple[int, ...]
    emails: tuple[str, ...]
    why: Literal["address", "name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file says: people of the good rows, problems by row and column, and the rows that were not taken.

    ``bad_rows`` have at least one error; ``skipped_rows`` are blank or say that they are for the other role.
    """

    role: Role
    people: tuple[RosterPerson, ...] = ()
    problems: tuple[Problem, ...] = ()
    bad_rows: tuple[int, ...] = ()
    skipped_rows: tuple[int, ...] = ()
    doubles: tuple[Double, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """This will return the problems that kept a row, or the whole file, out."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """This will return the problems that a person should look at although the row was taken."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPair:
    """One row of a sheet of earlier pairs; people are named by address, by name, or both."""

    row: int
    mentor_name: str = ""
    mentor_email: str = ""
    mentee_name: str = ""
    mentee_email: str = ""
    program: str = ""
    cohort: str = ""
    started_on: str = ""
    ended_on: str = ""
    ending: str = ""
    ending_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairsReading:
    """What a sheet of earlier pairs says."""

    pairs: tuple[EarlierPair, ...] = ()
    problems: tuple[Problem, ...] = ()
    bad_rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionName:
    """A name of an institution as people write it, with the mail domains and city ids of those who wrote it."""

    name: str
    domains: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Names that may be one institution. ``certain`` only when they differ in case, accents and punctuation alone.

    ``why`` holds short sentences; ``reasons`` the same as slugs: spelling, acronym, contained, domain, city.
    """

    candidates: tuple[str, ...]
    why: tuple[str, ...]
    reasons: tuple[str, ...]
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRules:
    """A rules file of the command line, checked. ``policy`` holds plain values by the policy's field names.

    ``columns`` are (role or "" for both, Column) pairs whose heading is to be found in the file.
    """

    columns: tuple[tuple[str, Column], ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    stages: tuple[tuple[str, ...], ...] = ()
    weights: tuple[tuple[str, int], ...] = ()
    policy: tuple[tuple[str, str | int | bool], ...] = ()
    title: str = ""


class RulesError(ValueError):
    """Raised when a rules file cannot be used; ``problems`` says why, one sentence each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the taxonomy. ``words`` are other spellings; ``parent`` is a slug of the kind above it or ""."""

    slug: str
    label: str
    parent: str = ""
    words: tuple[str, ...] = ()
    counts_as_gap: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxonomy:
    """Everything that an answer can mean, kind by kind, in the order in which a page lists it."""

    stages: tuple[Term, ...] = ()
    professions: tuple[Term, ...] = ()
    specialties: tuple[Term, ...] = ()
    subspecialties: tuple[Term, ...] = ()
    settings: tuple[Term, ...] = ()
    sizes: tuple[Term, ...] = ()
    types: tuple[Term, ...] = ()
    topics: tuple[Term, ...] = ()
    done: tuple[Term, ...] = ()
    languages: tuple[Term, ...] = ()
    labels: dict[str, dict[str, str]] = field(default_factory=dict, compare=False, repr=False)
