"""Who works for the society: naming somebody, telling her by mail, lending a coordinator's programs to a stand-in."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format

from mentorquilt import calendars
from mentorquilt.desks import mails
from mentorquilt.mail import actions as mail
from mentorquilt.members import actions as members
from mentorquilt.members import queries as people
from mentorquilt.members.models import Grant, Member
from mentorquilt.members.states import Role, Scope
from mentorquilt.programs.models import Program
from mentorquilt.society import queries as society


@transaction.atomic
def add_person(
    *,
    email: str,
    name: str,
    role: str,
    by: Any,
    now: datetime,
    scope_kind: str = Scope.SOCIETY,
    scope_id: str = "",
    scope_words: str = "",
) -> Member:
    """Give somebody a staff right, making her account when nobody has the address, and tell her by mail."""
    member = members.add_staff(email=email, name=name, by=by, now=now)
    held = members.grant(member=member, role=role, by=by, now=now, scope_kind=scope_kind, scope_id=scope_id)
    right = str(Role(role).label)
    _tell(held, member, f"{right}, {scope_words}" if scope_words else right, by, now)
    return member


def _tell(held: Grant, member: Member, right: str, by: Any, now: datetime) -> None:
    mail.draft(
        role=mails.RIGHT_GIVEN,
        key=f"right:{held.pk}:{now.date().isoformat()}",
        address=member.email,
        to=member,
        now=now,
        context={
            "name": people.called(member),
            "society": society.current().name,
            "by": people.called(by),
            "right": right,
            "link": settings.BASE_URL + reverse("desks:home"),
            "address": member.email,
        },
    )


@transaction.atomic
def name_coordinator(*, by: Member, now: datetime, email: str = "", name: str = "") -> Member:
    """Make somebody coordinator of the whole society, oneself unless an address is given; she may run it, too."""
    if not email or email.strip().lower() == by.email:
        members.grant(member=by, role=Role.COORDINATOR, by=by, now=now)
        return by
    other = add_person(email=email, name=name, role=Role.COORDINATOR, by=by, now=now)
    members.grant(member=other, role=Role.ADMIN, by=by, now=now)
    return other


@transaction.atomic
def lend(
    *,
    email: str,
    name: str,
    instead_of: Member,
    programs: Sequence[Program],
    until: datetime,
    by: Any,
    now: datetime,
) -> tuple[Member, list[str]]:
    """Let somebody look after programs until a moment and tell her by mail; return her and the programs lent."""
    member = members.add_staff(email=email, name=name, by=by, now=now)
    refs = [str(program.ref) for program in programs]
    lent = members.stand_in(member=member, instead_of=instead_of, programs=refs, until=until, by=by, now=now)
    if lent:
        told = ", ".join(program.name for program in programs if str(program.ref) in lent)
        mail.draft(
            role=mails.STAND_IN,
            key=f"stand-in:{member.pk}:{instead_of.pk}:{until.isoformat()}:{len(lent)}",
            address=member.email,
            to=member,
            now=now,
            context={
                "name": people.called(member),
                "by": people.called(instead_of),
                **last_day(until),
                "programs": told,
                "link": settings.BASE_URL + reverse("desks:home"),
                "address": member.email,
            },
        )
    return member, lent


def last_day(until: datetime) -> dict[str, str]:
    """Return the last whole day before a moment in the society's zone, and that zone in words."""
    zone, last = society.current().zone, until - timedelta(seconds=1)
    day = date_format(last.astimezone(calendars.zone_info(zone)), "l j F")
    return {"until": day, "zone": people.zone_words(zone, last)}
