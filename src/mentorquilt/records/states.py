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
