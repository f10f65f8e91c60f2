"""The front door's registration with Django."""

from django.apps import AppConfig


class FrontDoor(AppConfig):
    """Register the checks that guard a production start."""

    name = "mentorquilt.config"
    label = "config"

    def ready(self) -> None:
        from mentorquilt.config import cache, checks  # noqa: PLC0415 - registers on import, once settings are ready
        from mentorquilt.records import jobs  # noqa: PLC0415

        checks.register_all()
        jobs.register("config.drop_expired_counts", cache.drop_expired, every_seconds=3600)
