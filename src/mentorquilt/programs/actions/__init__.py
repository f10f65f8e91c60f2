"""Writes of programs, by subject: programs and cohorts, enrolments, imports."""

from mentorquilt.programs.actions.enrolments import (
    WrongStage,
    approve,
    confirm,
    enrol,
    refuse,
    to_waiting_list,
    withdraw,
)
from mentorquilt.programs.actions.on_behalf import enrol_on_behalf
from mentorquilt.programs.actions.programs import change_cohort, change_program, create_cohort, create_program, hold_meeting

__all__ = [
    "WrongStage",
    "approve",
    "change_cohort",
    "change_program",
    "confirm",
    "create_cohort",
    "create_program",
    "enrol",
    "enrol_on_behalf",
    "hold_meeting",
    "refuse",
    "to_waiting_list",
    "withdraw",
]
