"""Who waits for a look at her membership before the round, with what the membership list says (S-23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mentorquilt.members import queries as members
from mentorquilt.members.models import Member, Membership
from mentorquilt.members.states import Kind, Standing
from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort, Enrolment
from mentorquilt.society import queries as society


@dataclass(frozen=True, slots=True)
class Twin:
    """Somebody known who has the same name: perhaps the same person under another address."""

    ref: str
    name: str
    standing: str
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person on the check list; ``standing`` in words, ``grace_until`` where a membership ended lately."""

    enrolment: Enrolment
    name: str
    address: str
    line: str
    membership: Membership | None
    standing: str
    is_new: bool
    grace_until: date | None
    twins: tuple[Twin, ...]


def check_list(cohort: Cohort, today: date) -> list[Waiting]:
    """Return who waits, longest first, in five queries however many there are."""
    rows = list(
        cohort.enrolments.filter(state=states.EnrolmentState.SUBMITTED)
        .select_related("member__profile", "member__membership")
        .order_by("enrolled_at", "pk")
    )
    grace = society.current().grace_days
    twins = _twins([row.member for row in rows], today, grace)
    standings = members.standings([row.member_id for row in rows], today, grace)
    labels = members.labels()
    return [_waiting(row, Standing(standings[row.member_id]), twins, labels, grace) for row in rows]


def _waiting(
    row: Enrolment, standing: Standing, twins: dict[str, list[Twin]], labels: members.Labels, grace: int
) -> Waiting:
    profile = row.member.profile
    membership = getattr(row.member, "membership", None)
    in_grace = standing == Standing.IN_GRACE and membership is not None and membership.valid_until is not None
    told = (
        members.stage_words(profile.stage),
        labels.of("specialty", profile.specialty) if profile.specialty else "",
        members.region_words(profile.region),
    )
    return Waiting(
        enrolment=row,
        name=profile.called,
        address=row.member.email,
        line=", ".join(part for part in told if part),
        membership=membership,
        standing=str(standing.label),
        is_new=row.member.kind == Kind.GUEST,
        grace_until=membership.valid_until + timedelta(days=grace) if in_grace and membership else None,
        twins=tuple(twin for twin in twins.get(profile.name_search, ()) if twin.ref != str(row.member.ref)),
    )


def _twins(people: Sequence[Member], today: date, grace: int) -> dict[str, list[Twin]]:
    """Return everybody who has the name of one of these people, by that name; two queries."""
    names = {person.profile.name_search for person in people} - {""}
    same = list(
        Member.objects.filter(profile__name_search__in=names)
        .select_related("profile", "membership")
        .order_by("pk")
    )
    standings = members.standings([row.pk for row in same], today, grace)
    found: dict[str, list[Twin]] = {}
    for row in same:
        membership = getattr(row, "membership", None)
        until = membership.valid_until if membership else None
        twin = Twin(str(row.ref), row.profile.called, str(Standing(standings[row.pk]).label), until)
        found.setdefault(row.profile.name_search, []).append(twin)
    return found


@dataclass(frozen=True, slots=True)
class Confirmations:
    """How far asking people to confirm has come."""

    confirmed: int
    open: int
    never_asked: int
    may_remind: int
    withdrew: int


def confirmations(cohort: Cohort, *, asked_before: datetime) -> Confirmations:
    """Count who confirmed, who has not, and how many may be written to now; one query."""
    rows = cohort.enrolments.exclude(origin=states.Origin.MEMBER).values_list(
        "state", "confirmed_at", "reminded_at"
    )
    confirmed = opened = never = due = withdrew = 0
    for state, confirmed_at, reminded_at in rows:
        confirmed += confirmed_at is not None and state != states.EnrolmentState.WITHDRAWN
        withdrew += state == states.EnrolmentState.WITHDRAWN
        if state == states.EnrolmentState.UNCONFIRMED:
            opened += 1
            never += reminded_at is None
            due += reminded_at is None or reminded_at <= asked_before
    return Confirmations(confirmed, opened, never, due, withdrew)
