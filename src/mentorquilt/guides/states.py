"""The fixed choices of a guide."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Whom a guide speaks to."""

    BOTH = "both", _("mentees and mentors")
    MENTEE = "mentee", _("mentees")
    MENTOR = "mentor", _("mentors")
    STAFF = "staff", _("coordinators")
