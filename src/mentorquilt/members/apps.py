"""The room's registration with Django."""

from django.apps import AppConfig


class MembersRoom(AppConfig):
    """Register the room."""

    name = "mentorquilt.members"
    label = "members"
