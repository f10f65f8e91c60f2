"""Who may load earlier pairs: whoever runs the program. Loaders fetch and authorize in one call."""

from typing import Any
from uuid import UUID

from django.http import Http404

from mentorquilt.programs import access as programs
from mentorquilt.programs.models import Cohort, RosterImport
from mentorquilt.programs.states import SheetKind


def cohort_to_run(member: Any, ref: UUID | str) -> Cohort:
    """Return a cohort whose earlier pairs somebody may load: coordinators of its program and admins."""
    return programs.cohort_to_run(member, ref)


def sheet_to_run(member: Any, ref: UUID | str) -> RosterImport:
    """Return an uploaded sheet of earlier pairs of a program somebody runs, else 404."""
    row = programs.import_to_run(member, ref)
    if row.kind != SheetKind.PAIRS:
        raise Http404
    return row
