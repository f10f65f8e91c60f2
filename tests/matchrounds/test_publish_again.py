"""A round published on top of another, and what nobody reads of a result before its mail has left (M13, M20)."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from mentorquilt.mail import queries as mail
from mentorquilt.mail.models import Mail
from mentorquilt.matchrounds import actions, queries
from mentorquilt.pairings import queries as pairings
from mentorquilt.pairings.models import Participant
from mentorquilt.programs import actions as programs
from mentorquilt.programs.models import Cohort, Enrolment
from mentorquilt.programs.queries import personal
from tests.factories import matchrounds as make
from tests.matchrounds.test_publish import NOW, of_pair, publish, robin, row, standing, unpublish, whole

__all__ = ["robin", "row"]  # fixtures
pytestmark = pytest.mark.django_db
COPIES = mail.personal_data, pairings.personal_data, personal.personal_data


def on_top(row, robin):
    """Publish a second round that pairs whom the first one left out, three days later."""
    make.mentor(row.cohort, 3, name="Yvonne Baptiste")
    second = make.solved(whole(row).cohort, robin)
    actions.publish(match_round=second, revision=0, by=robin, now=NOW + timedelta(days=3))
    return second


@pytest.mark.guarantee
def test_an_older_round_stays_while_a_newer_one_is_published_and_both_go_newest_first(row, robin):
    untouched = standing()
    publish(row, robin)
    second = on_top(row, robin)
    before = standing()

    with pytest.raises(actions.NewerFirst):
        unpublish(row, robin)
    assert standing() == before
    assert not queries.announcement(whole(row)).can_be_taken_back
    assert queries.announcement(whole(second)).can_be_taken_back

    unpublish(second, robin)
    unpublish(row, robin)
    after = standing()
    assert after["cohorts"] == untouched["cohorts"] == [("closed", None)]
    assert {state for _pk, state, _count in after["enrolments"]} == {"approved"}
    assert (after["pairings"], after["mails"]) == (0, 0)


@pytest.mark.guarantee
def test_whoever_sits_in_a_live_pair_of_the_cohort_stays_matched_and_the_cohort_runs(row, robin):
    publish(row, robin)
    second = on_top(row, robin)
    seat = Participant.objects.get(pairing__origin_ref=str(second.ref), role="mentee")
    before = whole(row).summary["before"]
    programs.take_back(
        cohort=whole(row).cohort,
        before=programs.Before.from_json(before),
        seated=queries.seated(row.cohort),
        earlier=second.published_at,
    )
    assert Enrolment.objects.get(member=seat.member).state == "matched"
    assert Cohort.objects.get().state == "running"


@pytest.mark.guarantee
def test_a_copy_of_her_data_tells_no_result_before_the_mail_has_left(row, robin):
    publish(row, robin)
    Mail.objects.update(program=row.cohort.program)
    mentee, mentor = of_pair(row)
    mine = Mail.objects.filter(to=mentee)

    def copy():
        return json.dumps([read(mentee) for read in COPIES], default=str)

    for held in (
        {"state": "draft"},
        {"state": "approved", "hold_until": timezone.now() + timedelta(minutes=5)},
    ):
        mine.update(**held)
        told = copy()
        assert mentor.profile.full_name not in told
        assert "matched" not in told
        assert "active" not in told
        assert mine.get().subject not in told

    mine.update(state="sent", sent_at=NOW, tries=1)
    told = copy()
    assert mentor.profile.full_name in told
    assert '"state": "matched"' in told
    assert '"state": "active"' in told


def test_a_result_that_was_taken_back_is_in_no_copy(row, robin):
    publish(row, robin)
    mentee, _mentor = of_pair(row)
    unpublish(row, robin)
    assert Mail.objects.filter(to=mentee, state="discarded").exists()
    assert mail.personal_data(mentee)["mails"] == []
