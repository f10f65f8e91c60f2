"""Set up and change programs, cohorts and the annual meeting."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from mentorquilt.programs import states
from mentorquilt.programs.models import AnnualMeeting, Cohort, Program
from mentorquilt.records import actions as records
from mentorquilt.records.moves import move


def _write(row: Any, facts: dict[str, Any]) -> list[str]:
    """Set the given columns, check the row and save it; return the names of what changed."""
    changed = [name for name, value in facts.items() if getattr(row, name, None) != value]
    for name, value in facts.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return sorted(changed)


def free_slug(name: str) -> str:
    """Return an address for a program of this name that no other has; names in other scripts get a neutral one."""
    stem = slugify(name)[:54].strip("-") or "program"
    taken = set(Program.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)


@transaction.atomic
def create_program(*, by: Any, now: datetime, **facts: Any) -> Program:
    """Set up a program with its rules; without a ``slug`` its public address is made from its name."""
    program = Program()
    given = facts.pop("slug", None) or free_slug(str(facts.get("name", "")))
    _write(program, {**facts, "slug": given})
    records.note(verb="program.created", actor=by, about=program, now=now)
    return program


@transaction.atomic
def change_program(*, program: Program, by: Any, now: datetime, **facts: Any) -> Program:
    """Change a program's words or rules; rounds already ordered keep the rules they were frozen with.

    An empty ``slug`` keeps the address that people may have been sent already.
    """
    if not facts.get("slug", True):
        facts["slug"] = program.slug or free_slug(program.name)
    changed = _write(program, facts)
    records.note(verb="program.changed", actor=by, about=program, now=now, facts={"fields": changed})
    return program


@transaction.atomic
def hold_meeting(
    *, by: Any, now: datetime, meeting: AnnualMeeting | None = None, **facts: Any
) -> AnnualMeeting:
    """Set up or change an annual meeting."""
    row = meeting or AnnualMeeting()
    changed = _write(row, facts)
    records.note(verb="meeting.described", actor=by, about=row, now=now, facts={"fields": changed})
    return row


@transaction.atomic
def create_cohort(*, program: Program, by: Any, now: datetime, **facts: Any) -> Cohort:
    """Set up a cohort of a program."""
    cohort = Cohort(program=program)
    _write(cohort, facts)
    records.note(verb="cohort.created", actor=by, about=cohort, now=now)
    return cohort


@transaction.atomic
def change_cohort(*, cohort: Cohort, by: Any, now: datetime, state: str = "", **facts: Any) -> Cohort:
    """Change a cohort's name or dates and, where a state is given, move it there; raises IllegalMove."""
    changed = _write(cohort, facts) if facts else []
    if state and state != cohort.state:
        move(cohort, state, moves=states.COHORT_MOVES)
        changed.append("state")
    records.note(verb="cohort.changed", actor=by, about=cohort, now=now, facts={"fields": changed})
    return cohort
