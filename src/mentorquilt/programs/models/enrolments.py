"""A member's entry to a cohort, and the mentor slots it asks for (M10, M12)."""

import uuid

from django.db import models

from mentorquilt.members.models import Member, Need
from mentorquilt.programs import states
from mentorquilt.programs.models.programs import Cohort
from mentorquilt.records.text import EncryptedJSON


class Enrolment(models.Model):
    """One member in one role in one cohort. ``ranks`` are private wishes: refs of members, best first."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="enrolments")
    role = models.CharField(max_length=6, choices=states.EnrolmentRole)
    state = models.CharField(
        max_length=12, choices=states.EnrolmentState, default=states.EnrolmentState.UNCONFIRMED
    )
    origin = models.CharField(max_length=12, choices=states.Origin)
    need = models.ForeignKey(
        Need, null=True, blank=True, on_delete=models.SET_NULL, related_name="enrolments"
    )
    places = models.PositiveSmallIntegerField(default=1)
    ranks = EncryptedJSON(default=list)
    left_out_before = models.PositiveSmallIntegerField(default=0)
    row_digest = models.CharField(max_length=64, blank=True, default="")
    enrolled_at = models.DateTimeField()
    enrolled_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    responsibilities_at = models.DateTimeField(null=True, blank=True)
    responsibilities_version = models.CharField(max_length=16, blank=True, default="")
    baseline = EncryptedJSON(default=dict)
    cadence_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    attends = models.CharField(
        max_length=4, choices=states.Attends, default=states.Attends.UNKNOWN, blank=True
    )
    invited_topic = models.SlugField(max_length=60, blank=True, default="")
    invited_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "member", "role"], name="one_enrolment_per_role"),
        ]
        indexes = [models.Index(fields=["cohort", "role", "state"], name="enrolment_lists")]

    def __str__(self) -> str:
        return f"{self.role} {self.ref}"


class EnrolmentSlot(models.Model):
    """One mentor wanted: of a type, or of any type where none is named; one untyped slot is the usual case."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="slots")
    mentor_type = models.SlugField(max_length=30, blank=True, default="")
    need = models.ForeignKey(Need, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "mentor_type"], name="one_slot_per_type")]

    def __str__(self) -> str:
        return self.mentor_type or "any"


class EnrolmentDraft(models.Model):
    """An enrolment form as far as it is filled in, saved as somebody types; gone once it is sent in."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=6, choices=states.EnrolmentRole)
    values = EncryptedJSON(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "member", "role"], name="one_draft_per_role"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.cohort_id}"
