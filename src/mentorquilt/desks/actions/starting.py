"""How a new installation gets its first admin, and how its start ends."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.members import actions as members
from mentorquilt.members.models import Grant, Member
from mentorquilt.members.states import Role
from mentorquilt.society import actions as society


class Known(Exception):
    """Somebody has this address already; whoever holds the link may not become her."""


@transaction.atomic
def become_admin(*, token: str, name: str, email: str, now: datetime) -> Member:
    """Make whoever holds the setup link the first admin, once.

    Raises ``society.LinkGone`` when the link was used or has ended, or when there is an admin already, and Known for
    an address that belongs to somebody.
    """
    society.spend_setup_link(token=token, now=now)
    if Grant.objects.filter(role=Role.ADMIN).exists():
        raise society.LinkGone
    return first_admin(name=name, email=email, now=now)


@transaction.atomic
def first_admin(*, name: str, email: str, now: datetime) -> Member:
    """Make the account that may do everything; raises Known for an address that belongs to somebody."""
    if Member.objects.filter(email=email.strip().lower()).exists():
        raise Known
    admin = members.add_staff(email=email, name=name, by=None, now=now)
    members.grant(member=admin, role=Role.ADMIN, by=None, now=now)
    return admin


def skip_program(*, by: Any, now: datetime) -> None:
    """End the start without a program; one can be set up at any time."""
    society.mark_started(by=by, now=now)
