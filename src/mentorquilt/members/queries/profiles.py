"""A profile as its page shows it: only what the reader may see, already in words."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from mentorquilt.members.models import Affiliation, Member, MentorType, Photo, TermKind
from mentorquilt.members.queries.labels import Labels, setting_words, stage_words
from mentorquilt.members.queries.openness import Openness, openness
from mentorquilt.members.queries.places import place_words
from mentorquilt.members.states import AffiliationKind, HospitalSize


@dataclass(frozen=True, slots=True)
class Shown:
    """What every reader of a profile sees. Nothing private is in it, so no template can show any."""

    ref: str
    name: str
    called: str
    credentials: str
    photo: str
    position: str
    line: str
    stage: str
    specialty: str
    setting: str
    size: str
    place: str
    zone: str
    languages: list[str]
    niches: list[str]
    bio: str
    offer: str
    types: list[MentorType]
    topics: list[tuple[str, list[str]]]
    refused: list[str]
    done: list[str]
    coaching: str
    mentored: int | None
    openness: Openness
    institutions: list[Affiliation]
    is_listed: bool


def photo_urls(members: list[int]) -> dict[int, str]:
    """Return the addresses of photos by member key, without reading the pictures."""
    rows = Photo.objects.filter(member__in=members).values_list("member_id", "member__ref", "digest")
    return {key: reverse("members:photo", args=[ref, digest]) for key, ref, digest in rows}


def shown(member: Member, labels: Labels, now: datetime) -> Shown:
    """Return a member's profile as others see it. ``member`` comes from a loader, with its rows beside it."""
    profile, offer = member.profile, getattr(member, "offer", None)
    where = getattr(member, "whereabouts", None)
    specialty = labels.of(TermKind.SPECIALTY, profile.specialty) if profile.specialty else ""
    sub = labels.of(TermKind.SUBSPECIALTY, profile.subspecialty) if profile.subspecialty else ""
    stage, setting = stage_words(profile.stage), setting_words(profile.setting)
    return Shown(
        ref=str(member.ref),
        name=profile.full_name,
        called=profile.called,
        credentials=profile.credentials,
        photo=photo_urls([member.pk]).get(member.pk, ""),
        position=profile.position,
        line=" · ".join(part for part in (sub or specialty, stage, setting) if part),
        stage=stage,
        specialty=", ".join(part for part in (specialty, sub) if part),
        setting=setting,
        size=_size_words(profile.hospital_size),
        place=place_words(profile, where),
        zone=profile.zone,
        languages=labels.many(TermKind.LANGUAGE, profile.languages),
        niches=list(profile.terms),
        bio=profile.bio,
        offer=offer.text if offer else "",
        types=labels.mentor_types(offer.types) if offer else [],
        topics=_by_type(offer.topics, labels) if offer else [],
        refused=labels.many(TermKind.TOPIC, offer.refused_topics) if offer else [],
        done=labels.many(TermKind.DONE, profile.done),
        coaching=profile.coaching_role,
        mentored=profile.mentored_before if profile.shows_mentored else None,
        openness=openness(getattr(member, "mentoring", None), now.date()),
        institutions=shown_institutions(member) if profile.shows_institutions else [],
        is_listed=profile.is_listed and member.is_active,
    )


def shown_institutions(member: Member) -> list[Affiliation]:
    """Return somebody's institutions, present ones first."""
    order = {AffiliationKind.PRESENT: 0, AffiliationKind.PAST: 1, AffiliationKind.TRAINING: 2}
    rows = Affiliation.objects.filter(member=member).select_related("institution")
    return sorted(rows, key=lambda row: (order[AffiliationKind(row.kind)], -(row.from_year or 0), row.pk))


def _by_type(slugs: list[str], labels: Labels) -> list[tuple[str, list[str]]]:
    """Return topics under the words of their mentor types, in the society's order."""
    found = []
    for kind in labels.mentor_types():
        mine = [labels.of(TermKind.TOPIC, s) for s in slugs if labels.parent(TermKind.TOPIC, s) == kind.slug]
        if mine:
            found.append((kind.label, mine))
    rest = [s for s in slugs if labels.parent(TermKind.TOPIC, s) not in labels.types]
    return [*found, ("", labels.many(TermKind.TOPIC, rest))] if rest else found


def _size_words(slug: str) -> str:
    return str(HospitalSize(slug).label) if slug in HospitalSize.values and slug != HospitalSize.NONE else ""
