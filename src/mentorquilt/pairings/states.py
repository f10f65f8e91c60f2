"""States and kinds of a pairing (M2). There is no state "proposed": proposals live in match rounds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PairingState(models.TextChoices):
    """Where a pairing stands."""

    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")
    CLOSED = "closed", _("closed")
    ENDED_EARLY = "ended_early", _("ended early")
    CONTINUED = "continued", _("continued")


MOVES = {
    PairingState.ACTIVE: {
        PairingState.PAUSED,
        PairingState.CLOSED,
        PairingState.ENDED_EARLY,
        PairingState.CONTINUED,
    },
    PairingState.PAUSED: {PairingState.ACTIVE, PairingState.CLOSED, PairingState.ENDED_EARLY},
    PairingState.CLOSED: set(),
    PairingState.ENDED_EARLY: set(),
    PairingState.CONTINUED: set(),
}
LIVE = frozenset({PairingState.ACTIVE, PairingState.PAUSED})


class PairingKind(models.TextChoices):
    """The shapes of a relationship (S-05)."""

    ONE_OFF = "one_off", _("one call")
    DYAD = "dyad", _("mentor and mentee")
    PEER = "peer", _("peers")
    GROUP = "group", _("group")
    TRIAD = "triad", _("team of three")


class ParticipantRole(models.TextChoices):
    """What somebody is in a pairing."""

    MENTOR = "mentor", _("mentor")
    MENTEE = "mentee", _("mentee")
    BOTH = "both", _("mentor and mentee")
    PEER = "peer", _("peer")


class HowPairingEnded(models.TextChoices):
    """Why a pairing is over, as far as anybody need know."""

    RUNNING = "", _("not over")
    FINISHED = "finished", _("finished")
    EARLY = "early", _("ended early")
    DECLINED = "declined", _("declined before it began")


class MessageVia(models.TextChoices):
    """How a message was written."""

    PAGE = "page", _("on the page")
    MAIL = "mail", _("by mail")


class HowItEnded(models.TextChoices):
    """How a pair of an earlier year ended, as far as the society knows."""

    FINISHED = "finished", _("finished")
    ENDED_EARLY = "ended_early", _("ended early")
    CONTINUED = "continued", _("continued")
    NEVER = "never", _("never started")
    UNKNOWN = "unknown", _("not known")
