"""Where the announcement of a published round stands: how many mails wait, how many have left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Subquery

from mentorquilt.mail.models import Mail
from mentorquilt.matchrounds import states
from mentorquilt.matchrounds.models import Round
from mentorquilt.pairings import queries as pairings
from mentorquilt.pairings.models import Participant
from mentorquilt.programs.models import Cohort
from mentorquilt.programs.states import EnrolmentRole


@dataclass(frozen=True, slots=True)
class Announcement:
    """Counts of a published round's mails, and whether a newer round of the cohort was published on top of it."""

    mails: int
    waiting: int
    is_under_newer: bool

    @property
    def left(self) -> int:
        """Return how many mails have left or may have."""
        return self.mails - self.waiting

    @property
    def can_be_taken_back(self) -> bool:
        """Return whether nobody has been told yet, and no newer round builds on this one."""
        return self.left == 0 and not self.is_under_newer


def batch_of(match_round: Round) -> str:
    """Return the name under which the outbox keeps a round's mails together."""
    return f"round:{match_round.ref}"


def announcement(match_round: Round) -> Announcement:
    """Count the mails of a published round and look for newer ones, in three queries."""
    mine = Mail.objects.of_batch(batch_of(match_round))
    return Announcement(mine.count(), mine.not_left().count(), newer(match_round).exists())


def newer(match_round: Round) -> QuerySet[Round]:
    """Return the rounds of the same cohort that were published behind this published one."""
    me = Round.objects.filter(pk=match_round.pk).values("published_at")[:1]
    rows = Round.objects.filter(cohort=match_round.cohort_id, state=states.RoundState.PUBLISHED)
    rows = rows.exclude(pk=match_round.pk).annotate(mine=Subquery(me))
    at_once = Q(published_at=F("mine"), pk__gt=match_round.pk)
    return rows.filter(Q(published_at__gt=F("mine")) | at_once)


def seated(cohort: Cohort) -> Mapping[str, Sequence[int]]:
    """Return the keys of members who sit in a live pair of a cohort, by the role of their enrolment."""
    rows = Participant.objects.filter(cohort=cohort, live=True)
    roles = {EnrolmentRole.MENTEE: pairings.MENTEE_SEATS, EnrolmentRole.MENTOR: pairings.MENTOR_SEATS}
    return {
        role: list(rows.filter(role__in=seats).values_list("member", flat=True))
        for role, seats in roles.items()
    }
