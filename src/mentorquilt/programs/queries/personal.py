"""What the room holds of a member."""

from typing import Any

from mentorquilt.members.models import Member
from mentorquilt.programs.models import Enrolment, EnrolmentSlot, RosterImport

HELD = (Enrolment, EnrolmentSlot, RosterImport)


def personal_data(member: Member) -> dict[str, Any]:
    """Return a member's enrolments with her own wishes; the need itself is exported with the profile."""
    rows = Enrolment.objects.filter(member=member).select_related("cohort__program").order_by("enrolled_at")
    return {
        "enrolments": [
            {
                "program": str(row.cohort.program),
                "cohort": row.cohort.name,
                "role": row.role,
                "state": row.state,
                "places": row.places,
                "wishes": row.ranks or [],
                "at": row.enrolled_at.isoformat(),
            }
            for row in rows
        ]
    }
