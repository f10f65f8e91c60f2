"""How a pairing ends before its time: declined in private before it began, ended or left later, without fault.

Whoever asks for it is written down nowhere that staff can read: not in the trail, not on the row, and the mails go to
everybody of the pairing alike (S-54, D-01). Each end happens once however many click at once, and gives the mentor's
place back once.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mentorquilt.mail import actions as mail
from mentorquilt.members import actions as members_acts
from mentorquilt.members import queries as members
from mentorquilt.members.models import Member
from mentorquilt.pairings import mails, queries, states
from mentorquilt.pairings.actions import places
from mentorquilt.pairings.actions.live import Over, hold
from mentorquilt.pairings.models import Pairing, Participant
from mentorquilt.programs import actions as programs
from mentorquilt.records import actions as records
from mentorquilt.records.moves import IllegalMove, move

Ended = states.HowPairingEnded
Seats = Sequence[Participant]


class HasBegun(Exception):
    """A talk was held already, so the pairing cannot be declined; it can be ended."""


@transaction.atomic
def decline(*, pairing: Pairing, by: Member, now: datetime, kind: str = "") -> None:
    """End a pairing before its first talk: nobody is told who or why, places go back, people come first next time.

    ``kind`` is a conflict that ``by`` chose to keep in private about the others, or empty. In a pairing of more than
    two she alone leaves. Raises HasBegun after a talk, Over when the pairing is over for her.
    """
    seat = hold(pairing=pairing, member=by.pk)
    pairing.refresh_from_db(fields=["sessions_held"])
    if pairing.sessions_held:
        raise HasBegun
    before = _live(pairing)
    if kind:
        for other in before:
            if other.pk != seat.pk:
                members_acts.add_conflict(
                    declared_by=by, about=other.member, kind=kind, now=now, quietly=True
                )
    gone = _end(pairing, seat, before, Ended.DECLINED, now)
    _match_again(pairing, gone, now)
    mail.forget_words(keys_begin=[f"{queries.INTRODUCTION}:{pairing.ref}:"])
    for one in gone:
        _tell_not_begun(one, before, now)
    records.note(verb="pairing.declined", actor=None, about=pairing, now=now, facts={"left": len(gone)})


@transaction.atomic
def end_early(*, pairing: Pairing, by: Member, now: datetime) -> None:
    """End a pairing at any time without a reason; in one of more than two she alone leaves. Raises Over."""
    seat = hold(pairing=pairing, member=by.pk)
    before = _live(pairing)
    gone = _end(pairing, seat, before, Ended.EARLY, now)
    over = pairing.state not in states.LIVE
    for one in _who_knows(before, gone, now):
        _tell_ended(one, seat, before, is_over=over, now=now)
    records.note(verb="pairing.ended_early", actor=None, about=pairing, now=now, facts={"left": len(gone)})


@transaction.atomic
def look_again(*, seat: Participant, wants: bool, now: datetime) -> bool:
    """Put somebody whose pairing ended back among those to be matched, or out of the cohort; False when too late."""
    cohort = seat.pairing.cohort
    if cohort is None or not queries.is_over(seat):
        return False
    if not wants:
        return bool(programs.not_this_year(cohort=cohort, member=seat.member_id, now=now))
    mentees, mentors = _sides([seat])
    again = programs.match_again(cohort=cohort, mentees=mentees, mentors=mentors, comes_first=False, now=now)
    return bool(again)


@transaction.atomic
def leave_all(*, member: Member, now: datetime) -> int:
    """End or leave every live pairing of somebody who asked to be forgotten; returns how many. Nobody is named."""
    seats = Participant.objects.filter(member=member, live=True, pairing__state__in=states.LIVE)
    count = 0
    for pairing in Pairing.objects.filter(pk__in=seats.values("pairing")).order_by("pk"):
        try:
            seat = hold(pairing=pairing, member=member.pk)
        except Over:
            continue
        before = _live(pairing)
        gone = _end(pairing, seat, before, Ended.EARLY, now)
        for one in _who_knows(before, gone, now):
            if one.pk != seat.pk:
                _tell_ended(one, None, before, is_over=pairing.state not in states.LIVE, now=now)
        count += 1
    return count


def _live(pairing: Pairing) -> list[Participant]:
    rows = Participant.objects.filter(pairing=pairing, live=True)
    return list(rows.select_related("member__profile", "pairing__program").order_by("pk"))


def _end(pairing: Pairing, leaver: Participant, before: Seats, how: str, now: datetime) -> list[Participant]:
    """Take one seat, or where that leaves no pairing all of them; return the seats that are over."""
    rest = [one for one in before if one.pk != leaver.pk]
    gone = list(before) if queries.is_two_person(pairing) or not _can_go_on(rest) else [leaver]
    if len(gone) == len(before):
        try:
            move(pairing, states.PairingState.ENDED_EARLY, moves=states.MOVES, ended_at=now, how_ended=how)
        except IllegalMove:
            raise Over from None
    keys = [one.pk for one in gone]
    if Participant.objects.filter(pk__in=keys, live=True).update(live=False, left_at=now) != len(keys):
        raise Over
    held = Counter(one.member_id for one in gone if one.role == states.ParticipantRole.MENTOR)
    places.give_back(held=held, kind=pairing.kind)
    return gone


def _who_knows(before: Seats, gone: Seats, now: datetime) -> list[Participant]:
    """Return the seats whose people know of the pairing; of one that is over, nobody else shall hear any more.

    An introduction that still waits in the outbox is taken out where the pairing is over for her, so that it cannot
    be let go afterwards, and no end is told of what was never begun. In a group that goes on it waits as before.
    """
    over, told = {one.pk for one in gone}, []
    for one in before:
        ref = str(one.pairing.ref)
        if ref not in queries.unannounced(one.member, now):
            told.append(one)
        elif one.pk in over:
            mail.forget_words(keys_begin=[f"{queries.INTRODUCTION}:{ref}:{one.member.ref}"])
    return told


def _can_go_on(rest: Seats) -> bool:
    """Return whether the people left still make a pairing: two at least, a mentor among them."""
    return len(rest) > 1 and any(one.role in queries.MENTOR_SEATS for one in rest)


def _sides(seats: Seats) -> tuple[list[int], list[int]]:
    """Return who of these seats may be matched again as mentee and as mentor: nobody whom the cohort still seats."""
    cohort, keys = seats[0].cohort_id, [one.member_id for one in seats]
    still = Participant.objects.filter(cohort=cohort, member__in=keys, live=True).values_list(
        "member", "role"
    )
    sides = []
    for roles in (queries.MENTEE_SEATS, queries.MENTOR_SEATS):
        seated = {member for member, role in still if role in roles}
        sides.append([one.member_id for one in seats if one.role in roles and one.member_id not in seated])
    return sides[0], sides[1]


def _match_again(pairing: Pairing, gone: Seats, now: datetime) -> None:
    if pairing.cohort is None:
        return
    mentees, mentors = _sides(gone)
    programs.match_again(cohort=pairing.cohort, mentees=mentees, mentors=mentors, comes_first=True, now=now)


def _tell_not_begun(one: Participant, before: Seats, now: datetime) -> None:
    pairing = one.pairing
    first = _("You are back among the people to be matched, and you come first in the next round.")
    later = _("Your place is free again, and you are back among the people to be matched.")
    mentee = queries.is_mentee(one)
    mail.draft(
        role=mails.NOT_BEGUN,
        key=f"not-begun:{pairing.ref}:{one.pk}",
        address=one.member.email,
        to=one.member,
        program=pairing.program,
        context={
            "name": members.called(one.member),
            "others": _names(before, one),
            "next": (first if mentee else later)
            if pairing.cohort_id
            else _("You may ask somebody else at any time."),
            "contact": queries.contact_words(pairing.program),
        },
        now=now,
    )


def _tell_ended(
    one: Participant, leaver: Participant | None, before: Seats, *, is_over: bool, now: datetime
) -> None:
    """Tell one participant of an end, in words that suit her side of it; ``leaver`` is None when she is not named."""
    pairing, own = one.pairing, leaver is not None and one.pk == leaver.pk
    over_for_her = is_over or own
    again = _("Shall we find somebody else for this place? Say so there: yes, or not this year.")
    mail.draft(
        role=mails.ENDED,
        key=f"ended:{pairing.ref}:{one.pk}:{now:%Y%m%d%H%M%S%f}",
        address=one.member.email,
        to=one.member,
        program=pairing.program,
        context={
            "name": members.called(one.member),
            "what": _what(one, leaver, before, is_over=is_over),
            "stays": _("What you wrote to each other stays on your page, for you to read.")
            if over_for_her
            else "",
            "next": again if over_for_her and pairing.cohort_id else "",
            "link": queries.page_address(pairing),
            "contact": queries.contact_words(pairing.program),
        },
        now=now,
    )


def _what(one: Participant, leaver: Participant | None, before: Seats, *, is_over: bool) -> str:
    if leaver is None:
        return _("Your pairing has ended, because somebody in it has left the society's mentoring.")
    if one.pk == leaver.pk:
        told = {"others": _names(before, one)}
        return _("Your pairing with %(others)s has ended, as you asked. You owe no explanation.") % told
    told = {"name": members.called(leaver.member)}
    if is_over:
        return (
            _("%(name)s has ended the pairing, as everybody in it may at any time, without a reason.") % told
        )
    return (
        _(
            "%(name)s has left your group, as everybody in it may at any time, without a reason. The others go on."
        )
        % told
    )


def _names(before: Seats, one: Participant) -> str:
    return queries.named([members.called(other.member) for other in before if other.pk != one.pk])
