"""Forgetting somebody: her pairings end without her name, her words go, what the others wrote stays theirs (M20)."""

from django.db import transaction
from django.utils import timezone

from mentorquilt.mail import actions as mail
from mentorquilt.members.models import Member
from mentorquilt.pairings import queries
from mentorquilt.pairings.actions.ending import leave_all
from mentorquilt.pairings.actions.messages import MAIL_KEY
from mentorquilt.pairings.models import EarlierPair, Message, Pairing, Participant

SOMEBODY = "former member"
TOLD_OF_ENDS = ("not-begun", "ended")


@transaction.atomic
def forget(member: Member) -> None:
    """Take a member out of pairs; what the other person wrote stays, and counts of earlier years stay true.

    Mails to others that name her lose their words; a live pairing ends, and the others are told without her name.
    """
    own = Message.objects.filter(author=member)
    named = [f"{MAIL_KEY}:{ref}:" for ref in own.values_list("ref", flat=True)]
    refs = list(Pairing.objects.filter(participants__member=member).values_list("ref", flat=True))
    _drop_words([*named, *(f"{kind}:{ref}:" for ref in refs for kind in TOLD_OF_ENDS)])
    leave_all(member=member, now=timezone.now())
    _drop_words([f"{queries.INTRODUCTION}:{ref}:" for ref in refs])
    own.update(text="", author=None)
    Participant.objects.filter(member=member).delete()
    for row in EarlierPair.objects.filter(mentee=member):
        row.mentee, row.mentee_written = None, f"{SOMEBODY} {row.pk}"
        row.save(update_fields=["mentee", "mentee_written"])
    for row in EarlierPair.objects.filter(mentor=member):
        row.mentor, row.mentor_written = None, f"{SOMEBODY} {row.pk}"
        row.save(update_fields=["mentor", "mentor_written"])


def _drop_words(named: list[str]) -> None:
    """Drop the words of mails by how their keys begin; introductions last, since they say who knows of a pairing."""
    for start in range(0, len(named), 50):
        mail.forget_words(keys_begin=named[start : start + 50])
