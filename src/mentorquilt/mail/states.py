"""The states of a mail and their legal moves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """Where a mail stands between being drafted and being delivered."""

    DRAFT = "draft", _("draft")
    APPROVED = "approved", _("on its way")
    SENDING = "sending", _("sending")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    DISCARDED = "discarded", _("discarded")
    WAITING = "waiting", _("waits for the weekly digest")
    GATHERED = "gathered", _("told in the weekly digest")


class IncomingState(models.TextChoices):
    """Where a mail that came to us stands."""

    NEW = "new", _("not read yet")
    HANDLED = "handled", _("handled")
    UNKNOWN = "unknown", _("belongs to nothing we know")


INCOMING_MOVES = {
    IncomingState.NEW: {IncomingState.HANDLED, IncomingState.UNKNOWN},
    IncomingState.UNKNOWN: {IncomingState.HANDLED},
    IncomingState.HANDLED: set(),
}


MOVES = {
    MailState.DRAFT: {MailState.APPROVED, MailState.DISCARDED},
    MailState.APPROVED: {MailState.SENDING, MailState.DRAFT, MailState.DISCARDED},
    MailState.SENDING: {
        MailState.SENT,
        MailState.FAILED,
        MailState.APPROVED,
        MailState.WAITING,
        MailState.DISCARDED,
    },
    MailState.WAITING: {MailState.GATHERED, MailState.APPROVED, MailState.DISCARDED},
    MailState.GATHERED: set(),
    MailState.FAILED: {MailState.APPROVED, MailState.DISCARDED},
    MailState.SENT: set(),
    MailState.DISCARDED: set(),
}
