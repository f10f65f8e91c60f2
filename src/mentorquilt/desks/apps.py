"""The room's registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Desks(AppConfig):
    """Register the room and its mails."""

    name = "mentorquilt.desks"
    label = "desks"

    def ready(self) -> None:
        from mentorquilt.desks import mails  # noqa: F401, PLC0415 - models load after the registry
        from mentorquilt.programs import links  # noqa: PLC0415

        links.register(links.CohortLink(_("Out of training"), "desks:adrift", needs_to_run=True))
