"""Who may open what: participants their own pairing, coordinators the loading of earlier pairs.

Loaders fetch and authorize in one call. There is none for staff that reaches a pairing's words: coordinators and
admins have no such page (S-55), and whoever is not in a pairing does not learn that it exists.
"""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from mentorquilt.pairings import queries, states
from mentorquilt.pairings.models import Message, Participant
from mentorquilt.programs import access as programs
from mentorquilt.programs.models import Cohort, RosterImport
from mentorquilt.programs.states import SheetKind


def cohort_to_run(member: Any, ref: UUID | str) -> Cohort:
    """Return a cohort whose earlier pairs somebody may load: coordinators of its program and admins."""
    return programs.cohort_to_run(member, ref)


def sheet_to_run(member: Any, ref: UUID | str) -> RosterImport:
    """Return an uploaded sheet of earlier pairs of a program somebody runs, else 404."""
    row = programs.import_to_run(member, ref)
    if row.kind != SheetKind.PAIRS:
        raise Http404
    return row


def seat_for(member: Any, ref: UUID | str) -> Participant:
    """Return somebody's own seat in a pairing, with the pairing beside it; 404 for everybody else, staff included.

    A participant who left, or whose pairing ended, keeps what she had to read. A pairing that is not announced yet
    does not exist for anybody.
    """
    found = _seats().filter(pairing__ref=ref, member=member).first()
    if found is None or str(found.pairing.ref) in queries.unannounced(member, timezone.now()):
        raise Http404
    return found


def live_seat_for(member: Any, ref: UUID | str) -> Participant:
    """Return somebody's own seat in a pairing that is not over for her; 403 when it is, 404 for everybody else."""
    return _live(seat_for(member, ref))


def seat_by_link(token: str, ref: UUID | str) -> Participant:
    """Return the seat that a signed link of this pairing opens without an account, else 404.

    It ends when the pairing is over for her, when her mail goes elsewhere or when she wants mails without the words.
    """
    opened = queries.read_token(token, ref)
    if opened is None:
        raise Http404
    rows = _seats().filter(pairing__ref=ref, member__ref=opened.member, live=True, link_only=False)
    found = rows.filter(member__is_active=True, pairing__state__in=states.LIVE).first()
    if found is None or queries.address_mark(found.member) != opened.mark:
        raise Http404
    return found


def own_message(member: Any, ref: UUID | str, message: UUID | str) -> Message:
    """Return one of somebody's own messages in one of her pairings, else 404; also after the pairing is over."""
    seat = seat_for(member, ref)
    found = Message.objects.filter(pairing=seat.pairing, ref=message, author=member).first()
    if found is None:
        raise Http404
    return found


def _seats() -> QuerySet[Participant]:
    rows = Participant.objects.select_related("pairing__program", "pairing__cohort", "pairing__need")
    return rows.select_related(
        "member__profile", "member__whereabouts", "member__mentoring", "member__offer", "member__weekly_hours"
    )


def _live(seat: Participant) -> Participant:
    if queries.is_over(seat):
        raise PermissionDenied
    return seat
