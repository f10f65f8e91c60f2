"""News from allauth to one action each."""

from typing import Any

from django.utils import timezone

from mentorquilt.members import actions
from mentorquilt.members.actions import sign_on
from mentorquilt.members.models import Member


def address_changed(user: Member, **kwargs: Any) -> None:
    """Somebody chose another address for mail: the question of the first sign-in is answered."""
    actions.choose_address(member=user, now=timezone.now())


def sign_on_connected(request: Any, sociallogin: Any, **kwargs: Any) -> None:
    """Somebody's account can now be opened by the society's sign-on."""
    sign_on.note_sign_on(member=sociallogin.user, now=timezone.now())
