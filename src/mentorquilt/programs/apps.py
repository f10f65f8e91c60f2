"""The room's registration with Django."""

from django.apps import AppConfig


class ProgramsRoom(AppConfig):
    """Register the room and its job."""

    name = "mentorquilt.programs"
    label = "programs"

    def ready(self) -> None:
        from mentorquilt.members import ties  # noqa: PLC0415 - models load after the registry
        from mentorquilt.programs import access, jobs  # noqa: PLC0415 - models load after the registry
        from mentorquilt.programs.actions import forgetting  # noqa: PLC0415
        from mentorquilt.programs.queries import coordinating  # noqa: PLC0415
        from mentorquilt.programs.queries import personal as own  # noqa: PLC0415
        from mentorquilt.records import jobs as register  # noqa: PLC0415
        from mentorquilt.records import personal  # noqa: PLC0415
        from mentorquilt.sigs import links  # noqa: PLC0415

        personal.register(personal.Holding("programs", own.HELD, own.personal_data, forgetting.forget))

        register.register("programs.forget_old_uploads", jobs.forget_old_uploads, every_seconds=3600)
        ties.register_coordinates(coordinating.coordinates)
        links.register(access.lines_of_group)
