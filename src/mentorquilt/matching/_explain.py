"""What a pair meets and what it does not, as reasons with the slugs and phrases they are about.

Here: the comparison of two people's open facts. Private wishes, ranks and backgrounds are not read here, so
they can change no reason. Not here: points (``_scoring``), sentences (``_words``).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from mentorquilt.matching import _scoring, _text, _words
from mentorquilt.matching._facts import HOSPITAL_SIZES, SIMILAR_SETTINGS, UNKNOWN, Facts
from mentorquilt.matching._market import Mentee, Mentor
from mentorquilt.matching._outcome import Pair, Part, Reason

FAR_FROM_KM = 500  # a wish for a far mentor is met from here on, for a near one up to here
ALWAYS_TOLD = frozenset({"topics", "types", "done"})  # needs are told even where they have no weight
MOST_PHRASES = 5
PUBLIC_DOMAINS = frozenset(
    (
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "me.com",
        "aol.com", "gmx.de", "gmx.net", "web.de", "proton.me", "protonmail.com", "mail.com", "comcast.net",
        "example.com", "example.org", "example.net",
    )
)  # fmt: skip


def speaker(facts: Facts) -> _words.Speaker:
    """This will gather the names and labels that sentences use."""
    market = facts.market
    names = {person.key: person.name for person in (*market.mentors, *market.mentees)}
    return _words.Speaker(dict(market.labels), names)


def explain(
    facts: Facts, seated: Sequence[tuple[int, int]], pinned: Collection[tuple[str, str]]
) -> tuple[Pair, ...]:
    """This will give each seated pair (mentee number, mentor number) with parts and reasons."""
    both = np.array(seated, np.int64).reshape(-1, 2)
    mentees, mentors = both[:, 0].copy(), both[:, 1].copy()
    parts = {slug: points.tolist() for slug, points in _scoring.parts_of(facts, mentees, mentors).items()}
    kilometers = _scoring.measured(facts.kilometers, mentees, mentors).tolist()
    minutes = _scoring.measured(facts.minutes, mentees, mentors).tolist()
    lifted = {(mentee, mentor) for mentee, mentor, _ in facts.market.lifted}
    words = speaker(facts)
    pairs = []
    for at, (i, j) in enumerate(seated):
        mentee, mentor = facts.market.mentees[i], facts.market.mentors[j]
        telling = _Telling(facts, words, mentee, mentor, kilometers[at], minutes[at])
        telling.tell()
        key = (mentee.key, mentor.key)
        pairs.append(
            Pair(
                mentee=mentee.key,
                mentor=mentor.key,
                type=type_for(mentee, mentor),
                score=sum(points[at] for points in parts.values()),
                parts=tuple(Part(slug, points[at]) for slug, points in parts.items()),
                met=tuple(telling.met),
                unmet=tuple(telling.unmet),
                distance_km=None if kilometers[at] == UNKNOWN else kilometers[at],
                shared_minutes=None if minutes[at] == UNKNOWN else minutes[at],
                same_city=bool(mentee.city) and mentee.city == mentor.city,
                same_region=bool(mentee.region) and mentee.region == mentor.region,
                same_country=bool(mentee.country) and mentee.country == mentor.country,
                pinned=key in pinned,
                notes=_notes(mentee, mentor, hours_unknown=minutes[at] == UNKNOWN, lifted=key in lifted),
            )
        )
    return tuple(pairs)


def type_for(mentee: Mentee, mentor: Mentor) -> str:
    """This will give the first type both name; a mentor without types offers all, a mentee without takes any."""
    if not mentee.wants_types:
        return mentor.types[0] if mentor.types else ""
    return next((wanted for wanted in mentee.wants_types if not mentor.types or wanted in mentor.types), "")


def _notes(mentee: Mentee, mentor: Mentor, *, hours_unknown: bool, lifted: bool) -> tuple[str, ...]:
    assumed = mentee.waking_assumed or mentor.waking_assumed
    found = {
        "check_same_employer": _maybe_same_employer(mentee, mentor),
        "refuses_topic": not set(mentee.wants_topics).isdisjoint(mentor.refuses_topics),
        "hours_unknown": hours_unknown,
        "hours_assumed": assumed and not hours_unknown,
        "rule_lifted": lifted,
    }
    return tuple(slug for slug, holds in found.items() if holds)


def _maybe_same_employer(mentee: Mentee, mentor: Mentor) -> bool:
    """This will tell whether two institutions named differently might be one."""
    if not mentee.institutions or not mentor.institutions:
        return False
    if not set(mentee.institutions).isdisjoint(mentor.institutions):
        return False
    domains = {person.key.rpartition("@")[2].casefold() for person in (mentee, mentor)}
    same_mail = "@" in mentee.key and len(domains) == 1 and domains.isdisjoint(PUBLIC_DOMAINS)
    return same_mail or (bool(mentee.city) and mentee.city == mentor.city)


def shared_phrases(mentee: Mentee, mentor: Mentor) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """This will give the phrases both wrote, longest meaning first, as the mentee and as the mentor wrote them."""
    ours = f"{mentee.text}\n{mentee.project}"
    theirs = {
        phrase.key: mentor.text[phrase.start : phrase.end] for phrase in reversed(_text.phrases(mentor.text))
    }
    shared = [phrase for phrase in _text.phrases(ours) if phrase.key in theirs]
    shared.sort(key=lambda phrase: (-phrase.key.count(" "), phrase.start))
    found: dict[str, str] = {}
    told: list[tuple[int, int]] = []
    keys: list[str] = []
    for phrase in shared:
        inside = any(start <= phrase.start and phrase.end <= end for start, end in told)
        if inside or any(f" {phrase.key} " in f" {key} " for key in keys):
            continue
        told.append((phrase.start, phrase.end))
        keys.append(phrase.key)
        found.setdefault(ours[phrase.start : phrase.end], theirs[phrase.key])
        if len(found) == MOST_PHRASES:
            break
    return tuple(found), tuple(found.values())


def _steps_apart(one: str, other: str) -> int:
    """This will give how many hospital sizes lie between two; more than any where one is not known."""
    if one not in HOSPITAL_SIZES or other not in HOSPITAL_SIZES:
        return len(HOSPITAL_SIZES)
    return abs(HOSPITAL_SIZES.index(one) - HOSPITAL_SIZES.index(other))


@dataclass(slots=True)
class _Telling:
    """One pair being told: each criterion adds what is met and what is not."""

    facts: Facts
    words: _words.Speaker
    mentee: Mentee
    mentor: Mentor
    kilometers: int
    minutes: int
    met: list[Reason] = field(default_factory=list)
    unmet: list[Reason] = field(default_factory=list)

    def tell(self) -> None:
        """This will go through the criteria in the order in which a reader cares."""
        listed = {*_scoring.listed(self.facts.policy), *ALWAYS_TOLD}
        for slug, telling in (
            ("topics", self._topics),
            ("types", self._types),
            ("done", self._done),
            ("terms", self._terms),
            ("words", self._phrases),
            ("specialty", self._specialty),
            ("subspecialty", self._subspecialty),
            ("setting", self._setting),
            ("hospital", self._hospital),
            ("groups", self._groups),
            ("distance", self._distance),
            ("hours", self._hours),
            ("priority", self._priority),
        ):
            if slug in listed:
                telling()

    def _yes(self, slug: str, values: Sequence[str], what: str = "", form: str = "") -> None:
        sentence = _words.MET[form or slug].format(what=what)
        self.met.append(Reason(slug=slug, values=tuple(values), sentence=sentence))

    def _no(self, slug: str, values: Sequence[str], what: str = "", form: str = "") -> None:
        sentence = _words.UNMET[form or slug].format(what=what)
        self.unmet.append(Reason(slug=slug, values=tuple(values), sentence=sentence))

    def _split(self, slug: str, wanted: Sequence[str], offered: Collection[str]) -> None:
        """This will tell which of the wanted things are offered and which are not."""
        yes = [name for name in dict.fromkeys(wanted) if name in offered]
        no = [name for name in dict.fromkeys(wanted) if name not in offered]
        if yes:
            self._yes(slug, yes, self.words.labels_of(yes))
        if no:
            self._no(slug, no, self.words.labels_of(no))

    def _topics(self) -> None:
        refused = [
            name for name in dict.fromkeys(self.mentee.wants_topics) if name in self.mentor.refuses_topics
        ]
        self._split(
            "topics", [name for name in self.mentee.wants_topics if name not in refused], self.mentor.topics
        )
        if refused:
            self._no("topics", refused, self.words.labels_of(refused), "refused")

    def _types(self) -> None:
        self._split("types", self.mentee.wants_types, self.mentor.types or self.mentee.wants_types)

    def _done(self) -> None:
        self._split("done", self.mentee.needs_done, self.mentor.has_done)

    def _terms(self) -> None:
        known = {_text.term_key(term) for term in self.mentor.terms}
        wanted = {term: _text.term_key(term) for term in self.mentee.terms}
        by_first: dict[str, set[str]] = {}
        for key in wanted.values():
            by_first.setdefault(key.split(" ", 1)[0], set()).add(key)
        known |= _text.terms_in(self.mentor.text, by_first)
        self._split("terms", list(wanted), [term for term, key in wanted.items() if key in known])

    def _phrases(self) -> None:
        ours, theirs = shared_phrases(self.mentee, self.mentor)
        if ours:
            sentence = _words.MET["words"].format(what=_words.quoted(ours, theirs))
            self.met.append(Reason(slug="words", values=ours, theirs=theirs, sentence=sentence))

    def _specialty(self) -> None:
        ours, theirs = self.mentee.specialty, self.mentor.specialty
        if not ours or not theirs:
            return
        other, same = self.mentee.other_specialty == "prefer_other", ours == theirs
        form = ("same_specialty" if same else "other_specialty") if other else "specialty"
        (self._yes if same != other else self._no)("specialty", [theirs], self.words.label(theirs), form)

    def _subspecialty(self) -> None:
        ours, theirs = self.mentee.subspecialty, self.mentor.subspecialty
        if ours:
            (self._yes if ours == theirs else self._no)("subspecialty", [ours], self.words.label(ours))

    def _setting(self) -> None:
        ours, theirs = self.mentee.setting, self.mentor.setting
        if ours and ours == theirs:
            self._yes("setting", [ours], self.words.label(ours))
        elif {ours, theirs} <= SIMILAR_SETTINGS:
            self._yes("setting", [ours, theirs], self.words.labels_of([ours, theirs]), "similar_setting")

    def _hospital(self) -> None:
        ours, theirs = self.mentee.hospital_size, self.mentor.hospital_size
        if ours and ours == theirs:
            self._yes("hospital", [ours], self.words.label(ours), "no_hospital" if ours == "none" else "")
        elif _steps_apart(ours, theirs) == 1:
            self._yes("hospital", [ours, theirs], self.words.labels_of([ours, theirs]), "similar_hospital")

    def _groups(self) -> None:
        shared = [name for name in dict.fromkeys(self.mentee.groups) if name in self.mentor.groups]
        if shared:
            self._yes("groups", shared, self.words.labels_of(shared))

    def _distance(self) -> None:
        wish = self.mentee.wants_distance
        if wish not in {"far", "near"}:
            return
        if self.kilometers == UNKNOWN:
            self._no("distance", [wish], f"a {wish}", "distance_unknown")
            return
        met = (self.kilometers >= FAR_FROM_KM) == (wish == "far")
        form = "same_place" if wish == "far" and self.kilometers == 0 else wish
        (self._yes if met else self._no)("distance", [wish], _words.distance(self.kilometers), form)

    def _hours(self) -> None:
        if self.minutes == UNKNOWN:
            self._no("hours", ["unknown"], form="hours_unknown")
            return
        assumed = self.mentee.waking_assumed or self.mentor.waking_assumed
        what, values = _words.hours_a_day(self.minutes), [str(self.minutes)]
        if self.minutes:
            self._yes("hours", values, what, "hours_assumed" if assumed else "hours")
        else:
            self._no("hours", values, what)

    def _priority(self) -> None:
        if self.mentee.left_out_before > 0:
            self._yes("priority", [])
