"""Helping somebody in: a link by mail that signs in once, and a lost key taken away."""

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from mentorquilt.mail import actions as mail
from mentorquilt.members import mails
from mentorquilt.members.actions.sessions import end_sessions
from mentorquilt.members.models import Member
from mentorquilt.members.queries.people import called
from mentorquilt.records import actions as records
from mentorquilt.society import queries as society

SALT = "members.way_in"
GOOD = timedelta(hours=1)


class Closed(Exception):
    """The account is closed; nobody gets in before it is opened."""


@transaction.atomic
def send_way_in(*, member: Member, by: Any, now: datetime) -> None:
    """Send a link that signs a person in once within an hour, to the address she chose. Raises Closed."""
    if not member.is_active:
        raise Closed
    mail.draft(
        role=mails.WAY_IN,
        key=f"way-in:{member.ref}:{now:%Y%m%d%H%M}",
        address=member.email,
        to=member,
        context={
            "name": called(member),
            "society": society.current().name,
            "link": settings.BASE_URL + reverse("members:way_in", args=[way_in_token(member)]),
        },
        now=now,
    )
    records.note(verb="member.way_in_sent", actor=by, about=member, now=now)


def way_in_token(member: Member) -> str:
    """Return what stands in the link: good until she signs in by whatever way."""
    last = member.last_login.isoformat() if member.last_login else ""
    return signing.dumps([str(member.ref), last], salt=SALT)


def whose_way_in(token: str) -> Member | None:
    """Return whom a link signs in; None for one that is used, old, of nothing, or of a closed account."""
    try:
        ref, last = signing.loads(token, salt=SALT, max_age=GOOD)
    except (signing.BadSignature, ValueError):
        return None
    found = Member.objects.filter(ref=ref, is_active=True).first()
    if found is None or (found.last_login.isoformat() if found.last_login else "") != last:
        return None
    return found


@transaction.atomic
def use_way_in(*, member: Member, now: datetime) -> bool:
    """Use a link up: True for the one request that may sign in with it, however many come at once."""
    mine = Member.objects.filter(pk=member.pk, is_active=True, last_login=member.last_login)
    return bool(mine.update(last_login=now))


@transaction.atomic
def reset_keys(*, member: Member, by: Any, now: datetime) -> int:
    """Take every passkey, app and recovery code of a person away, end her sessions, and tell her by mail."""
    count: int = Authenticator.objects.filter(user=member).delete()[0]
    end_sessions(member=member)
    records.note(verb="member.keys_reset", actor=by, about=member, now=now, facts={"keys": count})
    mail.draft(
        role=mails.ACCOUNT_NOTICE,
        key=f"keys-reset:{member.ref}:{now.isoformat()}",
        address=member.email,
        to=member,
        context={"event": mails.event_words("keys_reset")},
        now=now,
    )
    return count
