"""Reads over couples: who is or was paired, here or before this installation."""

from collections.abc import Iterable

from django.db.models import QuerySet

from mentorquilt.pairings import states
from mentorquilt.pairings.models import EarlierPair, Participant
from mentorquilt.programs.models import Program

MENTEE_SEATS = (states.ParticipantRole.MENTEE, states.ParticipantRole.BOTH)
MENTOR_SEATS = (states.ParticipantRole.MENTOR, states.ParticipantRole.BOTH)


def earlier_couples(refs: Iterable[str]) -> set[tuple[str, str]]:
    """Return (mentee ref, mentor ref) of every couple that is or was paired, here or before this installation."""
    wanted = set(refs)
    seats: dict[int, tuple[list[str], list[str]]] = {}
    for pairing, role, ref in Participant.objects.values_list("pairing_id", "role", "member__ref").iterator():
        mentees, mentors = seats.setdefault(pairing, ([], []))
        if role in MENTEE_SEATS:
            mentees.append(str(ref))
        if role in MENTOR_SEATS:
            mentors.append(str(ref))
    couples = {
        (mentee, mentor) for mentees, mentors in seats.values() for mentee in mentees for mentor in mentors
    }
    before = EarlierPair.objects.exclude(mentee=None).exclude(mentor=None)
    couples |= {(str(a), str(b)) for a, b in before.values_list("mentee__ref", "mentor__ref")}
    return {(mentee, mentor) for mentee, mentor in couples if mentee != mentor and {mentee, mentor} <= wanted}


def lasting_count() -> int:
    """Return how many lasting pairs there ever were, earlier ones included (S-29); single calls are not counted."""
    kinds = (
        states.PairingKind.DYAD,
        states.PairingKind.PEER,
        states.PairingKind.GROUP,
        states.PairingKind.TRIAD,
    )
    here = Participant.objects.filter(pairing__kind__in=kinds).values("pairing").distinct().count()
    return here + EarlierPair.objects.count()


def earlier_pairs(program: Program) -> QuerySet[EarlierPair]:
    """Return the pairs from before this installation that belong to a program, newest cohort first."""
    rows = EarlierPair.objects.filter(program=program)
    return rows.select_related("mentee__profile", "mentor__profile").order_by(
        "-cohort_name", "mentor_written", "pk"
    )
