"""Tables of match rounds. Frozen markets and outcomes are encrypted: they hold private wishes (M16)."""

import uuid

from django.db import models

from mentorquilt.matchrounds import states
from mentorquilt.members.models import Member
from mentorquilt.programs.models import Cohort
from mentorquilt.records.text import EncryptedJSON, EncryptedText


class RoundRows(models.QuerySet["Round"]):
    """Which columns a reading needs: the frozen people and the outcome weigh megabytes and are read when shown."""

    def light(self) -> "RoundRows":
        """Return rounds without their encrypted columns."""
        return self.defer("market", "people", "outcome", "problems")


class Round(models.Model):
    """One frozen cohort with its policy and, once solved, its outcome with proof; these never change afterwards.

    The working draft is the chain of ``steps`` behind it; ``revision`` counts every change of that chain, so that of
    two people who change it at once only the first succeeds. ``claim`` names the worker that holds the lease.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=states.RoundState, default=states.RoundState.WAITING)
    policy = models.JSONField()
    market = EncryptedJSON()
    people = EncryptedJSON(null=True)
    outcome = EncryptedJSON(null=True)
    problems = EncryptedJSON(null=True)
    summary = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    ordered_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    ordered_at = models.DateTimeField()
    solved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    cancel_asked = models.BooleanField(default=False)
    claims = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    phase = models.CharField(max_length=40, blank=True, default="")
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True, default="")

    objects = RoundRows.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="one_round_number")]
        indexes = [models.Index(fields=["state", "lease_until"], name="rounds_to_solve")]

    def __str__(self) -> str:
        return f"round {self.number}"

    @property
    def is_ready(self) -> bool:
        """Return whether there is a result to review."""
        return self.state == states.RoundState.READY

    @property
    def is_published(self) -> bool:
        """Return whether the pairs were announced: the result is read on, its draft is not changed any more."""
        return self.state == states.RoundState.PUBLISHED

    @property
    def has_result(self) -> bool:
        """Return whether there are pairs to read, announced or not."""
        return self.is_ready or self.is_published

    @property
    def is_under_way(self) -> bool:
        """Return whether the worker has it or will have it."""
        return self.state in {states.RoundState.WAITING, states.RoundState.SOLVING}


class Step(models.Model):
    """One change of a round's working draft, with the outcome after it; undo marks, redo unmarks."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    change = models.CharField(max_length=8, choices=states.Change)
    mentee = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    lifted_rules = models.JSONField(default=list)
    reason = EncryptedText(blank=True, default="")
    outcome = EncryptedJSON()
    is_verified = models.BooleanField(default=False)
    effect = models.JSONField(default=dict)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["round", "position"], name="one_step_position")]

    def __str__(self) -> str:
        return f"{self.position} {self.change}"


class PairReview(models.Model):
    """That a coordinator looked at a proposal, her line for a second reader, and what that reader answered."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reviews")
    mentee = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    note = EncryptedText(blank=True, default="")
    note_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    noted_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=8, choices=states.Verdict, blank=True, default="")
    answer = EncryptedText(blank=True, default="")
    answer_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "mentee", "mentor"], name="one_review_per_pair")
        ]

    def __str__(self) -> str:
        return f"{self.mentee_id}-{self.mentor_id}"
