"""Who may choose what mails somebody gets: whoever holds the signed link under one of her mails."""

from typing import Any

from django.contrib.auth import get_user_model
from django.http import Http404

from mentorquilt.mail import footers, roles


def reader_of(token: str) -> Any:
    """Return the member a link was made for; 404 for a forged link and for somebody who is gone."""
    key = footers.member_of(token)
    found = get_user_model().objects.filter(pk=key, is_active=True).first() if key else None
    if found is None:
        raise Http404
    return found


def reader_and_class(token: str) -> tuple[Any, str]:
    """Return the member and the class of mails that a one-click link stops; 404 unless both are ours."""
    signed, dot, kind = token.rpartition(".")
    if not dot or kind not in roles.classes():
        raise Http404
    return reader_of(signed), kind
