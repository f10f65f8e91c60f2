"""The register of mail roles: what each kind of mail is for, its default words, and who reviews it.

Rooms register their roles in ``apps.ready``; a program may word a role anew (``Wording``).
"""

from dataclasses import dataclass, field
from enum import Enum

from django.utils.functional import Promise


class Review(Enum):
    """Whether a person approves the mail before it leaves."""

    ALWAYS = "always"
    NEVER = "never"


class Pace(Enum):
    """Whether the mail counts in the weekly budget (at most one program mail per person and week) or leaves at once."""

    AT_ONCE = "at_once"
    BUDGETED = "budgeted"


@dataclass(frozen=True, slots=True)
class Role:
    """One kind of mail. ``placeholders`` are the names a wording may use in braces; ``private`` hides it from staff.

    ``stoppable`` names the class of mails somebody may stop with one click (RFC 8058); without one she cannot.
    ``readers`` says in the outbox who gets it ("mentees"); ``why`` is the footer's reason, in the reader's words.
    """

    slug: str
    purpose: str | Promise
    subject: str | Promise
    body: str | Promise
    placeholders: frozenset[str]
    review: Review = Review.NEVER
    private: bool = False
    pace: Pace = Pace.AT_ONCE
    stoppable: str = ""
    readers: str | Promise = ""
    why: str | Promise = ""
    sample: dict[str, str] = field(default_factory=dict)


_roles: dict[str, Role] = {}
_classes: dict[str, str | Promise] = {}


def name_class(slug: str, label: str | Promise) -> None:
    """Give a class of mails that somebody may stop the words it has on the page for fewer mails."""
    _classes[slug] = label


def classes() -> dict[str, str | Promise]:
    """Return every class that a role names, with its words, in the order of the slugs."""
    slugs = sorted({role.stoppable for role in _roles.values() if role.stoppable})
    return {slug: _classes.get(slug, slug.replace("_", " ").capitalize()) for slug in slugs}


def register(role: Role) -> Role:
    """Add a role; its sample must fill every placeholder, so that previews never show a brace."""
    missing = role.placeholders - set(role.sample)
    if missing:
        raise ValueError(f"Role {role.slug} has no sample for {', '.join(sorted(missing))}")
    _roles[role.slug] = role
    return role


def get(slug: str) -> Role:
    """Return a registered role; raises KeyError when no room registered it."""
    return _roles[slug]


def find(slug: str) -> Role | None:
    """Return a registered role, or None for a mail whose room no longer sends it."""
    return _roles.get(slug)


def is_asked_for(role: Role) -> bool:
    """Return whether the reader asked for the mail a moment ago, as for a code to sign in."""
    is_own = role.slug.startswith("members.") and role.private and role.review is Review.NEVER
    return is_own and role.pace is Pace.AT_ONCE and not role.stoppable


def all_roles() -> list[Role]:
    """Return every role by slug."""
    return [_roles[slug] for slug in sorted(_roles)]
