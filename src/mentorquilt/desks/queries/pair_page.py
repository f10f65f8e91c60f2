"""The pair page: only what this participant may see, already in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from mentorquilt.desks.queries import pair_words
from mentorquilt.members import queries as members
from mentorquilt.members.models import Member, MentorType, Need
from mentorquilt.members.queries import Labels, Shown
from mentorquilt.members.states import PhoneShown
from mentorquilt.pairings import queries as pairings
from mentorquilt.pairings.models import Message, Participant
from mentorquilt.pairings.states import LIVE, MessageVia, PairingKind, ParticipantRole
from mentorquilt.society import queries as society
from mentorquilt.ui.pictures.band import Hours

BEFORE, FIRST, UNDER_WAY, OVER = "before", "first", "under_way", "over"


@dataclass(frozen=True, slots=True)
class Reach:
    """How one participant can be reached by the others now; empty where she keeps it closed."""

    phone: str
    phone_note: str
    room: str
    room_host: str


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else in the pairing, as this reader may see her."""

    shown: Shown
    short: str
    role: str
    is_here: bool
    is_known: bool
    their_time: str
    zone: str
    km: float | None
    same_region: bool
    clocks: str
    hours: tuple[Hours, Hours] | None
    hours_note: str
    your_hours_assumed: bool
    their_hours_assumed: bool
    came_through: tuple[str, ...]
    reach: Reach


@dataclass(frozen=True, slots=True)
class NeedShown:
    """What somebody seeks, in her own words."""

    owner: str
    is_own: bool
    seeks: str
    long_term: str
    project: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairPage:
    """Everything the pair page shows besides the messages."""

    seat: Participant
    stage: str
    kind: str
    title: str
    names: str
    is_two: bool
    is_mentee: bool
    type: MentorType | None
    month: tuple[int, int | None]
    others: tuple[Other, ...]
    reasons: tuple[str, ...]
    need: NeedShown | None
    outline: tuple[tuple[str, str], ...]
    openers: tuple[str, ...]
    your_zone: str
    writes_first: str
    awaits_answer_to: str
    may_decline: bool
    contact: pairings.Contact
    may_look_again: bool
    kept_until: datetime | None


def pair_page(seat: Participant, *, now: datetime) -> PairPage:
    """Gather the pair page of a participant. ``seat`` comes from a loader, with its rows beside it."""
    pairing, labels, home = seat.pairing, members.labels(), society.current()
    seats = pairings.others(seat)
    zones = [each.member.profile.zone for each in (seat, *seats)]
    is_over = pairings.is_over(seat)
    talks = pairings.is_talk_day(pairing, zones, now)
    others = tuple(_other(seat, one, labels, now, is_over=is_over, talks=talks) for one in seats)
    need = _need_of(seat, is_over=is_over)
    facts = [
        pair_words.in_common(seat.member, one.member, need, labels) for one in seats if one.live or is_over
    ]
    is_peer = seat.role == ParticipantRole.PEER
    is_two = pairings.is_two_person(pairing)
    return PairPage(
        seat=seat,
        stage=_stage(seat, is_over=is_over, now=now),
        kind=pairing.get_kind_display(),
        title=_title(seat, others),
        names=pairings.named([one.short for one in others if one.is_here or is_over]) or _("former member"),
        is_two=is_two,
        is_mentee=pairings.is_mentee(seat),
        type=labels.types.get(pairing.mentor_type),
        month=pairings.month_of(pairing, now.date()),
        others=others,
        reasons=_reasons(seat, seats, facts, others),
        need=_need_shown(need, seat, labels),
        outline=pair_words.peer_outline() if is_peer else pair_words.outline(),
        openers=pair_words.openers(facts if len(seats) == 1 else ()),
        your_zone=members.zone_words(seat.member.profile.zone, now),
        writes_first=_writes_first(seat, seats),
        awaits_answer_to="" if is_over else _awaits_answer_to(seat),
        may_decline=not is_over and not pairing.sessions_held,
        contact=pairings.contact_of(pairing.program, home),
        may_look_again=is_over and pairings.may_look_again(seat),
        kept_until=pairings.months_later(ended, home.keep_months) if (ended := pairing.ended_at) else None,
    )


def _reasons(
    seat: Participant,
    seats: Sequence[Participant],
    facts: Sequence[pair_words.InCommon],
    others: Sequence[Other],
) -> tuple[str, ...]:
    """Return why these two; in a larger pairing nothing is said of two of its people alone."""
    if len(seats) != 1 or len(facts) != 1:
        return ()
    km = None if others[0].same_region else others[0].km
    return pair_words.told_reasons(seat.pairing, seats[0].member, facts[0], reader=seat, km=km)


def _stage(seat: Participant, *, is_over: bool, now: datetime) -> str:
    """Return where the pairing stands for its page: before its start, in its first days, under way, over."""
    if is_over:
        return OVER
    if seat.pairing.sessions_held:
        return UNDER_WAY
    if now.date() < seat.pairing.starts_on:
        return BEFORE
    return FIRST


def _title(seat: Participant, others: Sequence[Other]) -> str:
    """Return what the page is called: who this is to the reader."""
    names = [one.shown.called for one in others if one.is_here or seat.pairing.state not in LIVE]
    if seat.pairing.kind in {PairingKind.GROUP, PairingKind.TRIAD}:
        return pairings.named([_("You"), *names])
    return pairings.named(names) or _("former member")


def _other(
    seat: Participant, one: Participant, labels: Labels, now: datetime, *, is_over: bool, talks: bool
) -> Other:
    """Return somebody else as the reader may see her; what is for a live pairing is empty when it is over."""
    person, is_live = one.member, one.live and not is_over
    between = members.between(seat.member, person, now)
    own_hours, their_hours = _assumed(seat.member), _assumed(person)
    return Other(
        shown=members.shown(person, labels, now),
        short=pair_words.short_name(person),
        role=one.get_role_display(),
        is_here=one.live,
        is_known=person.is_active and is_live,
        their_time=members.local_time(person.profile.zone, now),
        zone=members.zone_words(person.profile.zone, now),
        km=between.km,
        same_region=between.same_region,
        clocks=between.clocks,
        hours=between.hours if is_live else None,
        hours_note=between.note,
        your_hours_assumed=own_hours,
        their_hours_assumed=their_hours,
        came_through=tuple(members.experience_words(person, is_pair=True)) if is_live else (),
        reach=reach_of(one, talks=talks) if is_live else Reach("", "", "", ""),
    )


def _assumed(member: Member) -> bool:
    return bool(member.profile.zone) and members.weekly_hours(member).assumed


def reach_of(seat: Participant, *, talks: bool) -> Reach:
    """Return how the others may reach somebody now: her number as she allows it here, her standing room (S-32, S-87)."""
    where = getattr(seat.member, "whereabouts", None)
    number, room = (where.phone, where.standing_link) if where is not None else ("", "")
    allowed = seat.phone_shown or seat.member.profile.phone_shown
    name = pair_words.short_name(seat.member)
    note = ""
    if number and allowed == PhoneShown.SESSION_DAYS and not talks:
        number, note = "", _("The number of %(name)s stands here on the days you talk.") % {"name": name}
    elif allowed == PhoneShown.NEVER:
        number = ""
    return Reach(number, note, room, urlsplit(room).hostname or "" if room else "")


def _need_of(seat: Participant, *, is_over: bool) -> Need | None:
    """Return the need this pairing is about; changed after its end, it is no longer the others' to read."""
    need = seat.pairing.need
    if need is None:
        return None
    ended = seat.left_at or seat.pairing.ended_at
    is_later = is_over and ended is not None and need.updated_at is not None and need.updated_at > ended
    return None if is_later and need.owner_id != seat.member_id else need


def _need_shown(need: Need | None, seat: Participant, labels: Labels) -> NeedShown | None:
    if need is None:
        return None
    is_own = need.owner_id == seat.member_id
    owner = seat.member if is_own else Member.objects.select_related("profile").get(pk=need.owner_id)
    return NeedShown(
        owner=pair_words.short_name(owner),
        is_own=is_own,
        seeks=need.seeks,
        long_term=need.long_term,
        project=need.project,
        topics=tuple(labels.many("topic", need.topics)),
    )


def _writes_first(seat: Participant, seats: Sequence[Participant]) -> str:
    """Return who writes first: "you", the one mentee's name, or nothing where anybody may (peers, groups)."""
    mentees = [one for one in (seat, *seats) if one.live and one.role == ParticipantRole.MENTEE]
    if seat.role == ParticipantRole.MENTEE:
        return "you"
    return pair_words.short_name(mentees[0].member) if len(mentees) == 1 else ""


def names_of(seat: Participant) -> str:
    """Return the names of the others of a pairing as a sentence lists them."""
    people = [one for one in pairings.others(seat) if one.live or pairings.is_over(seat)]
    return pairings.named([pair_words.short_name(one.member) for one in people]) or _("former member")


def _awaits_answer_to(seat: Participant) -> str:
    """Return who wrote last, when that was somebody else, so that an answer is the next step."""
    last = pairings.readable(seat).filter(taken_back_at=None).order_by("-sent_at", "-pk").first()
    if last is None or last.author is None or last.author_id == seat.member_id:
        return ""
    return pair_words.short_name(last.author)


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message as a participant reads it. ``text`` is empty where the words were taken back or forgotten."""

    ref: str
    author: str
    is_own: bool
    text: str
    sent_at: datetime
    taken_back_at: datetime | None
    is_by_mail: bool
    seen_by: str


def message_lines(seat: Participant, rows: Sequence[Message]) -> list[MessageLine]:
    """Return messages, given newest first, in the order in which one reads; the last own one says who has seen it."""
    seats = pairings.others(seat)
    latest_own = next(
        (row.pk for row in rows if row.author_id == seat.member_id and not row.taken_back_at), None
    )
    lines = []
    for row in reversed(rows):
        seen = [
            one for one in seats if row.pk == latest_own and one.opened_at and one.opened_at >= row.sent_at
        ]
        lines.append(
            MessageLine(
                ref=str(row.ref),
                author=members.called(row.author) if row.author else _("Former member"),
                is_own=row.author_id == seat.member_id,
                text=row.text,
                sent_at=row.sent_at,
                taken_back_at=row.taken_back_at,
                is_by_mail=row.via == MessageVia.MAIL,
                seen_by=pairings.named([pair_words.short_name(one.member) for one in seen]),
            )
        )
    return lines
