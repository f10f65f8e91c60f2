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

    def __str__(self) -> str:
        return str(self.pk)
