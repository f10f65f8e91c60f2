"""Builds the demo society in an empty database, in one transaction."""

import random
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from mentorquilt.config.demo import announced, cast, cohorts, door, groups, pairs, people, telling, writing
from mentorquilt.members.models import Grant, Member
from mentorquilt.members.states import Kind, Role, Scope
from mentorquilt.programs.models import Program
from mentorquilt.society import actions as society

LABELS = {cast.MENTEE: "mentee", cast.MENTOR: "mentor"}


class NotEmpty(Exception):
    """There are people in the database already; the demo never mixes with them."""


@transaction.atomic
def build(*, now: datetime) -> int:
    """Write the whole demo society and return how many members it has; raises NotEmpty."""
    if Member.objects.exists():
        raise NotEmpty
    staff = {label: _staff(email, label, name, now) for label, email, name in cast.SIGN_IN_AS}
    society.describe(
        by=staff["admin"],
        now=now,
        name="Meridian Society of Physicians",
        short_name="Meridian",
        sender_name="Meridian Society of Physicians",
        reply_to="mentoring@meridian.example",
        contact_name="Robin Hale",
        contact_email="mentoring@meridian.example",
        contact_phone="+1 555 010 0142",
        zone="America/Denver",
        is_demo=True,
        crisis_help="In the United States call or text 988 at any hour. Elsewhere: your local emergency number.",
    )
    told = [*cast.mentees(), *cast.mentors()]
    invented = people.invent(frozenset(person.email for person in told))
    everybody = [*told, *invented]
    members = writing.write_people(everybody, now)
    stage = cohorts.Stage(
        by=staff["coordinator"],
        now=now,
        people=invented,
        members=members,
        used=set(),
        chance=random.Random(people.SEED),  # noqa: S311 - invented people, not secrets
    )
    cohorts.build(stage)
    for email, label in LABELS.items():
        Member.objects.filter(email=email).update(demo_label=label)
    _grant(staff["admin"], Role.ADMIN)
    for program in Program.objects.all():
        _grant(staff["coordinator"], Role.COORDINATOR, str(program.ref))
    _grant(staff["reader"], Role.READER, str(Program.objects.get(name="Nine Months").ref))
    groups.build(everybody, members, by=staff["admin"], now=now)
    pairs.build(stage)
    announced.build(stage)
    door.build(stage)
    telling.build(everybody, members, by=staff["admin"], now=now)
    return Member.objects.count()


def _staff(email: str, label: str, name: str, now: datetime) -> Member:
    member = Member.objects.create_user(email, kind=Kind.STAFF, name=name, joined_at=now, demo_label=label)
    EmailAddress.objects.create(user=member, email=email, verified=True, primary=True)
    return member


def _grant(member: Member, role: str, program: str = "") -> None:
    kind = Scope.PROGRAM if program else Scope.SOCIETY
    Grant.objects.create(member=member, role=role, scope_kind=kind, scope_id=program)
