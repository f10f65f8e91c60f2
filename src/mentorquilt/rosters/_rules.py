"""The rules file of the command line: what columns and answers mean, the ladder of stages, weights and hard
rules.

A rules file is TOML. Its tables: ``columns`` (and ``mentees.columns``, ``mentors.columns``), ``answers``,
``separators``, ``defaults``, ``weights``, ``rules``; its lists: ``ladder``. All mistakes are told at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from mentorquilt.rosters._fields import FIELDS, field_of
from mentorquilt.rosters._tables import AS_WRITTEN, EXTRA, IGNORE, Column
from mentorquilt.rosters._text import fold, slug_of

LONGEST = 200_000
HEAVIEST = 1_000
_SHEETS = {"columns": "", "mentees": "mentee", "mentors": "mentor"}
_TABLES = (*_SHEETS, "answers", "separators", "defaults", "weights", "rules", "ladder", "title")
_CHOICES: dict[str, tuple[str, ...]] = {
    "stage_rule": ("any", "later", "mid_or_late"),
    "place_rule": ("none", "city", "region", "country", "distance"),
}
_SWITCHES = ("different_institution", "language_in_common", "bar_earlier", "types_must_meet", "floor")
_NUMBERS = {
    "min_distance_km": 20_100,
    "min_shared_minutes": 10_080,
    "max_places_per_mentor": 99,
    "seed": 2**31 - 1,
}
_ALIASES = {"institution": "institutions", "training": "trainings", "language": "languages", "term": "terms"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRules:
    """A rules file, checked. ``policy`` holds plain values by the names of the policy's fields.

    ``columns`` are (role or "" for both, Column) pairs whose headings are looked for in a file.
    """

    columns: tuple[tuple[str, Column], ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    stages: tuple[tuple[str, ...], ...] = ()
    weights: tuple[tuple[str, int], ...] = ()
    policy: tuple[tuple[str, str | int | bool], ...] = ()
    title: str = ""


class RulesError(ValueError):
    """Raised when a rules file cannot be used; ``problems`` says why, a sentence each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(slots=True)
class _Checked:
    """A rules file while it is checked."""

    whole: dict[str, Any]
    problems: list[str] = field(default_factory=list)

    def table(self, *names: str) -> dict[str, Any]:
        """This will return a table of the file, {} when it is absent, with a problem when it is something
        else.
        """
        found: dict[str, Any] = self.whole
        for name in names:
            found = found.get(name, {})
            if not isinstance(found, dict):  # mypy cannot know what stands in the file
                self.problems.append(f"{'.'.join(names)} must be a table, written [{'.'.join(names)}].")
                return {}
        return found

    def near(self, text: str, known: Iterable[str]) -> str:
        """This will add the nearest known word to a sentence about an unknown one."""
        close = get_close_matches(text, list(known), n=1, cutoff=0.6)
        return f" Did you mean “{close[0]}”?" if close else ""


def rules(text: str, *, criteria: Iterable[str] = ()) -> RosterRules:
    """This will read a rules file, or raise RulesError with every mistake in it.

    ``criteria`` are the names that weights may have; without them any name is taken.
    """
    if len(text) > LONGEST:
        raise RulesError((f"This rules file has {len(text):,} characters; at most {LONGEST:,} are read.",))
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulesError((f"This is no TOML file: {error}.",)) from error
    except RecursionError as error:
        raise RulesError(("This is no rules file: its lists are nested too deeply.",)) from error
    checked = _Checked(whole)
    for name in whole:
        if name not in _TABLES:
            checked.problems.append(f"“{name}” is no part of a rules file.{checked.near(name, _TABLES)}")
    found = RosterRules(
        columns=tuple(_columns(checked)),
        constants=tuple(_defaults(checked)),
        stages=tuple(_ladder(checked)),
        weights=tuple(_weights(checked, tuple(criteria))),
        policy=tuple(_policy(checked)),
        title=str(whole.get("title", "")),
    )
    if checked.problems:
        raise RulesError(tuple(checked.problems))
    return found


def _columns(checked: _Checked) -> list[tuple[str, Column]]:
    meanings, separators = checked.table("answers"), checked.table("separators")
    found: list[tuple[str, Column]] = []
    for sheet, role in _SHEETS.items():
        if sheet != "columns":
            for name in checked.table(sheet):
                if name != "columns":
                    checked.problems.append(
                        f"“{sheet}.{name}” is no part of a rules file; write [{sheet}.columns]."
                    )
        table = checked.table("columns") if sheet == "columns" else checked.table(sheet, "columns")
        for heading, said in table.items():
            column = _column(checked, heading, said, meanings, separators)
            found += [(role, column)] if column else []
    known = {fold(column.heading) for _, column in found}
    for name, each in (("answers", meanings), ("separators", separators)):
        for heading in each:
            if fold(heading) not in known:
                checked.problems.append(f"{name} speaks of “{heading}”, which stands under no [columns].")
    return found


def _column(
    checked: _Checked, heading: str, said: object, meanings: dict[str, Any], separators: dict[str, Any]
) -> Column | None:
    table = said if isinstance(said, dict) else {"field": said}
    for name in table:
        if name not in ("field", "only_when"):
            checked.problems.append(
                f"“{heading}”: {name} is not known; write field and, if need be, only_when."
            )
    slug = _field(checked, heading, table.get("field"))
    answers, others = _answers(checked, heading, _of(meanings, heading))
    separator = _of(separators, heading)
    if separator is not None and (not isinstance(separator, str) or len(separator) > 5):
        checked.problems.append(f'separators: “{heading}” needs one short text such as "," or ";".')
        separator = None
    return Column(
        heading=heading,
        field=slug,
        confidence=100,
        separator="auto" if separator is None else str(separator),
        answers=answers,
        others=others,
        only_when=_only_when(checked, heading, table.get("only_when")),
    )


def _of(table: dict[str, Any], heading: str) -> Any:
    return next((said for name, said in table.items() if fold(name) == fold(heading)), None)


def _field(checked: _Checked, heading: str, said: object) -> str:
    if not isinstance(said, str):
        checked.problems.append(f'“{heading}” needs the name of a field, such as "stage".')
        return EXTRA
    slug = _ALIASES.get(slug_of(said), slug_of(said))
    if slug in (EXTRA, IGNORE) or (field_of(slug) and any(each.slug == slug for each in FIELDS)):
        return slug
    names = [each.slug for each in FIELDS]
    checked.problems.append(f"“{heading}”: there is no field “{said}”.{checked.near(slug, names)}")
    return EXTRA


def _answers(
    checked: _Checked, heading: str, said: object
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], str]:
    """This will read what answers of a column mean: one word for all of them, or a table."""
    if said is None:
        return (), ""
    if isinstance(said, str):
        whole = slug_of(said)
        if whole not in (AS_WRITTEN, IGNORE):
            checked.problems.append(f'answers: “{heading}” is "as written", "ignore" or a table of answers.')
            return (), ""
        return (), whole
    if not isinstance(said, dict):
        checked.problems.append(f'answers: “{heading}” is "as written", "ignore" or a table of answers.')
        return (), ""
    found = []
    for answer, meaning in said.items():
        slugs = [meaning] if isinstance(meaning, str) else meaning
        if not isinstance(slugs, list) or not slugs or not all(isinstance(slug, str) for slug in slugs):
            checked.problems.append(f"answers: “{answer}” of “{heading}” needs a slug or a list of slugs.")
            continue
        found.append((answer, tuple(slug_of(slug) for slug in slugs)))
    return tuple(found), ""


def _only_when(checked: _Checked, heading: str, said: object) -> tuple[str, tuple[str, ...]] | None:
    if said is None:
        return None
    if isinstance(said, dict) and len(said) == 1:
        other, allowed = next(iter(said.items()))
        answers = [allowed] if isinstance(allowed, str) else allowed
        if isinstance(answers, list) and answers and all(isinstance(answer, str) for answer in answers):
            return other, tuple(answers)
    checked.problems.append(
        f'“{heading}”: only_when names one other heading and its answers: {{ "agreed" = "yes" }}.'
    )
    return None


def _defaults(checked: _Checked) -> list[tuple[str, str]]:
    found = []
    for name, said in checked.table("defaults").items():
        slug = _field(checked, f"defaults.{name}", name)
        if isinstance(said, bool) or not isinstance(said, str | int):
            checked.problems.append(f"defaults: “{name}” needs a text or a number.")
        elif slug != EXTRA:
            found.append((slug, str(said)))
    return found


def _ladder(checked: _Checked) -> list[tuple[str, ...]]:
    said = checked.whole.get("ladder", [])
    if not isinstance(said, list):
        checked.problems.append('ladder is a list of stages, lowest first: ladder = ["resident", "fellow"].')
        return []
    found: list[tuple[str, ...]] = []
    for rank in said:
        names = [rank] if isinstance(rank, str) else rank
        if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            checked.problems.append("ladder: every step is a text, or a list of texts that share a step.")
            continue
        found.append(tuple(slug_of(name) for name in names))
    steps = [slug for rank in found for slug in rank]
    for slug in dict.fromkeys(steps):
        if steps.count(slug) > 1:
            checked.problems.append(f"ladder: “{slug}” stands on more than one step.")
    return found


def _weights(checked: _Checked, criteria: tuple[str, ...]) -> list[tuple[str, int]]:
    found = []
    for name, said in checked.table("weights").items():
        if criteria and name not in criteria:
            checked.problems.append(f"weights: there is no criterion “{name}”.{checked.near(name, criteria)}")
        elif isinstance(said, bool) or not isinstance(said, int) or not 0 <= said <= HEAVIEST:
            checked.problems.append(f"weights: “{name}” needs a whole number from 0 to {HEAVIEST}.")
        else:
            found.append((name, said))
    return found


def _policy(checked: _Checked) -> list[tuple[str, str | int | bool]]:
    known = (*_CHOICES, *_SWITCHES, *_NUMBERS)
    found: list[tuple[str, str | int | bool]] = []
    for name, said in checked.table("rules").items():
        wrong = _wrong(name, said)
        if name not in known:
            checked.problems.append(f"rules: there is no rule “{name}”.{checked.near(name, known)}")
        elif wrong:
            checked.problems.append(f"rules: “{name}” {wrong}.")
        else:
            found.append((name, said))
    return found


def _wrong(name: str, said: object) -> str:
    if name in _CHOICES and said not in _CHOICES[name]:
        return "is one of " + ", ".join(_CHOICES[name])
    if name in _SWITCHES and not isinstance(said, bool):
        return "is true or false"
    most = _NUMBERS.get(name)
    if most is not None and (isinstance(said, bool) or not isinstance(said, int) or not 0 <= said <= most):
        return f"is a whole number from 0 to {most:,}"
    return ""
