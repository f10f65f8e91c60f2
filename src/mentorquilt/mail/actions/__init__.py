"""Every write of mail, cut by verb.

Draft, review, wordings, samples; delivery, bounces, the digest; preferences; incoming mail; how long words are kept.
"""

from mentorquilt.mail.actions.addresses import HARD_BOUNCES, bounced, lift, received, told_of_bounce
from mentorquilt.mail.actions.delivery import (
    BACK_OFF_MINUTES,
    LEASE,
    claim,
    deliver,
    message,
    take_back_stale,
)
from mentorquilt.mail.actions.digest import last_due, send_digests
from mentorquilt.mail.actions.draft import Letter, draft, draft_many
from mentorquilt.mail.actions.incoming import drop_old_incoming, handle, keep_incoming
from mentorquilt.mail.actions.keeping import BODIES_KEPT, drop_old_bodies, forget, forget_words
from mentorquilt.mail.actions.preferences import choose, stop
from mentorquilt.mail.actions.recall import HasLeft, recall
from mentorquilt.mail.actions.renewing import renew_links
from mentorquilt.mail.actions.review import (
    HOLD,
    CannotLeave,
    CountMoved,
    approve,
    approve_many,
    discard,
    edit,
    hold_back,
    try_again,
)
from mentorquilt.mail.actions.samples import SAMPLES_A_DAY, EnoughSamples, NotForYou, send_sample
from mentorquilt.mail.actions.switch import stop_all
from mentorquilt.mail.actions.wordings import BadWording, restore, word
from mentorquilt.mail.words import fill, wording

__all__ = [
    "BACK_OFF_MINUTES",
    "BODIES_KEPT",
    "HARD_BOUNCES",
    "HOLD",
    "LEASE",
    "SAMPLES_A_DAY",
    "BadWording",
    "CannotLeave",
    "CountMoved",
    "EnoughSamples",
    "HasLeft",
    "Letter",
    "NotForYou",
    "approve",
    "approve_many",
    "bounced",
    "choose",
    "claim",
    "deliver",
    "discard",
    "draft",
    "draft_many",
    "drop_old_bodies",
    "drop_old_incoming",
    "edit",
    "fill",
    "forget",
    "forget_words",
    "handle",
    "hold_back",
    "keep_incoming",
    "last_due",
    "lift",
    "message",
    "recall",
    "received",
    "renew_links",
    "restore",
    "send_digests",
    "send_sample",
    "stop",
    "stop_all",
    "take_back_stale",
    "told_of_bounce",
    "try_again",
    "word",
    "wording",
]
