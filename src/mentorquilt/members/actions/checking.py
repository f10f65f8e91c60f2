"""Writes of the yearly question: asked once, reminded once, answered (S-69)."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from mentorquilt.mail import actions as mail
from mentorquilt.mail import roles
from mentorquilt.members import mails, queries
from mentorquilt.members.models import Member
from mentorquilt.records import actions as records
from mentorquilt.society import queries as society


@transaction.atomic
def ask_still_right(*, member: Member, now: datetime) -> bool:
    """Put the yearly question by mail; False when somebody else put it meanwhile."""
    rows = Member.objects.filter(pk=member.pk, check_asked_at=member.check_asked_at)
    if not rows.update(check_asked_at=now):
        return False
    member.check_asked_at = now
    _write(member, mails.STILL_RIGHT, "still-right", now)
    return True


@transaction.atomic
def remind_still_right(*, member: Member, now: datetime) -> None:
    """Remind once of a question that was not answered; the same question never twice."""
    _write(member, mails.STILL_RIGHT_AGAIN, "still-right-again", now)


def _write(member: Member, role: roles.Role, word: str, now: datetime) -> None:
    mail.draft(
        role=role,
        key=f"{word}:{member.ref}:{member.check_asked_at:%Y%m%d}",
        address=member.email,
        to=member,
        now=now,
        context={
            "name": queries.called(member),
            "society": society.current().name,
            "held": "\n".join(f"- {line.label}: {line.words}" for line in queries.held(member, now)),
            "right_link": queries.check_link(member, "members:check"),
            "change_link": queries.check_link(member, "members:check_change"),
            "private_link": f"{settings.BASE_URL}{reverse('members:private')}",
        },
    )


@transaction.atomic
def say_still_right(*, member: Member, by: Any, now: datetime) -> None:
    """Write that what we hold is right; the question comes again a year from now."""
    Member.objects.filter(pk=member.pk).update(checked_at=now)
    member.checked_at = now
    records.note(verb="member.still_right", actor=by, about=member, now=now)
