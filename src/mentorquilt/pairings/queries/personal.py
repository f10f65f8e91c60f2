"""What the room holds of a member, for her copy of her data (M20)."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from mentorquilt.members.models import Member
from mentorquilt.pairings.models import EarlierPair, Message, Participant
from mentorquilt.pairings.queries.seats import unannounced


def personal_data(member: Member) -> dict[str, Any]:
    """Return the pairs a member is or was in and what she wrote there, without the other person's words.

    A pair whose introduction to her has not left is not among them: it may still be taken back.
    """
    held = unannounced(member, timezone.now())
    seats = Participant.objects.filter(member=member).exclude(pairing__ref__in=held)
    seats = seats.select_related("pairing__program").order_by("joined_at")
    before = EarlierPair.objects.filter(Q(mentee=member) | Q(mentor=member)).order_by("pk")
    return {
        "pairs": [
            {
                "role": seat.role,
                "program": str(seat.pairing.program or ""),
                "state": seat.pairing.state,
                "from": seat.pairing.starts_on.isoformat(),
                "sessions_held": seat.pairing.sessions_held,
                "phone_shown": seat.phone_shown,
                "mails_without_words": seat.link_only,
                "last_opened": seat.opened_at.isoformat() if seat.opened_at else "",
            }
            for seat in seats
        ],
        "messages_written": [
            {"at": row.sent_at.isoformat(), "via": row.via, "text": row.text}
            for row in Message.objects.filter(author=member)
        ],
        "earlier_pairs": [{"cohort": row.cohort_name, "ended": row.ended} for row in before],
    }
