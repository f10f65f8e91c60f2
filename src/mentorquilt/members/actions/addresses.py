"""Writes of another address for mail, confirmed by a link that was sent there (M1)."""

import hashlib
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from mentorquilt.mail import actions as mail
from mentorquilt.members import mails, queries
from mentorquilt.members.models import Member
from mentorquilt.records import actions as records
from mentorquilt.society import queries as society

SALT = "members.use_address"
VALID = timedelta(days=7)


class AddressTaken(Exception):
    """Another account has this address; a person has to look at both."""


def offer_address(*, member: Member, address: str, now: datetime) -> None:
    """Write to the address; the link in that mail makes it the one that mail goes to. Nothing changes before."""
    wanted = address.strip().lower()
    if not wanted or wanted == member.email:
        return
    token = signing.dumps([str(member.ref), wanted, _mark(member)], salt=SALT)
    mail.draft(
        role=mails.USE_THIS_ADDRESS,
        key=f"use-address:{member.ref}:{now:%Y%m%d}:{hashlib.sha256(wanted.encode()).hexdigest()[:16]}",
        address=wanted,
        now=now,
        context={
            "name": queries.called(member),
            "society": society.current().name,
            "address": wanted,
            "link": settings.BASE_URL + reverse("members:use_address", args=[token]),
        },
    )


def offered(token: str) -> tuple[Member, str] | None:
    """Return whose mail a link would send where; None when it is forged or too old, its owner is gone, or her mail
    went to a third address meanwhile.
    """
    try:
        ref, address, mark = signing.loads(token, salt=SALT, max_age=VALID)
    except (signing.BadSignature, ValueError):
        return None
    member = Member.objects.filter(ref=ref, is_active=True).first()
    if member is None or not (member.email == address or constant_time_compare(_mark(member), mark)):
        return None
    return member, address


def _mark(member: Member) -> str:
    """Return what ties a link to the address that mail went to when it was asked for."""
    return salted_hmac(SALT, member.email, algorithm="sha256").hexdigest()[:16]


@transaction.atomic
def use_address(*, member: Member, address: str, now: datetime) -> None:
    """Send this member's mail to the address from now on and tell the old one; raises AddressTaken when it is another's."""
    old = member.email
    if old == address:
        return
    others = Member.objects.filter(email=address).exclude(pk=member.pk)
    proven = EmailAddress.objects.filter(email=address, verified=True).exclude(user=member)
    if others.exists() or proven.exists():
        raise AddressTaken
    row, _ = EmailAddress.objects.get_or_create(user=member, email=address)
    EmailAddress.objects.filter(pk=row.pk).update(verified=True)
    row.verified = True
    row.set_as_primary()
    Member.objects.filter(pk=member.pk).update(email=address, address_chosen_at=now)
    mail.draft(
        role=mails.ACCOUNT_NOTICE,
        key=f"address-moved:{member.ref}:{now.isoformat()}",
        address=old,
        to=member,
        context={"event": mails.event_words("email_changed")},
        now=now,
    )
    records.note(verb="member.address_chosen", actor=member, about=member, now=now)
