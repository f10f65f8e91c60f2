"""What is never shown to anybody but its owner and the matching step (M14, M15)."""

from django.db import models

from mentorquilt.members import states
from mentorquilt.members.models.accounts import Member
from mentorquilt.records.text import EncryptedJSON, EncryptedText


class Conflict(models.Model):
    """Somebody declared a reason against being paired with another; tested both ways (S-54)."""

    declared_by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="conflicts_declared")
    about = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="conflicts_about")
    kind = models.CharField(max_length=12, choices=states.ConflictKind)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["declared_by", "about"], name="one_conflict_each"),
            models.CheckConstraint(
                condition=~models.Q(declared_by=models.F("about")), name="no_conflict_with_oneself"
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Exclusion(models.Model):
    """A mentee shuts out an institution, city, region or person in private (S-11). ``value`` is its ref or slug."""

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="exclusions")
    kind = models.CharField(max_length=12, choices=states.ExclusionKind)
    value = EncryptedText()
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.kind


class Background(models.Model):
    """What somebody chose to say of herself, and the wish for a mentor who shares it; deletable at any time (S-66)."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="background")
    shares = EncryptedJSON(default=list)
    wishes = EncryptedJSON(default=list)
    consented_at = models.DateTimeField()
    for_matching = models.BooleanField(default=False)
    for_report = models.BooleanField(default=False)
    for_coordinator = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def uses(self) -> list[str]:
        """Return what it may be used for now; nothing was ticked until she ticks it."""
        return [use.value for use in states.BackgroundUse if getattr(self, f"for_{use.value}")]


class Experience(models.Model):
    """Something a member came through and would speak about; each with who may know (S-73). ``kind`` is encrypted."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="experiences")
    kind = EncryptedText()
    seen_by = models.CharField(
        max_length=10, choices=states.ExperienceSeenBy, default=states.ExperienceSeenBy.PAIRS
    )
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)
