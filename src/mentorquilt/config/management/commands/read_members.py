"""``manage.py read_members FILE``: read a society's membership list and say what it changed (D-10)."""

import hashlib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mentorquilt.members import actions
from mentorquilt.members.states import FeedSource


class Command(BaseCommand):
    """Read one CSV or XLSX file; nothing is written when the file is refused."""

    help = "Read a membership list (CSV or XLSX): number, e-mail, name, class, stage, status, valid until, groups."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and whether it is the whole list."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--whole", action="store_true", help="mark active members lapsed whom the file does not name"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file and print the counts, then every row that was not understood."""
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        feed = actions.read_list(
            data=data,
            file_name=path.name,
            digest=hashlib.sha256(data).hexdigest(),
            source=FeedSource.DROPPED,
            by=None,
            now=timezone.now(),
            is_whole=options["whole"],
        )
        if feed.failure:
            raise CommandError(feed.failure)
        self.stdout.write(
            ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in feed.counts.items())
        )
        for one in feed.problems:
            if one["kind"] != "missing":
                where = f"row {one['row']}" + (f", {one['column']}" if one["column"] else "")
                self.stdout.write(f"{where}: {one['message']} {one['fix']}")
