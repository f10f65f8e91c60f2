"""Lets the demo's running cohorts look announced: when they were published, and why each two were paired."""

from datetime import timedelta
from typing import Any

from mentorquilt.config.demo.cohorts import Stage
from mentorquilt.members import queries as people
from mentorquilt.members.models import Member, TermKind
from mentorquilt.pairings.models import Pairing, Participant
from mentorquilt.pairings.states import ParticipantRole
from mentorquilt.programs.models import Cohort
from mentorquilt.programs.states import CohortState

MOST_TOPICS = 2


def build(stage: Stage) -> None:
    """Write what publishing would have written onto pairings that began before today. Their mails are long forgotten."""
    labels = people.labels()
    for cohort in Cohort.objects.filter(state__in=[CohortState.RUNNING, CohortState.FINISHED]):
        begun = stage.now - (stage.today - (cohort.starts_on or stage.today))
        Cohort.objects.filter(pk=cohort.pk).update(published_at=begun)
        rows = Pairing.objects.filter(cohort=cohort, origin="round")
        seats = Participant.objects.filter(pairing__in=rows).select_related(
            "member__profile", "member__whereabouts", "member__offer"
        )
        seats.update(opened_at=begun + timedelta(hours=9))
        couples: dict[int, dict[str, Member]] = {}
        for seat in seats:
            couples.setdefault(seat.pairing_id, {})[seat.role] = seat.member
        kept = list(rows.select_related("need"))
        for row in kept:
            both = couples[row.pk]
            row.reasons = _reasons(row, both[ParticipantRole.MENTEE], both[ParticipantRole.MENTOR], labels)
        Pairing.objects.bulk_update(kept, ["reasons"])


def _reasons(row: Pairing, mentee: Member, mentor: Member, labels: people.Labels) -> list[dict[str, Any]]:
    """Return what the two have in common, in the form in which a published round keeps it."""
    one, other = mentee.profile, mentor.profile
    offer = getattr(mentor, "offer", None)
    wanted = row.need.topics if row.need else []
    shared = [topic for topic in wanted if offer and topic in offer.topics][:MOST_TOPICS]
    found: list[dict[str, Any]] = []
    if shared:
        words = [_small(labels.of(TermKind.TOPIC, slug)) for slug in shared]
        found.append({"slug": "topics", "what": "; ".join(words)})
    if one.specialty and one.specialty == other.specialty:
        found.append({"slug": "specialty", "what": _small(labels.of(TermKind.SPECIALTY, one.specialty))})
    if one.setting and one.setting == other.setting:
        found.append({"slug": "setting", "what": _small(people.setting_words(one.setting))})
    here = people.open_point(one, getattr(mentee, "whereabouts", None))
    there = people.open_point(other, getattr(mentor, "whereabouts", None))
    if here and there:
        found.append({"slug": "distance", "km": round(people.km_between(here, there)), "on_purpose": True})
    return found


def _small(label: str) -> str:
    """Return a label as it stands within a sentence."""
    return label[:1].lower() + label[1:]
