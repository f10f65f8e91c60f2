"""What the room holds of a member."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from mentorquilt.mail import queries as mail
from mentorquilt.members.models import Member
from mentorquilt.programs import states
from mentorquilt.programs.models import Enrolment, EnrolmentDraft, EnrolmentSlot, RosterImport

HELD = (Enrolment, EnrolmentSlot, EnrolmentDraft, RosterImport)


def personal_data(member: Member) -> dict[str, Any]:
    """Return a member's enrolments with her own wishes and answers, and forms she has not sent in yet.

    The need itself is exported with the profile. A result she has not been told is not in her copy either.
    """
    not_told = mail.programs_not_told(member, timezone.now())
    drafts = (
        EnrolmentDraft.objects.filter(member=member).select_related("cohort__program").order_by("saved_at")
    )
    rows = Enrolment.objects.filter(member=member).select_related("cohort__program").order_by("enrolled_at")
    return {
        "enrolments": [
            {
                "program": str(row.cohort.program),
                "cohort": row.cohort.name,
                "role": row.role,
                "state": _told_state(row, not_told),
                "places": row.places,
                "wishes": row.ranks or [],
                "at": row.enrolled_at.isoformat(),
                "questions_at_the_beginning": row.baseline or {},
                "rhythm_in_weeks": row.cadence_weeks,
                "annual_meeting": row.attends,
                "responsibilities_accepted_at": row.responsibilities_at
                and row.responsibilities_at.isoformat(),
                "responsibilities_version": row.responsibilities_version,
                "asked_about_topic": row.invited_topic,
            }
            for row in rows
        ],
        "forms_not_sent_in": [
            {
                "program": str(row.cohort.program),
                "role": row.role,
                "answers": row.values or {},
                "at": row.saved_at.isoformat(),
            }
            for row in drafts
        ],
    }


def _told_state(row: Enrolment, not_told: Collection[int]) -> str:
    """Return the state of an enrolment as she was told it: approved, as long as her result waits in the outbox."""
    is_held = row.cohort.program_id in not_told and row.state in states.RESULTS
    return states.EnrolmentState.APPROVED if is_held else row.state
