"""Writes of programs, by subject: programs and cohorts, enrolments, imports."""

from mentorquilt.programs.actions.applying import LookAgain, apply
from mentorquilt.programs.actions.enrolments import (
    WrongStage,
    approve,
    confirm,
    enrol,
    refuse,
    to_waiting_list,
    withdraw,
)
from mentorquilt.programs.actions.imports import (
    FreshSheet,
    NotInWork,
    SameFile,
    choose,
    discard,
    edit_columns,
    finish,
    forget_old_uploads,
    keep,
    read_file,
    settle_meaning,
)
from mentorquilt.programs.actions.memory import remember
from mentorquilt.programs.actions.on_behalf import enrol_on_behalf
from mentorquilt.programs.actions.programs import (
    change_cohort,
    change_program,
    create_cohort,
    create_program,
    hold_meeting,
)
from mentorquilt.programs.edits import Edit

__all__ = [
    "Edit",
    "FreshSheet",
    "LookAgain",
    "NotInWork",
    "SameFile",
    "WrongStage",
    "apply",
    "approve",
    "change_cohort",
    "change_program",
    "choose",
    "confirm",
    "create_cohort",
    "create_program",
    "discard",
    "edit_columns",
    "enrol",
    "enrol_on_behalf",
    "finish",
    "forget_old_uploads",
    "hold_meeting",
    "keep",
    "read_file",
    "refuse",
    "remember",
    "settle_meaning",
    "to_waiting_list",
    "withdraw",
]
