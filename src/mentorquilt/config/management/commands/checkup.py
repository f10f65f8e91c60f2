"""``python manage.py checkup``, which is ``mentorquilt check``: what is wrong here, and what to do."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from mentorquilt.config.checkup import report


class Command(BaseCommand):
    help = "Look at settings, keys, disk, database, worker, outbox, backup and the sender's domain."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--without-names", action="store_true", help="do not ask the name servers")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(report.look(now=timezone.now(), ask_names=not options["without_names"]))
        for line in report.lines(found):
            self.stdout.write(line)
        code = report.exit_code(found)
        if code:
            sys.exit(code)
