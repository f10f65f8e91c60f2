"""Tables of pairings: the relationship, its participants, and pairs from before this installation."""

import uuid

from django.db import models

from mentorquilt.members.models import Member, Need
from mentorquilt.members.states import PhoneShown
from mentorquilt.pairings import states
from mentorquilt.programs.models import Cohort, Program
from mentorquilt.records.text import EncryptedText


class Pairing(models.Model):
    """One relationship (M2). The reasons are copied here when a round is published."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=8, choices=states.PairingKind)
    state = models.CharField(max_length=12, choices=states.PairingState, default=states.PairingState.ACTIVE)
    program = models.ForeignKey(Program, null=True, on_delete=models.PROTECT, related_name="pairings")
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.PROTECT, related_name="pairings")
    mentor_type = models.SlugField(max_length=30, blank=True, default="")
    origin = models.CharField(max_length=12, blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    reasons = models.JSONField(default=list)
    origin_ref = models.CharField(max_length=40, blank=True, default="", db_index=True)
    need = models.ForeignKey(Need, null=True, on_delete=models.SET_NULL, related_name="pairings")
    how_ended = models.CharField(max_length=12, choices=states.HowPairingEnded, blank=True, default="")
    sessions_held = models.PositiveIntegerField(default=0)
    last_held_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class Participant(models.Model):
    """A member in a pairing. Cohort, slot and live are copied here so that one constraint can hold them (M2)."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="participants")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="participations")
    role = models.CharField(max_length=6, choices=states.ParticipantRole)
    slot = models.SlugField(max_length=30, blank=True, default="")
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.PROTECT, related_name="+")
    couple = models.CharField(max_length=80, blank=True, default="")
    live = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    link_only = models.BooleanField(default=False)
    phone_shown = models.CharField(max_length=12, choices=PhoneShown, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pairing", "member"], name="once_in_a_pairing"),
            models.UniqueConstraint(
                fields=["cohort", "member", "slot"],
                condition=models.Q(live=True, role__in=["mentee", "both"]),
                name="one_live_pairing_per_slot",
            ),
            models.UniqueConstraint(
                fields=["couple", "member"],
                condition=models.Q(live=True) & ~models.Q(couple=""),
                name="one_live_pairing_per_couple",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} in {self.pairing_id}"


class Message(models.Model):
    """What one participant wrote to the others; readable by them alone (S-55). ``key`` makes a resent mail one message.

    Taken back (D-07), the row stays without its words, so that the same mail does not bring them again.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    text = EncryptedText()
    via = models.CharField(max_length=6, choices=states.MessageVia, default=states.MessageVia.PAGE)
    key = models.CharField(max_length=80, unique=True)
    sent_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return str(self.ref)


class EarlierPair(models.Model):
    """A pair from before this installation; people unknown today keep the name they were written with (S-29)."""

    mentee = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    mentor = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    mentee_written = models.CharField(max_length=254)
    mentor_written = models.CharField(max_length=254)
    program = models.ForeignKey(Program, null=True, on_delete=models.SET_NULL, related_name="earlier_pairs")
    cohort_name = models.CharField(max_length=80, blank=True, default="")
    ended = models.CharField(max_length=12, choices=states.HowItEnded, default=states.HowItEnded.UNKNOWN)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mentee_written", "mentor_written", "program", "cohort_name"],
                name="one_earlier_pair_each",
            ),
            models.UniqueConstraint(
                fields=["mentee_written", "mentor_written", "cohort_name"],
                condition=models.Q(program=None),
                name="one_earlier_pair_without_program",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor_written} – {self.mentee_written}"
