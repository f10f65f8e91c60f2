"""Tables of special-interest groups."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorquilt.members.models import Member
from mentorquilt.sigs import states


class Sig(models.Model):
    """A special-interest group of the society (S-17); its officers run its programs (S-21)."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    about = models.TextField(_("what it is about"), max_length=2000, blank=True, default="")
    is_open = models.BooleanField(_("members may join by themselves"), default=True)
    is_hidden = models.BooleanField(_("no longer listed"), default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class SigMember(models.Model):
    """Somebody belongs to a group, perhaps with an office in it."""

    sig = models.ForeignKey(Sig, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="sigs")
    office = models.CharField(max_length=12, choices=states.Office, default=states.Office.NONE, blank=True)
    joined_by = models.CharField(max_length=6, choices=states.JoinedBy, default=states.JoinedBy.SELF)
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sig", "member"], name="once_in_a_sig")]

    def __str__(self) -> str:
        return f"{self.sig_id} {self.member_id}"


class FutureMentor(models.Model):
    """Somebody marked another as a possible future mentor; nobody else ever learns it (S-17)."""

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="future_mentors")
    about = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "about"], name="marked_once")]

    def __str__(self) -> str:
        return str(self.pk)
