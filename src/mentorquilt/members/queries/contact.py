"""Which of somebody's ways to be reached another person may see (S-87)."""

from dataclasses import dataclass
from typing import Any

from mentorquilt.members.models import Member, Whereabouts
from mentorquilt.members.states import ContactShown, Kind, PhoneShown


@dataclass(frozen=True, slots=True)
class Contact:
    """Address and phone number as far as the viewer may see them; empty where she may not."""

    email: str = ""
    phone: str = ""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is shown."""
        return not (self.email or self.phone)


def contact_for(
    viewer: Any, person: Member, *, is_pair: bool, is_session_day: bool = False, phone_shown: str = ""
) -> Contact:
    """Return what ``viewer`` may see of ``person``'s address and phone number.

    ``is_pair``: they are mentor and mentee, or peers, now. ``is_session_day``: they talk on this day of the person's.
    ``phone_shown`` replaces the person's own rule for the phone within one pairing. ``person`` needs her profile and
    whereabouts beside her.
    """
    profile = getattr(person, "profile", None)
    if profile is None or viewer.pk == person.pk:
        return Contact()
    by_mail = (profile.email_shown == ContactShown.PAIRS and is_pair) or (
        profile.email_shown == ContactShown.MEMBERS and (is_pair or viewer.kind == Kind.MEMBER)
    )
    rule = phone_shown or profile.phone_shown
    by_phone = is_pair and (rule == PhoneShown.ALWAYS or (rule == PhoneShown.SESSION_DAYS and is_session_day))
    where = getattr(person, "whereabouts", None) or Whereabouts()
    return Contact(person.email if by_mail else "", where.phone if by_phone else "")
