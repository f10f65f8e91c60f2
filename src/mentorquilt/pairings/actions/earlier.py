"""Pairs from before this installation."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.pairings.models import EarlierPair
from mentorquilt.pairings.queries.earlier import EarlierPlan
from mentorquilt.programs import actions as programs
from mentorquilt.programs import queries as sheets
from mentorquilt.programs.models import RosterImport
from mentorquilt.programs.states import ImportState, SheetKind

AT_ONCE = 1000


class LookAgain(Exception):
    """What would be imported is no longer what the page showed; nothing was done."""


@transaction.atomic
def bring_in_earlier(*, plan: EarlierPlan, seen: str, by: Any, now: datetime) -> RosterImport:
    """Import earlier pairs; the same pair twice is one, and a person known by now is tied to it.

    Raises LookAgain when something changed since ``seen``, NotInWork when the sheet is no longer in work.
    """
    cohort = plan.sheet.row.cohort
    rows = sheets.in_work(cohort, [SheetKind.PAIRS]).select_for_update(of=("self",))
    row = rows.filter(pk=plan.sheet.row.pk, state=ImportState.CHECKED).first()
    if row is None:
        raise programs.NotInWork
    if not sheets.mark_of([row]) == plan.mark == seen:
        raise LookAgain
    counts = _write(plan, now)
    programs.remember(meaning=plan.sheet.meaning, now=now)
    report = {**counts, "people": len(plan.entries), "unknown": plan.unknown, "bad": len(plan.bad_rows)}
    return programs.finish(sheet=row, report=report, by=by, now=now)


def _write(plan: EarlierPlan, now: datetime) -> dict[str, int]:
    standing = {
        (row.mentee_written, row.mentor_written, row.program_id, row.cohort_name): row
        for row in EarlierPair.objects.all()
    }
    fresh: list[EarlierPair] = []
    changed = 0
    for entry in plan.entries:
        row = standing.get(entry.identity)
        if row is None:
            mentee, mentor, _program, cohort = entry.identity
            fresh.append(
                EarlierPair(
                    mentee=entry.mentee,
                    mentor=entry.mentor,
                    mentee_written=mentee,
                    mentor_written=mentor,
                    program=entry.program,
                    cohort_name=cohort,
                    ended=entry.ended,
                    imported_at=now,
                )
            )
        elif entry.fate == "changed":
            row.mentee, row.mentor = entry.mentee or row.mentee, entry.mentor or row.mentor
            row.ended = entry.ended
            row.save(update_fields=["mentee", "mentor", "ended"])
            changed += 1
    EarlierPair.objects.bulk_create(fresh, AT_ONCE)
    return {"new": len(fresh), "changed": changed, "same": len(plan.entries) - len(fresh) - changed}
