"""Writing mails down: one, or a whole round's at once. Each has a business key, so a retry writes nothing twice."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.mail import roles, words
from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState
from mentorquilt.society import queries as society

AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to be drafted; the same names as ``draft`` takes."""

    role: roles.Role
    key: str
    address: str
    context: dict[str, Any] = field(default_factory=dict)
    to: Any = None
    program: Any = None
    reply_to: str = ""
    sender_name: str = ""
    batch: str = ""


@transaction.atomic
def draft(
    *,
    role: roles.Role,
    key: str,
    address: str,
    context: dict[str, Any],
    now: datetime,
    to: Any = None,
    program: Any = None,
    reply_to: str = "",
    sender_name: str = "",
    batch: str = "",
) -> Mail:
    """Write a mail once per business key; roles that nobody reviews are approved at once.

    ``batch`` groups mails that are reviewed and let go together, such as those of one published round.
    """
    letter = Letter(role, key, address, context, to, program, reply_to, sender_name, batch)
    Mail.objects.bulk_create([_Drafting(now).row(letter)], ignore_conflicts=True)
    return Mail.objects.get(key=key)


@transaction.atomic
def draft_many(*, letters: Iterable[Letter], now: datetime) -> int:
    """Write many mails, each once per business key, with few statements; returns how many are new."""
    drafting = _Drafting(now)
    rows = [drafting.row(letter) for letter in letters]
    keys = [row.key for row in rows]
    known = sum(
        Mail.objects.filter(key__in=keys[start : start + AT_A_TIME]).count()
        for start in range(0, len(keys), AT_A_TIME)
    )
    Mail.objects.bulk_create(rows, batch_size=AT_A_TIME, ignore_conflicts=True)
    return len(set(keys)) - known


class _Drafting:
    """Makes rows of letters; the society and each wording are read once."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.society = society.current()
        self.known: dict[tuple[str, Any], tuple[str, str]] = {}

    def row(self, letter: Letter) -> Mail:
        """Return the unsaved mail."""
        role = letter.role
        subject, body = self.wording(role, letter.program)
        straight = role.review is roles.Review.NEVER
        return Mail(
            key=letter.key,
            role=role.slug,
            to=letter.to,
            to_address=letter.address,
            program=letter.program,
            reply_to=letter.reply_to or self.society.reply_to,
            sender_name=self.sender(letter),
            batch=letter.batch,
            subject=words.subject_line(subject, letter.context),
            context=letter.context,
            body=words.fill(body, letter.context),
            odd=words.odd(role, subject, body, letter.context),
            private=role.private,
            drafted_at=self.now,
            state=MailState.APPROVED if straight else MailState.DRAFT,
            hold_until=self.now if straight else None,
        )

    def sender(self, letter: Letter) -> str:
        """Return the name a mail comes from, fit for a header."""
        named = words.one_line(letter.sender_name) or self.society.sender_name or self.society.name
        return words.one_line(named)[:120]

    def wording(self, role: roles.Role, program: Any) -> tuple[str, str]:
        """Return the words of a role in a program, from memory after the first time."""
        place = (role.slug, program.pk if program else None)
        if place not in self.known:
            self.known[place] = words.wording(role, program)
        return self.known[place]
