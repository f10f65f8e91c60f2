"""The one error of this room: a file that is not taken in, with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from mentorquilt.gate._words import REFUSALS

Fact = str | int


class Refused(Exception):
    """A foreign file was not taken in.

    ``code`` is stable, ``message`` says what is wrong, ``fix`` says what to do, ``facts`` are the numbers
    and names that both sentences use.
    """

    def __init__(self, code: str, **facts: Fact) -> None:
        message, fix = REFUSALS[code]
        self.code = code
        self.facts: Mapping[str, Fact] = facts
        self.message = message.format(**facts)
        self.fix = fix.format(**facts)
        super().__init__(f"{self.message} {self.fix}")
