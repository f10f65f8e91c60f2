"""What the room holds of a member."""

from typing import Any

from mentorquilt.members import queries as people
from mentorquilt.members.models import Member
from mentorquilt.sigs.models import FutureMentor, SigMember

HELD = (SigMember, FutureMentor)


def personal_data(member: Member) -> dict[str, Any]:
    """Return a member's groups with her office, and whom she marked herself; never who marked her."""
    belongs = SigMember.objects.filter(member=member).select_related("sig").order_by("joined_at", "pk")
    marks = (
        FutureMentor.objects.filter(owner=member).select_related("about__profile").order_by("marked_at", "pk")
    )
    return {
        "groups": [
            {
                "group": row.sig.name,
                "office": row.office,
                "joined_by": row.joined_by,
                "at": row.joined_at.isoformat(),
            }
            for row in belongs
        ],
        "possible_mentors": [
            {"name": people.called(row.about), "at": row.marked_at.isoformat()} for row in marks
        ],
    }
