"""Writes of pairings."""

from django.db import transaction

from mentorquilt.members.models import Member
from mentorquilt.pairings.models import EarlierPair, Participant

SOMEBODY = "former member"


@transaction.atomic
def forget(member: Member) -> None:
    """Take a member out of pairs; what the other person holds stays, and counts of earlier years stay true."""
    Participant.objects.filter(member=member).delete()
    for row in EarlierPair.objects.filter(mentee=member):
        row.mentee, row.mentee_written = None, f"{SOMEBODY} {row.pk}"
        row.save(update_fields=["mentee", "mentee_written"])
    for row in EarlierPair.objects.filter(mentor=member):
        row.mentor, row.mentor_written = None, f"{SOMEBODY} {row.pk}"
        row.save(update_fields=["mentor", "mentor_written"])
