"""``manage.py demo``: fill an empty database with the demo society."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentorquilt.config.demo import build


class Command(BaseCommand):
    """Load the demo society; refused in production and where there are people already."""

    help = "Fill an empty database with the demo society (about 480 invented physicians)."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("MENTORQUILT_ENV=production: the demo society has no place here.")
        try:
            count = build.build(now=timezone.now())
        except build.NotEmpty:
            raise CommandError(
                "There are people in this database already; `make reset` begins anew."
            ) from None
        self.stdout.write(f"The demo society is there: {count} people.")
