"""The society's own lists, synced from the shipped taxonomy: terms, mentor types, institutions (M11, M21)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class TermKind(models.TextChoices):
    """Which list a term belongs to."""

    SPECIALTY = "specialty", _("specialty")
    SUBSPECIALTY = "subspecialty", _("subspecialty")
    TOPIC = "topic", _("topic")
    DONE = "done", _("experience")
    PROFESSION = "profession", _("profession")
    LANGUAGE = "language", _("language")


class Term(models.Model):
    """One entry of a list. ``parent`` is the specialty of a subspecialty or the mentor type of a topic, by slug."""

    kind = models.CharField(max_length=14, choices=TermKind)
    slug = models.SlugField(max_length=60)
    label = models.CharField(max_length=120)
    parent = models.SlugField(max_length=60, blank=True, default="")
    is_shipped = models.BooleanField(default=False)
    is_hidden = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["kind", "position", "label"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="one_slug_per_list")]

    def __str__(self) -> str:
        return self.label


class MentorType(models.Model):
    """A kind of mentor: the four of the quilt, peer and navigation, and what the society adds (M11)."""

    slug = models.SlugField(max_length=30, unique=True)
    label = models.CharField(max_length=60)
    about = models.CharField(max_length=200, blank=True, default="")
    color = models.CharField(max_length=20, default="clinical")
    pattern = models.CharField(max_length=20, default="clinical")
    counts_as_gap = models.BooleanField(default=True)
    is_shipped = models.BooleanField(default=False)
    is_hidden = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "label"]

    def __str__(self) -> str:
        return self.label


class Institution(models.Model):
    """A hospital, practice or school. ``same_as`` names the row it counts as in the same-institution rule."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200, unique=True)
    aliases = models.JSONField(default=list, blank=True)
    mail_domains = models.JSONField(default=list, blank=True)
    city = models.CharField(max_length=80, blank=True, default="")
    same_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="others"
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def group(self) -> int:
        """Return the key shared by all rows that count as one institution."""
        return self.same_as_id or self.pk
