"""``python manage.py backup``: one encrypted file with everything but the keys."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mentorquilt.config.backups import databases, making, sealing


class Command(BaseCommand):
    help = "Back up the database and the media into one encrypted file, while people work."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--make-key", action="store_true", help="make the key backups are encrypted with")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["make_key"]:
            self.make_key()
            return
        try:
            made = making.make(now=timezone.now())
        except sealing.CannotOpen as problem:
            raise CommandError(f"{problem} Make one with: mentorquilt backup --make-key") from None
        except databases.CannotCopy as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"{made.path} holds {made.rows} rows in {made.size / 1e6:.1f} MB.")
        if made.dropped:
            self.stdout.write(f"{made.dropped} older than 35 days went.")
        self.stdout.write(
            f"Not in it, to be kept apart from it: the text keys ({settings.TEXT_KEYS_FILE}) and the backup key "
            f"({settings.BACKUP_KEYS_FILE})."
        )

    def make_key(self) -> None:
        """Make the key file, or say that there is one."""
        path = settings.BACKUP_KEYS_FILE
        if sealing.make_key(path):
            self.stdout.write(f"The backup key is at {path}. Keep a copy where no backup lies.")
        else:
            self.stdout.write(f"There is a key at {path} already; nothing was changed.")
