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


MOVES = {
    MailState.DRAFT: {MailState.APPROVED, MailState.DISCARDED},
    MailState.APPROVED: {MailState.SENDING, MailState.DRAFT, MailState.DISCARDED},
    MailState.SENDING: {MailState.SENT, MailState.FAILED, MailState.APPROVED},
    MailState.FAILED: {MailState.APPROVED, MailState.DISCARDED},
    MailState.SENT: set(),
    MailState.DISCARDED: set(),
}
