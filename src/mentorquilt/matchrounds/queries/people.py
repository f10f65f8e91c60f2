"""People of a round as pages show them: names, one line, place, zone, face. Open facts only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorquilt import calendars, matching
from mentorquilt.matchrounds.models import Round
from mentorquilt.members.models import Photo
from mentorquilt.members.states import Setting, Stage

STAGES = dict(Stage.choices)
SETTINGS = dict(Setting.choices)
DAY = 1440


@dataclass(frozen=True, slots=True)
class Card:
    """One person on a page about a round; ``photo`` is an address or empty."""

    key: str
    name: str
    called: str
    line: str
    short: str
    place: str
    zone: str
    photo: str


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of a round by key, with the words behind slugs."""

    mentees: Mapping[str, matching.Mentee]
    mentors: Mapping[str, matching.Mentor]
    labels: Mapping[str, str]
    frozen: Mapping[str, Mapping[str, str]]
    faces: Mapping[str, str]

    def card(self, key: str) -> Card:
        """Return one person's card; an unknown key gives an empty one."""
        person = self.mentees.get(key) or self.mentors.get(key)
        if person is None:
            return Card(key, "", "", "", "", "", "", "")
        also = self.frozen.get(key, {})
        return Card(
            key=key,
            name=person.name,
            called=f"{also.get('titles', '')} {person.name}".strip(),
            line=" · ".join(self._words(person)),
            short=" · ".join(self._words(person)[:2]),
            place=also.get("place", ""),
            zone=also.get("zone", ""),
            photo=self.faces.get(key, ""),
        )

    def label(self, slug: str) -> str:
        """Return the words behind a slug; an unknown slug is shown plainly."""
        return self.labels.get(slug) or slug.replace("_", " ")

    def _words(self, person: matching.Mentee | matching.Mentor) -> list[str]:
        """Return field, stage and setting, as far as known."""
        subject = person.subspecialty or person.specialty
        words = (
            self.label(subject) if subject else "",
            str(STAGES.get(person.stage, "")),
            str(SETTINGS.get(person.setting, "")),
        )
        return [word for word in words if word]


def people(match_round: Round, market: matching.Market) -> People:
    """Gather the people of a round in one query, for the faces."""
    faces = Photo.objects.filter(member__ref__in=list(match_round.people or {}))
    return People(
        mentees={person.key: person for person in market.mentees},
        mentors={person.key: person for person in market.mentors},
        labels=dict(market.labels),
        frozen=match_round.people or {},
        faces={
            str(ref): reverse("members:photo", args=[ref, digest])
            for ref, digest in faces.values_list("member__ref", "digest")
        },
    )


def zone_minutes(zone: str, other: str, at: datetime) -> int | None:
    """Return by how many minutes the other's clock is ahead, or None when a zone is unknown."""
    try:
        return calendars.offset_minutes(other, at) - calendars.offset_minutes(zone, at)
    except calendars.UnknownZone:
        return None


def clock_words(zone: str, at: datetime) -> str:
    """Return a zone in words with its offset, or nothing when it is unknown."""
    try:
        return calendars.zone_label(zone, at)
    except calendars.UnknownZone:
        return ""


def zone_words(minutes: int | None) -> str:
    """Return how far two clocks are apart on the dial: "same time", "1 h apart", "4 h 45 min apart"."""
    if minutes is None:
        return ""
    turned = abs(minutes) % DAY
    hours, rest = divmod(min(turned, DAY - turned), 60)
    if not hours and not rest:
        return _("same time")
    told = " ".join(
        words for words in (_("%d h") % hours if hours else "", _("%d min") % rest if rest else "") if words
    )
    return _("%(time)s apart") % {"time": told}


def hours_words(minutes: int | None) -> str:
    """Return the shared waking hours of a week in words; unknown is not zero."""
    if minutes is None:
        return _("shared hours unknown")
    hours = minutes // 60
    return _("%(hours)d shared hours a week") % {"hours": hours} if hours else _("no shared hours")
