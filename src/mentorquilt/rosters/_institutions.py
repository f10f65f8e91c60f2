"""Names that may be one institution: by spelling, initials, mail domain and city. Suggestions, never a
merger.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from mentorquilt.rosters._people import RosterPerson
from mentorquilt.rosters._text import fold, slug_of
from mentorquilt.rosters._words import (
    GROUP_ACRONYM,
    GROUP_CITY,
    GROUP_CONTAINED,
    GROUP_DOMAIN,
    GROUP_SAME,
    GROUP_SPELLING,
    brief,
)

NAMES_AT_DOMAIN = 12
"""A domain shared by more different names than this belongs to no one institution."""
COMPARED_AT_MOST = 60
_SHORT = {
    "univ": "university",
    "uni": "university",
    "u": "university",
    "hosp": "hospital",
    "hsp": "hospital",
    "med": "medical",
    "medicine": "medical",
    "ctr": "center",
    "cntr": "center",
    "centre": "center",
    "cent": "center",
    "inst": "institute",
    "st": "saint",
    "mt": "mount",
    "dept": "department",
    "sch": "school",
    "coll": "college",
    "natl": "national",
    "intl": "international",
    "gen": "general",
    "mass": "massachusetts",
    "meml": "memorial",
    "mem": "memorial",
    "reg": "regional",
    "comm": "community",
    "child": "childrens",
    "children": "childrens",
    "hlth": "health",
    "healthcare": "health",
    "grp": "group",
    "assoc": "associates",
    "clin": "clinic",
    "va": "veterans affairs",
    "vamc": "veterans affairs medical center",
    "universitat": "university",
    "universite": "university",
    "universidad": "university",
    "universita": "university",
    "klinikum": "hospital",
}
_STOP = frozenset(
    ["the", "of", "at", "and", "for", "in", "a", "an", "de", "der", "la", "inc", "llc", "pc", "pllc"]
)
_COMMON_WORDS = (
    "university hospital medical center health school college institute clinic department system network group "
    "associates saint general memorial regional community childrens national practice services care anesthesia "
    "surgery physicians veterans affairs"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_UNIVERSITY = "university"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionName:
    """A name of an institution as people write it, with the mail domains and city ids of those who wrote
    it.
    """

    name: str
    domains: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Names that may be one institution, most frequent first.

    ``why`` holds sentences, ``reasons`` the same as slugs: same, spelling, acronym, contained, domain, city.
    ``certain`` only when the names differ in capitals, accents and punctuation alone.
    """

    candidates: tuple[str, ...]
    why: tuple[str, ...]
    reasons: tuple[str, ...]
    certain: bool


@dataclass(slots=True)
class _Joined:
    """Names joined step by step: ``leader`` of each name, and why any two were joined."""

    names: list[InstitutionName]
    leader: list[int] = field(default_factory=list)
    reasons: dict[int, dict[str, str]] = field(default_factory=dict)

    def of(self, number: int) -> int:
        """This will return the name that leads the group of a name."""
        while self.leader[number] != number:
            self.leader[number] = self.leader[self.leader[number]]
            number = self.leader[number]
        return number

    def join(self, left: int, right: int, reason: str, why: str) -> None:
        """This will put two names into one group and keep the reason."""
        first, second = sorted((self.of(left), self.of(right)))
        kept = self.reasons.setdefault(first, {})
        if first != second:
            self.leader[second] = first
            for old_reason, old_why in self.reasons.pop(second, {}).items():
                kept.setdefault(old_reason, old_why)
        kept.setdefault(reason, why)


def institution_names(people: Iterable[RosterPerson]) -> tuple[InstitutionName, ...]:
    """This will gather the present institutions of people with domains and cities, most frequent first."""
    counts: Counter[str] = Counter()
    domains: dict[str, Counter[str]] = defaultdict(Counter)
    cities: dict[str, set[str]] = defaultdict(set)
    for person in people:
        for name in person.institutions:
            counts[name] += 1
            for address in (person.email, *person.other_emails):
                domain = mail_domain(address)
                domains[name].update([domain] if domain else [])
            cities[name] |= {person.city} - {""}
    ranked = sorted(counts, key=lambda name: (-counts[name], fold(name), name))
    return tuple(
        InstitutionName(
            name=name,
            domains=tuple(domain for domain, _ in domains[name].most_common()),
            cities=tuple(sorted(cities[name])),
            count=counts[name],
        )
        for name in ranked
    )


def institution_keys(people: Iterable[RosterPerson]) -> dict[str, tuple[str, ...]]:
    """This will return, by address, the keys under which people of one institution meet when nobody groups by
    hand.

    A key is the name's plain spelling or the mail domain; a domain that many different names share is no key.
    """
    listed = list(people)
    names_at: dict[str, set[str]] = defaultdict(set)
    for person in listed:
        names_at[mail_domain(person.email)] |= {plain_key(name) for name in person.institutions}
    found = {}
    for person in listed:
        keys = [f"name:{plain_key(name)}" for name in person.institutions if plain_key(name)]
        domain = mail_domain(person.email)
        if domain and len(names_at[domain]) <= NAMES_AT_DOMAIN:
            keys.append(f"mail:{domain}")
        found[person.email] = tuple(dict.fromkeys(keys))
    return found


def group_institutions(names: Iterable[InstitutionName]) -> tuple[Group, ...]:
    """This will return groups of two or more names that may be one institution, the most frequent first."""
    listed = list(names)
    joined = _Joined(listed, list(range(len(listed))))
    _join_same(joined)
    _join_by_domain(joined)
    _join_alike(joined)
    members: dict[int, list[InstitutionName]] = defaultdict(list)
    for number, name in enumerate(listed):
        members[joined.of(number)].append(name)
    groups = [
        _group(found, joined.reasons.get(leader, {})) for leader, found in members.items() if len(found) > 1
    ]
    return tuple(groups)


def _group(found: list[InstitutionName], reasons: dict[str, str]) -> Group:
    ranked = sorted(found, key=lambda name: (-name.count, fold(name.name), name.name))
    return Group(
        candidates=tuple(name.name for name in ranked),
        why=tuple(reasons.values()),
        reasons=tuple(reasons),
        certain=set(reasons) == {"same"},
    )


@lru_cache(maxsize=16384)
def mail_domain(address: str) -> str:
    """This will return the employer's domain of an address ("virginia.edu"), "" for free and shared mail."""
    labels = address.rpartition("@")[2].lower().strip(".").split(".")
    if len(labels) < 2:
        return ""
    free, suffixes = _domains()
    wide = ".".join(labels[-2:]) in suffixes
    kept = ".".join(labels[-3:] if wide else labels[-2:])
    beginnings = {".".join(labels[place:]) for place in range(len(labels))}
    return "" if beginnings & free or kept in suffixes else kept


@cache
def _domains() -> tuple[frozenset[str], frozenset[str]]:
    """This will return domains that tell no employer, and suffixes of two parts."""
    text = resources.files("mentorquilt.rosters").joinpath("data", "domains.txt").read_text(encoding="utf-8")
    sections: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("#"):
            sections.append([])
        else:
            sections[-1] += line.split()
    return frozenset(sections[1] + sections[2]), frozenset(sections[3])


def plain_key(name: str) -> str:
    """This will return the plain spelling of an institution's or a program's name, short forms written
    out.
    """
    words = [_SHORT.get(word, word) for word in fold(name).split()]
    return " ".join(word for word in " ".join(words).split() if word not in _STOP)


def _join_same(joined: _Joined) -> None:
    """This will join names whose letters are the same, then names whose plain spelling is."""
    by_letters: dict[str, int] = {}
    by_spelling: dict[str, int] = {}
    for number, name in enumerate(joined.names):
        letters = slug_of(name.name)
        if letters:
            joined_to = by_letters.setdefault(letters, number)
            if joined_to != number:
                joined.join(joined_to, number, "same", GROUP_SAME)
        plain = " ".join(sorted(plain_key(name.name).split()))
        if plain:
            joined_to = by_spelling.setdefault(plain, number)
            if joined.of(joined_to) != joined.of(number) and not _apart(joined.names[joined_to], name):
                joined.join(joined_to, number, "spelling", GROUP_SPELLING)


def _join_by_domain(joined: _Joined) -> None:
    """This will join names whose people all write from one domain, unless too many names do."""
    by_domain: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(joined.names):
        for domain in name.domains[:3]:
            by_domain[domain].append(number)
    for domain, numbers in by_domain.items():
        if 1 < len({joined.of(number) for number in numbers}) <= NAMES_AT_DOMAIN:
            for number in numbers[1:]:
                joined.join(numbers[0], number, "domain", GROUP_DOMAIN.format(domain=domain))


def _join_alike(joined: _Joined) -> None:
    """This will join names by initials, by one holding the other, and by a slip, when nothing speaks
    against it.
    """
    by_initials: dict[str, list[int]] = defaultdict(list)
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(joined.names):
        for initials in _initials(name.name):
            by_initials[initials].append(number)
        for word in set(plain_key(name.name).split()) - _COMMON:
            if len(word) > 2:
                by_word[word].append(number)
    for number, name in enumerate(joined.names):
        for other in by_initials.get(fold(name.name).replace(" ", ""), []):
            if other != number and not _apart(name, joined.names[other]):
                why = GROUP_ACRONYM.format(short=brief(name.name, 30), long=brief(joined.names[other].name))
                joined.join(other, number, "acronym", why)
    for numbers in by_word.values():
        if len(numbers) <= COMPARED_AT_MOST:
            _join_pairs(joined, numbers)


def _join_pairs(joined: _Joined, numbers: list[int]) -> None:
    for place, left in enumerate(numbers):
        for right in numbers[place + 1 :]:
            if joined.of(left) == joined.of(right):
                continue
            one, two = sorted(
                (joined.names[left], joined.names[right]), key=lambda name: len(plain_key(name.name))
            )
            reason = _why_alike(one, two)
            if reason == "contained":
                why = GROUP_CONTAINED.format(long=brief(two.name), short=brief(one.name))
                joined.join(left, right, reason, why)
            elif reason == "spelling":
                joined.join(left, right, reason, GROUP_SPELLING)
            if reason and (both := set(one.cities) & set(two.cities)):
                joined.join(left, right, "city", GROUP_CITY.format(city=_city_words(min(both))))


def _why_alike(short: InstitutionName, long: InstitutionName) -> str:
    """This will say why two names may be one: "contained", "spelling" or "" for no reason."""
    few, many = plain_key(short.name).split(), plain_key(long.name).split()
    own_few, own_many = set(few) - _COMMON, set(many) - _COMMON
    if _apart(short, long) or not own_few:
        return ""
    if own_few == own_many and (set(few) <= set(many) or {_UNIVERSITY} & set(few) & set(many)):
        return "contained"
    shares_city = bool(set(short.cities) & set(long.cities))
    if set(few) < set(many) and (len(few) > 1 or shares_city):
        return "contained"
    whole = _is_slip(" ".join(few), " ".join(many))
    own = _is_slip(
        " ".join(word for word in few if word in own_few), " ".join(word for word in many if word in own_many)
    )
    return "spelling" if whole or own else ""


def _is_slip(left: str, right: str) -> bool:
    """This will say whether two spellings differ by one letter changed, left out, added or swapped."""
    if abs(len(left) - len(right)) > 1 or min(len(left), len(right)) < 8:
        return False
    if any(char.isdigit() for char in left + right):
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    rest_left, rest_right = left[start:], right[start:]
    swapped = rest_left[:2] == rest_right[:2][::-1] and rest_left[2:] == rest_right[2:]
    return (
        swapped
        or rest_left[1:] == rest_right[1:]
        or rest_left[1:] == rest_right
        or rest_left == rest_right[1:]
    )


def _apart(one: InstitutionName, two: InstitutionName) -> bool:
    """This will say whether two names are known in different places and share none."""
    return bool(one.cities and two.cities and not set(one.cities) & set(two.cities))


def _initials(name: str) -> set[str]:
    """This will return the short forms that a long name may go by: UVA for University of Virginia too."""
    every = fold(name).split()
    kept = [word for word in every if word not in _STOP]
    found = {"".join(word[0] for word in words) for words in (every, kept) if len(words) > 2}
    if len(kept) == 2 and kept[0] == _UNIVERSITY:
        state = kept[1]
        found |= {"u" + state[0] + end for end in {state[-1], state[1:2]}} | {
            "u" + state[:2],
            "u of " + state[0],
        }
    return {initials for initials in found if 2 < len(initials) < 9}


def _city_words(city_id: str) -> str:
    return city_id.rsplit("/", 1)[-1].replace("-", " ").title()
