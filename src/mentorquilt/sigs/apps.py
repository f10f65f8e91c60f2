"""The room's registration with Django."""

from django.apps import AppConfig


class Sigs(AppConfig):
    """Register the room: what it holds of a person, and that it takes groups from a membership list."""

    name = "mentorquilt.sigs"
    label = "sigs"

    def ready(self) -> None:
        from mentorquilt.members import feed  # noqa: PLC0415 - models load after the registry
        from mentorquilt.records import personal  # noqa: PLC0415
        from mentorquilt.sigs import actions, queries  # noqa: PLC0415

        personal.register(personal.Holding("sigs", queries.HELD, queries.personal_data, actions.forget))
        feed.register_groups(actions.take_groups)
