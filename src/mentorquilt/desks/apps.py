"""The room's registration with Django."""

from django.apps import AppConfig


class Desks(AppConfig):
    """Register the room."""

    name = "mentorquilt.desks"
    label = "desks"
