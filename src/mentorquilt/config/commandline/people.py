"""From two sheets to a market: read, recognized, and turned into matching's mentees and mentors."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from mentorquilt import calendars, gate, matching, rosters
from mentorquilt.config.commandline.trouble import Trouble, bytes_of

Keys = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it was read: its people and what a person should know of it."""

    path: Path
    people: tuple[rosters.RosterPerson, ...]
    notes: tuple[str, ...]


def rules_of(path: Path | None) -> rosters.RosterRules:
    """Return the rules file, checked; without one, the usual headings and the defaults hold."""
    if path is None:
        return rosters.RosterRules()
    try:
        text = bytes_of(path).decode("utf-8")
    except UnicodeDecodeError:
        raise Trouble(f"{path}: is not UTF-8 text. Save it as UTF-8.") from None
    try:
        return rosters.rules(text, criteria=tuple(field.name for field in fields(matching.Weights)))
    except rosters.RulesError as error:
        raise Trouble(*(f"{path}: {problem}" for problem in error.problems)) from None


def read_sheet(
    path: Path, role: rosters.Role, rules: rosters.RosterRules, known: tuple[rosters.Known, ...] = ()
) -> Sheet:
    """Read one sheet; raises Trouble with row and column for every row that cannot be used."""
    try:
        found = gate.read_table(bytes_of(path), path.name)
    except gate.Refused as refused:
        raise Trouble(f"{path}: {refused.message} {refused.fix}") from None
    table = rosters.Table(found.headings, found.rows, found.notes, found.first_row)
    mapping = rosters.recognize(table, role, rules=rules)
    reading = rosters.read(table, mapping, known=known)
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    if errors:
        raise Trouble(*(told(path, problem) for problem in errors))
    warnings = [told(path, problem) for problem in reading.problems]
    return Sheet(path, reading.people, (*(f"{path}: {note}" for note in found.notes), *warnings))


def told(path: Path, problem: rosters.Problem) -> str:
    """Return one problem as a line: file, row, column, what is wrong, what to do."""
    where = [str(path)]
    where += [f"row {problem.row}"] if problem.row else []
    where += [f"column {problem.column}"] if problem.column else []
    return f"{', '.join(where)}: {problem.message} {problem.fix}".rstrip()


def market_of(mentees: Sheet, mentors: Sheet, on: date) -> matching.Market:
    """Return the frozen market; people are named by their mail address. Clear wishes count, bans are kept."""
    institutions = rosters.institution_keys((*mentees.people, *mentors.people))
    return matching.Market(
        mentees=tuple(_mentee(person, institutions, on) for person in mentees.people),
        mentors=tuple(_mentor(person, institutions, on) for person in mentors.people),
        bans=tuple(sorted(_bans(mentees.people, flip=False) | _bans(mentors.people, flip=True))),
        labels=_labels(),
    )


def _labels() -> tuple[tuple[str, str], ...]:
    known = rosters.taxonomy()
    lists = (
        known.topics,
        known.types,
        known.specialties,
        known.subspecialties,
        known.done,
        known.languages,
        known.settings,
    )
    return tuple(sorted({(term.slug, term.label) for each in lists for term in each}))


def _bans(people: tuple[rosters.RosterPerson, ...], *, flip: bool) -> set[tuple[str, str]]:
    """Return the couples somebody ruled out by name, as (mentee, mentor), where the name is clear."""
    couples = {
        (person.email, wish.candidates[0].key)
        for person in people
        for wish in person.wishes
        if wish.kind == "ban" and wish.clear
    }
    return {(mentor, mentee) for mentee, mentor in couples} if flip else couples


def _wished(person: rosters.RosterPerson) -> tuple[str, ...]:
    return tuple(wish.candidates[0].key for wish in person.wishes if wish.kind == "wish" and wish.clear)


def _waking(person: rosters.RosterPerson, on: date) -> tuple[tuple[tuple[int, int], ...], bool]:
    """Return somebody's weekly hours in UTC, assumed where none were given; nothing without a zone."""
    if not person.zone:
        return (), True
    if not person.hours:
        return calendars.to_utc_week(calendars.assumed_hours(person.zone), on), True
    hours = calendars.WeeklyHours(intervals=person.hours, zone=person.zone, assumed=False)
    return calendars.to_utc_week(hours, on), False


def _shared(person: rosters.RosterPerson, institutions: Keys, on: date) -> dict[str, object]:
    waking, assumed = _waking(person, on)
    return {
        "key": person.email,
        "name": person.names.full,
        "stage": person.stage,
        "specialty": person.specialty,
        "subspecialty": person.subspecialty,
        "terms": person.terms,
        "setting": person.setting,
        "hospital_size": person.hospital_size,
        "institutions": institutions.get(person.email, ()),
        "trainings": tuple(sorted(f"name:{rosters.plain_key(name)}" for name in person.trainings)),
        "city": person.city,
        "region": person.region,
        "country": person.country,
        "latitude": person.latitude,
        "longitude": person.longitude,
        "languages": person.languages,
        "waking": waking,
        "waking_assumed": assumed,
        "groups": person.groups,
        **_shut_out(person),
        "background": tuple(rosters.slug_of(word) for word in person.background),
    }


def _shut_out(person: rosters.RosterPerson) -> dict[str, tuple[str, ...]]:
    """Return the institutions and places somebody wrote to avoid; either side's are kept."""
    places = [meant for place in person.excludes_places for meant in rosters.places_meant(place)]
    return {
        "excludes_institutions": tuple(
            f"name:{rosters.plain_key(name)}" for name in person.excludes_institutions
        ),
        "excludes_cities": tuple(value for kind, value in places if kind == "city"),
        "excludes_regions": tuple(value for kind, value in places if kind == "region"),
    }


def _mentee(person: rosters.RosterPerson, institutions: Keys, on: date) -> matching.Mentee:
    return matching.Mentee(
        **_shared(person, institutions, on),  # type: ignore[arg-type]
        wants_types=person.wants_types,
        wants_topics=person.wants_topics,
        needs_done=person.needs_done,
        text="\n".join(part for part in (person.seeks, person.long_term, person.bio) if part),
        project=person.project,
        other_specialty=person.other_specialty,
        wants_distance=person.wants_distance,
        left_out_before=person.left_out_before,
        ranked=_wished(person),
        wishes_background=tuple(rosters.slug_of(word) for word in person.wishes_background),
    )


def _mentor(person: rosters.RosterPerson, institutions: Keys, on: date) -> matching.Mentor:
    return matching.Mentor(
        **_shared(person, institutions, on),  # type: ignore[arg-type]
        types=person.types,
        topics=person.topics,
        refuses_topics=person.refuses_topics,
        has_done=person.has_done,
        text="\n".join(part for part in (person.offers, person.bio) if part),
        places=person.capacity,
        unavailable=person.unavailable,
        ranked=_wished(person),
    )
