"""The frozen values that a file becomes: people, their wishes, earlier pairs, and the readings that hold
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mentorquilt.rosters._tables import Problem, Role


@dataclass(frozen=True, slots=True)
class Names:
    """A person's name in its parts; ``full`` is given and family without titles and credentials, in
    written order.
    """

    full: str = ""
    given: str = ""
    family: str = ""
    titles: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()


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
    """One row read as a person. Slugs come from the taxonomy or, for AS_WRITTEN answers, from the text
    itself.

    ``city`` is "" unless exactly one city fits; ``city_candidates`` holds the ids to choose from otherwise.
    ``hours`` are (start, end) in minutes of the local week from Monday 00:00; () is unknown, never zero.
    ``extra`` keeps unmapped columns as (heading, text). ``seeks``, ``offers`` and the like are the person's
    words.
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
    """Rows that may be one person. ``why`` is "address" (same address) or "name" (same name, other
    address).
    """

    rows: tuple[int, ...]
    emails: tuple[str, ...]
    why: Literal["address", "name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file says: people of the good rows, problems by row and column, and the rows that were not
    taken.

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
