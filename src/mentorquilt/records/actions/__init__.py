"""Writes of the trail: notes and reads, forms that act once, the sealed chain, ordered work, being forgotten."""

from mentorquilt.records.actions.erasures import (
    ERASURE_WAIT,
    ask_erasure,
    erase,
    erase_due,
    read_log,
    undo_erasure,
)
from mentorquilt.records.actions.keeping import (
    ACCESS_KEPT,
    AUDIT_KEPT,
    ORDERS_KEPT,
    SUBMISSIONS_KEPT,
    cut_trail,
    forget,
    forget_old,
)
from mentorquilt.records.actions.notes import note, ref_of, seen
from mentorquilt.records.actions.orders import claim_order, fail_order, finish_order, order, take_result
from mentorquilt.records.actions.seals import broken_seals, seal_notes, seal_of
from mentorquilt.records.actions.submissions import (
    OtherPayload,
    answer_of,
    answered_before,
    fingerprint,
    key_of,
    once,
    remember_answer,
)

__all__ = [
    "ACCESS_KEPT",
    "AUDIT_KEPT",
    "ERASURE_WAIT",
    "ORDERS_KEPT",
    "SUBMISSIONS_KEPT",
    "OtherPayload",
    "answer_of",
    "answered_before",
    "ask_erasure",
    "broken_seals",
    "claim_order",
    "cut_trail",
    "erase",
    "erase_due",
    "fail_order",
    "fingerprint",
    "finish_order",
    "forget",
    "forget_old",
    "key_of",
    "note",
    "once",
    "order",
    "read_log",
    "ref_of",
    "remember_answer",
    "seal_notes",
    "seal_of",
    "seen",
    "take_result",
    "undo_erasure",
]
