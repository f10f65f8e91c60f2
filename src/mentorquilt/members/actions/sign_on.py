"""Writes of the society's sign-on: that it was connected, and letting go of it."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from mentorquilt.members.models import Member
from mentorquilt.records import actions as records


def note_sign_on(*, member: Member, now: datetime) -> None:
    """Write that the society's sign-on opens this account from now on."""
    records.note(verb="member.sign_on_connected", actor=member, about=member, now=now)


@transaction.atomic
def disconnect_sign_on(*, member: Member, now: datetime) -> int:
    """Let go of the sign-on and tell the member by mail; returns how many were connected."""
    count: int = SocialAccount.objects.filter(user=member).delete()[0]
    if count:
        records.note(verb="member.sign_on_disconnected", actor=member, about=member, now=now)
        get_adapter().send_notification_mail("socialaccount/email/account_disconnected", member)
    return count
