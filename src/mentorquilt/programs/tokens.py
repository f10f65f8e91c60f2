"""Signed links of mails: which enrolment a link is about, what it is for, and the address it was sent to.

They carry no password and no state. A link ends after sixty days, and when its owner's mail goes to another address.
"""

from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

CHECK, HELP = "check", "help"
VALID = timedelta(days=60)


def token(purpose: str, enrolment: Any) -> str:
    """Return the signed part of a link about an enrolment, for the address its owner's mail goes to now."""
    return signing.dumps([str(enrolment.ref), _mark(enrolment.member)], salt=f"programs.{purpose}")


def ref_in(purpose: str, signed: str) -> tuple[str, str] | None:
    """Return the ref a link is about and the mark of its address; None when it is forged, too old or for another use."""
    try:
        ref, mark = signing.loads(signed, salt=f"programs.{purpose}", max_age=VALID)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (ref, mark) if isinstance(ref, str) and isinstance(mark, str) else None


def renewed(signed: str, owner: Any) -> str:
    """Return a link's word made anew for the address its owner has now; others come back as they are."""
    for purpose in (CHECK, HELP):
        if found := ref_in(purpose, signed):
            return signing.dumps([found[0], _mark(owner)], salt=f"programs.{purpose}")
    return signed


def is_for(member: Any, mark: str) -> bool:
    """Return whether a link was made for the address that somebody's mail goes to now."""
    return constant_time_compare(_mark(member), mark)


def _mark(member: Any) -> str:
    return salted_hmac("programs.tokens.address", member.email, algorithm="sha256").hexdigest()[:16]
