"""The states of ordered work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrderState(models.TextChoices):
    """Where ordered work stands."""

    WAITING = "waiting", _("waiting")
    WORKING = "working", _("working")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


MOVES = {
    OrderState.WAITING: {OrderState.WORKING},
    OrderState.WORKING: {OrderState.DONE, OrderState.FAILED, OrderState.WAITING},
    OrderState.DONE: set(),
    OrderState.FAILED: {OrderState.WAITING},
}


class ErasureState(models.TextChoices):
    """Where the wish to be forgotten stands."""

    ASKED = "asked", _("asked for")
    UNDONE = "undone", _("taken back")
    DONE = "done", _("done")


ERASURE_MOVES = {
    ErasureState.ASKED: {ErasureState.UNDONE, ErasureState.DONE},
    ErasureState.UNDONE: set(),
    ErasureState.DONE: set(),
}
