"""The constraints that keep pairings true, whoever writes."""

import pytest
from django.db import IntegrityError, transaction

from mentorquilt.pairings.models import Pairing, Participant
from tests.factories.programs import NOW, cohort, physician

pytestmark = [pytest.mark.django_db, pytest.mark.db_semantics, pytest.mark.guarantee]


def seat(member, role, into, *, live=True, couple="", slot=""):
    row = Pairing.objects.create(kind="dyad", starts_on=NOW.date(), cohort=into)
    return Participant.objects.create(
        pairing=row, member=member, role=role, cohort=into, live=live, couple=couple, slot=slot, joined_at=NOW
    )


def test_one_live_pairing_per_cohort_and_slot():
    one, into = physician("a@x.org"), cohort()
    seat(one, "mentee", into)

    with pytest.raises(IntegrityError), transaction.atomic():
        seat(one, "mentee", into)
    seat(one, "mentee", into, slot="life")
    seat(one, "mentee", into, live=False)
    seat(one, "mentor", into)


def test_one_live_pairing_per_couple():
    one = physician("a@x.org")
    seat(one, "mentor", None, couple="a:b")

    with pytest.raises(IntegrityError), transaction.atomic():
        seat(one, "mentor", None, couple="a:b")
    seat(one, "mentor", None, couple="a:b", live=False)
    seat(one, "mentor", None, couple="a:c")


def test_nobody_is_twice_in_a_pairing():
    one = physician("a@x.org")
    first = seat(one, "mentor", None)

    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.create(pairing=first.pairing, member=one, role="mentee", joined_at=NOW)
