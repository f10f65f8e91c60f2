"""The room's registration with Django."""

from typing import Any

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class MembersRoom(AppConfig):
    """Register the room: its mails, its holdings, its job, and the shipped lists after every migration."""

    name = "mentorquilt.members"
    label = "members"

    def ready(self) -> None:
        from allauth.account.signals import email_changed  # noqa: PLC0415 - models load after the registry
        from allauth.socialaccount.signals import social_account_added  # noqa: PLC0415

        from mentorquilt.mail import switches  # noqa: PLC0415
        from mentorquilt.members import actions, jobs, mails, queries, receivers  # noqa: F401, PLC0415 - after the registry
        from mentorquilt.members.queries.personal import own_files  # noqa: PLC0415
        from mentorquilt.records import jobs as work  # noqa: PLC0415
        from mentorquilt.records import personal  # noqa: PLC0415

        email_changed.connect(receivers.address_changed, dispatch_uid="members.address_changed")
        social_account_added.connect(receivers.sign_on_connected, dispatch_uid="members.sign_on_connected")
        personal.register(
            personal.Holding("members", queries.HELD, queries.personal_data, actions.forget, own_files)
        )
        work.register("members.make_copies", jobs.make_copies, every_seconds=5)
        work.register("members.refresh_search", jobs.refresh_search, every_seconds=15)
        work.register("members.keep_no_longer", jobs.keep_no_longer, every_seconds=3600)
        work.register("members.forget_unused_doors", jobs.forget_unused_doors, every_seconds=3600)
        switches.register(
            switches.Switch(
                slug="pause",
                label=_("Pause me as a mentor"),
                note=_("Nobody is added until you take it off. Pairings you have go on."),
                read=queries.is_paused,
                write=actions.pause,
            )
        )
        work.register("members.ask_still_right", jobs.ask_still_right, every_seconds=3600)
        work.register("members.read_dropped_lists", jobs.read_dropped_lists, every_seconds=3600)
        post_migrate.connect(write_lists, sender=self, dispatch_uid="members.sync_taxonomy")


def write_lists(**kwargs: Any) -> None:
    """Bring the lists up to date, unless the tables were just taken away by migrating backwards."""
    from mentorquilt.members import actions  # noqa: PLC0415 - models load after the registry
    from mentorquilt.members.models import Term  # noqa: PLC0415

    if Term._meta.db_table in connection.introspection.table_names():  # noqa: SLF001 - Django's documented name
        actions.sync_taxonomy()
