"""Tables of match rounds. Frozen markets and outcomes are encrypted: they hold private wishes (M16)."""

import uuid

from django.db import models

from mentorquilt.matchrounds import states
from mentorquilt.members.models import Member
from mentorquilt.programs.models import Cohort
from mentorquilt.records.text import EncryptedJSON


class Round(models.Model):
    """One frozen cohort with its policy and, once solved, its outcome with proof; never changed afterwards."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=states.RoundState, default=states.RoundState.WAITING)
    policy = models.JSONField()
    market = EncryptedJSON()
    outcome = EncryptedJSON(null=True)
    problems = EncryptedJSON(null=True)
    summary = models.JSONField(default=dict)
    ordered_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    ordered_at = models.DateTimeField()
    solved_at = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)
    lease_until = models.DateTimeField(null=True)
    phase = models.CharField(max_length=40, blank=True, default="")
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="one_round_number")]

    def __str__(self) -> str:
        return f"round {self.number}"


class Step(models.Model):
    """One change of a round's working draft, with the outcome after it; undo marks, redo unmarks."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    change = models.CharField(max_length=8, choices=states.Change)
    mentee = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    lifted_rule = models.CharField(max_length=30, blank=True, default="")
    reason = models.CharField(max_length=300, blank=True, default="")
    outcome = EncryptedJSON()
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["round", "position"], name="one_step_position")]

    def __str__(self) -> str:
        return f"{self.position} {self.change}"


class PairReview(models.Model):
    """That somebody looked at a proposal, and a line for the second reader."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reviews")
    mentee = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.CharField(max_length=500, blank=True, default="")
    note_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "mentee", "mentor"], name="one_review_per_pair")]

    def __str__(self) -> str:
        return f"{self.mentee_id}-{self.mentor_id}"
