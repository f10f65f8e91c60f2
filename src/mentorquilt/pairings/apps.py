"""The room's registration with Django."""

from django.apps import AppConfig


class PairingsRoom(AppConfig):
    """Register the room and what it holds of people."""

    name = "mentorquilt.pairings"
    label = "pairings"

    def ready(self) -> None:
        from mentorquilt.pairings import actions, models, queries  # noqa: PLC0415 - models load after the registry
        from mentorquilt.records import personal  # noqa: PLC0415

        held = (models.Participant, models.EarlierPair)
        personal.register(personal.Holding("pairings", held, queries.personal_data, actions.forget))
