"""The rules file of the command line."""

from __future__ import annotations

from dataclasses import dataclass

from mentorquilt.rosters._tables import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRules:
    """A rules file of the command line, checked. ``policy`` holds plain values by the policy's field names.

    ``columns`` are (role or "" for both, Column) pairs whose heading is to be found in the file.
    """

    columns: tuple[tuple[str, Column], ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    stages: tuple[tuple[str, ...], ...] = ()
    weights: tuple[tuple[str, int], ...] = ()
    policy: tuple[tuple[str, str | int | bool], ...] = ()
    title: str = ""


class RulesError(ValueError):
    """Raised when a rules file cannot be used; ``problems`` says why, one sentence each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
