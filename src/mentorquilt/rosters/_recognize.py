"""The first guess of what every column of a file means, from its heading, its cells and what was settled
before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mentorquilt.rosters._evidence import sample_of, share_of, spoken_for
from mentorquilt.rosters._fields import field_of, fields
from mentorquilt.rosters._headings import bare, heading_score, pair_heading_score
from mentorquilt.rosters._rules import RosterRules
from mentorquilt.rosters._tables import AS_WRITTEN, EXTRA, Column, Mapping, Role, Sheet, Table
from mentorquilt.rosters._text import fold

LEAST = 60
LIKELY = 0.5
_PARTS = (("email", 100), ("given", 95), ("family", 95), ("name", 90))


def recognize(
    table: Table, role: Role, *, rules: RosterRules | None = None, remembered: Mapping | None = None
) -> Mapping:
    """This will guess what each column means; what ``remembered`` or ``rules`` say of a heading goes before a
    guess.

    ``remembered`` is the mapping of an earlier file of the same form. Columns that it does not have are
    guessed.
    """
    columns = [_guess(table, index, role) for index in range(len(table.headings))]
    mapping = Mapping(role=role, columns=tuple(one_address(table, columns)))
    if remembered is not None:
        mapping = _with_remembered(mapping, remembered)
    if rules is not None:
        mapping = _with_rules(mapping, role, rules)
    return mapping


def recognize_pairs(table: Table, *, remembered: Mapping | None = None) -> Mapping:
    """This will guess what each column of a sheet of earlier pairs means."""
    mapping = Mapping(role="pairs", columns=tuple(_guess_pair(heading) for heading in table.headings))
    return mapping if remembered is None else _with_remembered(mapping, remembered)


def missing_headings(mapping: Mapping, rules: RosterRules) -> tuple[str, ...]:
    """This will return the headings that a rules file names for this sheet and that the file does not
    have.
    """
    present = {fold(column.heading) for column in mapping.columns}
    wanted = [column.heading for role, column in rules.columns if role in ("", mapping.role)]
    return tuple(heading for heading in wanted if fold(heading) not in present)


def _guess(table: Table, index: int, role: Role) -> Column:
    heading = table.headings[index]
    sample = sample_of(table, index)
    slugs = [field.slug for field in fields(role)]
    score, slug = max(
        ((heading_score(slug, heading), slug) for slug in [*slugs, EXTRA]), key=lambda found: found[0]
    )
    if _is_other_person(heading, role):
        score, slug = 80, "wish"
    score, slug = _by_cells(score, slug, sample, slugs)
    if score < LEAST or slug == EXTRA:
        return Column(heading=heading, field=EXTRA, confidence=score if slug == EXTRA else 0)
    return Column(heading=heading, field=slug, confidence=score)


def _is_other_person(heading: str, role: Role) -> bool:
    """This will say whether a heading names the other side only: "Mentor" on a sheet of mentees is a wish."""
    other = "mentor" if role == "mentee" else "mentee"
    return bare(heading) in (other, f"{other} name", f"{other} requested")


def _by_cells(score: int, slug: str, sample: tuple[str, ...], slugs: list[str]) -> tuple[int, str]:
    """This will let the cells decide where the heading says little, and correct it where they plainly
    differ.
    """
    if slug in ("job_title", "stage") and share_of("title", sample) >= 0.6:
        return 85, "title"
    if slug == "stage" and share_of("training_ended", sample) >= 0.6:
        return 80, "training_ended"
    if slug == "job_title" and share_of("stage", sample) >= 0.6:
        return 75, "stage"
    if slug == "institutions" and share_of("setting", sample) >= 0.6:
        return 75, "setting"
    if score >= 90 or (score >= LEAST and not _doubtful(slug, sample)):
        return score, slug
    spoken, share = spoken_for(sample)
    if spoken == "topics":
        spoken = "topics" if "topics" in slugs else "wants_topics"
    if not spoken or spoken == slug or (score >= LEAST and share < 0.8):
        return score, slug
    return 50 + round(30 * share), spoken


def _doubtful(slug: str, sample: tuple[str, ...]) -> bool:
    field = field_of(slug)
    return bool(sample) and field is not None and field.has_answers and share_of(slug, sample) == 0.0


def one_address(table: Table, columns: Iterable[Column]) -> list[Column]:
    """This will keep one column of addresses, the one that holds most, and make others "another address"."""
    found = list(columns)
    mails = [index for index, column in enumerate(found) if column.field == "email"]
    worth = {
        index: (share_of("email", sample_of(table, index)) >= LIKELY, found[index].confidence, -index)
        for index in mails
    }
    for index in mails:
        if worth[index] != max(worth.values()):
            found[index] = replace(found[index], field="other_email")
    return found


def _guess_pair(heading: str) -> Column:
    words = fold(heading).split()
    for side in ("mentor", "mentee"):
        if any(word.rstrip("s") == side for word in words) and not {"mentor", "mentee"} <= set(words):
            rest = " ".join(word for word in words if word.rstrip("s") not in (side, "")) or "name"
            part, score = max(
                ((slug, heading_score(slug, rest)) for slug, _ in _PARTS), key=lambda found: found[1]
            )
            if score >= LEAST:
                return Column(heading=heading, field=f"{side}_{part}", confidence=score)
    ranked = [(pair_heading_score(slug, heading), slug) for slug in _PAIR_SLUGS]
    score, slug = max(ranked, key=lambda found: found[0])
    return Column(
        heading=heading, field=slug if score >= LEAST else EXTRA, confidence=score if score >= LEAST else 0
    )


_PAIR_SLUGS = ("program", "cohort", "started_on", "ended_on", "ending")


def _with_remembered(mapping: Mapping, remembered: Mapping) -> Mapping:
    """This will take over the columns of an earlier mapping by heading; the second of two like headings by
    its turn.
    """
    if remembered.role != mapping.role:
        return mapping
    waiting: dict[str, list[Column]] = {}
    for column in remembered.columns:
        waiting.setdefault(fold(column.heading), []).append(column)
    columns = []
    for column in mapping.columns:
        known = waiting.get(fold(column.heading))
        columns.append(replace(known.pop(0), heading=column.heading, confidence=100) if known else column)
    return replace(mapping, columns=tuple(columns), constants=remembered.constants, stages=remembered.stages)


def _with_rules(mapping: Mapping, role: Sheet, rules: RosterRules) -> Mapping:
    settled = {fold(column.heading): column for whose, column in rules.columns if whose == ""}
    settled |= {fold(column.heading): column for whose, column in rules.columns if whose == role}
    columns = []
    for column in mapping.columns:
        known = settled.get(fold(column.heading))
        column = replace(known, heading=column.heading, confidence=100) if known else column
        if rules.stages and column.field == "stage" and not column.answers and not column.others:
            column = replace(column, others=AS_WRITTEN)
        columns.append(column)
    constants = dict(mapping.constants) | dict(rules.constants)
    return replace(
        mapping,
        columns=tuple(columns),
        constants=tuple(constants.items()),
        stages=rules.stages or mapping.stages,
    )
