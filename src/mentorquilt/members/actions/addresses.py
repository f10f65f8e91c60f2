"""Writes of another address for mail, confirmed by a link that was sent there (M1)."""

import hashlib
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

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
    token = signing.dumps([str(member.ref), wanted], salt=SALT)
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
    """Return whose mail a link would send where, or None when it is forged, too old or its owner is gone."""
    try:
        ref, address = signing.loads(token, salt=SALT, max_age=VALID)
    except (signing.BadSignature, ValueError):
        return None
    member = Member.objects.filter(ref=ref, is_active=True).first()
    return (member, address) if member is not None else None


@transaction.atomic
def use_address(*, member: Member, address: str, now: datetime) -> None:
    """Send this member's mail to the address from now on; raises AddressTaken when it is another's."""
    others = Member.objects.filter(email=address).exclude(pk=member.pk)
    proven = EmailAddress.objects.filter(email=address, verified=True).exclude(user=member)
    if others.exists() or proven.exists():
        raise AddressTaken
    row, _ = EmailAddress.objects.get_or_create(user=member, email=address)
    EmailAddress.objects.filter(pk=row.pk).update(verified=True)
    row.verified = True
    row.set_as_primary()
    Member.objects.filter(pk=member.pk).update(email=address, address_chosen_at=now)
    records.note(verb="member.address_chosen", actor=member, about=member, now=now)
