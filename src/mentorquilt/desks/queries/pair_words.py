"""What two people of a pairing have in common in the open, as reasons and as openers for a first call (S-48).

Only facts that both let others see are read here: topics sought in the need the pair shares and offered on a profile,
specialty, niche, setting, institutions that both opened, languages. Wishes, exclusions, conflicts, ranks and what
somebody says of herself for matching are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mentorquilt.members.models import Affiliation, Member, Need, TermKind
from mentorquilt.members.queries import Labels, setting_words
from mentorquilt.members.states import AffiliationKind, Setting
from mentorquilt.pairings import queries as pairings
from mentorquilt.pairings.models import Pairing, Participant

MOST_REASONS, MOST_OPENERS = 2, 3
MOST_NAMED = 3
IN_MILES = frozenset({"", "US", "GB", "LR"})
EVERYBODY_SPEAKS = "en"


@dataclass(frozen=True, slots=True)
class InCommon:
    """Open facts that two people share, already in words."""

    topics: tuple[str, ...] = ()
    trained_at: tuple[str, ...] = ()
    niches: tuple[str, ...] = ()
    subspecialty: str = ""
    specialty: str = ""
    setting: str = ""
    languages: tuple[str, ...] = ()


def in_common(one: Member, other: Member, need: Need | None, labels: Labels) -> InCommon:
    """Return what two members share in the open. Both come with profile and offer beside them."""
    mine, theirs = one.profile, other.profile
    niches = {term.casefold() for term in theirs.terms}
    setting = mine.setting if mine.setting == theirs.setting and mine.setting != Setting.OTHER else ""
    return InCommon(
        topics=tuple(labels.many(TermKind.TOPIC, _topics(one, other, need))),
        trained_at=_trained_at(one, other),
        niches=tuple(term for term in mine.terms if term.casefold() in niches),
        subspecialty=_same(labels, TermKind.SUBSPECIALTY, mine.subspecialty, theirs.subspecialty),
        specialty=_same(labels, TermKind.SPECIALTY, mine.specialty, theirs.specialty),
        setting=setting_words(setting),
        languages=tuple(
            labels.many(
                TermKind.LANGUAGE,
                [slug for slug in mine.languages if slug in theirs.languages and slug != EVERYBODY_SPEAKS],
            )
        ),
    )


def _same(labels: Labels, kind: str, mine: str, theirs: str) -> str:
    return labels.of(kind, mine) if mine and mine == theirs else ""


def _topics(one: Member, other: Member, need: Need | None) -> list[str]:
    """Return the topics of the pair's need that whoever did not write it offers; of peers, what both offer."""
    offers = {
        member.pk: list(getattr(getattr(member, "offer", None), "topics", ())) for member in (one, other)
    }
    if need is None:
        return [slug for slug in offers[one.pk] if slug in offers[other.pk]]
    giver = other if need.owner_id == one.pk else one
    return [slug for slug in need.topics if slug in offers[giver.pk]]


def _trained_at(one: Member, other: Member) -> tuple[str, ...]:
    """Return where both trained, when both show their institutions."""
    if not (one.profile.shows_institutions and other.profile.shows_institutions):
        return ()
    rows = Affiliation.objects.filter(kind=AffiliationKind.TRAINING, member__in=[one, other])
    places: dict[int, dict[int, str]] = {}
    for row in rows.select_related("institution").order_by("pk"):
        places.setdefault(row.member_id, {})[row.institution.group] = row.institution.name
    mine, theirs = places.get(one.pk, {}), places.get(other.pk, {})
    return tuple(name for group, name in mine.items() if group in theirs)


def openers(facts: Sequence[InCommon]) -> tuple[str, ...]:
    """Return questions that open a first call, from what two people share; the one for everybody where nothing is."""
    found: list[str] = []
    for fact in facts:
        found += _openers_of(fact)
    unique = list(dict.fromkeys(found))[:MOST_OPENERS]
    return tuple(unique) or (_("What were you doing this week five years into practice?"),)


def _openers_of(fact: InCommon) -> list[str]:
    found = [
        _("You both trained at %(place)s. Who taught you most there?") % {"place": place}
        for place in fact.trained_at
    ]
    found += [
        _("You both named “%(topic)s”. What drew you to it?") % {"topic": topic} for topic in fact.topics[:2]
    ]
    found += [
        _("You both care about “%(niche)s”. How did you come to it?") % {"niche": niche}
        for niche in fact.niches[:1]
    ]
    if fact.subspecialty:
        found.append(
            _("You both work in %(field)s. What has changed most since you began?")
            % {"field": fact.subspecialty}
        )
    if fact.setting:
        found.append(
            _("You know the same setting: %(setting)s. What does nobody warn you about?")
            % {"setting": fact.setting}
        )
    return found


def told_reasons(
    pairing: Pairing, other: Member, facts: InCommon, *, reader: Participant, km: float | None
) -> tuple[str, ...]:
    """Return why these two, said to the reader: what the round wrote down, else what they share in the open.

    ``km`` is the distance as the reader may know it, or None; it is told as a virtue where nothing was written down.
    """
    in_miles = counts_in_miles(reader.member)
    told = pairings.why_you_two(
        pairing.reasons, is_mentee=pairings.is_mentee(reader), other=short_name(other), in_miles=in_miles
    )
    if told:
        return tuple(told)
    apart = pairings.apart_words({"km": km}, in_miles=in_miles) if km is not None else ""
    return tuple(words for words in (*_shared_reasons(facts)[:MOST_REASONS], apart) if words)


def short_name(member: Member) -> str:
    """Return a person as running text names her: "Professor Lindqvist"; without title or family name, in full."""
    profile = member.profile
    return (
        f"{profile.titles} {profile.family_name}"
        if profile.titles and profile.family_name
        else profile.called
    )


def counts_in_miles(member: Member) -> bool:
    """Return whether distances are told in miles where somebody lives."""
    return member.profile.country in IN_MILES


def _shared_reasons(facts: InCommon) -> list[str]:
    found = []
    if facts.topics:
        found.append(
            _("What one seeks, the other gives: %(what)s.") % {"what": ", ".join(facts.topics[:MOST_NAMED])}
        )
    if facts.trained_at:
        found.append(_("You both trained at %(place)s.") % {"place": facts.trained_at[0]})
    if facts.subspecialty or facts.specialty:
        found.append(_("You both work in %(what)s.") % {"what": facts.subspecialty or facts.specialty})
    if facts.setting:
        found.append(_("You know the same kind of place: %(what)s.") % {"what": facts.setting})
    return found


def outline() -> tuple[tuple[str, str], ...]:
    """Return the first call of twenty minutes: minutes and what they are for (domain 3.10)."""
    return (
        (_("0–2"), _("Hello, and one opener.")),
        (_("2–4"), _("The mentee: who I am, and why you.")),
        (_("4–14"), _("The topic: two questions at most, sent ahead.")),
        (_("14–17"), _("The mentor: what worked for me, and what did not.")),
        (_("17–19"), _("Is another talk useful? What rhythm has worked for you?")),
        (_("19–20"), _("The next step, and thanks.")),
    )


def peer_outline() -> tuple[tuple[str, str], ...]:
    """Return the first call of people on the same footing, where everybody brings a question."""
    return (
        (_("0–2"), _("Hello, and one opener.")),
        (_("2–5"), _("Each in a minute: who I am, where I stand.")),
        (_("5–11"), _("One question of the first; the others say what worked for them.")),
        (_("11–17"), _("One question of the second, the same way.")),
        (_("17–19"), _("Is another talk useful? In which rhythm?")),
        (_("19–20"), _("The next step, and thanks.")),
    )
