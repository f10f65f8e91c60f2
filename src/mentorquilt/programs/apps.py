"""The room's registration with Django."""

from django.apps import AppConfig


class ProgramsRoom(AppConfig):
    """Register the room."""

    name = "mentorquilt.programs"
    label = "programs"
