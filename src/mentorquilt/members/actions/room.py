"""The link of somebody's standing video room (S-32)."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from mentorquilt.members.models import Member, Whereabouts
from mentorquilt.records import actions as records

LONGEST_LINK = 400


class NotALink(Exception):
    """The text is no address of a video room; the message says in words for the page what is wrong."""


def checked_room(text: str) -> str:
    """Return the address of a video room without spaces around it, or empty; raises NotALink.

    Only https to a named host, without a sign-in in front of the host that would disguise it.
    """
    link = text.strip()
    if not link:
        return ""
    if len(link) > LONGEST_LINK or not link.isprintable() or any(letter.isspace() for letter in link):
        raise NotALink(_("This is no single link. Copy the link of your room alone, up to 400 characters."))
    try:
        parts = urlsplit(link)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise NotALink(_("This link cannot be read. Copy it anew from your video service.")) from None
    if parts.scheme != "https":
        raise NotALink(_("The link must begin with https://, so that nobody can listen on the way."))
    if "." not in host.strip(".") or "@" in parts.netloc:
        raise NotALink(_("This link names no video service. It looks like https://zoom.us/j/123456789."))
    return link


@transaction.atomic
def change_room(*, member: Member, link: str, by: Any, now: datetime) -> None:
    """Keep the link of somebody's standing video room, or drop it when empty. Raises NotALink."""
    kept = checked_room(link)
    row, _new = Whereabouts.objects.get_or_create(member=member)
    if row.standing_link != kept:
        Whereabouts.objects.filter(pk=row.pk).update(standing_link=kept)
        facts = {"fields": ["standing_link"], "is_set": bool(kept)}
        records.note(verb="member.room_changed", actor=by, about=member, now=now, facts=facts)
