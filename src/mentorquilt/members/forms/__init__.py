"""HTTP input of the room to clean values; nothing here saves."""

from mentorquilt.members.forms.signin import SignIn

__all__ = ["SignIn"]
