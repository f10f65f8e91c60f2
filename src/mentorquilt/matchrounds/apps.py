"""The room's registration with Django."""

from django.apps import AppConfig


class MatchroundsRoom(AppConfig):
    """Register the room."""

    name = "mentorquilt.matchrounds"
    label = "matchrounds"
