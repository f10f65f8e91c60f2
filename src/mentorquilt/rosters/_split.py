"""One cell, several answers: where a form's ticked boxes are cut apart, and where a comma belongs to the
answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from mentorquilt.rosters._text import after_other, fold, outer_split

HARD = "\n;|"
JOINED_AT_MOST = 8
PIECES_AT_MOST = 200
_BULLET = re.compile(r"^\s*(?:[\u2022\u00b7\u25cf\u25aa*\u2013\u2014-]|\d{1,2}[.)])\s+")

Glued = frozenset[tuple[str, str]]


def split_names(text: str, separator: str) -> list[str]:
    """This will cut names that may hold commas ("University of Virginia, Charlottesville") at ; | and line
    ends.
    """
    pieces = outer_split(text, HARD if separator in ("auto", "") else separator)
    return [_BULLET.sub("", piece).strip() for piece in pieces[:PIECES_AT_MOST]]


def split_answers(
    text: str, separator: str, is_known: Callable[[str], bool], glued: Glued = frozenset()
) -> list[str]:
    """This will cut a cell into answers; a comma inside an answer that ``is_known`` or ``glued`` does not
    cut.

    ``separator`` is "" for no cutting, "auto" for line ends, ; | and commas, or the one separator to use.
    """
    if separator == "" or is_known(text):
        return [text]
    found: list[str] = []
    for piece in outer_split(text, HARD if separator == "auto" else separator)[:PIECES_AT_MOST]:
        piece = _BULLET.sub("", piece).strip(" ,")
        if separator == "auto" and not is_known(piece):
            found += _cut_at_commas(piece, is_known, glued)
        elif piece:
            found.append(piece)
    return found


def split_cells(
    cells: Iterable[str], separator: str, is_known: Callable[[str], bool]
) -> dict[str, tuple[str, ...]]:
    """This will cut all cells of a column; pieces that always stand together stay one answer."""
    found = {cell: split_answers(cell, separator, is_known) for cell in cells}
    glued = _glued_pairs(found.values(), is_known) if separator == "auto" else frozenset()
    if glued:
        found = {cell: split_answers(cell, separator, is_known, glued) for cell in found}
    return {cell: tuple(dict.fromkeys(pieces)) for cell, pieces in found.items()}


def _glued_pairs(cells: Iterable[list[str]], is_known: Callable[[str], bool]) -> Glued:
    """This will find pieces that always stand side by side, the second in lower case: one answer with a
    comma.

    A form's option "Private clinic, two partners" shows itself so once it stands in at least two different
    cells.
    """
    after: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    cells_with: Counter[tuple[str, str]] = Counter()
    for pieces in cells:
        for left, right in zip(["", *pieces], [*pieces, ""], strict=True):
            after.setdefault(left, set()).add(right)
            before.setdefault(right, set()).add(left)
            cells_with[left, right] += 1
    return frozenset(
        (left, right)
        for (left, right), count in cells_with.items()
        if count > 1 and left and right[:1].islower() and after[left] == {right} and before[right] == {left}
        if not (is_known(left) and is_known(right))
    )


def _cut_at_commas(piece: str, is_known: Callable[[str], bool], glued: Glued) -> list[str]:
    """This will cut at commas; what follows "Other:" and is unknown is somebody's own words, each marked
    so.
    """
    parts = outer_split(piece, ",")[:PIECES_AT_MOST]
    found: list[str] = []
    place, is_own = 0, False
    while place < len(parts):
        end = _joined_end(parts, place, is_known)
        while end < len(parts) and (parts[end - 1], parts[end]) in glued:
            end += 1
        answer = ", ".join(parts[place:end])
        if is_own and not is_known(answer):
            answer = f"Other: {answer}"
        is_own = is_own or after_other(answer) is not None
        found.append(answer)
        place = end
    return found


def _joined_end(parts: list[str], place: int, is_known: Callable[[str], bool]) -> int:
    """This will return where the longest run of parts from ``place`` ends that makes a known answer
    together.
    """
    for end in range(min(len(parts), place + JOINED_AT_MOST), place + 1, -1):
        if is_known(", ".join(parts[place:end])):
            return end
    return place + 1


def distinct(answers: Iterable[str]) -> list[str]:
    """This will drop answers that say the same as one before."""
    found: dict[str, str] = {}
    for answer in answers:
        found.setdefault(fold(answer) or answer, answer)
    return list(found.values())
