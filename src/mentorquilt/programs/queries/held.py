"""Everything we hold of somebody who was signed up by others, in words, for her own eyes (T4)."""

from django.utils.translation import gettext as _

from mentorquilt import calendars, rosters
from mentorquilt.members import queries as members
from mentorquilt.members.models import Member, Need, Offer, TermKind, Whereabouts
from mentorquilt.programs import states
from mentorquilt.programs.models import Enrolment

Fact = tuple[str, str]


def held(enrolment: Enrolment) -> tuple[Fact, ...]:
    """Return each thing we hold with its name, empty ones left out, in a fixed number of queries."""
    rows = Member.objects.select_related(
        "profile", "whereabouts", "weekly_hours", "mentoring", "offer", "membership"
    )
    member, labels = rows.get(pk=enrolment.member_id), members.labels()
    told = [*_person(member, labels)]
    if enrolment.role == states.EnrolmentRole.MENTEE:
        told += _need(enrolment.need, labels)
    else:
        told += _offer(getattr(member, "offer", None) or Offer(), labels)
        told.append((_("Places"), str(enrolment.places)))
    return tuple((name, value) for name, value in told if value)


def _person(member: Member, labels: members.Labels) -> list[Fact]:
    profile, where = member.profile, getattr(member, "whereabouts", None) or Whereabouts()
    hours = getattr(member, "weekly_hours", None)
    spans = [(int(start), int(end)) for start, end in hours.intervals] if hours is not None else []
    membership = getattr(member, "membership", None)
    work = [row.institution.name for row in members.shown_institutions(member)]
    return [
        (_("Name"), profile.called),
        (_("Address"), member.email),
        (_("Phone"), where.phone),
        (_("Career stage"), members.stage_words(profile.stage)),
        (_("Specialty"), labels.of(TermKind.SPECIALTY, profile.specialty) if profile.specialty else ""),
        (_("Niche"), ", ".join(profile.terms or [])),
        (_("What you do"), profile.position),
        (_("City"), _city(where.city)),
        (_("Institutions"), "; ".join(work)),
        (_("Languages"), ", ".join(labels.many(TermKind.LANGUAGE, profile.languages or []))),
        (_("Hours"), calendars.format_hours(spans)),
        (_("Membership number"), membership.number if membership else ""),
        (_("About you"), profile.bio),
    ]


def _need(need: Need | None, labels: members.Labels) -> list[Fact]:
    if need is None:
        return []
    return [
        (_("What you seek"), need.seeks),
        (_("Where it should lead"), need.long_term),
        (_("Project"), need.project),
        (_("Kind of mentor"), ", ".join(kind.label for kind in labels.mentor_types(need.types))),
        (_("Topics"), ", ".join(labels.many(TermKind.TOPIC, need.topics))),
        (_("From somebody who"), "; ".join(labels.many(TermKind.DONE, need.done))),
    ]


def _offer(offer: Offer, labels: members.Labels) -> list[Fact]:
    return [
        (_("As what kind of mentor"), ", ".join(kind.label for kind in labels.mentor_types(offer.types))),
        (_("Topics you take"), ", ".join(labels.many(TermKind.TOPIC, offer.topics))),
        (_("Topics you do not take"), ", ".join(labels.many(TermKind.TOPIC, offer.refused_topics))),
        (_("Your offer"), offer.text),
    ]


def _city(key: str) -> str:
    try:
        return rosters.city(key).label if key else ""
    except KeyError:
        return key
