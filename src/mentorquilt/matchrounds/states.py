"""States of a round, the verbs of its working draft, and what a second reader answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoundState(models.TextChoices):
    """Where a match round stands."""

    WAITING = "waiting", _("waiting for the worker")
    SOLVING = "solving", _("matching")
    READY = "ready", _("ready to review")
    PUBLISHED = "published", _("published")
    CANCELLED = "cancelled", _("cancelled")
    FAILED = "failed", _("could not be solved")


MOVES = {
    RoundState.WAITING: {RoundState.SOLVING, RoundState.CANCELLED},
    RoundState.SOLVING: {RoundState.READY, RoundState.CANCELLED, RoundState.FAILED, RoundState.WAITING},
    RoundState.READY: {RoundState.PUBLISHED},
    RoundState.PUBLISHED: {RoundState.READY},
    RoundState.CANCELLED: set(),
    RoundState.FAILED: {RoundState.WAITING},
}


class Change(models.TextChoices):
    """What a coordinator does to the working draft."""

    PIN = "pin", _("keep this pair")
    UNPIN = "unpin", _("no longer keep this pair")
    BAN = "ban", _("never this pair")
    UNBAN = "unban", _("allow this pair again")
    GIVE = "give", _("give this mentor")


class Verdict(models.TextChoices):
    """What a second reader says of a proposal."""

    OK = "ok", _("OK")
    DOUBT = "doubt", _("I have a doubt")
