"""Programs, cohorts and enrolments of a test."""

from datetime import UTC, date, datetime
from typing import Any

from mentorquilt.members.models import Grant, Member, Mentoring, Need, Offer, Profile, Whereabouts
from mentorquilt.members.states import Role, Scope
from mentorquilt.programs.models import Cohort, Enrolment, Program

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def program(name: str = "Nine Months", **facts: Any) -> Program:
    """Save a program."""
    return Program.objects.create(name=name, **facts)


def cohort(of: Program | None = None, name: str = "Class of 2026", **facts: Any) -> Cohort:
    """Save a cohort, of a new program unless one is given."""
    return Cohort.objects.create(program=of or program(), name=name, **facts)


def physician(email: str, **facts: Any) -> Member:
    """Save a member with a profile; ``facts`` are columns of the profile."""
    member = Member.objects.create_user(email)
    name = facts.pop("full_name", email.split("@", maxsplit=1)[0].replace(".", " ").title())
    Profile.objects.create(member=member, full_name=name, name_search=name.casefold(), **facts)
    return member


def staff(email: str, role: str = Role.COORDINATOR, of: Program | None = None) -> Member:
    """Save a member of staff with one grant, for one program or the whole society."""
    member = Member.objects.create_user(email, kind="staff")
    kind, scope = (Scope.PROGRAM, str(of.ref)) if of else (Scope.SOCIETY, "")
    Grant.objects.create(member=member, role=role, scope_kind=kind, scope_id=scope)
    return member


def mentee(into: Cohort, email: str, *, topics: tuple[str, ...] = (), **facts: Any) -> Enrolment:
    """Enrol an approved mentee with a need; ``facts`` are columns of the profile."""
    member = physician(email, **{"stage": "early", **facts})
    need = Need.objects.create(owner=member, seeks="A way to begin.", topics=list(topics))
    return Enrolment.objects.create(
        cohort=into,
        member=member,
        role="mentee",
        state="approved",
        origin="import",
        need=need,
        enrolled_at=NOW,
    )


def mentor(
    into: Cohort, email: str, *, topics: tuple[str, ...] = (), capacity: int = 1, **facts: Any
) -> Enrolment:
    """Enrol an approved, willing mentor with an offer; ``facts`` are columns of the profile."""
    member = physician(email, **{"stage": "late", **facts})
    Mentoring.objects.create(member=member, is_willing=True, capacity=capacity)
    Offer.objects.create(owner=member, topics=list(topics))
    return Enrolment.objects.create(
        cohort=into,
        member=member,
        role="mentor",
        state="approved",
        origin="import",
        places=capacity,
        enrolled_at=NOW,
    )


def at_home(member: Member, city: str, latitude: float, longitude: float) -> None:
    """Give a member an exact place; region and country follow from the city's id."""
    country, region, _name = city.split("/")
    Whereabouts.objects.create(member=member, city=city, latitude=latitude, longitude=longitude)
    Profile.objects.filter(member=member).update(
        region=f"{country}/{region}", country=country, zone="America/Chicago"
    )


def day(text: str) -> date:
    """Return a date from its ISO text."""
    return date.fromisoformat(text)
