"""Every English sentence about a pair, a person left out or a proof.

Here: words only, from values handed in. Not here: what is true of a pair (``_explain``, ``_unmatched``,
``_why_not``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from mentorquilt.matching._policy import CLOSED, RULES

# Which version of the sentences this is: results told in another one are compared without them.
WORDING = sha256(Path(__file__).read_bytes()).hexdigest()[:12]
KM_TO_MILES = (621_371, 1_000_000)


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a pair that a person should look at."""

    slug: str
    sentence: str


NOTES: tuple[Note, ...] = (
    Note(
        "check_same_employer",
        "Same city or mail domain, but different institution names: check that they are not the same employer.",
    ),
    Note("refuses_topic", "The mentor asks not to take a topic that the mentee wants."),
    Note("hours_unknown", "The shared hours are not known."),
    Note("hours_assumed", "The shared hours are assumed, not entered."),
    Note("rule_lifted", "A rule was lifted for this pair on purpose."),
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """The names and labels that sentences use."""

    labels: Mapping[str, str]
    names: Mapping[str, str]

    def label(self, slug: str) -> str:
        """This will give the words for a slug."""
        return self.labels.get(slug) or slug.replace("_", " ").replace("-", " ")

    def labels_of(self, slugs: Iterable[str]) -> str:
        """This will give the words for several slugs as one list."""
        return joined([self.label(slug) for slug in slugs])

    def name(self, key: str) -> str:
        """This will give a person's name, or the key where there is none."""
        return self.names.get(key) or key

    def names_of(self, keys: Sequence[str], most: int = 4) -> str:
        """This will give several names as one list, the rest as a count."""
        listed = [self.name(key) for key in keys[:most]]
        rest = len(keys) - most
        return joined([*listed, f"{rest} more"] if rest > 0 else listed)


def joined(things: Sequence[str]) -> str:
    """This will give "a", "a and b" or "a, b and c"."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"


def counted(count: int, one: str, many: str = "") -> str:
    """This will give "1 place" or "3 places"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def distance(km: int) -> str:
    """This will give kilometers with miles."""
    miles = (km * KM_TO_MILES[0] + KM_TO_MILES[1] // 2) // KM_TO_MILES[1]
    return f"{km:,} km ({miles:,} miles)"


def hours_a_day(minutes_a_week: int) -> str:
    """This will give shared minutes a week as "about 11 shared waking hours a day"."""
    if minutes_a_week <= 0:
        return "no shared waking hours"
    a_day = (minutes_a_week + 3) // 7
    if a_day >= 60:
        return f"about {counted((a_day + 30) // 60, 'shared waking hour')} a day"
    if a_day >= 10:
        return f"about {a_day} shared waking minutes a day"
    return f"about {minutes_a_week} shared waking minutes a week"


def quoted(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """This will give shared phrases in the mentee's words, with the mentor's where they differ."""
    return joined(
        [
            f"“{mine}”" if mine.casefold() == yours.casefold() else f"“{mine}” (“{yours}”)"
            for mine, yours in zip(ours, theirs, strict=True)
        ]
    )


def rule_told(rule: str) -> str:
    """This will give a rule with what it asks; every private rule reads the same."""
    if rule == CLOSED:
        return "Closed by a rule that is not shown."
    return next(
        f"{item.label}: {item.sentence[0].lower()}{item.sentence[1:]}" for item in RULES if item.slug == rule
    )


def named_rule(rule: str) -> str:
    """This will give a rule as words in a sentence; every private rule has the same."""
    if rule == CLOSED:
        return "a rule that is not shown"
    return f"the rule “{next(item.label for item in RULES if item.slug == rule)}”"


MET = {
    "topics": "Takes {what}.",
    "types": "Offers {what} mentoring.",
    "terms": "Both name {what}.",
    "words": "Both write about {what}.",
    "done": "Has done this: {what}.",
    "groups": "Both belong to {what}.",
    "specialty": "Both work in {what}.",
    "other_specialty": "Works in another specialty, as wished: {what}.",
    "subspecialty": "Both work in {what}.",
    "setting": "Both practice in the same setting: {what}.",
    "similar_setting": "Both practice in smaller settings: {what}.",
    "hospital": "Both work in hospitals of the same size: {what}.",
    "no_hospital": "Neither works in a hospital.",
    "similar_hospital": "Both work in hospitals of similar size: {what}.",
    "far": "Works {what} away; a far mentor is wished.",
    "near": "Works {what} away; a near mentor is wished.",
    "hours": "They have {what}.",
    "hours_assumed": "They have {what}, as far as can be assumed.",
    "priority": "Was left without a mentor before, so comes first now.",
}

UNMET = {
    "topics": "Does not list {what}.",
    "refused": "Asks not to take {what}.",
    "types": "Does not offer {what} mentoring.",
    "terms": "Does not name {what}.",
    "done": "Does not say that this was done: {what}.",
    "specialty": "Works in {what}.",
    "same_specialty": "Works in the same specialty, {what}; another one is wished.",
    "subspecialty": "Does not work in {what}.",
    "far": "Works only {what} away; a far mentor is wished.",
    "same_place": "Works in the same place; a far mentor is wished.",
    "near": "Works {what} away; a near mentor is wished.",
    "distance_unknown": "The distance is not known; {what} mentor is wished.",
    "hours": "They have {what}.",
    "hours_unknown": "Shared hours unknown: ask both when they can talk.",
}

REMEDY = {
    "self": "Invite more mentors.",
    "unavailable": "Ask whether a paused or full mentor can take one mentee, or invite more mentors.",
    "ban": "Undo a pair that was set aside, or invite more mentors.",
    "stage": "Invite mentors at a later career stage, or lift the stage rule for one pair with a reason.",
    "institution": "Invite mentors from other institutions, or lift the rule for one pair with a reason.",
    "training": "Invite mentors from other training programs, or lift the rule for one pair with a reason.",
    "place": "Invite mentors from farther away, or lift the place rule for one pair with a reason.",
    "specialty": "Ask whether a mentor from another specialty would do, or invite mentors of this one.",
    "language": "Invite mentors who speak a language of theirs.",
    "earlier": "Ask whether an earlier pair may go on, or invite more mentors.",
    "hours": "Ask both sides for more hours, or ask the program for fewer.",
    "types": "Invite mentors who offer the wanted type, or ask whether another type would do.",
    CLOSED: "Invite more mentors.",
}
