"""Addresses of the pair page: the plain one, and the signed one that a mail carries (M23).

A signed link names the pairing and one participant, opens this page alone, gives no session, and ends by itself:
after fourteen days, when the pairing is over for her, when she moves her mail to another address, and when she asks
for mails without the words.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

from mentorquilt.pairings.models import Pairing, Participant

SALT = "mentorquilt.pairings.open_page"
LASTS = timedelta(days=14)
WORD = "key"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a signed link of one pairing names: the participant's ref and the mark of her address then."""

    member: str
    mark: str


def page_address(pairing: Pairing) -> str:
    """Return the whole address of the pair page; it opens after signing in."""
    return f"{settings.BASE_URL}{reverse('desks:pair', args=[pairing.ref])}"


def link_for(pairing: Pairing, member: Any) -> str:
    """Return the address for a mail to a participant; signed unless she wants mails without the words."""
    alone = Participant.objects.filter(pairing=pairing, member=member, live=True, link_only=False)
    return signed_link(pairing, member) if alone.exists() else page_address(pairing)


def signed_link(pairing: Pairing, member: Any) -> str:
    """Return the address that opens the pair page for one participant without an account, for fourteen days."""
    return f"{page_address(pairing)}?{WORD}={token_for(pairing, member)}"


def token_for(pairing: Pairing, member: Any) -> str:
    """Return the signed part of the link; it fits this pairing's page alone."""
    return signing.dumps([member.ref.hex, address_mark(member)], salt=_salt(pairing.ref))


def read_token(token: str, pairing: UUID | str) -> Opened | None:
    """Return what a token for this pairing names; None when it is forged, another's, or older than fourteen days."""
    try:
        member, mark = signing.loads(token, salt=_salt(pairing), max_age=LASTS)
        return Opened(str(UUID(hex=member)), mark)
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def _salt(pairing: UUID | str) -> str:
    return f"{SALT}.{pairing}"


def address_mark(member: Any) -> str:
    """Return a short mark of the address somebody's mail goes to; another address has another one."""
    return salted_hmac(SALT + ".address", member.email, algorithm="sha256").hexdigest()[:12]
