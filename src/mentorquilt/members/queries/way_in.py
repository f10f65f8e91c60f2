"""Why somebody cannot get in: what is known of an address, without any code, word or address of the network."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from mentorquilt.mail.models import Address, Mail
from mentorquilt.members.models import Member, Membership
from mentorquilt.members.states import MembershipStatus
from mentorquilt.records.models import Erasure
from mentorquilt.records.states import ErasureState

CODES = ("members.sign_in_code", "members.unknown_address", "members.way_in")
LIMITED = ("request_login_code", "login_failed")


@dataclass(frozen=True, slots=True)
class AddressLine:
    """One of a person's addresses."""

    email: str
    is_chosen: bool
    is_confirmed: bool
    bounces: int
    suspended_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class CodeMail:
    """The newest mail with a way in: when it was written, how far it got. Never what it says."""

    role: str
    to: str
    at: datetime
    state: str
    state_words: str
    sent_at: datetime | None
    failure: str


@dataclass(frozen=True, slots=True)
class Standing:
    """All that bears on whether somebody gets in."""

    address: str
    person: Member | None
    addresses: tuple[AddressLine, ...]
    code: CodeMail | None
    is_limited: bool
    membership: Membership | None
    lapsed_on: date | None
    keys: tuple[str, ...]
    has_sign_on: bool
    forgotten_on: datetime | None

    @property
    def suspended(self) -> list[AddressLine]:
        """Return the addresses that get no mail at present."""
        return [line for line in self.addresses if line.suspended_at]


def standing(address: str, *, person: Member | None, today: date) -> Standing:
    """Return what is known about an address and whoever has it; the same number of queries for everybody."""
    lines = tuple(_addresses(address, person))
    names = {line.email for line in lines} | {address}
    membership = Membership.objects.filter(member=person).first() if person else None
    lapsed = membership is not None and membership.status == MembershipStatus.LAPSED
    erasure = (
        Erasure.objects.filter(member_ref=person.ref, state=ErasureState.ASKED).first() if person else None
    )
    return Standing(
        address=address,
        person=person,
        addresses=lines,
        code=_newest_code(names),
        is_limited=any(is_limited(name) for name in names),
        membership=membership,
        lapsed_on=membership.valid_until if membership and lapsed else None,
        keys=tuple(Authenticator.objects.filter(user=person).values_list("type", flat=True))
        if person
        else (),
        has_sign_on=SocialAccount.objects.filter(user=person).exists() if person else False,
        forgotten_on=erasure.due_at if erasure else None,
    )


def _addresses(address: str, person: Member | None) -> Iterator[AddressLine]:
    confirmed = {address: False}
    if person is not None:
        confirmed = {person.email: False}
        confirmed |= dict(EmailAddress.objects.filter(user=person).values_list("email", "verified"))
    known = {
        row.address: row for row in Address.objects.filter(address__in=[name.lower() for name in confirmed])
    }
    for name, is_sure in confirmed.items():
        row = known.get(name.lower())
        yield AddressLine(
            email=name,
            is_chosen=person is not None and name == person.email,
            is_confirmed=is_sure,
            bounces=row.hard_bounces + row.soft_bounces if row else 0,
            suspended_at=row.suspended_at if row else None,
            reason=row.reason if row else "",
        )


def _newest_code(names: set[str]) -> CodeMail | None:
    rows = Mail.objects.filter(role__in=CODES, to_address__in=names).defer("body", "context", "subject")
    row = rows.order_by("-drafted_at").first()
    if row is None:
        return None
    return CodeMail(
        row.role, row.to_address, row.drafted_at, row.state, row.get_state_display(), row.sent_at, row.failure
    )


def is_limited(address: str) -> bool:
    """Return whether asking for codes or guessing passwords for an address is refused at this moment."""
    keys: dict[str, str] = {
        "request_login_code": address.lower(),
        "login_failed": f"{urlsplit(settings.BASE_URL).netloc}:{address.lower()}",
    }
    nobody: Any = HttpRequest()
    for action in LIMITED:
        for rate in ratelimit.get_rates(app="allauth.account", action=action):
            if rate.per != "key":
                continue
            name = ratelimit.get_cache_key(
                nobody, app="allauth.account", action=action, rate=rate, key=keys[action]
            )
            recent = [moment for moment in cache.get(name, []) if moment > time.time() - rate.duration]
            if len(recent) >= rate.amount:
                return True
    return False
