"""News from allauth to one action each."""

from typing import Any

from django.utils import timezone

from mentorquilt.members import actions
from mentorquilt.members.models import Member


def address_changed(user: Member, **kwargs: Any) -> None:
    """Somebody chose another address for mail: the question of the first sign-in is answered."""
    actions.choose_address(member=user, now=timezone.now())
