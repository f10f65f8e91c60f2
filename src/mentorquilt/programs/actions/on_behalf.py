"""Enrol somebody who phoned or wrote, and ask her to check it (S-16)."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from mentorquilt import rosters
from mentorquilt.members.models import Member, Mentoring, Need, Offer, Profile, Whereabouts
from mentorquilt.members.states import Kind
from mentorquilt.programs import states
from mentorquilt.programs.actions.enrolments import enrol
from mentorquilt.programs.actions.telling import ask_to_check
from mentorquilt.programs.models import Cohort, Enrolment
from mentorquilt.society import queries as society


@transaction.atomic
def enrol_on_behalf(
    *,
    cohort: Cohort,
    email: str,
    full_name: str,
    role: str,
    by: Any,
    now: datetime,
    stage: str = "",
    specialty: str = "",
    city: rosters.City | None = None,
    topics: list[str] | None = None,
    types: list[str] | None = None,
    words: str = "",
    places: int | None = None,
    allow_stage: bool = False,
) -> Enrolment:
    """Enrol one person; a new one gets an account without password, a known one keeps her profile.

    An address that was only typed at the front door is nobody known: she is described like a new one.

    Raises WrongStage when the program does not take the stage and ``allow_stage`` is not set.
    """
    member, is_new = _member(email, now)
    if is_new:
        _describe(member, full_name, stage, specialty, city, now)
    places = places or society.current().capacity_default
    need = _said(member, role, topics or [], types or [], words, places, now)
    enrolment, _ = enrol(
        cohort=cohort,
        member=member,
        role=role,
        origin=states.Origin.COORDINATOR,
        by=by,
        now=now,
        need=need,
        places=places,
        allow_stage=allow_stage,
    )
    Enrolment.objects.filter(pk=enrolment.pk).update(reminded_at=now)
    ask_to_check(enrolment, by, now)
    return enrolment


def _member(email: str, now: datetime) -> tuple[Member, bool]:
    known = Member.objects.filter(email=email.strip().lower()).select_related("profile").first()
    if known is not None:
        if not known.is_nameless:
            return known, not hasattr(known, "profile")
        Member.objects.filter(pk=known.pk).update(kind=Kind.MEMBER)
        known.kind = Kind.MEMBER
        return known, True
    member = Member.objects.create_user(email, joined_at=now)
    EmailAddress.objects.create(user=member, email=member.email, verified=False, primary=True)
    return member, True


def _describe(
    member: Member, full_name: str, stage: str, specialty: str, city: rosters.City | None, now: datetime
) -> None:
    """Write a first profile from what was said on the phone."""
    place = {}
    if city is not None:
        place = {"region": city.region, "country": city.country, "zone": city.zone}
        Whereabouts.objects.update_or_create(
            member=member,
            defaults={"city": city.id, "latitude": city.latitude, "longitude": city.longitude},
        )
    facts = {
        "full_name": full_name,
        "family_name": full_name.rsplit(maxsplit=1)[-1],
        "name_search": full_name.casefold(),
        "profession": Profile().profession,
        "stage": stage,
        "specialty": specialty,
        "is_listed": True,
        "updated_at": now,
    }
    member.profile, _ = Profile.objects.update_or_create(member=member, defaults=facts | place)


def _said(
    member: Member, role: str, topics: list[str], types: list[str], words: str, places: int, now: datetime
) -> Need | None:
    """Keep what she seeks as her need, or what he offers as his offer; only empty offers are filled."""
    if role == states.EnrolmentRole.MENTEE:
        if not (topics or types or words):
            return Need.objects.filter(owner=member).first()
        return Need.objects.create(owner=member, seeks=words, topics=topics, types=types, updated_at=now)
    mentoring, is_new = Mentoring.objects.get_or_create(member=member, defaults={"capacity": places})
    if is_new or not mentoring.is_willing:
        mentoring.is_willing = True
        mentoring.save(update_fields=["is_willing"])
    Offer.objects.get_or_create(owner=member, defaults={"topics": topics, "types": types, "text": words})
    return None
