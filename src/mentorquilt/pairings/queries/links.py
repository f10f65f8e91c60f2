"""Addresses of the pair page: the plain one, and the signed one that a mail carries (M23).

A signed link names the pairing and one participant, opens this page alone, gives no session, and ends by itself:
after fourteen days, when the pairing is over for her, when she moves her mail to another address, and when she asks
for mails without the words.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

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
    """What a signed link names: the pairing's ref, the participant's ref and the mark of her address then."""

    pairing: str
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
    """Return the signed part of the link."""
    named = [str(pairing.ref), str(member.ref), address_mark(member)]
    return signing.dumps(named, salt=SALT)


def read_token(token: str) -> Opened | None:
    """Return what a token names; None when it is forged, damaged or older than fourteen days."""
    try:
        pairing, member, mark = signing.loads(token, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Opened(pairing, member, mark)


def address_mark(member: Any) -> str:
    """Return a short mark of the address somebody's mail goes to; another address has another one."""
    return salted_hmac(SALT + ".address", member.email, algorithm="sha256").hexdigest()[:12]
