"""What a membership means on a day: a lapsed one keeps what she has and begins nothing after her days of grace (S-23)."""

from datetime import date, timedelta

import pytest

from mentorquilt.members import queries
from mentorquilt.members.models import Membership
from mentorquilt.members.states import Standing
from tests.factories import members as make

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 15)


@pytest.mark.guarantee
@pytest.mark.parametrize(
    ("status", "until", "told", "stands"),
    [
        ("active", None, None, Standing.ACTIVE),
        ("active", ON, None, Standing.ACTIVE),
        ("active", ON - timedelta(days=1), None, Standing.IN_GRACE),
        ("active", ON - timedelta(days=60), None, Standing.IN_GRACE),
        ("active", ON - timedelta(days=61), None, Standing.LAPSED),
        ("lapsed", ON - timedelta(days=10), None, Standing.IN_GRACE),
        ("lapsed", None, 59, Standing.IN_GRACE),
        ("lapsed", None, 61, Standing.LAPSED),
        ("lapsed", None, None, Standing.LAPSED),
        ("lapsed", ON + timedelta(days=300), 61, Standing.LAPSED),
        ("pending", None, None, Standing.PENDING),
        ("pending", ON - timedelta(days=900), None, Standing.PENDING),
    ],
)
def test_grace_runs_from_the_end_of_the_membership(status, until, told, stands):
    person = make.physician()
    at = None if told is None else make.NOW.replace(year=2026, month=6, day=15) - timedelta(days=told)
    Membership.objects.create(member=person, status=status, valid_until=until, told_at=at)
    assert queries.standing(person, ON, 60) == stands
    assert queries.standings([person.pk], ON, 60) == {person.pk: stands}
    assert (stands in queries.MAY_BEGIN) is (stands in {Standing.ACTIVE, Standing.IN_GRACE})


def test_somebody_the_list_never_named_is_pending():
    assert queries.standing(make.physician(), ON, 60) == Standing.PENDING
