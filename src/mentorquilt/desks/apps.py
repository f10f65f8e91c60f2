"""The room's registration with Django."""

from django.apps import AppConfig


class Desks(AppConfig):
    """Register the room and its mails."""

    name = "mentorquilt.desks"
    label = "desks"

    def ready(self) -> None:
        from mentorquilt.desks import mails  # noqa: F401, PLC0415 - models load after the registry
