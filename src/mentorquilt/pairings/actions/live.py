"""Holding a pairing still while something is written into it."""

from django.db.models import F

from mentorquilt.pairings import states
from mentorquilt.pairings.models import Pairing, Participant


class Over(Exception):
    """The pairing is over, or this member sits in it no longer; nothing was written."""


def hold(*, pairing: Pairing, member: int) -> Participant:
    """Keep a live pairing and one live seat of it as they are until this transaction ends; raises Over.

    The statement changes nothing and takes the row's lock, so that whoever ends, leaves or takes back the pairing at
    the same moment comes before or after, never in between. Everybody takes the pairing first and seats after it.
    """
    rows = Pairing.objects.filter(pk=pairing.pk, state__in=states.LIVE)
    if not rows.update(sessions_held=F("sessions_held")):
        raise Over
    seat = Participant.objects.filter(pairing=pairing, member=member, live=True).first()
    if seat is None:
        raise Over
    return seat
