"""Tables of the trail: what was done, who looked at whom, which form was already answered, what long work is due."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorquilt.records import states


class AuditNote(models.Model):
    """One thing that was done: verb, actor and object, never a text anybody wrote (M17)."""

    at = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=60, db_index=True)
    actor = models.ForeignKey("members.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    actor_ref = models.CharField(max_length=60, default="")
    about_kind = models.CharField(max_length=40)
    about_ref = models.CharField(max_length=60, db_index=True)
    facts = models.JSONField(default=dict)
    previous_seal = models.CharField(max_length=64, default="")
    seal = models.CharField(max_length=64, default="", db_index=True)

    def __str__(self) -> str:
        return f"{self.verb} {self.about_kind} {self.about_ref}"


class AccessNote(models.Model):
    """A member of staff opened a person's page or exported personal data (D-09)."""

    at = models.DateTimeField(db_index=True)
    reader = models.ForeignKey("members.Member", on_delete=models.CASCADE, related_name="+")
    about = models.ForeignKey("members.Member", null=True, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.page} at {self.at:%Y-%m-%d %H:%M}"


class Submission(models.Model):
    """A form that was acted on; sending it again answers the same and does nothing (M18)."""

    key = models.UUIDField(unique=True)
    payload = models.CharField(max_length=64)
    result = models.CharField(max_length=400, default="")
    by = models.ForeignKey("members.Member", null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.key)


class Order(models.Model):
    """Long work that a page ordered (an export, a report); the worker claims it."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=12, choices=states.OrderState, default=states.OrderState.WAITING)
    by = models.ForeignKey("members.Member", on_delete=models.CASCADE, related_name="+")
    about_ref = models.CharField(max_length=60, default="")
    result = models.BinaryField(null=True)
    failure = models.CharField(max_length=300, default="")
    lease_until = models.DateTimeField(null=True)
    ordered_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("order")

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class Erasure(models.Model):
    """A person asked to be forgotten; done after fourteen days unless undone (M20). Holds her ref, which names nobody.

    The row outlives her, so that a restored backup can be told again whom to forget.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member_ref = models.UUIDField(db_index=True)
    state = models.CharField(max_length=10, choices=states.ErasureState, default=states.ErasureState.ASKED)
    asked_by_ref = models.CharField(max_length=60, default="")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    reopens = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member_ref"], condition=models.Q(state="asked"), name="one_open_erasure"
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.member_ref}"


class Heartbeat(models.Model):
    """When a worker was last alive; the coordinator's desk reads it."""

    name = models.CharField(max_length=60, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%H:%M}"
