"""What somebody offers as a mentor and seeks as a mentee: written once, used everywhere (M3, M10)."""

import uuid

from django.core.validators import MaxValueValidator
from django.db import models

from mentorquilt.members import states
from mentorquilt.members.models.accounts import Member
from mentorquilt.records.text import EncryptedText


class Mentoring(models.Model):
    """A mentor's willingness and places. Places are counted for the whole society (M3, S-36).

    Lowering ``capacity`` below ``taken`` is allowed; then no place is free until pairings end.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="mentoring")
    is_willing = models.BooleanField(default=False)
    capacity = models.PositiveSmallIntegerField(default=1, validators=[MaxValueValidator(20)])
    taken = models.PositiveSmallIntegerField(default=0)
    first_calls = models.PositiveSmallIntegerField(default=2, validators=[MaxValueValidator(20)])
    first_calls_taken = models.PositiveSmallIntegerField(default=0)
    available_from = models.DateField(null=True, blank=True)
    available_to = models.DateField(null=True, blank=True)
    is_paused = models.BooleanField(default=False)
    only_questions = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.taken} of {self.capacity}"

    @property
    def free(self) -> int:
        """Return the number of lasting places still free."""
        return max(0, self.capacity - self.taken)


class Offer(models.Model):
    """What a mentor gives, and what not (S-63)."""

    owner = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="offer")
    types = models.JSONField(default=list, blank=True)
    topics = models.JSONField(default=list, blank=True)
    refused_topics = models.JSONField(default=list, blank=True)
    text = models.TextField(max_length=2000, blank=True, default="")

    def __str__(self) -> str:
        return f"{len(self.topics)} topics"


class Need(models.Model):
    """What a mentee seeks now and the longer-term goal it serves; who reads it is said where it is written."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="needs")
    seeks = EncryptedText(blank=True, default="")
    long_term = EncryptedText(blank=True, default="")
    project = EncryptedText(blank=True, default="")
    result = EncryptedText(blank=True, default="")
    types = models.JSONField(default=list, blank=True)
    topics = models.JSONField(default=list, blank=True)
    done = models.JSONField(default=list, blank=True)
    other_specialty = models.CharField(
        max_length=12, choices=states.OtherSpecialty, default=states.OtherSpecialty.ANY
    )
    distance = models.CharField(max_length=4, choices=states.Distance, default=states.Distance.ANY)
    updated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-updated_at", "-pk"]

    def __str__(self) -> str:
        return str(self.ref)
