"""Mentees without a mentor: one sentence each from open facts, who could be invited, and whether anything can be given.

The order is the same in every round: whoever was left out before comes first, then by name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mentorquilt import matching
from mentorquilt.matchrounds import told
from mentorquilt.matchrounds.drafting import LIFTABLE
from mentorquilt.matchrounds.queries.draft import Draft
from mentorquilt.matchrounds.queries.people import Card, People
from mentorquilt.members.models import Offer
from mentorquilt.members.states import Kind

SURE = LIFTABLE | {"places_gone", "topic_missing"}
"""Reasons with which some mentor can certainly be given, by moving somebody or lifting a rule."""
NOBODY: Mapping[str, str | Promise] = {
    "stage": gettext_lazy("No mentor here is far enough along for the rules."),
    "institution": gettext_lazy("Every mentor who would do works at the same institution."),
    "training": gettext_lazy("Every mentor who would do comes from the same training program."),
    "place": gettext_lazy("No mentor works far enough away for the rules."),
    "specialty": gettext_lazy("Wishes for a mentor of the same specialty only; none here has it."),
    "language": gettext_lazy("No mentor here shares a language."),
    "earlier": gettext_lazy("Every mentor who would do was a mentor before."),
    "hours": gettext_lazy("No mentor shares enough waking hours."),
    "types": gettext_lazy("No mentor offers the kind of mentoring that is wished for."),
    "ban": gettext_lazy("Every mentor who would do was set aside by hand."),
    "unavailable": gettext_lazy("Every mentor who would do is paused, full or away."),
    "no_mentors": gettext_lazy("There is no mentor in this round."),
}
HIDDEN = gettext_lazy("Every mentor is closed by a rule that is not shown.")


@dataclass(frozen=True, slots=True)
class Topic:
    """A wanted topic that nobody in the round takes, and how many members outside it list it."""

    slug: str
    label: str
    helpers: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One mentee without a mentor. ``says`` is one sentence; ``sentence`` and ``remedy`` tell it at length."""

    mentee: Card
    says: str
    helpers: str
    sentence: str
    remedy: str
    nearest: tuple[tuple[Card, str], ...]
    missing: tuple[Topic, ...]
    left_out_before: int
    can_be_given: bool
    why_nobody: str


def left_out(draft: Draft, people: People) -> list[LeftOut]:
    """Return every mentee without a mentor, always in the same order; one query, for who could be invited."""
    takers = (
        _takers(draft)
        if any(people.mentees[one.mentee].wants_topics for one in draft.outcome.unmatched)
        else {}
    )
    found = [_told(draft, people, each, takers) for each in draft.outcome.unmatched]
    return sorted(
        found, key=lambda one: (not one.left_out_before, one.mentee.name.casefold(), one.mentee.key)
    )


def _takers(draft: Draft) -> Mapping[str, int]:
    """Return how many members outside the round list each topic that none of its mentors takes."""
    here = {mentor.key for mentor in draft.frozen.mentors}
    counts: dict[str, int] = {}
    rows = Offer.objects.filter(owner__is_active=True, owner__kind=Kind.MEMBER, owner__profile__isnull=False)
    for ref, topics in rows.values_list("owner__ref", "topics"):
        if str(ref) not in here:
            for slug in set(topics):
                counts[slug] = counts.get(slug, 0) + 1
    return counts


def _told(draft: Draft, people: People, each: matching.Unmatched, takers: Mapping[str, int]) -> LeftOut:
    wanted = people.mentees[each.mentee].wants_topics
    offered = {topic for mentor in draft.frozen.mentors for topic in mentor.topics}
    missing = tuple(
        Topic(slug, people.label(slug), takers.get(slug, 0)) for slug in wanted if slug not in offered
    )
    can_be_given = each.reason in SURE or _can_be_given(draft, each.mentee)
    return LeftOut(
        mentee=people.card(each.mentee),
        says=_says(draft, each, missing),
        helpers=_helpers(missing),
        sentence=each.sentence,
        remedy=each.remedy,
        nearest=tuple((people.card(near.mentor), near.why) for near in each.nearest),
        missing=missing,
        left_out_before=people.mentees[each.mentee].left_out_before,
        can_be_given=can_be_given,
        why_nobody="" if can_be_given else _why_nobody(each),
    )


def _says(draft: Draft, each: matching.Unmatched, missing: Sequence[Topic]) -> str:
    """Return why, in one sentence, from open facts only."""
    if missing:
        topics = told.joined([told.in_a_sentence(topic.label) for topic in missing[:2]])
        return _("Asks for %(topics)s; no mentor here offers it.") % {"topics": topics}
    if each.reason == "places_gone":
        count = len(_allowed(draft, each.mentee))
        words = ngettext(
            "One mentor would suit, and has no place left.",
            "%(count)d mentors would suit, and none has a place left.",
            count,
        )
        return words % {"count": count}
    return str(NOBODY.get(each.reason, HIDDEN))


def _helpers(missing: Sequence[Topic]) -> str:
    """Return how many members could be invited, in words, or nothing."""
    count = max((topic.helpers for topic in missing), default=0)
    if not count:
        return ""
    words = ngettext("One member lists it.", "%(count)s members list it.", count)
    return words % {"count": told.number_words(count).capitalize()}


def _allowed(draft: Draft, mentee: str) -> tuple[tuple[str, int], ...]:
    return tuple(matching.best_mentors(draft.market, draft.policy, mentee, len(draft.frozen.mentors)))


def _can_be_given(draft: Draft, mentee: str) -> bool:
    """Return whether any mentor could be given if every rule that may be lifted were lifted."""
    lifted = tuple((mentee, mentor.key, rule) for mentor in draft.frozen.mentors for rule in sorted(LIFTABLE))
    market = replace(draft.market, lifted=lifted, bans=())
    return bool(matching.best_mentors(market, draft.policy, mentee, 1))


def _why_nobody(each: matching.Unmatched) -> str:
    """Return why there is nothing to give, and what would help."""
    if each.reason == "specialty":
        return _(
            "Wishes for the same specialty only, so nobody here can be given. Ask whether another would do."
        )
    return _("Rules that cannot be lifted close every mentor of this round.")
