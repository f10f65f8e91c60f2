"""What an enrolment form begins with: what the profile knows, what was written before, and the draft over it."""

from dataclasses import dataclass
from typing import Any

from mentorquilt import rosters
from mentorquilt.members import queries as members
from mentorquilt.members.models import Affiliation, Member, Mentoring, Offer, TermKind, Whereabouts
from mentorquilt.members.states import AffiliationKind
from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort, Enrolment, EnrolmentDraft
from mentorquilt.society import queries as society


@dataclass(frozen=True, slots=True)
class Entry:
    """``values`` fill the form; ``known`` names the fields nobody has to be asked; ``line`` says them in words."""

    member: Member
    cohort: Cohort
    role: str
    enrolment: Enrolment | None
    values: dict[str, Any]
    known: frozenset[str]
    line: str
    has_draft: bool
    asks_address: bool
    cap: int
    labels: members.Labels


def entry(member: Member, cohort: Cohort, role: str) -> Entry:
    """Gather what stands for a member, and what she typed and has not sent in, in a fixed number of queries."""
    rows = Member.objects.select_related("profile", "whereabouts", "weekly_hours", "mentoring", "offer")
    whole = rows.get(pk=member.pk)
    labels = members.labels()
    enrolment = (
        Enrolment.objects.filter(cohort=cohort, member=member, role=role).prefetch_related("slots").first()
    )
    draft = EnrolmentDraft.objects.filter(cohort=cohort, member=member, role=role).first()
    person = _person(whole)
    said = _mentee(whole, enrolment) if role == states.EnrolmentRole.MENTEE else _mentor(whole, enrolment)
    one = society.current()
    return Entry(
        member=whole,
        cohort=cohort,
        role=role,
        enrolment=enrolment,
        values={**person, **said, **((draft.values or {}) if draft else {})},
        known=_known(person),
        line=_line(person, labels),
        has_draft=draft is not None,
        asks_address=whole.address_chosen_at is None,
        cap=one.capacity_cap,
        labels=labels,
    )


def _person(member: Member) -> dict[str, Any]:
    profile = getattr(member, "profile", None)
    where = getattr(member, "whereabouts", None) or Whereabouts()
    hours = getattr(member, "weekly_hours", None)
    spans = tuple((int(start), int(end)) for start, end in hours.intervals) if hours is not None else ()
    usual, words = members.told_apart(spans)
    work = (
        Affiliation.objects.filter(member=member, kind=AffiliationKind.PRESENT)
        .select_related("institution")
        .first()
    )
    told: dict[str, Any] = {"city": where.city, "usual": usual, "words": words}
    told["workplace"] = str(work.institution.ref) if work else ""
    for name in ("titles", "full_name", "stage", "specialty", "terms"):
        told[name] = getattr(profile, name, "")
    return told


def _known(person: dict[str, Any]) -> frozenset[str]:
    """Return the fields about the person that need no question; a title is known together with the name."""
    known = {name for name in ("full_name", "stage", "specialty", "city", "workplace") if person[name]}
    return frozenset(known | ({"titles"} if "full_name" in known else set()))


def _line(person: dict[str, Any], labels: members.Labels) -> str:
    """Return what is known in one line: name, stage, specialty, city."""
    told = (
        f"{person['titles']} {person['full_name']}".strip() if person["full_name"] else "",
        members.stage_words(person["stage"]),
        labels.of(TermKind.SPECIALTY, person["specialty"]) if person["specialty"] else "",
        _city(person["city"]),
    )
    return " · ".join(part for part in told if part)


def _city(key: str) -> str:
    try:
        return rosters.city(key).label if key else ""
    except KeyError:
        return ""


def _mentee(member: Member, enrolment: Enrolment | None) -> dict[str, Any]:
    need = (enrolment.need if enrolment else None) or members.current_need(member)
    names = ("seeks", "long_term", "types", "topics", "other_specialty", "distance")
    told: dict[str, Any] = {name: getattr(need, name) for name in names} if need else {}
    told |= {name: told.get(name) or "any" for name in ("other_specialty", "distance")}
    if enrolment is not None:
        slots = [slot.mentor_type for slot in enrolment.slots.all() if slot.mentor_type]
        told |= {"types": slots or told.get("types") or [], "wish": (enrolment.ranks or [""])[0]}
    return told | _of_enrolment(enrolment)


def _mentor(member: Member, enrolment: Enrolment | None) -> dict[str, Any]:
    offer = getattr(member, "offer", None) or Offer()
    one = society.current()
    mentoring = getattr(member, "mentoring", None) or Mentoring(capacity=one.capacity_default)
    told: dict[str, Any] = {name: getattr(offer, name) for name in ("types", "topics", "refused_topics")}
    told |= {"offer": offer.text, "places": str(max(mentoring.capacity, 1))}
    told["first_calls"] = str(min(mentoring.first_calls, 3))
    cadence = enrolment.cadence_weeks if enrolment else None
    told["cadence"] = "6" if cadence is None else str(cadence)
    return told | _of_enrolment(enrolment)


def _of_enrolment(enrolment: Enrolment | None) -> dict[str, Any]:
    if enrolment is None:
        return {}
    told: dict[str, Any] = {f"base_{slug}": str(value) for slug, value in (enrolment.baseline or {}).items()}
    return told | {"attends": enrolment.attends, "pledge": enrolment.responsibilities_at is not None}
