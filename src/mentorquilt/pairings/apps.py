"""The room's registration with Django."""

from django.apps import AppConfig


class PairingsRoom(AppConfig):
    """Register the room."""

    name = "mentorquilt.pairings"
    label = "pairings"
