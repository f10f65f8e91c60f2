"""Reads over pairings."""

import pytest

from mentorquilt.pairings import queries
from mentorquilt.pairings.models import EarlierPair, Pairing, Participant
from tests.factories.programs import NOW, physician

pytestmark = pytest.mark.django_db


def pair(mentee, mentor, kind="dyad", live=True):
    row = Pairing.objects.create(kind=kind, starts_on=NOW.date())
    Participant.objects.create(pairing=row, member=mentee, role="mentee", live=live, joined_at=NOW)
    Participant.objects.create(pairing=row, member=mentor, role="mentor", live=live, joined_at=NOW)
    return row


def test_couples_here_and_from_before_are_found_and_strangers_left_out():
    a, b, c = (physician(f"{name}@x.org") for name in "abc")
    pair(a, b)
    EarlierPair.objects.create(mentee=a, mentor=c, mentee_written="a", mentor_written="c", imported_at=NOW)
    EarlierPair.objects.create(
        mentee=None, mentor=c, mentee_written="old", mentor_written="c", imported_at=NOW
    )

    assert queries.earlier_couples({str(a.ref), str(b.ref)}) == {(str(a.ref), str(b.ref))}
    assert queries.earlier_couples({str(m.ref) for m in (a, b, c)}) == {
        (str(a.ref), str(b.ref)),
        (str(a.ref), str(c.ref)),
    }


def test_a_senior_peer_and_junior_of_a_triad_are_couples_in_their_order():
    early, mid, senior = (physician(f"{name}@x.org") for name in ("e", "m", "s"))
    row = Pairing.objects.create(kind="triad", starts_on=NOW.date())
    for member, role in ((early, "mentee"), (mid, "both"), (senior, "mentor")):
        Participant.objects.create(pairing=row, member=member, role=role, joined_at=NOW)

    refs = {name: str(member.ref) for name, member in (("e", early), ("m", mid), ("s", senior))}
    assert queries.earlier_couples(set(refs.values())) == {
        (refs["e"], refs["m"]),
        (refs["e"], refs["s"]),
        (refs["m"], refs["s"]),
    }


def test_single_calls_are_not_counted_and_earlier_pairs_are():
    a, b, c = (physician(f"{name}@x.org") for name in "abc")
    pair(a, b)
    pair(a, c, kind="one_off")
    EarlierPair.objects.create(mentee_written="x", mentor_written="y", imported_at=NOW)

    assert queries.lasting_count() == 2
