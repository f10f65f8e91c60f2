"""The working draft: the chain of steps, the outcome in force, and what one more change would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorquilt import matching
from mentorquilt.matchrounds import drafting
from mentorquilt.matchrounds.drafting import Asked, Bounds
from mentorquilt.matchrounds.models import Round, Step
from mentorquilt.matchrounds.queries import rounds
from mentorquilt.matchrounds.states import Change

RULE_LABELS = {rule.slug: rule.label for rule in matching.RULES if not rule.private}
RULE_SENTENCES = {rule.slug: rule.sentence for rule in matching.RULES if not rule.private}
CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Draft:
    """A round's result with the changes made so far. ``market`` carries them as constraints; ``frozen`` does not."""

    round: Round
    revision: int
    frozen: matching.Market
    market: matching.Market
    policy: matching.Policy
    base: matching.Outcome
    outcome: matching.Outcome
    steps: tuple[Step, ...]
    bounds: Bounds
    is_verified: bool

    @property
    def active(self) -> tuple[Step, ...]:
        """Return the steps in force, first to last."""
        return tuple(step for step in self.steps if step.undone_at is None)

    @property
    def chain(self) -> tuple[Asked, ...]:
        """Return the steps in force as plain changes."""
        return tuple(asked_of(step) for step in self.active)

    @property
    def names(self) -> dict[str, str]:
        """Return every person's name by key, as frozen."""
        return {person.key: person.name for person in (*self.frozen.mentees, *self.frozen.mentors)}

    def pair_of(self, mentee: str, mentor: str) -> matching.Pair | None:
        """Return the proposal for these two, or None."""
        for pair in self.outcome.pairs:
            if pair.mentee == mentee and pair.mentor == mentor:
                return pair
        return None

    def mentor_of(self, mentee: str) -> str:
        """Return the key of the mentor proposed for a mentee, or nothing."""
        return next((pair.mentor for pair in self.outcome.pairs if pair.mentee == mentee), "")


def asked_of(step: Step) -> Asked:
    """Return a step as a plain change; the step must have been read with its two members."""
    return Asked(step.change, str(step.mentee.ref), str(step.mentor.ref), tuple(step.lifted_rules))


def draft(match_round: Round) -> Draft:
    """Read the working draft of a ready round in two queries besides the round's own."""
    steps = tuple(
        Step.objects.defer("outcome")
        .filter(round=match_round)
        .select_related("mentee", "mentor", "by__profile")
        .order_by("position")
    )
    active = [step for step in steps if step.undone_at is None]
    base = rounds.outcome(match_round)
    frozen, chain = rounds.market(match_round), [asked_of(step) for step in active]
    return Draft(
        round=match_round,
        revision=match_round.revision,
        frozen=frozen,
        market=drafting.bound(frozen, chain),
        policy=rounds.policy(match_round),
        base=base,
        outcome=_after(active[-1]) if active else base,
        steps=steps,
        bounds=drafting.bounds(chain),
        is_verified=active[-1].is_verified if active else bool(match_round.summary.get("verified")),
    )


def _after(step: Step) -> matching.Outcome:
    return matching.outcome_from_json(Step.objects.values_list("outcome", flat=True).get(pk=step.pk))


@dataclass(frozen=True, slots=True)
class Moved:
    """One mentee whose mentor changes; a missing mentor is the empty key."""

    mentee: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What differs between two outcomes, for people."""

    moves: tuple[Moved, ...]
    total_change: int
    percent_tenths: int
    matched_change: int
    least_before: int
    least_after: int

    @property
    def people(self) -> str:
        """Return how many people get another mentor, in words."""
        count = len(self.moves)
        if not count:
            return _("Nobody changes")
        return ngettext("%(count)d person changes", "%(count)d people change", count) % {"count": count}

    @property
    def percent(self) -> str:
        """Return the change of the total worth, signed: "−1.4 %"."""
        return percent_words(self.percent_tenths)

    @property
    def is_better(self) -> bool:
        """Return whether nothing that counts gets worse: coverage, the weakest pair, the total."""
        return self.total_change >= 0 and self.matched_change >= 0 and self.least_after >= self.least_before

    @property
    def weakest(self) -> str:
        """Return how the weakest pair changes, in words, or nothing."""
        if self.least_after == self.least_before:
            return ""
        falls = self.least_after < self.least_before
        words = (
            _("the weakest pair falls from %(before)d to %(after)d")
            if falls
            else _("the weakest pair rises from %(before)d to %(after)d")
        )
        return words % {"before": self.least_before, "after": self.least_after}

    @property
    def coverage(self) -> str:
        """Return who gains or loses a mentor, in words, or nothing."""
        lost = -self.matched_change
        if lost > 0:
            words = ngettext("%(count)d more person is left out", "%(count)d more people are left out", lost)
            return words % {"count": lost}
        if lost < 0:
            words = ngettext(
                "%(count)d more person has a mentor", "%(count)d more people have a mentor", -lost
            )
            return words % {"count": -lost}
        return ""

    def as_json(self) -> dict[str, Any]:
        """Return the counts that a list of steps shows."""
        return {
            "people": len(self.moves),
            "total_change": self.total_change,
            "percent_tenths": self.percent_tenths,
            "matched_change": self.matched_change,
        }


def effect(before: matching.Outcome, after: matching.Outcome) -> Effect:
    """Compare two outcomes mentee by mentee."""
    old = {pair.mentee: pair.mentor for pair in before.pairs}
    new = {pair.mentee: pair.mentor for pair in after.pairs}
    order = dict.fromkeys((*new, *old))
    moves = tuple(
        Moved(key, old.get(key, ""), new.get(key, "")) for key in order if old.get(key) != new.get(key)
    )
    change = matching.compare(before, after)
    return Effect(
        moves=moves,
        total_change=change.total_change,
        percent_tenths=change.percent_tenths,
        matched_change=len(new) - len(old),
        least_before=before.least,
        least_after=after.least,
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """A change before it is made: why it cannot be, or what it would do and which rules it lifts."""

    asked: Asked
    refusal: str = ""
    lifted: tuple[str, ...] = ()
    trial: drafting.Trial | None = None
    effect: Effect | None = None

    @property
    def rule_words(self) -> list[str]:
        """Return the rules to be lifted, in words."""
        return [_(RULE_SENTENCES[rule]) for rule in self.lifted]


def preview(current: Draft, asked: Asked) -> Preview:
    """Try a change on the draft without keeping it."""
    refusal = _out_of_place(current, asked)
    if refusal:
        return Preview(asked, refusal)
    lifted: tuple[str, ...] = ()
    if asked.change in drafting.PAIRING_CHANGES:
        lifted = drafting.broken_rules(current.market, current.policy, asked.mentee, asked.mentor)
        fixed = [rule for rule in lifted if rule not in drafting.LIFTABLE]
        if fixed:
            return Preview(asked, fixed_rule_words(fixed[0]))
    asked = Asked(asked.change, asked.mentee, asked.mentor, lifted)
    try:
        trial = drafting.attempt(current.frozen, current.policy, current.chain, asked, current.outcome)
    except matching.Refused as refused:
        return Preview(asked, _refusal_words(refused.problems, current.names))
    return Preview(asked, lifted=lifted, trial=trial, effect=effect(current.outcome, trial.outcome))


def _refusal_words(problems: Sequence[matching.Problem], names: Mapping[str, str]) -> str:
    return " ".join(rounds.named(f"{problem.message} {problem.fix}".strip(), names) for problem in problems)


def fixed_rule_words(rule: str) -> str:
    """Return why a rule stands and cannot be lifted here; every private reason reads alike (M14)."""
    if rule == CLOSED or rule not in RULE_SENTENCES:
        return _("Closed by a rule that is not shown. It cannot be lifted.")
    return _("%(rule)s This rule cannot be lifted here.") % {"rule": _(RULE_SENTENCES[rule])}


def _out_of_place(current: Draft, asked: Asked) -> str:
    """Return why a change makes no sense on this draft, or nothing."""
    mentees = {person.key for person in current.frozen.mentees}
    mentors = {person.key for person in current.frozen.mentors}
    if asked.mentee not in mentees or asked.mentor not in mentors:
        return _("One of the two is not in this round. Choose people of this round.")
    pinned, banned = current.bounds.is_pinned(*asked.couple), asked.couple in current.bounds.bans
    wrong = {
        Change.PIN: (pinned, _("This pair is kept already.")),
        Change.GIVE: (pinned, _("This pair is kept already.")),
        Change.UNPIN: (not pinned, _("This pair was not kept, so there is nothing to loosen.")),
        Change.BAN: (banned, _("This pair is kept apart already.")),
        Change.UNBAN: (not banned, _("This pair was not kept apart.")),
    }
    is_wrong, words = wrong[Change(asked.change)]
    return words if is_wrong else ""


def rule_labels(rules: Sequence[str]) -> list[str]:
    """Return rules by their short names."""
    return [_(RULE_LABELS[rule]) for rule in rules if rule in RULE_LABELS]


def effect_words(stored: dict[str, Any]) -> str:
    """Return what a kept step did, in words: "2 people change, −1.4 %"."""
    count = int(stored.get("people", 0))
    people = ngettext("%(count)d person changes", "%(count)d people change", count) % {"count": count}
    return (
        f"{people}, {percent_words(int(stored.get('percent_tenths', 0)))}" if count else _("Nobody changes")
    )


def percent_words(tenths: int) -> str:
    """Return tenths of a percent, signed: "−1.4 %"."""
    sign = "−" if tenths < 0 else "+" if tenths > 0 else "±"
    whole, tenth = divmod(abs(tenths), 10)
    return f"{sign}{whole}.{tenth} %"
