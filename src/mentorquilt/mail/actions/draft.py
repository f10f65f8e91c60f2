"""Writing mails down: one, or a whole round's at once. Each has a business key, so a retry writes nothing twice."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from mentorquilt.mail import roles
from mentorquilt.mail.models import Mail, Wording
from mentorquilt.mail.states import MailState
from mentorquilt.society import queries as society

AT_A_TIME = 500
_OWN_FIRST = F("program").desc(nulls_last=True)


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


def wording(role: roles.Role, program: Any) -> tuple[str, str]:
    """Return subject and body of a role: the program's, else the society's, else the shipped one."""
    row = (
        Wording.objects.filter(Q(program=None) | Q(program=program), role=role.slug)
        .order_by(_OWN_FIRST)
        .first()
    )
    return (row.subject, row.body) if row else (str(role.subject), str(role.body))


def fill(template: str, context: dict[str, Any]) -> str:
    """Put the context's plain values where braces name them; a brace that names nothing stays as it is."""
    for name, value in context.items():
        template = template.replace("{" + name + "}", str(value))
    return template


def subject_line(template: str, context: dict[str, Any]) -> str:
    """Fill a subject and keep it on one line of at most 250 characters."""
    return " ".join(fill(template, context).split())[:250]


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
        self.words: dict[tuple[str, Any], tuple[str, str]] = {}

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
            sender_name=letter.sender_name or self.society.sender_name or self.society.name,
            batch=letter.batch,
            subject=subject_line(subject, letter.context),
            context=letter.context,
            body=fill(body, letter.context),
            private=role.private,
            drafted_at=self.now,
            state=MailState.APPROVED if straight else MailState.DRAFT,
            hold_until=self.now if straight else None,
        )

    def wording(self, role: roles.Role, program: Any) -> tuple[str, str]:
        """Return the words of a role in a program, from memory after the first time."""
        place = (role.slug, program.pk if program else None)
        if place not in self.words:
            self.words[place] = wording(role, program)
        return self.words[place]
