"""The room's registration with Django."""

from django.apps import AppConfig


class Sigs(AppConfig):
    """Register the room."""

    name = "mentorquilt.sigs"
    label = "sigs"
