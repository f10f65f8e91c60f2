"""Tables of programs, cut by subject: programs and cohorts, enrolments, imports."""

from mentorquilt.programs.models.enrolments import Enrolment, EnrolmentDraft, EnrolmentSlot
from mentorquilt.programs.models.imports import RememberedMapping, RosterImport
from mentorquilt.programs.models.programs import AnnualMeeting, Cohort, Program

__all__ = [
    "AnnualMeeting",
    "Cohort",
    "Enrolment",
    "EnrolmentDraft",
    "EnrolmentSlot",
    "Program",
    "RememberedMapping",
    "RosterImport",
]
