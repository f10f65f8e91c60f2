"""Reads of the one row."""

import hashlib
from datetime import datetime

from django.conf import settings

from mentorquilt.society.models import SetupLink, Society

NAMELESS = "Mentorquilt"


def is_open_demo() -> bool:
    """Return whether this installation shows the demo's doors: never in production, whatever the row says (M22)."""
    return not settings.PRODUCTION and current().is_demo


def current() -> Society:
    """Return the society, its logo's bytes left in the database; before one is set up, a nameless one (not saved)."""
    return Society.objects.defer("logo").first() or Society(name=NAMELESS, short_name=NAMELESS)


def logo(digest: str) -> bytes | None:
    """Return the logo's PNG when this is its digest, else None."""
    found = Society.objects.filter(logo_digest=digest).exclude(logo_digest="").values_list("logo", flat=True)
    image = found.first()
    return bytes(image) if image else None


def digest_of(token: str) -> str:
    """Return what is kept of a setup link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_setup_link(token: str, now: datetime) -> bool:
    """Return whether this secret opens the installation now."""
    return SetupLink.objects.filter(digest=digest_of(token), expires_at__gt=now).exists()
