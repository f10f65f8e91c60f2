"""Writes that touch several rooms at once: beginning, leaving the demo, staff. Each room writes its own rows."""

from mentorquilt.desks.actions.leaving import NotADemo, leave_demo
from mentorquilt.desks.actions.staff import add_person, lend, name_coordinator
from mentorquilt.desks.actions.starting import Known, become_admin, first_admin, skip_program

__all__ = [
    "Known",
    "NotADemo",
    "add_person",
    "become_admin",
    "first_admin",
    "leave_demo",
    "lend",
    "name_coordinator",
    "skip_program",
]
