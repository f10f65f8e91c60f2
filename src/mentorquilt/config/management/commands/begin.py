"""``python manage.py begin``: how a new installation gets its first admin.

Alone it prints a link that works once; whoever opens it names the society in the browser. With a name and an address
it does the same work here, for installations that are set up by a script.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mentorquilt.members import access as members_access
from mentorquilt.members import actions as members
from mentorquilt.members.states import Role
from mentorquilt.society import actions as society
from mentorquilt.society import queries

MOST_HOURS = 72


class Command(BaseCommand):
    help = (
        "Without arguments: print the link that makes the first admin, once. With them: name the society and give a "
        "person its admin right; run it again to rename it or to add another admin."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "society", nargs="?", help='the full name, such as "Example Society of Physicians"'
        )
        parser.add_argument("--short", help="the short name that stands in narrow places")
        parser.add_argument("--admin", metavar="EMAIL", help="address the first admin signs in with")
        parser.add_argument("--name", help="that person's name")
        parser.add_argument(
            "--hours",
            type=int,
            default=24,
            metavar="N",
            help="how long the link works (default 24, at most 72)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if queries.current().is_demo:
            raise CommandError(
                "This database holds the demo society. Leave it on the page /start/, or use another one."
            )
        if options["society"] is None:
            self.stdout.write(link(options["hours"]))
            return
        missing = [f"--{name}" for name in ("short", "admin", "name") if not options[name]]
        if missing:
            raise CommandError(
                f"With a society's name also give {', '.join(missing)}; or give nothing, for a link."
            )
        self.stdout.write(named(options))


def link(hours: int) -> str:
    """Return the words with the setup link; raises CommandError where somebody runs the installation already."""
    if members_access.has_admin():
        raise CommandError(
            "Somebody runs this installation already; an admin names others on the page Staff."
        )
    lasts = timedelta(hours=min(max(hours, 1), MOST_HOURS))
    token = society.make_setup_link(now=timezone.now(), lasts=lasts)
    address = f"{settings.BASE_URL}{reverse('desks:start_link', args=[token])}"
    return (
        f"Open this link, or send it to whoever will run the mentoring. It works once, for {lasts // timedelta(hours=1)} "
        f"hours, and makes that person the first admin:\n\n  {address}\n\nA link printed earlier works no more."
    )


@transaction.atomic
def named(options: dict[str, Any]) -> str:
    """Name the society and its admin here; return what to say. Raises CommandError on what cannot be kept."""
    now, email = timezone.now(), options["admin"].strip().lower()
    try:
        validate_email(email)
        admin = members.add_staff(email=email, name=options["name"], by=None, now=now)
        society.describe(by=admin, now=now, name=options["society"], short_name=options["short"])
    except ValidationError as problem:
        raise CommandError(" ".join(problem.messages)) from None
    members.grant(member=admin, role=Role.ADMIN, by=None, now=now)
    society.close_setup_link()
    return f"{options['society']} is there. {email} signs in with a code sent to that address."
