"""How large a table may be, and what its columns are called on screen."""

from __future__ import annotations

import functools

ROWS = 10_000
COLUMNS = 200


@functools.cache
def column_number(letters: str) -> int:
    """Return 1 for ``A``, 27 for ``AA``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return ``A`` for 1, ``AA`` for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
