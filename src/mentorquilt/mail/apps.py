"""The room's registration with Django."""

from django.apps import AppConfig


class Mail(AppConfig):
    """Register the room and its delivery jobs."""

    name = "mentorquilt.mail"
    label = "mail"

    def ready(self) -> None:
        from mentorquilt.mail import actions, jobs, models, queries  # noqa: PLC0415 - models load after the registry
        from mentorquilt.records import jobs as work  # noqa: PLC0415
        from mentorquilt.records import personal  # noqa: PLC0415

        held = (models.Mail, models.Address, models.Preference)
        personal.register(personal.Holding("mail", held, queries.personal_data, actions.forget))

        work.register("mail.deliver_approved", jobs.deliver_approved, every_seconds=2)
        work.register("mail.sweep_stale", jobs.sweep_stale, every_seconds=60)
        work.register("mail.send_digests", jobs.send_digests, every_seconds=900)
        work.register("mail.collect_incoming", jobs.collect_incoming, every_seconds=60)
        work.register("mail.handle_incoming", jobs.handle_incoming, every_seconds=5)
        work.register("mail.drop_old_bodies", jobs.drop_old_bodies, every_seconds=3600)
