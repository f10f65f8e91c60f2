"""Writes of match rounds, by subject: ordering, solving, the working draft, reviews, publishing, forgetting people."""

from mentorquilt.matchrounds.actions.draft import DraftMoved, NotAllowed, NothingThere, change, redo, undo
from mentorquilt.matchrounds.actions.order import CannotStart, cancel, request_round, retry
from mentorquilt.matchrounds.actions.people import forget
from mentorquilt.matchrounds.actions.publish import (
    AlreadyPublished,
    BegunAlready,
    MailHasLeft,
    NewerFirst,
    NotPublished,
    Published,
    WorldMoved,
    cannot_publish,
    publish,
    unpublish,
)
from mentorquilt.matchrounds.actions.reviews import answer, look, note_export, write_note
from mentorquilt.matchrounds.actions.solving import (
    LEASE,
    LostClaim,
    claim,
    fail,
    finish,
    give_up,
    report,
    sweep,
)

__all__ = [
    "LEASE",
    "AlreadyPublished",
    "BegunAlready",
    "CannotStart",
    "DraftMoved",
    "LostClaim",
    "MailHasLeft",
    "NewerFirst",
    "NotAllowed",
    "NotPublished",
    "NothingThere",
    "Published",
    "WorldMoved",
    "answer",
    "cancel",
    "cannot_publish",
    "change",
    "claim",
    "fail",
    "finish",
    "forget",
    "give_up",
    "look",
    "note_export",
    "publish",
    "redo",
    "report",
    "request_round",
    "retry",
    "sweep",
    "undo",
    "unpublish",
    "write_note",
]
