"""The fixed choices of a guide."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Whom a guide speaks to."""

    BOTH = "both", _("mentees and mentors")
    MENTEE = "mentee", _("mentees")
    MENTOR = "mentor", _("mentors")
    STAFF = "staff", _("coordinators")


class Milestone(models.TextChoices):
    """Where on the way of a pair or a cohort a guide helps most."""

    NONE = "", _("at any time")
    ENROLMENT = "enrolment", _("enrolment")
    MATCH_WEEK = "match_week", _("match week")
    INTRODUCTION = "introduction", _("introduction")
    FIRST_CALL = "first_call", _("first call")
    AGREEMENT = "agreement", _("agreement")
    ANNUAL_MEETING = "annual_meeting", _("annual meeting")
    MIDPOINT = "midpoint", _("midpoint")
    CLOSING = "closing", _("closing")
