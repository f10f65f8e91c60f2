"""Whom a wish or a ban in plain words may mean. A suggestion for a person to confirm, never an act."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Literal

from mentorquilt.rosters._cells import addresses
from mentorquilt.rosters._names import names_from_one
from mentorquilt.rosters._people import Candidate, Known, RosterPerson, Wish
from mentorquilt.rosters._text import fold, is_nothing

CLAUSES_AT_MOST = 20
FUZZY_AT_MOST = 300
_TITLES = frozenset(["dr", "drs", "prof", "professor", "doctor", "mr", "ms", "mrs", "mx"])
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_CLAUSE = re.compile(
    r"[;\n]|(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bProf)(?<!\b[A-Z])\.\s|,?\s(?=(?:but|and) not\b)"
)
_BAN = re.compile(
    r"\b(?:anyone (?:but|except|other than)|any one but|everyone but|anybody but|not|never|except|exclude|avoid|"
    r"other than|rather not|don['\u2019]?t|do not|no thanks? to|conflict)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:would (?:like|love|prefer)|prefer|hope (?:for|to)|wish(?:es)?|request(?:ing)?|ideally|please pair)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:no (?:one|body|preference|specific|particular|requests?)|none|nobody|not (?:sure|applicable|really|yet)"
    r"|do(?:n['\u2019]?t| not) have|anyone is fine|open to (?:any|all)|n/?a)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class People:
    """The people whom a wish may mean, by the last word of the family name, and by address."""

    known: list[Known]
    families: dict[str, list[int]] = field(default_factory=dict)
    givens: list[list[str]] = field(default_factory=list)
    emails: dict[str, int] = field(default_factory=dict)
    near: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Iterable[Known]) -> People:
        """This will build the index."""
        people = cls(list(known))
        for number, person in enumerate(people.known):
            names = names_from_one(person.name)
            family = fold(names.family).split()
            people.givens.append(fold(names.given).split())
            if family:
                people.families.setdefault(family[-1], []).append(number)
            if person.email:
                people.emails[person.email] = number
        return people

    def alike(self, word: str) -> list[int]:
        """This will return people whose family name differs from ``word`` by a slip; for few words in a
        file.
        """
        if word not in self.near and len(self.near) < FUZZY_AT_MOST and len(word) >= 5:
            close = [
                family
                for family in self.families
                if family[0] == word[0]
                and abs(len(family) - len(word)) < 3
                and SequenceMatcher(None, family, word, autojunk=False).ratio() >= 0.84
            ]
            self.near[word] = [number for family in close for number in self.families[family]]
        return self.near.get(word, [])


def wishes_in(text: str, *, kind: Literal["wish", "ban"], column: str, people: People) -> tuple[Wish, ...]:
    """This will return the wishes and bans in a cell, one for each person who seems to be named."""
    found: list[Wish] = []
    for clause in _clauses(text):
        said = _said(clause, kind)
        mentions = _mentions(clause, people)
        if not mentions:
            found.append(Wish(kind=said, text=clause, column=column))
        found += [_wish(said, clause, column, candidates) for candidates in mentions]
    return tuple(dict.fromkeys(found))


def _said(clause: str, kind: Literal["wish", "ban"]) -> Literal["wish", "ban"]:
    """This will return what the words themselves say; the column decides only where they say nothing."""
    if _BAN.search(clause):
        return "ban"
    return "wish" if _WISH.search(clause) else kind


def suggest_wishes(people: Iterable[RosterPerson], known: Iterable[Known]) -> tuple[RosterPerson, ...]:
    """This will match everybody's wishes and bans anew, with people who were not known when the file was
    read.
    """
    index = People.of(known)
    return tuple(
        replace(person, wishes=_again(person, index)) if person.wishes else person for person in people
    )


def _again(person: RosterPerson, people: People) -> tuple[Wish, ...]:
    found: list[Wish] = []
    for wish in dict.fromkeys((wish.kind, wish.text, wish.column) for wish in person.wishes):
        kind, text, column = wish
        mentions = [_without(candidates, person.email, people) for candidates in _mentions(text, people)]
        kept = [_wish(kind, text, column, candidates) for candidates in mentions if candidates]
        found += kept or [Wish(kind=kind, text=text, column=column)]
    return tuple(dict.fromkeys(found))


def _without(candidates: list[Candidate], email: str, people: People) -> list[Candidate]:
    """This will leave out the one who wishes."""
    own = people.known[people.emails[email]].key if email in people.emails else None
    return [candidate for candidate in candidates if candidate.key != own]


def _wish(kind: Literal["wish", "ban"], text: str, column: str, candidates: list[Candidate]) -> Wish:
    clear = len(candidates) == 1 and candidates[0].score >= 80
    return Wish(kind=kind, text=text, column=column, candidates=tuple(candidates), clear=clear)


def _clauses(text: str) -> list[str]:
    pieces = [piece.strip(" .,") for piece in _CLAUSE.split(text)][:CLAUSES_AT_MOST]
    return [piece for piece in pieces if piece and not is_nothing(piece) and not _names_nobody(piece)]


def _names_nobody(clause: str) -> bool:
    found = _NOBODY.search(clause)
    return found is not None and not re.search(r"\b(?:Dr|Prof)\b", clause[found.end() :])


def _mentions(clause: str, people: People) -> list[list[Candidate]]:
    """This will return, for each place in a clause where a person is named, who that may be, best first."""
    mailed = [people.emails[address] for address in addresses(clause) if address in people.emails]
    mentions = [[Candidate(people.known[number].key, people.known[number].name, 100)] for number in mailed]
    written = _WORD.findall(clause)[:60]
    words = [fold(word) for word in written]
    used: set[int] = set()
    for place in range(len(words) - 1, -1, -1):
        titled = any(word in _TITLES for word in words[max(0, place - 2) : place])
        if place in used or not (titled or not written[place][0].islower()):
            continue
        numbers = people.families.get(words[place].split(" ")[-1], [])
        slip = not numbers and titled and words[place] not in _TITLES
        found = _ranked(
            place, words, numbers or (people.alike(words[place]) if slip else []), people, slip=slip
        )
        if found:
            used |= {place - 1, place - 2} if found[0].score >= 90 else set()
            mentions.append(found)
    return [mention for mention in reversed(mentions) if mention]


def _ranked(
    place: int, words: list[str], numbers: list[int], people: People, *, slip: bool
) -> list[Candidate]:
    """This will score people of one family name by the given names or initials before it, or after a
    comma.
    """
    around = words[max(0, place - 3) : place] + words[place + 1 : place + 2]
    scored = []
    for number in numbers[:500]:
        givens = people.givens[number]
        if givens and givens[0] in around:
            score = 100
        elif givens and any(len(word) == 1 and word == givens[0][0] for word in around):
            score = 90
        else:
            score = 80 if len(numbers) == 1 else 60
        scored.append(
            Candidate(people.known[number].key, people.known[number].name, min(score, 65) if slip else score)
        )
    scored.sort(key=lambda candidate: (-candidate.score, candidate.name, candidate.key))
    return [candidate for candidate in scored if candidate.score == scored[0].score][:10]
