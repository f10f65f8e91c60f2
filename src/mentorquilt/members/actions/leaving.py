"""A person's own data: a copy of it, and being forgotten with fourteen days to think again (Art. 15 and 17, M20)."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from mentorquilt.mail import actions as mail
from mentorquilt.members import mails
from mentorquilt.members.actions.accounts import set_active
from mentorquilt.members.actions.grants import keep_an_admin
from mentorquilt.members.actions.sessions import end_sessions
from mentorquilt.members.models import Member
from mentorquilt.members.queries.archive import build
from mentorquilt.members.queries.people import called
from mentorquilt.records import actions as records
from mentorquilt.records.models import Erasure, Order
from mentorquilt.society import queries as society

COPY = "copy"
SALT = "members.undo_erasure"
LINK_GOOD = timedelta(days=15)


def order_copy(*, member: Member, by: Any, now: datetime) -> Order:
    """Order a copy of everything kept of a person; it is hers to fetch, whoever ordered it."""
    return records.order(kind=COPY, by=member, about_ref=str(member.ref), actor=by, now=now)


def make_copy(*, order: Order, now: datetime) -> None:
    """Make an ordered copy and tell its owner by mail, or write on the order that it failed."""
    member: Any = order.by
    try:
        data = build(member, now=now)
    except Exception as problem:
        records.fail_order(row=order, failure=type(problem).__name__, now=now)
        raise
    with transaction.atomic():
        records.finish_order(row=order, result=data, now=now)
        told = {"name": called(member), "society": society.current().name}
        mail.draft(
            role=mails.COPY_READY,
            key=f"copy-ready:{order.ref}",
            address=member.email,
            to=member,
            context={**told, "link": settings.BASE_URL + reverse("members:data")},
            now=now,
        )


@transaction.atomic
def ask_to_be_forgotten(*, member: Member, by: Any, now: datetime) -> Erasure:
    """Close an account now and forget its person in fourteen days; the mail about it can take that back.

    Raises LastAdmin when nobody would be left to run the installation.
    """
    keep_an_admin(besides=member)
    was_open = member.is_active
    row = records.ask_erasure(member=member, by=by, reopens=was_open, now=now)
    if was_open:
        set_active(member=member, is_active=False, by=by, now=now)
    end_sessions(member=member)
    mail.draft(
        role=mails.ERASURE_ASKED,
        key=f"erasure-asked:{row.ref}",
        address=member.email,
        to=member,
        context={
            "name": called(member),
            "society": society.current().name,
            "day": f"{row.due_at:%B} {row.due_at.day}, {row.due_at.year}",
            "link": settings.BASE_URL + reverse("members:forget_undo", args=[undo_token(row)]),
        },
        now=now,
    )
    return row


def undo_token(row: Erasure) -> str:
    """Return what stands in the link that takes the wish back."""
    return signing.dumps(str(row.ref), salt=SALT)


def erasure_of(token: str) -> tuple[Erasure, Member] | None:
    """Return the wish a link is about with its person; None for a link of nothing or of too long ago."""
    try:
        ref = signing.loads(token, salt=SALT, max_age=LINK_GOOD)
    except signing.BadSignature:
        return None
    row = Erasure.objects.filter(ref=ref).first()
    member = Member.objects.filter(ref=row.member_ref).first() if row else None
    return (row, member) if row and member else None


@transaction.atomic
def undo(*, row: Erasure, member: Member, by: Any, now: datetime) -> None:
    """Take the wish to be forgotten back; the account is as open as before. Raises IllegalMove when it is too late."""
    records.undo_erasure(row=row, by=by, about=member, now=now)
    if row.reopens:
        set_active(member=member, is_active=True, by=by, now=now)
