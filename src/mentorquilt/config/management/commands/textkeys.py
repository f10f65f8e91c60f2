"""``python manage.py textkeys``: make, renew and rotate the keys of encrypted texts."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from mentorquilt.records import rotation, text


class Command(BaseCommand):
    help = (
        "Make the key file; --add puts a new key before the old ones; --rewrite encrypts every text with it."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--add", action="store_true", help="put a new key before the old ones")
        parser.add_argument("--rewrite", action="store_true", help="encrypt every text with the newest key")

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.TEXT_KEYS_FILE
        if options["add"] or options["rewrite"]:
            self.renew(add=options["add"], rewrite=options["rewrite"])
        elif path.exists():
            self.stdout.write(f"There are keys at {path} already; --add puts a new one before them.")
        else:
            text.make_keys(path)
            self.stdout.write(f"The keys are at {path}. Keep a copy apart from the database's backups.")

    def renew(self, *, add: bool, rewrite: bool) -> None:
        """Add a key, rewrite the texts, or both."""
        path = settings.TEXT_KEYS_FILE
        if not path.exists():
            raise CommandError(f"There is no key file at {path}; without it stored texts cannot be read.")
        if add:
            text.add_key(path)
            self.stdout.write(f"A new key stands first in {path}. Restart every process before --rewrite.")
        if rewrite:
            count = rotation.rewrite_all()
            self.stdout.write(
                f"{count} rows are encrypted with the newest key; older keys may leave the file."
            )
