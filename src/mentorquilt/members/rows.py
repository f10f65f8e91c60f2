"""What the rows of a sheet say of one human, cut into our tables; an empty cell says nothing.

Pure: reads no table and writes none. ``actions.imported`` compares this with what stands and writes the difference.
Nothing private is taken from a sheet: no background, no conflict, no photo, no setting of who sees what.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mentorquilt import rosters
from mentorquilt.members import states

NAME_LENGTH, FAMILY_LENGTH, TITLES_LENGTH, CREDENTIALS_LENGTH = 120, 80, 40, 60
LINE_LENGTH, TEXT_LENGTH = 120, 2000
MOST_PLACES = 20
STAGES = frozenset(states.Stage.values)
SETTINGS = frozenset(states.Setting.values)
SIZES = frozenset(states.HospitalSize.values)
STATUSES = frozenset(states.MembershipStatus.values)

Facts = dict[str, Any]


@dataclass(slots=True)
class Said:
    """One human as the sheets say, by table; a missing key was not said. Names of institutions stand as written."""

    email: str
    profile: Facts = field(default_factory=dict)
    whereabouts: Facts = field(default_factory=dict)
    membership: Facts = field(default_factory=dict)
    mentoring: Facts = field(default_factory=dict)
    offer: Facts = field(default_factory=dict)
    need: Facts = field(default_factory=dict)
    hours: list[list[int]] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    trainings: list[tuple[str, int | None]] = field(default_factory=list)
    is_mentor: bool = False
    is_mentee: bool = False


def gather(people: Iterable[rosters.RosterPerson]) -> dict[str, Said]:
    """Return one ``Said`` per address; what a later row says wins over what an earlier one said."""
    gathered: dict[str, Said] = {}
    for person in people:
        said = gathered.setdefault(person.email, Said(person.email))
        said.profile |= _profile(person)
        said.whereabouts |= _whereabouts(person)
        said.membership |= _membership(person)
        said.hours = [list(pair) for pair in person.hours] or said.hours
        said.present = list(person.institutions) or said.present
        said.trainings = _trainings(person) or said.trainings
        if person.role == "mentor":
            said.is_mentor = True
            said.mentoring |= _mentoring(person)
            said.offer |= _offer(person)
        else:
            said.is_mentee = True
            said.need |= _need(person)
    return gathered


def _given(facts: Facts) -> Facts:
    """Return the facts that say something."""
    return {name: value for name, value in facts.items() if value not in ("", None, [], ())}


def _profile(person: rosters.RosterPerson) -> Facts:
    city = rosters.city(person.city) if person.city else None
    return _given(
        {
            "full_name": person.names.full[:NAME_LENGTH],
            "family_name": person.names.family[:FAMILY_LENGTH],
            "titles": " ".join(person.names.titles)[:TITLES_LENGTH],
            "credentials": ", ".join(person.names.credentials)[:CREDENTIALS_LENGTH],
            "stage": person.stage if person.stage in STAGES else "",
            "profession": person.profession,
            "specialty": person.specialty,
            "subspecialty": person.subspecialty,
            "terms": list(person.terms),
            "setting": person.setting if person.setting in SETTINGS else "",
            "hospital_size": person.hospital_size if person.hospital_size in SIZES else "",
            "region": city.region if city else person.region,
            "country": city.country if city else person.country,
            "zone": city.zone if city else person.zone,
            "languages": list(person.languages),
            "done": list(person.has_done),
            "coaching_role": person.coaching[:LINE_LENGTH],
            "position": person.job_title[:LINE_LENGTH],
            "bio": person.bio[:TEXT_LENGTH],
        }
    )


def _whereabouts(person: rosters.RosterPerson) -> Facts:
    facts: Facts = {"phone": person.phone[:40]}
    if person.city:
        city = rosters.city(person.city)
        facts |= {"city": city.id, "latitude": city.latitude, "longitude": city.longitude}
    return _given(facts)


def _membership(person: rosters.RosterPerson) -> Facts:
    status = person.membership if person.membership in STATUSES else ""
    return _given({"number": person.member_number[:40], "status": status})


def _trainings(person: rosters.RosterPerson) -> list[tuple[str, int | None]]:
    ended = person.training_ended
    return [(name, ended if at == 0 else None) for at, name in enumerate(person.trainings)]


def _mentoring(person: rosters.RosterPerson) -> Facts:
    facts: Facts = {"is_willing": person.unavailable != "not_willing"}
    if person.capacity_given:
        facts["capacity"] = min(person.capacity, MOST_PLACES)
    if person.unavailable == "paused":
        facts["is_paused"] = True
    return facts | _given(
        {"available_from": _day(person.available_from), "available_to": _day(person.available_to)}
    )


def _offer(person: rosters.RosterPerson) -> Facts:
    return _given(
        {
            "types": list(person.types),
            "topics": list(person.topics),
            "refused_topics": list(person.refuses_topics),
            "text": person.offers[:TEXT_LENGTH],
        }
    )


def _need(person: rosters.RosterPerson) -> Facts:
    other = person.other_specialty if person.other_specialty != states.OtherSpecialty.ANY else ""
    distance = person.wants_distance if person.wants_distance != states.Distance.ANY else ""
    return _given(
        {
            "seeks": person.seeks,
            "long_term": person.long_term,
            "project": person.project,
            "types": list(person.wants_types),
            "topics": list(person.wants_topics),
            "done": list(person.needs_done),
            "other_specialty": other,
            "distance": distance,
        }
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
