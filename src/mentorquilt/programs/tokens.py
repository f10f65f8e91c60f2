"""Signed links of mails: which enrolment a link is about, and what it is for. They carry no password and no state."""

from datetime import timedelta
from uuid import UUID

from django.core import signing

CHECK, HELP = "check", "help"
VALID = timedelta(days=60)


def token(purpose: str, ref: UUID | str) -> str:
    """Return the signed part of a link about the enrolment with this ref."""
    return signing.dumps(str(ref), salt=f"programs.{purpose}")


def ref_in(purpose: str, signed: str) -> str | None:
    """Return the ref a link is about, or None when it is forged, older than sixty days or made for something else."""
    try:
        found = signing.loads(signed, salt=f"programs.{purpose}", max_age=VALID)
    except signing.BadSignature:
        return None
    return found if isinstance(found, str) else None
