"""The table of guides."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorquilt.guides import states


class Guide(models.Model):
    """One guidance text (S-01, S-41). A shipped one carries ``shipped`` (its slug) and can be edited, hidden, restored."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=140)
    summary = models.CharField(_("in one sentence"), max_length=240, blank=True, default="")
    body = models.TextField(_("text"), max_length=20_000)
    author = models.CharField(_("author"), max_length=140)
    source = models.CharField(_("source"), max_length=300, blank=True, default="")
    reviewed_on = models.DateField(_("last reviewed"))
    audience = models.CharField(_("for"), max_length=8, choices=states.Audience, default=states.Audience.BOTH)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    milestone = models.SlugField(_("milestone"), max_length=40, blank=True, default="")
    is_sponsored = models.BooleanField(_("sponsored"), default=False)
    sponsor = models.CharField(_("sponsor"), max_length=140, blank=True, default="")
    is_hidden = models.BooleanField(_("hidden"), default=False)
    shipped = models.SlugField(max_length=80, blank=True, default="", db_index=True)
    shipped_digest = models.CharField(max_length=64, blank=True, default="")
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipped"], condition=~models.Q(shipped=""), name="one_row_per_shipped_text"
            )
        ]

    def __str__(self) -> str:
        return self.title
