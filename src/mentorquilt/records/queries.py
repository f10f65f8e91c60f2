"""What the trail holds of a member."""

from typing import Any

from mentorquilt.records.models import AccessNote, AuditNote, Order


def personal_data(member: Any) -> dict[str, Any]:
    """Return what a member did and who of the staff opened her pages; notes hold no words."""
    done = AuditNote.objects.filter(actor=member).order_by("at")
    read = AccessNote.objects.filter(about=member).order_by("at")
    orders = Order.objects.filter(by=member).order_by("ordered_at")
    return {
        "done": [{"at": row.at.isoformat(), "verb": row.verb} for row in done],
        "opened_by_staff": [{"at": row.at.isoformat(), "page": row.page} for row in read],
        "orders": [
            {"at": row.ordered_at.isoformat(), "kind": row.kind, "state": row.state} for row in orders
        ],
    }
