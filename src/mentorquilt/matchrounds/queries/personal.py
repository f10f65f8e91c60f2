"""What the room holds of one member, for her export (M20)."""

from typing import Any

from mentorquilt.matchrounds.models import PairReview, Round, Step
from mentorquilt.members.models import Member


def personal_data(member: Member) -> dict[str, Any]:
    """Return the rounds that froze what she entered, with her own frozen entry, and what she wrote herself.

    Lines others wrote for a second reader name another person too and stay with the program.
    """
    key = str(member.ref)
    rounds = Round.objects.filter(cohort__in=member.enrolments.values("cohort")).select_related(
        "cohort__program"
    )
    frozen = []
    for row in rounds:
        entries = [
            person for side in ("mentees", "mentors") for person in row.market[side] if person["key"] == key
        ]
        if entries:
            frozen.append(
                {"cohort": str(row.cohort), "round": row.number, "at": row.ordered_at, "entered": entries}
            )
    return {
        "rounds": frozen,
        "rounds_ordered": list(Round.objects.filter(ordered_by=member).values("number", "ordered_at")),
        "changes_made": list(Step.objects.filter(by=member).values("change", "reason", "at")),
        "lines_written": list(PairReview.objects.filter(note_by=member).values("note", "noted_at")),
        "answers_given": list(
            PairReview.objects.filter(answer_by=member).values("verdict", "answer", "answered_at")
        ),
    }
