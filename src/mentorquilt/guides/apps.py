"""The room's registration with Django."""

from django.apps import AppConfig


class Guides(AppConfig):
    """Register the room."""

    name = "mentorquilt.guides"
    label = "guides"
