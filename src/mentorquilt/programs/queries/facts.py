"""What matching may know of a cohort's people, in matching's own vocabulary, read in a fixed number of queries.

Private wishes, exclusions and conflicts are part of it: whoever stores the result stores it encrypted (M16).
"""

from dataclasses import dataclass, fields
from datetime import date

from mentorquilt import calendars, matching, rosters
from mentorquilt.members import queries as members
from mentorquilt.members.models import (
    Affiliation,
    Conflict,
    Exclusion,
    Institution,
    Member,
    Mentoring,
    Term,
)
from mentorquilt.members.states import AffiliationKind, ExclusionKind
from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort, Enrolment, Program
from mentorquilt.sigs import queries as sigs

Couple = tuple[str, str]
# Before a group's address, so that it never meets a topic of the same name.
GROUP = "group:"


@dataclass(frozen=True, slots=True)
class MatchingFacts:
    """A cohort's people as mentees and mentors, their private conflicts, and words for the slugs."""

    mentees: tuple[matching.Mentee, ...]
    mentors: tuple[matching.Mentor, ...]
    conflicts: tuple[Couple, ...]
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What belongs to people but lies in other tables, by member key."""

    affiliations: dict[int, list[Affiliation]]
    domains: dict[str, str]
    told: dict[int, members.ForMatching]
    exclusions: dict[int, dict[str, list[str]]]
    groups: dict[int, tuple[tuple[str, str], ...]]


def policy_of(program: Program) -> matching.Policy:
    """Return the program's rules and weights as matching's policy."""
    known = {field.name for field in fields(matching.Weights)}
    weights = {slug: int(points) for slug, points in program.weights.items() if slug in known}
    return matching.Policy(
        weights=matching.Weights(**weights),
        stage_rule=matching.StageRule(program.stage_rule),
        place_rule=matching.PlaceRule(program.place_rule),
        min_distance_km=program.min_distance_km,
        different_institution=program.different_institution,
        language_in_common=program.language_in_common,
        bar_earlier=program.bar_earlier,
        min_shared_minutes=program.min_shared_minutes,
        types_must_meet=program.types_must_meet,
        floor=program.floor,
        max_places_per_mentor=program.most_places,
    )


def matching_facts(cohort: Cohort, *, on: date) -> MatchingFacts:
    """Read everything matching may look at for one cohort. ``on`` decides availability and summer time."""
    enrolled = list(
        cohort.enrolments.filter(state__in=states.IN_ROUND)
        .select_related(
            "member__profile",
            "member__whereabouts",
            "member__mentoring",
            "member__offer",
            "member__weekly_hours",
            "need",
        )
        .order_by("member__ref")
    )
    beside = _read_beside([row.member_id for row in enrolled])
    mentees = [row for row in enrolled if row.role == states.EnrolmentRole.MENTEE]
    mentors = [row for row in enrolled if row.role == states.EnrolmentRole.MENTOR]
    return MatchingFacts(
        mentees=tuple(_mentee(row, beside, on) for row in mentees),
        mentors=tuple(_mentor(row, beside, on) for row in mentors),
        conflicts=_conflicts([row.member_id for row in enrolled]),
        labels=(
            *Term.objects.order_by("kind", "slug").values_list("slug", "label"),
            *sorted({(GROUP + slug, name) for own in beside.groups.values() for slug, name in own}),
        ),
    )


def _read_beside(keys: list[int]) -> _Beside:
    affiliations: dict[int, list[Affiliation]] = {}
    for row in Affiliation.objects.filter(member__in=keys).select_related("institution").order_by("pk"):
        affiliations.setdefault(row.member_id, []).append(row)
    return _Beside(
        affiliations,
        _institution_domains(),
        members.told_for_matching(keys),
        _read_exclusions(keys),
        sigs.of_members(keys),
    )


def _institution_domains() -> dict[str, str]:
    """Return the mail domains that belong to an institution, with the key of its group."""
    rows = Institution.objects.exclude(mail_domains=[]).order_by("pk")
    return {domain: f"i{row.group}" for row in rows for domain in row.mail_domains}


def _read_exclusions(keys: list[int]) -> dict[int, dict[str, list[str]]]:
    """Return what each person shuts out, by kind; institutions as the keys that their people carry."""
    rows = list(Exclusion.objects.filter(owner__in=keys).order_by("pk"))
    refs = [row.value for row in rows if row.kind == ExclusionKind.INSTITUTION]
    known = Institution.objects.filter(ref__in=refs) if refs else ()
    groups = {str(row.ref): f"i{row.group}" for row in known}
    shut: dict[int, dict[str, list[str]]] = {}
    for row in rows:
        shut.setdefault(row.owner_id, {}).setdefault(row.kind, []).append(groups.get(row.value, row.value))
    return shut


def _conflicts(keys: list[int]) -> tuple[Couple, ...]:
    rows = Conflict.objects.filter(declared_by__in=keys, about__in=keys)
    return tuple(sorted((str(a), str(b)) for a, b in rows.values_list("declared_by__ref", "about__ref")))


def _employers(member: Member, beside: _Beside, kind: str) -> tuple[str, ...]:
    rows = beside.affiliations.get(member.pk, [])
    return tuple(sorted({f"i{row.institution.group}" for row in rows if row.kind == kind}))


def _present(member: Member, beside: _Beside) -> tuple[str, ...]:
    """Return the keys of present institutions; people who write from one employer's mail share a key, too (M21)."""
    keys = set(_employers(member, beside, AffiliationKind.PRESENT))
    domain = rosters.mail_domain(member.email)
    if domain:
        keys.add(beside.domains.get(domain, f"@{domain}"))
    return tuple(sorted(keys))


def _waking(member: Member, on: date) -> tuple[tuple[tuple[int, int], ...], bool]:
    """Return somebody's weekly hours in UTC; without a zone nothing is known, without hours they are assumed."""
    zone = member.profile.zone
    if not zone:
        return (), True
    own = getattr(member, "weekly_hours", None)
    if own is None or not own.intervals:
        return calendars.to_utc_week(calendars.assumed_hours(zone), on), True
    intervals = tuple((int(start), int(end)) for start, end in own.intervals)
    hours = calendars.WeeklyHours(intervals=intervals, zone=zone, assumed=own.is_assumed)
    return calendars.to_utc_week(hours, on), own.is_assumed


def _shared(row: Enrolment, beside: _Beside, on: date) -> dict[str, object]:
    """Return the fields that mentees and mentors have in common."""
    member, profile = row.member, row.member.profile
    where = getattr(member, "whereabouts", None)
    waking, assumed = _waking(member, on)
    told = beside.told.get(member.pk, members.ForMatching())
    shut = beside.exclusions.get(member.pk, {})
    return {
        "key": str(member.ref),
        "name": profile.full_name,
        "stage": profile.stage,
        "specialty": profile.specialty,
        "subspecialty": profile.subspecialty,
        "terms": tuple(profile.terms),
        "setting": profile.setting,
        "hospital_size": profile.hospital_size,
        "institutions": _present(member, beside),
        "trainings": _employers(member, beside, AffiliationKind.TRAINING),
        "city": where.city if where else "",
        "region": profile.region,
        "country": profile.country,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "languages": tuple(profile.languages),
        "waking": waking,
        "waking_assumed": assumed,
        "groups": tuple(GROUP + slug for slug, _name in beside.groups.get(member.pk, ())),
        "background": told.shares,
        "excludes_institutions": tuple(shut.get(ExclusionKind.INSTITUTION, ())),
        "excludes_cities": tuple(shut.get(ExclusionKind.CITY, ())),
        "excludes_regions": tuple(shut.get(ExclusionKind.REGION, ())),
        "excludes_people": tuple(shut.get(ExclusionKind.MEMBER, ())),
    }


def _mentee(row: Enrolment, beside: _Beside, on: date) -> matching.Mentee:
    need = row.need
    told = beside.told.get(row.member_id, members.ForMatching())
    return matching.Mentee(
        **_shared(row, beside, on),  # type: ignore[arg-type]
        wants_types=tuple(need.types) if need else (),
        wants_topics=tuple(need.topics) if need else (),
        needs_done=tuple(need.done) if need else (),
        text=f"{need.seeks}\n{need.long_term}".strip() if need else "",
        project=need.project if need else "",
        other_specialty=need.other_specialty if need else "any",
        wants_distance=need.distance if need else "any",
        left_out_before=row.left_out_before,
        ranked=tuple(row.ranks or ()),
        wishes_background=told.wishes,
    )


def _mentor(row: Enrolment, beside: _Beside, on: date) -> matching.Mentor:
    offer = getattr(row.member, "offer", None)
    mentoring = getattr(row.member, "mentoring", None)
    return matching.Mentor(
        **_shared(row, beside, on),  # type: ignore[arg-type]
        types=tuple(offer.types) if offer else (),
        topics=tuple(offer.topics) if offer else (),
        refuses_topics=tuple(offer.refused_topics) if offer else (),
        has_done=tuple(row.member.profile.done),
        text="\n".join(part for part in (offer.text if offer else "", row.member.profile.bio) if part),
        places=min(row.places, mentoring.free) if mentoring else row.places,
        unavailable=_unavailable(mentoring, on),
        ranked=tuple(row.ranks or ()),
    )


def _unavailable(mentoring: Mentoring | None, on: date) -> str:
    """Return why a mentor may not be proposed now (S-36), or nothing."""
    if mentoring is None:
        return ""
    if not mentoring.is_willing or mentoring.only_questions:
        return "not_willing"
    if mentoring.is_paused:
        return "paused"
    early = mentoring.available_from is not None and on < mentoring.available_from
    past = mentoring.available_to is not None and on > mentoring.available_to
    if early or past:
        return "dates"
    return "" if mentoring.free else "full"
