"""The room's registration with Django."""

from django.apps import AppConfig
from django.conf import settings


class Mail(AppConfig):
    """Register the room and its delivery jobs."""

    name = "mentorquilt.mail"
    label = "mail"

    def ready(self) -> None:
        from mentorquilt.mail import actions, jobs, models, queries, receivers  # noqa: PLC0415 - models load after the registry
        from mentorquilt.records import jobs as work  # noqa: PLC0415
        from mentorquilt.records import personal  # noqa: PLC0415

        held = (models.Mail, models.Address, models.Preference)
        personal.register(personal.Holding("mail", held, queries.personal_data, actions.forget))

        if settings.ANYMAIL:
            from anymail.signals import tracking  # type: ignore[import-untyped]  # noqa: PLC0415 - where one is chosen

            tracking.connect(receivers.provider_told, dispatch_uid="mail.provider_told")
        work.register("mail.deliver_approved", jobs.deliver_approved, every_seconds=2)
        work.register("mail.sweep_stale", jobs.sweep_stale, every_seconds=60)
        work.register("mail.send_digests", jobs.send_digests, every_seconds=900)
        work.register("mail.collect_incoming", jobs.collect_incoming, every_seconds=60)
        work.register("mail.handle_incoming", jobs.handle_incoming, every_seconds=5)
        work.register("mail.drop_old_bodies", jobs.drop_old_bodies, every_seconds=3600)
