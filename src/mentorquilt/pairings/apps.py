"""The room's registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PairingsRoom(AppConfig):
    """Register the room, what it holds of people, and its page on a cohort's page."""

    name = "mentorquilt.pairings"
    label = "pairings"

    def ready(self) -> None:
        from mentorquilt.members import ties  # noqa: PLC0415 - models load after the registry
        from mentorquilt.pairings import actions, models, queries  # noqa: PLC0415 - models load after the registry
        from mentorquilt.programs import links  # noqa: PLC0415
        from mentorquilt.records import personal  # noqa: PLC0415

        links.register(links.CohortLink(_("Earlier pairs"), "pairings:earlier", needs_to_run=True))
        held = (models.Participant, models.EarlierPair)
        personal.register(personal.Holding("pairings", held, queries.personal_data, actions.forget))
        ties.register_partners(queries.partners_of)
