"""The room's registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchroundsRoom(AppConfig):
    """Register the room, its job, and what it holds of people."""

    name = "mentorquilt.matchrounds"
    label = "matchrounds"

    def ready(self) -> None:
        from mentorquilt.matchrounds import actions, jobs, models, queries  # noqa: PLC0415 - models load after the registry
        from mentorquilt.programs import links  # noqa: PLC0415
        from mentorquilt.records import jobs as work  # noqa: PLC0415
        from mentorquilt.records import personal  # noqa: PLC0415

        work.register("matchrounds.solve_waiting_rounds", jobs.solve_waiting_rounds, every_seconds=1)
        links.register(links.CohortLink(_("Match rounds"), "matchrounds:cohort", is_first=True))
        personal.register(
            personal.Holding(
                room="matchrounds",
                models=(models.Round, models.Step, models.PairReview),
                personal_data=queries.personal_data,
                forget=actions.forget,
            )
        )
