"""Before a round is announced: whom it would tell what, and whether the world moved since it was frozen (M13)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorquilt import matching
from mentorquilt.matchrounds import drafting, inputs
from mentorquilt.matchrounds.queries.draft import CLOSED, RULE_SENTENCES, Draft
from mentorquilt.members import queries as people
from mentorquilt.members.models import Member
from mentorquilt.members.states import Standing
from mentorquilt.pairings.models import Participant
from mentorquilt.programs.models import Enrolment
from mentorquilt.programs.states import IN_ROUND, EnrolmentRole, EnrolmentState
from mentorquilt.society import queries as society

MENTEE, MENTOR = EnrolmentRole.MENTEE, EnrolmentRole.MENTOR
HIDDEN = gettext_lazy("Closed by a rule that is not shown.")
WHY_AWAY: Mapping[str, str | Promise] = {
    "paused": gettext_lazy("pauses now"),
    "full": gettext_lazy("has no place left"),
    "not_willing": gettext_lazy("does not take mentees now"),
    "unwilling": gettext_lazy("does not take mentees now"),
    "only_questions": gettext_lazy("answers single questions only"),
    "dates": gettext_lazy("is away at present"),
    "away": gettext_lazy("is away at present"),
}
WHY_GONE: Mapping[str, str | Promise] = {
    EnrolmentState.WITHDRAWN: gettext_lazy("has withdrawn"),
    EnrolmentState.REFUSED: gettext_lazy("was declined"),
    EnrolmentState.MATCHED: gettext_lazy("is matched by another round already"),
}
GONE = gettext_lazy("is no longer among those to be matched")
FEWER = gettext_lazy("has fewer places than this match needs")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different from when the people were frozen; ``names`` says whom it concerns."""

    names: tuple[str, ...]
    words: str

    @property
    def is_sentence(self) -> bool:
        """Return whether the words stand alone behind the names, as a rule does."""
        return self.words[:1].isupper()


@dataclass(frozen=True)
class Everybody:
    """The people of a draft as they stand now: accounts with profiles by frozen key, enrolments by key and role."""

    members: Mapping[str, Member]
    enrolments: Mapping[tuple[str, str], Enrolment]

    def stays(self, key: str, role: str) -> bool:
        """Return whether somebody is still among those to be matched."""
        row = self.enrolments.get((key, role))
        return row is not None and row.state in IN_ROUND and self.members[key].is_active


def everybody(draft: Draft) -> Everybody:
    """Read the people of a draft as they stand now, in two queries."""
    keys = list(draft.names)
    rows = Member.objects.filter(ref__in=keys).select_related("profile", "whereabouts", "mentoring")
    enrolled = Enrolment.objects.filter(cohort=draft.round.cohort, member__ref__in=keys).select_related(
        "need", "member"
    )
    return Everybody(
        members={str(row.ref): row for row in rows},
        enrolments={(str(row.member.ref), row.role): row for row in enrolled},
    )


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom an announcement tells: keys of the draft. Whoever left or is not there gets no mail."""

    pairs: tuple[matching.Pair, ...]
    left_out: tuple[matching.Unmatched, ...]
    reserve: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def mails(self) -> int:
        """Return how many mails that makes."""
        return 2 * len(self.pairs) + len(self.left_out) + len(self.reserve)


def recipients(draft: Draft, known: Everybody) -> Recipients:
    """Sort the people of a draft by what they are told; ``silent`` are those without a pair who are told nothing."""
    outcome = draft.outcome
    away = {mentor.key for mentor in draft.frozen.mentors if mentor.unavailable}
    left = tuple(each for each in outcome.unmatched if known.stays(each.mentee, MENTEE))
    reserve = tuple(key for key in outcome.reserve if key not in away and known.stays(key, MENTOR))
    told = {each.mentee for each in left} | set(reserve)
    without = [*(each.mentee for each in outcome.unmatched), *outcome.reserve]
    return Recipients(outcome.pairs, left, reserve, tuple(key for key in without if key not in told))


def joined_since(draft: Draft, known: Everybody, on: date) -> int:
    """Return how many people a new match would take in: this round does not know them and tells them nothing."""
    keys = {row.pk for row in known.enrolments.values()}
    rows = Enrolment.objects.filter(cohort=draft.round.cohort, state__in=IN_ROUND).exclude(pk__in=keys)
    members = list(rows.values_list("member", flat=True))
    one = society.current()
    if not one.checks_membership:
        return len(members)
    standings = people.standings(members, on, one.grace_days)
    return sum(standings[member] != Standing.LAPSED for member in members)


def changes(draft: Draft, known: Everybody, on: date) -> list[Change]:
    """Return everything that forbids the pairs of this draft as the world stands, each with names; none is good.

    Every private reason reads alike. The caller may not show this to anybody but the program's coordinators.
    """
    pairs = draft.outcome.pairs
    found = [*_gone(draft, known), *_lapsed(draft, known, on), *_paired_already(draft, known)]
    named = {change.names for change in found}
    here = [pair for pair in pairs if known.stays(pair.mentee, MENTEE) and known.stays(pair.mentor, MENTOR)]
    return [*found, *(change for change in _closed(draft, here, on) if change.names not in named)]


def _gone(draft: Draft, known: Everybody) -> Iterable[Change]:
    seats = dict.fromkeys(
        seat for pair in draft.outcome.pairs for seat in ((pair.mentee, MENTEE), (pair.mentor, MENTOR))
    )
    for key, role in seats:
        if known.stays(key, role):
            continue
        member, row = known.members.get(key), known.enrolments.get((key, role))
        if member is None or not member.is_active:
            words: str | Promise = _("no longer has an account")
        else:
            words = WHY_GONE.get(row.state, GONE) if row else GONE
        yield Change((draft.names[key],), str(words))


def _lapsed(draft: Draft, known: Everybody, on: date) -> Iterable[Change]:
    """Return whose membership ended beyond the grace of the society: they keep what they have and begin nothing new."""
    one = society.current()
    if not one.checks_membership:
        return
    seated = {key for pair in draft.outcome.pairs for key in (pair.mentee, pair.mentor)}
    members = {known.members[key].pk: key for key in sorted(seated) if key in known.members}
    for member, standing in people.standings(members, on, one.grace_days).items():
        if standing == Standing.LAPSED:
            words = _("is no longer a member of the society")
            yield Change((draft.names[members[member]],), words)


def _paired_already(draft: Draft, known: Everybody) -> Iterable[Change]:
    """Return couples who are a live pair, and mentees who have a mentor in this cohort."""
    refs = {row.pk: key for key, row in known.members.items()}
    live = Participant.objects.filter(live=True, member__in=list(refs))
    together: dict[int, set[str]] = {}
    here: set[str] = set()
    for pairing, member, role, cohort in live.values_list("pairing", "member", "role", "cohort"):
        together.setdefault(pairing, set()).add(refs[member])
        if cohort == draft.round.cohort_id and role in {"mentee", "both"}:
            here.add(refs[member])
    couples = [frozenset(keys) for keys in together.values()]
    for pair in draft.outcome.pairs:
        names = (draft.names[pair.mentee], draft.names[pair.mentor])
        if any({pair.mentee, pair.mentor} <= couple for couple in couples):
            yield Change(names, _("are a pair already"))
        elif pair.mentee in here:
            yield Change(names[:1], _("has a mentor in this cohort already"))


def _closed(draft: Draft, here: list[matching.Pair], on: date) -> Iterable[Change]:
    """Return what the rules say of the remaining pairs with the facts of today."""
    fresh = inputs.freeze(draft.round.cohort, on=on).market
    mentors = {mentor.key: mentor for mentor in fresh.mentors}
    away = {pair.mentor: mentors[pair.mentor].unavailable for pair in here}
    for key, why in away.items():
        if why:
            yield Change((draft.names[key],), str(WHY_AWAY.get(why, GONE)))
    pinned = tuple((pair.mentee, pair.mentor) for pair in here if not away[pair.mentor])
    bound = replace(fresh, pins=pinned, bans=(), lifted=draft.market.lifted)
    for problem in matching.problems(bound, draft.policy):
        if problem.slug == "pin_breaks_rule":
            mentee, mentor = problem.people
            unpinned = replace(bound, pins=())
            broken = drafting.broken_rules(unpinned, draft.policy, mentee, mentor)
            rule = broken[0] if broken else CLOSED
            words = _(RULE_SENTENCES[rule]) if rule in RULE_SENTENCES else str(HIDDEN)
            yield Change((draft.names[mentee], draft.names[mentor]), words)
        elif problem.slug == "pins_over_places":
            yield Change((draft.names[problem.people[0]],), str(FEWER))
        elif problem.blocking:
            yield Change(tuple(draft.names.get(key, "") for key in problem.people), problem.message)


def named_changes(draft: Draft, known: Everybody, members: Iterable[int], words: str) -> list[Change]:
    """Return one change for each of these people, by primary key, that somebody made a moment ago."""
    keys = {row.pk: key for key, row in known.members.items()}
    return [Change((draft.names[keys[member]],), words) for member in members]


def no_place(draft: Draft, known: Everybody, why: Mapping[int, str]) -> list[Change]:
    """Return one change for each mentor who has no place any more, by primary key."""
    keys = {row.pk: key for key, row in known.members.items()}
    return [
        Change((draft.names[keys[member]],), str(WHY_AWAY.get(word, GONE))) for member, word in why.items()
    ]
