"""``python manage.py prepare``: all that an installation needs before it starts, quick when unchanged."""

import hashlib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection
from django.utils import timezone

from mentorquilt.config import checks
from mentorquilt.config.demo import cast
from mentorquilt.config.serve import SIGN_IN_WORDS
from mentorquilt.guides import actions as guides
from mentorquilt.members import access as members_access
from mentorquilt.members.models import Member
from mentorquilt.records import text
from mentorquilt.society import queries as society

LOCK_TRIES, LONGEST_PAUSE_SECONDS = 10, 5
WARM_UP = "from mentorquilt import matching; matching.warm_up()"


class Command(BaseCommand):
    help = "Make keys, bring the database up to date, collect static files and warm the compiled caches."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="fill an empty database with the demo society"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        checks.refuse_unsafe_production()
        settings.VAR.mkdir(parents=True, exist_ok=True)
        with warming():
            if not settings.PRODUCTION:
                text.make_keys(settings.TEXT_KEYS_FILE)
            bring_tables_up_to_date()
            collect_changed_static()
            guides.sync_shipped(now=timezone.now())
            if options["demo"] and settings.DEMO_POSSIBLE and not Member.objects.exists():
                self.stdout.write("Making the demo society; this happens once ...")
                call_command("demo", stdout=self.stdout)
        (settings.VAR / SIGN_IN_WORDS).write_text(how_to_sign_in())
        if settings.PRODUCTION and society.current().is_demo:
            raise CommandError(
                "This database holds the demo society. Production needs an empty one of its own."
            )


@contextmanager
def warming() -> Iterator[None]:
    """Compile the matching kernels beside the other work; they are kept on disk for later starts."""
    running = subprocess.Popen([sys.executable, "-c", WARM_UP])  # noqa: S603 - our own words
    try:
        yield
    finally:
        if running.wait():
            raise CommandError("The matching kernels could not be compiled; the lines above say why.")


def bring_tables_up_to_date(*, tries: int = LOCK_TRIES) -> None:
    """Run the migrations that are missing. On PostgreSQL they wait two seconds for a lock, not for ever.

    A migration that got no lock is undone whole and tried again after a while, so that a report somebody runs holds
    nobody else up. Raises CommandError when it never got one.
    """
    for number in range(1, tries + 1):
        try:
            migrate_impatiently()
        except OperationalError as problem:
            if connection.vendor != "postgresql" or "lock timeout" not in str(problem):
                raise
            connection.close()
            if number == tries:
                raise CommandError(
                    "The tables could not be changed: something holds them. Nothing was changed half. Look for long "
                    "transactions in pg_stat_activity, then run prepare again."
                ) from None
            time.sleep(min(number, LONGEST_PAUSE_SECONDS))
        else:
            return


def migrate_impatiently() -> None:
    """Run the migrations; on PostgreSQL with two seconds for each lock and no limit for the work itself."""
    is_impatient = connection.vendor == "postgresql"
    if is_impatient:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
            cursor.execute("SET statement_timeout = 0")
    call_command("migrate", interactive=False, verbosity=0)
    if is_impatient:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
            cursor.execute("RESET statement_timeout")


def how_to_sign_in() -> str:
    """Return the words that stand under the address when the product is ready."""
    if not society.current().is_demo:
        if not members_access.has_admin():
            return "Nobody runs it yet. Make the first admin with: python manage.py begin\n"
        return "Sign in with your e-mail address: a code is sent to it.\n"
    lines = [f"  {name}, {role}" for role, _, name in cast.SIGN_IN_AS]
    return "\n".join(
        ["One click on the sign-in page makes you one of these people of the demo society:", *lines, ""]
    )


def collect_changed_static() -> None:
    """Collect static files when any of them changed since the last time."""
    seen = settings.STATIC_ROOT / ".collected"
    wanted = static_fingerprint()
    if seen.is_file() and seen.read_text() == wanted:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=settings.STATIC_ROOT.is_dir())
    seen.write_text(wanted)


def static_fingerprint() -> str:
    """Return a digest of the name, size and time of every static file, and of how they are stored."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
