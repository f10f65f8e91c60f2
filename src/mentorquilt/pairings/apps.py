"""The room's registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PairingsRoom(AppConfig):
    """Register the room, what it holds of people, its page on a cohort's page, and who acts on replies by mail."""

    name = "mentorquilt.pairings"
    label = "pairings"

    def ready(self) -> None:
        from mentorquilt.mail import replies  # noqa: PLC0415 - models load after the registry
        from mentorquilt.members import ties  # noqa: PLC0415
        from mentorquilt.pairings import actions, jobs, mails, models, queries  # noqa: F401, PLC0415 - mails registers the roles
        from mentorquilt.programs import links  # noqa: PLC0415
        from mentorquilt.records import jobs as work  # noqa: PLC0415
        from mentorquilt.records import personal  # noqa: PLC0415

        links.register(links.CohortLink(_("Earlier pairs"), "pairings:earlier", needs_to_run=True))
        links.register_pair_page(queries.page_of_enrolment)
        links.register_paired(queries.sits_in_a_pair)
        held = (models.Participant, models.Message, models.EarlierPair)
        personal.register(personal.Holding("pairings", held, queries.personal_data, actions.forget))
        ties.register_partners(queries.partners_of)
        work.register("pairings.drop_old_words", jobs.drop_old_words, every_seconds=3600)
        replies.register(actions.REPLY_KIND, actions.write_reply)
