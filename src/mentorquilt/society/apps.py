"""The room's registration with Django."""

from django.apps import AppConfig


class SocietyRoom(AppConfig):
    """Register the room."""

    name = "mentorquilt.society"
    label = "society"
