"""``python manage.py restore FILE``: bring a backup back into an empty place."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mentorquilt.config.backups import databases, restoring, sealing


class Command(BaseCommand):
    help = "Bring a backup back into an empty place; --verify compares what came back with what went in."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file that backup wrote")
        parser.add_argument(
            "--verify", action="store_true", help="compare counts, constraints and a private text"
        )
        parser.add_argument(
            "--erasures", type=Path, metavar="FILE", help="a newer erasures.log: whom to forget again"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        try:
            report = restoring.restore(
                path=path, verify=options["verify"], erasures=options["erasures"], now=timezone.now()
            )
        except (restoring.NotEmpty, restoring.NotWhole, sealing.CannotOpen, databases.CannotCopy) as problem:
            raise CommandError(f"{problem}\nNothing was changed.") from None
        self.stdout.write(
            f"Backup of {report.made_at}, version {report.version}: {report.rows} rows are back."
        )
        for line in report.good:
            self.stdout.write(f"good: {line}")
        if report.erased_again:
            self.stdout.write(
                f"good: {report.erased_again} people who were forgotten since are forgotten again"
            )
        for line in report.wrong:
            self.stdout.write(f"WRONG: {line}")
        if report.wrong:
            raise CommandError(
                "The restore does not hold. Keep this place for a look, and use another backup."
            )
        self.stdout.write("The restore holds. Next: python manage.py prepare, then start.")
