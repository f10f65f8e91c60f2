"""Who of the staff opened a person's pages, in words, for herself; and the copy of her data that is under way."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from mentorquilt.records.models import AccessNote, Order

MOST = 100


@dataclass(frozen=True, slots=True)
class Look:
    """One look: when, who, and at what."""

    at: datetime
    reader: str
    page: str


def looks_at(member: Any) -> list[Look]:
    """Return who of the staff opened a person's pages within the thirty days it is kept, newest first."""
    rows = AccessNote.objects.filter(about=member).select_related("reader__profile").order_by("-at")[:MOST]
    return [Look(row.at, name_of(row.reader), page_words(row.page)) for row in rows]


def name_of(reader: Any) -> str:
    """Return a reader's name without asking the database again."""
    profile = getattr(reader, "profile", None)
    return (profile.full_name if profile else "") or reader.name or reader.email


def page_words(page: str) -> str:
    """Return what a page is called to people; unknown ones keep their slug."""
    known = {
        "members.profile": _("your profile"),
        "round.pair": _("a pair with you in it, before it was announced"),
        "mail": _("a mail to you"),
        "cannot_get_in": _("whether you can sign in"),
        "staff.person": _("your rights"),
    }
    return str(known.get(page, page))


def copy_order(member: Any) -> Order | None:
    """Return the newest copy a person ordered, or None."""
    return Order.objects.filter(kind="copy", by=member).order_by("-ordered_at").first()
