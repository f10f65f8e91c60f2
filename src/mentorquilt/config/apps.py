"""The front door's registration with Django."""

from django.apps import AppConfig


class FrontDoor(AppConfig):
    """Register the checks that guard a production start."""

    name = "mentorquilt.config"
    label = "config"

    def ready(self) -> None:
        from mentorquilt.config import checks  # noqa: PLC0415 - registers on import, once settings are ready

        checks.register_all()
