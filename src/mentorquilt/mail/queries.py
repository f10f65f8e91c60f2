"""What the room holds of a member."""

from typing import Any

from mentorquilt.mail.models import Mail


def personal_data(member: Any) -> dict[str, Any]:
    """Return the mails written to a member, with their words as long as they are kept."""
    rows = Mail.objects.filter(to=member).order_by("drafted_at")
    return {
        "mails": [
            {
                "at": row.drafted_at.isoformat(),
                "to": row.to_address,
                "subject": row.subject,
                "words": row.body,
                "state": row.state,
            }
            for row in rows
        ]
    }
