"""Every write of mail, cut by verb: draft, review, delivery, and how long words are kept."""

from mentorquilt.mail.actions.delivery import (
    BACK_OFF_MINUTES,
    LEASE,
    claim,
    deliver,
    message,
    take_back_stale,
)
from mentorquilt.mail.actions.draft import Letter, draft, draft_many, fill, wording
from mentorquilt.mail.actions.keeping import BODIES_KEPT, drop_old_bodies, forget
from mentorquilt.mail.actions.review import approve, discard

__all__ = [
    "BACK_OFF_MINUTES",
    "BODIES_KEPT",
    "LEASE",
    "Letter",
    "approve",
    "claim",
    "deliver",
    "discard",
    "draft",
    "draft_many",
    "drop_old_bodies",
    "fill",
    "forget",
    "message",
    "take_back_stale",
    "wording",
]
