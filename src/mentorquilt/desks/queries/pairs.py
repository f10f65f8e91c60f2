"""Somebody's pairings as cards: who, what, which month, and the one next step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from mentorquilt.members import queries as members
from mentorquilt.members.models import Member, MentorType
from mentorquilt.members.queries import Labels
from mentorquilt.pairings import queries as pairings
from mentorquilt.pairings.models import Participant
from mentorquilt.pairings.states import PairingKind, ParticipantRole


@dataclass(frozen=True, slots=True)
class PairCard:
    """One pairing in a list: who, what, which month, and the one next step."""

    ref: str
    names: str
    photo: str
    line: str
    kind: str
    type: MentorType | None
    month: int
    months: int | None
    is_over: bool
    is_single: bool
    unread: int
    step: str
    starts_on: date


def own_pairs(member: Member, *, now: datetime) -> tuple[PairCard, ...]:
    """Return somebody's pairings as cards, live ones first, in a fixed number of queries."""
    seats = list(pairings.own_seats(member, now))
    if not seats:
        return ()
    labels = members.labels()
    beside = _others_by_pairing(seats)
    photos = members.photo_urls([one.member_id for rows in beside.values() for one in rows])
    talks, none = pairings.talks(seats), pairings.Talk()
    return tuple(
        _card(seat, beside.get(seat.pairing_id, []), photos, labels, talks.get(seat.pk, none), now)
        for seat in seats
    )


def _others_by_pairing(seats: Sequence[Participant]) -> dict[int, list[Participant]]:
    own = {seat.pk for seat in seats}
    rows = Participant.objects.filter(pairing__in=[seat.pairing_id for seat in seats]).exclude(pk__in=own)
    found: dict[int, list[Participant]] = {}
    for row in rows.select_related("member__profile").order_by("-live", "pk"):
        found.setdefault(row.pairing_id, []).append(row)
    return found


def _card(
    seat: Participant,
    others: list[Participant],
    photos: dict[int, str],
    labels: Labels,
    talk: pairings.Talk,
    now: datetime,
) -> PairCard:
    pairing = seat.pairing
    number, total = pairings.month_of(pairing, now.date())
    names = pairings.named([members.called(one.member) for one in others]) or _("former member")
    return PairCard(
        ref=str(pairing.ref),
        names=names,
        photo=photos.get(others[0].member_id, "") if len(others) == 1 else "",
        line=_card_line(seat, others),
        kind=pairing.get_kind_display(),
        type=labels.types.get(pairing.mentor_type),
        month=number,
        months=total,
        is_over=pairings.is_over(seat),
        is_single=pairing.kind == PairingKind.ONE_OFF,
        unread=talk.unread,
        step=_step(seat, talk),
        starts_on=pairing.starts_on,
    )


def _card_line(seat: Participant, others: list[Participant]) -> str:
    """Return what the other is to the reader, with the program."""
    program = str(seat.pairing.program or "")
    if len(others) == 1:
        roles = {ParticipantRole.MENTOR: _("Your mentor"), ParticipantRole.MENTEE: _("Your mentee")}
        role = roles.get(ParticipantRole(others[0].role), _("Your peer"))
    else:
        role = str(seat.pairing.get_kind_display()).capitalize()
    return " · ".join(part for part in (role, program) if part)


def _step(seat: Participant, talk: pairings.Talk) -> str:
    """Return the one next step as a slug: read, meet, write, wait, or none."""
    if pairings.is_over(seat):
        return ""
    if talk.unread:
        return "read"
    if seat.pairing.sessions_held or talk.written:
        return ""
    if seat.role == ParticipantRole.MENTEE:
        return "write"
    return "meet" if seat.opened_at is None else "wait"
