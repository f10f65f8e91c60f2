"""``python manage.py begin``: name the society and its first administrator, on a database that has neither."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from mentorquilt.members import actions as members
from mentorquilt.members.states import Role
from mentorquilt.society import actions as society
from mentorquilt.society import queries


class Command(BaseCommand):
    help = "Name the society and give a person its admin right; run it again to rename it or to add another admin."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("society", help='the full name, such as "Example Society of Physicians"')
        parser.add_argument("--short", required=True, help="the short name that stands in the header")
        parser.add_argument(
            "--admin", required=True, metavar="EMAIL", help="address the first admin signs in with"
        )
        parser.add_argument("--name", required=True, help="that person's name")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if queries.current().is_demo:
            raise CommandError("This database holds the demo society. Begin in an empty one.")
        now, email = timezone.now(), options["admin"].strip().lower()
        try:
            validate_email(email)
            admin = members.add_staff(email=email, name=options["name"], by=None, now=now)
            society.describe(by=admin, now=now, name=options["society"], short_name=options["short"])
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from None
        members.grant(member=admin, role=Role.ADMIN, by=None, now=now)
        self.stdout.write(
            f"{options['society']} is there. {email} signs in with a code sent to that address."
        )
