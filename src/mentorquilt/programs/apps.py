"""The room's registration with Django."""

from django.apps import AppConfig


class ProgramsRoom(AppConfig):
    """Register the room and its job."""

    name = "mentorquilt.programs"
    label = "programs"

    def ready(self) -> None:
        from mentorquilt.programs import jobs  # noqa: PLC0415 - models load after the registry
        from mentorquilt.records import jobs as register  # noqa: PLC0415

        register.register("programs.forget_old_uploads", jobs.forget_old_uploads, every_seconds=3600)
