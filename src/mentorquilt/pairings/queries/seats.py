"""Reads about one pairing from a participant's seat: the others, what she may read, where its time stands."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorquilt import calendars
from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Member
from mentorquilt.pairings import states
from mentorquilt.pairings.models import Message, Pairing, Participant
from mentorquilt.pairings.queries.couples import MENTEE_SEATS, MENTOR_SEATS
from mentorquilt.programs.models import Cohort, Enrolment, Program
from mentorquilt.programs.states import EnrolmentRole, EnrolmentState
from mentorquilt.society import queries as society

TWO_PERSON = frozenset({states.PairingKind.ONE_OFF, states.PairingKind.DYAD, states.PairingKind.PEER})
MONTHS_A_YEAR = 12
INTRODUCTION = "introduction"
"""Begins the business key of the mail that introduces a pairing: its ref and the recipient's follow."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a participant may call about the program."""

    name: str
    phone: str
    email: str


def others(seat: Participant) -> list[Participant]:
    """Return the other seats of a pairing with their people, mentors first; those who left are among them."""
    rows = Participant.objects.filter(pairing=seat.pairing).exclude(pk=seat.pk)
    found = rows.select_related(
        "member__profile", "member__whereabouts", "member__mentoring", "member__offer"
    )
    return sorted(found.select_related("member__weekly_hours"), key=_order)


def _order(seat: Participant) -> tuple[bool, bool, int]:
    return (not seat.live, seat.role not in MENTOR_SEATS, seat.pk)


def is_two_person(pairing: Pairing) -> bool:
    """Return whether the pairing is of two people, so that one may speak of "the other"."""
    return pairing.kind in TWO_PERSON


def is_mentee(seat: Participant) -> bool:
    """Return whether somebody brings the questions in this pairing."""
    return seat.role in MENTEE_SEATS


def readable(seat: Participant) -> QuerySet[Message]:
    """Return the messages a participant may read: from when she joined until she left (M6)."""
    rows = Message.objects.filter(pairing=seat.pairing, sent_at__gte=seat.joined_at)
    until = seat.left_at or seat.pairing.ended_at
    rows = rows.filter(sent_at__lte=until) if until else rows
    return rows.select_related("author__profile")


def month_of(pairing: Pairing, on: date) -> tuple[int, int | None]:
    """Return which month of how many this is; 0 before the start, no total where the end is open (S-28)."""
    total = pairing.program.months if pairing.program else None
    if total is None and pairing.ends_on:
        total = max(1, _months_between(pairing.starts_on, pairing.ends_on))
    if on < pairing.starts_on:
        return 0, total
    begun = on.day >= pairing.starts_on.day
    number = max(1, _months_between(pairing.starts_on, on) + begun)
    return (min(number, total), total) if total else (number, None)


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * MONTHS_A_YEAR + last.month - first.month


def months_later(moment: datetime, months: int) -> datetime:
    """Return the same moment so many calendar months later, or on that month's last day where it is shorter."""
    year, month = divmod(moment.year * MONTHS_A_YEAR + moment.month - 1 + months, MONTHS_A_YEAR)
    last = monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


def is_over(seat: Participant) -> bool:
    """Return whether the pairing is over for this participant."""
    return not seat.live or seat.pairing.state not in states.LIVE


def is_talk_day(pairing: Pairing, zones: list[str], now: datetime) -> bool:
    """Return whether a talk is set for today on any of the participants' clocks."""
    if pairing.next_at is None:
        return False
    clocks = [calendars.zone_info(zone) for zone in zones if calendars.is_zone(zone)]
    return any(pairing.next_at.astimezone(clock).date() == now.astimezone(clock).date() for clock in clocks)


def contact_of(program: Program | None, one: Any) -> Contact:
    """Return whom to call: the program's contact where one is named, else the society's."""
    if program is not None and program.contact_name:
        return Contact(program.contact_name, program.contact_phone, program.contact_email)
    return Contact(one.contact_name, one.contact_phone, one.contact_email)


def contact_words(program: Program | None) -> str:
    """Return whom to call, as the last line of a mail; nothing where nobody is named."""
    contact = contact_of(program, society.current())
    reach = ", ".join(part for part in (contact.name, contact.phone or contact.email) if part)
    return _("Questions? %(contact)s.") % {"contact": reach} if reach else ""


def named(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def own_seats(member: Any, now: datetime) -> QuerySet[Participant]:
    """Return the pairings somebody is or was in, the live ones and the latest first; not yet announced ones are out."""
    rows = Participant.objects.filter(member=member).exclude(pairing__ref__in=unannounced(member, now))
    rows = rows.select_related("pairing__program", "pairing__cohort")
    return rows.order_by("-live", "-pairing__starts_on", "-pk")


def partners_of(member: Any) -> frozenset[int]:
    """Return the keys of everybody who sits in a live and announced pairing with somebody."""
    mine = Participant.objects.filter(member=member, live=True).values("pairing")
    rows = Participant.objects.filter(pairing__in=mine, live=True).exclude(member=member)
    found = list(rows.values_list("member_id", "pairing__ref"))
    held = unannounced(member, timezone.now()) if found else []
    return frozenset(key for key, ref in found if str(ref) not in held)


def page_of_enrolment(enrolment: Enrolment) -> str:
    """Return the path of the pair page that an enrolment led to, a live one first; nothing where there is none yet."""
    roles = MENTEE_SEATS if enrolment.role == EnrolmentRole.MENTEE else MENTOR_SEATS
    mine = own_seats(enrolment.member, timezone.now()).filter(cohort=enrolment.cohort_id, role__in=roles)
    seat = mine.first()
    return reverse("desks:pair", args=[seat.pairing.ref]) if seat else ""


def sits_in_a_pair(enrolment: Enrolment) -> bool:
    """Return whether an enrolment has a live seat, also in a pairing that nobody was told of yet."""
    roles = MENTEE_SEATS if enrolment.role == EnrolmentRole.MENTEE else MENTOR_SEATS
    rows = Participant.objects.filter(cohort=enrolment.cohort_id, member=enrolment.member_id, live=True)
    return rows.filter(role__in=roles).exists()


def unannounced(member: Any, now: datetime) -> list[str]:
    """Return the refs of pairings whose introduction to somebody a coordinator still holds in the outbox.

    Until it leaves she may take the whole round back, so nobody stumbles upon a pair before.
    """
    rows = Mail.objects.held(now).filter(to=member, key__startswith=f"{INTRODUCTION}:")
    return [key.split(":")[1] for key in rows.values_list("key", flat=True)]


def may_look_again(seat: Participant) -> bool:
    """Return whether somebody whose pairing is over may still say that she wants another, or not this year."""
    if (
        seat.pairing.cohort_id is None
        or Participant.objects.filter(
            cohort=seat.pairing.cohort_id, member=seat.member_id, live=True
        ).exists()
    ):
        return False
    mine = Enrolment.objects.filter(cohort=seat.pairing.cohort_id, member=seat.member_id)
    return mine.filter(state=EnrolmentState.MATCHED).exists()


@dataclass(frozen=True, slots=True)
class Talk:
    """How much was written in a pairing, and how much of it is new to somebody."""

    written: int = 0
    unread: int = 0


def talks(seats: Sequence[Participant]) -> dict[int, Talk]:
    """Return by seat how much was written in each live pairing and is new to its owner; one query."""
    by_pairing = {seat.pairing_id: seat for seat in seats if not is_over(seat)}
    found: dict[int, Talk] = {}
    rows = Message.objects.filter(pairing__in=by_pairing, taken_back_at=None).order_by("pk")
    for pairing, author, at in rows.values_list("pairing_id", "author_id", "sent_at"):
        seat = by_pairing[pairing]
        if at < seat.joined_at:
            continue
        is_new = author != seat.member_id and (seat.opened_at is None or at > seat.opened_at)
        so_far = found.get(seat.pk, Talk())
        found[seat.pk] = Talk(so_far.written + 1, so_far.unread + is_new)
    return found


@dataclass(frozen=True, slots=True)
class MatchAgain:
    """People of a cohort whose pairing was declined before it began, and how many such pairings there were."""

    declined: int
    people: tuple[Member, ...]


def to_match_again(cohort: Cohort) -> MatchAgain:
    """Return who of a cohort is to be matched again, without who declined or why; people paired since are out."""
    declined = Pairing.objects.filter(cohort=cohort, how_ended=states.HowPairingEnded.DECLINED)
    count = declined.count()
    if not count:
        return MatchAgain(0, ())
    paired = Participant.objects.filter(cohort=cohort, live=True).values("member")
    rows = Member.objects.filter(participations__pairing__in=declined, is_active=True).exclude(pk__in=paired)
    people = rows.select_related("profile").distinct().order_by("profile__name_search", "pk")
    return MatchAgain(count, tuple(people))
