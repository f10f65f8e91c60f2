"""A pair's words are deleted so many months after its end as the society says, and not a day before."""

from datetime import UTC, datetime, timedelta

import pytest

from mentorquilt.pairings import actions, jobs, queries
from mentorquilt.pairings.models import Message
from mentorquilt.records.models import AuditNote
from tests.factories import pairings as make
from tests.factories.society import society

pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]
ENDED = datetime(2027, 1, 31, 12, 0, tzinfo=UTC)


@pytest.fixture
def pairing():
    society(keep_months=13)
    row = make.couple()
    nadia = make.person(row, "mentee")
    actions.write(pairing=row, author=nadia, text="Hi", via="page", key="k", now=make.NOW)
    return row


def test_words_of_an_ended_pairing_are_deleted_when_their_time_is_over(pairing):
    actions.end_early(pairing=pairing, by=make.person(pairing, "mentor"), now=ENDED)
    last_day = datetime(2028, 2, 29, 12, 0, tzinfo=UTC)
    assert queries.months_later(ENDED, 13) == last_day
    assert jobs.drop_old_words(now=last_day) == 0
    assert Message.objects.count() == 1
    assert jobs.drop_old_words(now=last_day + timedelta(days=2, seconds=1)) == 1
    assert not Message.objects.exists()
    assert AuditNote.objects.get(verb="pairing.words_dropped").facts == {"messages": 1}


def test_words_of_a_live_pairing_stay(pairing):
    assert jobs.drop_old_words(now=make.NOW + timedelta(days=4000)) == 0
    assert Message.objects.count() == 1
