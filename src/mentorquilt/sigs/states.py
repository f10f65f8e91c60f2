"""The fixed choices of a special-interest group."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JoinedBy(models.TextChoices):
    """How somebody came into a group."""

    SELF = "self", _("joined")
    FEED = "feed", _("the membership list")
    STAFF = "staff", _("added by the office")


class Office(models.TextChoices):
    """What somebody is in a group; the right to run its programs is a grant."""

    NONE = "", _("member")
    CHAIR = "chair", _("chair")
    VICE_CHAIR = "vice_chair", _("vice chair")
