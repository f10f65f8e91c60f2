"""Writes of programs, by subject: programs and cohorts, enrolments, imports."""

from mentorquilt.programs.actions.again import match_again, not_this_year
from mentorquilt.programs.actions.announcing import Before, CohortMoved, EnrolmentMoved, announce, take_back
from mentorquilt.programs.actions.applying import LookAgain, apply
from mentorquilt.programs.actions.checking import approve_checked, ask_about, decline, take_back_approval
from mentorquilt.programs.actions.confirming import (
    AT_MOST_EVERY,
    say_all_correct,
    say_not_this_year,
    write_to_unconfirmed,
)
from mentorquilt.programs.actions.enrolments import (
    WrongStage,
    approve,
    confirm,
    enrol,
    refuse,
    to_waiting_list,
    withdraw,
)
from mentorquilt.programs.actions.entering import (
    REFUSALS,
    AlreadyDecided,
    Lapsed,
    NotForHer,
    NotOpen,
    entry_state,
    require_open,
    save_draft,
    send_in,
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
from mentorquilt.programs.actions.inviting import invite, say_i_could_help, say_not_now, tell_more
from mentorquilt.programs.actions.memory import remember
from mentorquilt.programs.actions.on_behalf import enrol_on_behalf
from mentorquilt.programs.actions.programs import (
    change_cohort,
    change_program,
    create_cohort,
    create_program,
    free_slug,
    hold_meeting,
)
from mentorquilt.programs.actions.reaching import Reached, invite_mentees
from mentorquilt.programs.actions.templates import (
    TEMPLATES,
    Dates,
    Template,
    create_from,
    dates_for,
    template_named,
)
from mentorquilt.programs.edits import Edit

__all__ = [
    "AT_MOST_EVERY",
    "REFUSALS",
    "TEMPLATES",
    "AlreadyDecided",
    "Before",
    "CohortMoved",
    "Dates",
    "Edit",
    "EnrolmentMoved",
    "FreshSheet",
    "Lapsed",
    "LookAgain",
    "NotForHer",
    "NotInWork",
    "NotOpen",
    "Reached",
    "SameFile",
    "Template",
    "WrongStage",
    "announce",
    "apply",
    "approve",
    "approve_checked",
    "ask_about",
    "change_cohort",
    "change_program",
    "choose",
    "confirm",
    "create_cohort",
    "create_from",
    "create_program",
    "dates_for",
    "decline",
    "discard",
    "edit_columns",
    "enrol",
    "enrol_on_behalf",
    "entry_state",
    "finish",
    "forget_old_uploads",
    "free_slug",
    "hold_meeting",
    "invite",
    "invite_mentees",
    "keep",
    "match_again",
    "not_this_year",
    "read_file",
    "refuse",
    "remember",
    "require_open",
    "save_draft",
    "say_all_correct",
    "say_i_could_help",
    "say_not_now",
    "say_not_this_year",
    "send_in",
    "settle_meaning",
    "take_back",
    "take_back_approval",
    "tell_more",
    "template_named",
    "to_waiting_list",
    "withdraw",
    "write_to_unconfirmed",
]
