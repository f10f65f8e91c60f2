"""What the public page of a program shows to anybody: no person but the contact, no number of people."""

from dataclasses import dataclass
from datetime import date

from mentorquilt.members.states import Stage
from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort, Program
from mentorquilt.society import queries as society


@dataclass(frozen=True, slots=True)
class Door:
    """A program as a stranger meets it; ``kind`` is open, soon, closed or none."""

    program: Program
    cohort: Cohort | None
    kind: str
    contact_name: str
    contact_email: str
    contact_phone: str
    mentees: str
    mentors: str

    @property
    def is_open(self) -> bool:
        """Return whether somebody may enrol now."""
        return self.kind == "open"


def door(program: Program, today: date) -> Door:
    """Return the program's door: the cohort that takes people now, else the next one, else the last; two queries."""
    rows = list(program.cohorts.select_related("meeting", "program").order_by("enrol_from", "pk"))
    now = [row for row in rows if program.is_open and _takes(row, today)]
    soon = [row for row in rows if program.is_open and _will_take(row, today)]
    cohort, kind = (
        (now[-1], "open") if now else (soon[0], "soon") if soon else (rows[-1] if rows else None, "closed")
    )
    one = society.current()
    return Door(
        program=program,
        cohort=cohort,
        kind=kind if cohort else "none",
        contact_name=program.contact_name or one.contact_name,
        contact_email=program.contact_email or one.contact_email,
        contact_phone=program.contact_phone or one.contact_phone,
        mentees=_stages(program.mentee_stages),
        mentors=_stages(program.mentor_stages),
    )


def _stages(slugs: list[str]) -> str:
    """Return career stages in words, in the order of the ladder; nothing where all are welcome."""
    return ", ".join(str(stage.label) for stage in Stage if stage.value in slugs)


def _takes(cohort: Cohort, today: date) -> bool:
    over = cohort.enrol_until is not None and cohort.enrol_until < today
    return cohort.state == states.CohortState.OPEN and not over


def _will_take(cohort: Cohort, today: date) -> bool:
    early = cohort.enrol_from is not None and cohort.enrol_from > today
    return cohort.state == states.CohortState.PLANNED and early
