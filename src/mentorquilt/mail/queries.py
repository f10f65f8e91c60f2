"""What the room holds of a member, whether mail moves, and the preferences behind the page for fewer mails."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Min, Q
from django.urls import reverse

from mentorquilt.mail import footers
from mentorquilt.mail.models import Address, Incoming, Mail, Preference
from mentorquilt.mail.states import IncomingState, MailState
from mentorquilt.society import queries as society

DROPPED = " (words dropped)"
ROUND = "round:"
"""How the batches of announced rounds begin."""
MOVES_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Stuck:
    """Mail that should have left: how many wait, since when, and whether somebody stopped all mail."""

    count: int
    since: datetime
    is_stopped: bool


def stuck(now: datetime) -> Stuck | None:
    """Return what waits when mail has not moved for ten minutes, else None; two queries at most."""
    late = Mail.objects.due(now - MOVES_WITHIN).aggregate(since=Min("hold_until"))
    if late["since"] is None:
        return None
    due = Mail.objects.due(now).count()
    return Stuck(count=due, since=late["since"], is_stopped=society.current().mail_is_stopped)


def programs_not_told(member: Any, now: datetime) -> set[int]:
    """Return the keys of programs whose result somebody has not been told: her mail of the round is still held.

    Until it leaves, a coordinator may take the whole round back, so nobody learns it from a page before.
    """
    rows = Mail.objects.held(now).filter(to=member, batch__startswith=ROUND, program__isnull=False)
    return set(rows.values_list("program_id", flat=True))


def _untold() -> Q:
    """Return which mails nobody may read in a copy of her data: drafts, and a round's mails that have not left."""
    kept = Q(state__in=[MailState.WAITING, MailState.DISCARDED]) | Q(state=MailState.APPROVED, tries=0)
    return Q(state=MailState.DRAFT) | Q(kept, batch__startswith=ROUND)


def unknown_incoming() -> int:
    """Return how many mails came in that belong to nothing we know and are still kept."""
    return Incoming.objects.filter(state=IncomingState.UNKNOWN).exclude(outcome__endswith=DROPPED).count()


def preference(member: Any) -> Preference | None:
    """Return what somebody chose about her mails, or None."""
    return Preference.objects.filter(member=member).first()


def fewer_path(member: Any) -> str:
    """Return where somebody chooses which mails she gets."""
    return reverse("mail:fewer", kwargs={"token": footers.token_of(member.pk)})


def personal_data(member: Any) -> dict[str, Any]:
    """Return the mails written to a member, with their words as long as they are kept, and her choices.

    Drafts are nobody's mail yet, and a round's mails that never left tell a result that may be or was taken back.
    """
    rows = Mail.objects.filter(to=member).exclude(_untold()).order_by("drafted_at")
    chosen = preference(member)
    addresses = {member.email.lower(), *(row.to_address.lower() for row in rows)}
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
        ],
        "choices": {"stopped": chosen.stopped, "digest_only": chosen.digest_only} if chosen else {},
        "bounces": [
            {"address": row.address, "hard": row.hard_bounces, "reason": row.reason}
            for row in Address.objects.filter(address__in=addresses)
        ],
    }
