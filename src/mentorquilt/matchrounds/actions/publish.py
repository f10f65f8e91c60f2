"""Publish a round and take it back: once, all or nothing, refused with names when the world moved (S-26, M13, P2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorquilt.mail import actions as mail
from mentorquilt.matchrounds import letters, queries, sending, states
from mentorquilt.matchrounds.actions.draft import DraftMoved, NotAllowed
from mentorquilt.matchrounds.models import Round
from mentorquilt.pairings import actions as pairings
from mentorquilt.pairings.models import Pairing
from mentorquilt.pairings.states import PairingKind, ParticipantRole
from mentorquilt.programs import actions as programs
from mentorquilt.programs.models import Cohort
from mentorquilt.programs.states import CohortState
from mentorquilt.records import actions as records

ORIGIN = "round"
BEFORE = "before"
State = states.RoundState


class AlreadyPublished(Exception):
    """The round is published; nothing was done a second time."""


class NotPublished(Exception):
    """The round is not published, or somebody took it back already."""


class WorldMoved(Exception):
    """People of the round are not where they were when it was frozen; ``changes`` says who and what. Nothing was done."""

    def __init__(self, changes: Sequence[queries.Change]) -> None:
        super().__init__("; ".join(f"{', '.join(change.names)} {change.words}" for change in changes))
        self.changes = tuple(changes)


class MailHasLeft(Exception):
    """At least one mail of the announcement has left, so it can no longer be taken back."""


class NewerFirst(Exception):
    """A newer round of the cohort is published and builds on this one; it must be taken back before."""


class BegunAlready(Exception):
    """Some pairs have begun; ``count`` says how many. Nothing was taken back."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} pairs have begun")
        self.count = count


@dataclass(frozen=True, slots=True)
class Published:
    """What an announcement made."""

    pairs: int
    mails: int


@transaction.atomic
def publish(*, match_round: Round, revision: int, by: Any, now: datetime) -> Published:
    """Start the pairs of a round's draft and draft a mail to everybody it is about, in one transaction.

    ``match_round`` must have been read whole, ``revision`` is what the page was shown. Raises AlreadyPublished,
    DraftMoved, NotAllowed with words for the page, and WorldMoved with names.
    """
    _one_at_a_time(match_round)
    _take(match_round, revision, by, now)
    draft = queries.draft(match_round)
    refusal = cannot_publish(draft)
    if refusal:
        raise NotAllowed(refusal)
    known = queries.everybody(draft)
    today = timezone.localdate(now)
    changes = queries.changes(draft, known, today)
    if changes:
        raise WorldMoved(changes)
    writer = letters.Letters(
        draft,
        known,
        sender=sending.sender_of(match_round.cohort, by),
        span=sending.span_of(match_round.cohort, today),
        on=today,
    )
    told = queries.recipients(draft, known)
    started = _start(draft, known, writer, by, now)
    _announce(draft, known, told, now)
    count = mail.draft_many(letters=_letters(writer, told, started, now), now=now)
    facts = {
        "pairs": len(started),
        "mails": count,
        "left_out": len(told.left_out),
        "reserve": len(told.reserve),
    }
    records.note(verb="round.published", actor=by, about=match_round, now=now, facts=facts)
    return Published(len(started), count)


def cannot_publish(draft: queries.Draft) -> str:
    """Return why a draft cannot be announced at all, in words for the page, or nothing."""
    cohort = draft.round.cohort
    if not draft.outcome.pairs:
        return _("There is no pair in this draft, so there is nothing to announce.")
    if cohort.state == CohortState.FINISHED:
        return _("This cohort is finished.")
    if cohort.state in {CohortState.PLANNED, CohortState.OPEN} and not cohort.program.is_rolling:
        return _("Enrolment is still open. Close it first, so that nobody enrolls into pairs already made.")
    return ""


def _one_at_a_time(row: Round) -> None:
    """Make rounds of one cohort wait for each other, so that each sees all or nothing of what another wrote."""
    list(Cohort.objects.filter(pk=row.cohort_id).select_for_update(no_key=True).values_list("pk"))


def _take(row: Round, revision: int, by: Any, now: datetime) -> None:
    """Make the round published if it is ready and unchanged, in one statement; everything else follows behind it."""
    rows = Round.objects.filter(pk=row.pk)
    taken = rows.filter(state=State.READY, revision=revision).update(
        state=State.PUBLISHED, published_at=now, published_by=by
    )
    if taken:
        row.state, row.published_at = State.PUBLISHED, now
        return
    if rows.filter(state=State.PUBLISHED).exists():
        raise AlreadyPublished
    raise DraftMoved


def _start(
    draft: queries.Draft, known: queries.Everybody, writer: letters.Letters, by: Any, now: datetime
) -> list[Pairing]:
    """Start every pair; whoever was quicker than our look at the world is named."""
    cohort, span = draft.round.cohort, writer.span
    wanted = [
        pairings.Start(
            kind=PairingKind.DYAD,
            seats=(
                pairings.Seat(known.members[pair.mentee].pk, ParticipantRole.MENTEE),
                pairings.Seat(known.members[pair.mentor].pk, ParticipantRole.MENTOR),
            ),
            starts_on=span.starts_on,
            ends_on=span.ends_on,
            program=cohort.program,
            cohort=cohort,
            mentor_type=pair.type,
            need=known.enrolments[pair.mentee, queries.MENTEE].need_id,
            origin=ORIGIN,
            origin_ref=str(draft.round.ref),
            reasons=writer.reasons(pair),
        )
        for pair in draft.outcome.pairs
    ]
    try:
        return pairings.start_all(wanted=wanted, by=by, now=now)
    except pairings.NoPlace as refused:
        raise WorldMoved(queries.no_place(draft, known, refused.why)) from refused
    except pairings.AlreadyPaired as refused:
        words = _("is paired with somebody since a moment ago")
        raise WorldMoved(queries.named_changes(draft, known, refused.members, words)) from refused
    except pairings.AccountClosed as refused:
        words = _("no longer has an account")
        raise WorldMoved(queries.named_changes(draft, known, refused.members, words)) from refused


def _announce(
    draft: queries.Draft, known: queries.Everybody, told: queries.Recipients, now: datetime
) -> None:
    """Write the news onto enrolments and cohort, and keep beside the round how they stood."""
    row = draft.round
    try:
        before = programs.announce(
            cohort=row.cohort,
            mentees=[known.members[pair.mentee].pk for pair in told.pairs],
            mentors=[known.members[pair.mentor].pk for pair in told.pairs],
            without=[known.members[each.mentee].pk for each in told.left_out],
            reserve=[known.members[key].pk for key in told.reserve],
            now=now,
        )
    except programs.EnrolmentMoved as moved:
        words = _("is no longer among those to be matched")
        raise WorldMoved(queries.named_changes(draft, known, moved.members, words)) from moved
    except programs.CohortMoved as moved:
        raise NotAllowed(_("The cohort was moved on by somebody else. Look at it again.")) from moved
    row.summary = {**row.summary, BEFORE: before.as_json()}
    Round.objects.filter(pk=row.pk).update(summary=row.summary)


def _letters(
    writer: letters.Letters, told: queries.Recipients, started: Sequence[Pairing], now: datetime
) -> list[mail.Letter]:
    """Compose every letter. Keys carry the moment of publishing: what was taken back never stands in the way."""
    batch = queries.batch_of(writer.draft.round)
    mark = f"{writer.draft.round.ref}:{int(now.timestamp() * 1000)}"
    return [
        *(
            letter
            for pair, row in zip(told.pairs, started, strict=True)
            for letter in writer.introductions(pair, row, batch)
        ),
        *(writer.left_out(each, batch, mark) for each in told.left_out),
        *(writer.in_reserve(key, batch, mark) for key in told.reserve),
    ]


@transaction.atomic
def unpublish(*, match_round: Round, by: Any, now: datetime) -> int:
    """Take an announcement back while none of its mails has left; returns how many pairs that were.

    Mails are discarded, pairs go, places and enrolments stand as before, and the round is ready again. Raises
    NotPublished, NewerFirst, MailHasLeft and BegunAlready; then nothing is changed.
    """
    _one_at_a_time(match_round)
    rows = Round.objects.filter(pk=match_round.pk)
    if queries.newer(match_round).exists():
        raise NewerFirst
    if not rows.filter(state=State.PUBLISHED).update(state=State.READY, published_at=None, published_by=None):
        raise NotPublished
    try:
        mails = mail.recall(batch=queries.batch_of(match_round))
    except mail.HasLeft as left:
        raise MailHasLeft from left
    try:
        pairs = pairings.take_back(origin_ref=str(match_round.ref), by=by, now=now)
    except pairings.SomethingInThem as begun:
        raise BegunAlready(len(begun.pairings)) from begun
    summary = rows.values_list("summary", flat=True).get()
    before = programs.Before.from_json(summary.pop(BEFORE))
    others = Round.objects.filter(cohort=match_round.cohort, state=State.PUBLISHED)
    earlier = others.aggregate(last=Max("published_at"))["last"]
    programs.take_back(
        cohort=match_round.cohort,
        before=before,
        seated=queries.seated(match_round.cohort),
        earlier=earlier,
    )
    rows.update(summary=summary)
    match_round.state, match_round.published_at, match_round.summary = State.READY, None, summary
    facts = {"pairs": pairs, "mails": mails}
    records.note(verb="round.unpublished", actor=by, about=match_round, now=now, facts=facts)
    return pairs
