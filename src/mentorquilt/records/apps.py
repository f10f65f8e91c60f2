"""The room's registration with Django."""

from django.apps import AppConfig


class Records(AppConfig):
    """Register the room and its own job."""

    name = "mentorquilt.records"
    label = "records"

    def ready(self) -> None:
        from mentorquilt.records import actions, jobs, models, personal, queries  # noqa: PLC0415 - after the registry

        held = (models.AuditNote, models.AccessNote, models.Submission, models.Order, models.Erasure)
        personal.register(personal.Holding("records", held, queries.personal_data, actions.forget))

        jobs.register("records.seal_notes", actions.seal_notes, every_seconds=60)
        jobs.register("records.forget_old", actions.forget_old, every_seconds=3600)
        jobs.register("records.cut_trail", actions.cut_trail, every_seconds=24 * 3600)
        jobs.register("records.erase_due", actions.erase_due, every_seconds=600)
