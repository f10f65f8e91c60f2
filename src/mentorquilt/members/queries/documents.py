"""What the search knows of people: the public part of their profiles, and nothing else.

Needs, exclusions, conflicts, backgrounds, experiences, addresses, phones and closed cities are not read here at all.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from django.db.models import QuerySet

from mentorquilt import rosters, searching
from mentorquilt.members.models import Affiliation, CareerStep, Member, Offer, Profile, TermKind
from mentorquilt.members.queries.labels import Labels, labels, setting_words, stage_words
from mentorquilt.members.queries.people import listed
from mentorquilt.members.queries.places import place_words
from mentorquilt.members.states import Turn

AT_ONCE = 1000
NAME, NICHE, WORK, TOPIC, WORDS, SPELLING = 4.0, 3.0, 2.0, 1.5, 1.0, 0.5
KINDS = {
    TermKind.SPECIALTY: "specialties",
    TermKind.SUBSPECIALTY: "subspecialties",
    TermKind.TOPIC: "topics",
    TermKind.DONE: "done",
}
Field = tuple[str, float]


def documents(people: QuerySet[Member] | None = None) -> Iterator[searching.Document]:
    """Return one document for each listed person, or for those of the query who are listed."""
    rows = (listed() if people is None else people).select_related("profile", "offer", "whereabouts")
    words = labels()
    batch: list[Member] = []
    for row in rows.order_by("pk").iterator(chunk_size=AT_ONCE):
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield from _batch(batch, words)
            batch = []
    yield from _batch(batch, words)


def _batch(rows: list[Member], words: Labels) -> Iterator[searching.Document]:
    """Return documents of some people, reading their shown institutions and their paths at once."""
    open_ = [row.pk for row in rows if row.profile.shows_institutions]
    places: dict[int, list[str]] = {}
    found = Affiliation.objects.filter(member__in=open_).values_list("member_id", "institution__name")
    for key, name in found:
        places.setdefault(key, []).append(name)
    paths: dict[int, list[str]] = {}
    steps = CareerStep.objects.filter(member__in=[row.pk for row in rows])
    for key, title, place, turn in steps.values_list("member_id", "title", "place", "turn"):
        turned = "" if turn == Turn.OTHER else str(Turn(turn).label)
        paths.setdefault(key, []).append(f"{title} {place} {turned}")
    for row in rows:
        yield _document(row, words, places.get(row.pk, []), paths.get(row.pk, []))


def _document(row: Member, words: Labels, institutions: list[str], path: list[str]) -> searching.Document:
    profile, offer = row.profile, getattr(row, "offer", None)
    fields = [*_of_profile(profile, words), (place_words(profile, getattr(row, "whereabouts", None)), WORDS)]
    fields += [(name, WORDS) for name in institutions]
    fields += [(step, WORK) for step in path]
    if offer is not None:
        fields += _of_offer(offer, words)
    return searching.Document(str(row.ref), tuple(fields), frozenset(_tags(profile, offer)))


def _of_profile(profile: Profile, words: Labels) -> list[Field]:
    return [
        (f"{profile.full_name} {profile.family_name}", NAME),
        (" ".join(profile.terms), NICHE),
        (f"{profile.position} {profile.coaching_role}", WORK),
        (profile.bio, WORDS),
        (f"{stage_words(profile.stage)} {setting_words(profile.setting)}", WORDS),
        (" ".join(words.many(TermKind.LANGUAGE, profile.languages)), SPELLING),
        *_terms(TermKind.SPECIALTY, [profile.specialty], words, WORK),
        *_terms(TermKind.SUBSPECIALTY, [profile.subspecialty], words, WORK),
        *_terms(TermKind.DONE, profile.done, words, TOPIC),
    ]


def _of_offer(offer: Offer, words: Labels) -> list[Field]:
    types = " ".join(kind.label for kind in words.mentor_types(offer.types))
    return [(offer.text, WORDS), (types, WORDS), *_terms(TermKind.TOPIC, offer.topics, words, TOPIC)]


def _terms(kind: TermKind, slugs: Iterable[str], words: Labels, weight: float) -> list[Field]:
    """Return the words of entries, and their other spellings at a smaller weight."""
    fields = []
    for slug in slugs:
        if slug:
            fields += [(words.of(kind, slug), weight), (_spellings(kind, slug), SPELLING)]
    return fields


@cache
def _spellings(kind: TermKind, slug: str) -> str:
    """Return the other spellings of a shipped entry."""
    term = rosters.taxonomy().term(KINDS[kind], slug)
    return " ".join(term.words) if term else ""


def _tags(profile: Profile, offer: Offer | None) -> Iterator[str]:
    yield from (f"stage:{profile.stage}", f"specialty:{profile.specialty}", f"setting:{profile.setting}")
    yield from (f"country:{profile.country}", f"region:{profile.region}")
    if offer is not None:
        yield from (f"topic:{slug}" for slug in offer.topics)
        yield from (f"type:{slug}" for slug in offer.types)
