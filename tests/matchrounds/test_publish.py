"""Publishing a round: everything at once and once, refused with names when the world moved, and taken back (M13)."""

from datetime import timedelta

import pytest

from mentorquilt.mail.models import Mail
from mentorquilt.matchrounds import actions, queries
from mentorquilt.matchrounds.drafting import Asked
from mentorquilt.matchrounds.models import Round
from mentorquilt.members.models import Conflict, Exclusion, Member, Membership, Mentoring
from mentorquilt.pairings.models import Message, Pairing, Participant
from mentorquilt.programs.models import Cohort, Enrolment
from mentorquilt.records.models import AuditNote
from tests.factories import matchrounds as make
from tests.factories.society import society

pytestmark = pytest.mark.django_db
NOW = make.NOW + timedelta(hours=2)


def whole(row):
    return Round.objects.get(pk=row.pk)


def publish(row, by=None, revision=None):
    row = whole(row)
    return actions.publish(
        match_round=row, revision=row.revision if revision is None else revision, by=by, now=NOW
    )


def unpublish(row, by=None):
    return actions.unpublish(match_round=whole(row), by=by, now=NOW + timedelta(minutes=1))


def standing():
    """Everything that publishing may change, as plain values."""
    return {
        "rounds": list(Round.objects.values_list("state", "published_at", "summary")),
        "cohorts": list(Cohort.objects.values_list("state", "published_at")),
        "enrolments": sorted(Enrolment.objects.values_list("pk", "state", "left_out_before")),
        "places": sorted(Mentoring.objects.values_list("member", "taken")),
        "pairings": Pairing.objects.count(),
        "mails": Mail.objects.exclude(state="discarded").count(),
    }


@pytest.fixture
def robin():
    society(reply_to="office@example.org")
    return Member.objects.create(email="robin@example.org", kind="staff", name="Robin Hale")


@pytest.fixture
def row(robin):
    """Three pairs, one mentee left out, one mentor in reserve."""
    cohort = make.filled(4, 3)
    make.mentor(cohort, 9, name="Omar Farouk", stage="early")
    return make.solved(cohort, robin)


def of_pair(row, number=0):
    mentee, mentor = make.couple(row, number)
    return Member.objects.get(ref=mentee), Member.objects.get(ref=mentor)


def test_publishing_starts_the_pairs_tells_everybody_and_moves_everything_along(row, robin):
    done = publish(row, robin)
    row = whole(row)

    assert (done.pairs, done.mails) == (3, 8)
    assert (row.state, row.published_at, row.published_by) == ("published", NOW, robin)
    assert (row.cohort.state, row.cohort.published_at) == ("running", NOW)
    assert Pairing.objects.filter(origin="round", origin_ref=str(row.ref), kind="dyad").count() == 3
    assert sorted(Mail.objects.values_list("role", "state", "batch")) == sorted(
        [("matchrounds.introduction_mentee", "draft", f"round:{row.ref}")] * 3
        + [("matchrounds.introduction_mentor", "draft", f"round:{row.ref}")] * 3
        + [("matchrounds.left_out", "draft", f"round:{row.ref}")]
        + [("matchrounds.in_reserve", "draft", f"round:{row.ref}")]
    )
    states = sorted(Enrolment.objects.values_list("role", "state", "left_out_before"))
    assert states == sorted(
        [("mentee", "matched", 0)] * 3
        + [("mentee", "unmatched", 1)]
        + [("mentor", "matched", 0)] * 3
        + [("mentor", "unmatched", 0)]
    )
    assert Mentoring.objects.filter(taken=1).count() == 3
    assert set(AuditNote.objects.values_list("verb", flat=True)) >= {"round.published", "pairings.started"}


def test_a_pairing_keeps_need_reasons_dates_and_type(row, robin):
    publish(row, robin)
    mentee, mentor = of_pair(row)
    pairing = Participant.objects.get(member=mentee).pairing

    assert pairing.need.owner == mentee
    assert pairing.starts_on.isoformat() == "2027-01-04"
    assert pairing.ends_on.isoformat() == "2027-10-04"
    assert {reason["slug"] for reason in pairing.reasons} >= {"topics", "hours"}
    assert all("points" not in reason and "score" not in reason for reason in pairing.reasons)
    assert set(pairing.participants.values_list("member", "role")) == {
        (mentee.pk, "mentee"),
        (mentor.pk, "mentor"),
    }


def test_nobody_writes_while_the_mails_wait_for_a_look(row, robin):
    publish(row, robin)
    assert not Mail.objects.exclude(state="draft").exists()
    assert not Mail.objects.exclude(hold_until=None).exists()


def test_a_published_round_is_not_published_again(row, robin):
    publish(row, robin)
    before = standing()
    with pytest.raises(actions.AlreadyPublished):
        publish(row, robin)
    assert standing() == before


def test_a_draft_changed_since_the_page_was_shown_is_not_published(row, robin):
    before = standing()
    with pytest.raises(actions.DraftMoved):
        publish(row, robin, revision=row.revision + 1)
    assert standing() == before


def test_a_published_draft_cannot_be_changed(row, robin):
    publish(row, robin)
    with pytest.raises(actions.DraftMoved):
        actions.undo(match_round=whole(row), revision=row.revision, by=robin, now=NOW)


@pytest.mark.parametrize("state", ["planned", "open", "finished"])
def test_a_cohort_that_is_not_closed_is_refused(row, robin, state):
    Cohort.objects.update(state=state)
    before = standing()
    with pytest.raises(actions.NotAllowed):
        publish(row, robin)
    assert standing() == before


def test_a_rolling_cohort_stays_open(row, robin):
    Cohort.objects.update(state="open")
    row.cohort.program.is_rolling = True
    row.cohort.program.save()
    publish(row, robin)
    assert Cohort.objects.get().state == "open"
    assert Pairing.objects.first().starts_on == NOW.date()
    unpublish(row)
    assert list(Cohort.objects.values_list("state", "published_at")) == [("open", None)]


MOVED = {
    "withdrawn": "has withdrawn",
    "refused": "was declined",
    "mentor withdrawn": "has withdrawn",
    "paused": "pauses now",
    "unwilling": "does not take mentees now",
    "full": "has no place left",
    "questions": "does not take mentees now",
    "fewer places": "has no place left",
    "closed account": "no longer has an account",
    "conflict": "Closed by a rule that is not shown.",
    "exclusion": "Closed by a rule that is not shown.",
    "same employer": "The two must not work at the same institution.",
    "lapsed": "is no longer a member of the society",
    "a pair": "are a pair already",
}


def paired(mentee, mentor):
    pairing = Pairing.objects.create(kind="dyad", starts_on=NOW.date())
    for member, role in ((mentee, "mentee"), (mentor, "mentor")):
        Participant.objects.create(pairing=pairing, member=member, role=role, joined_at=NOW)


def set_of(mentor, **facts):
    Mentoring.objects.filter(member=mentor).update(**facts)


def enrolled(member, state):
    Enrolment.objects.filter(member=member).update(state=state)


WORLD = {
    "withdrawn": lambda mentee, mentor: enrolled(mentee, "withdrawn"),
    "refused": lambda mentee, mentor: enrolled(mentee, "refused"),
    "mentor withdrawn": lambda mentee, mentor: enrolled(mentor, "withdrawn"),
    "paused": lambda mentee, mentor: set_of(mentor, is_paused=True),
    "unwilling": lambda mentee, mentor: set_of(mentor, is_willing=False),
    "full": lambda mentee, mentor: set_of(mentor, taken=1),
    "questions": lambda mentee, mentor: set_of(mentor, only_questions=True),
    "fewer places": lambda mentee, mentor: set_of(mentor, capacity=0),
    "closed account": lambda mentee, mentor: Member.objects.filter(pk=mentee.pk).update(is_active=False),
    "conflict": lambda mentee, mentor: Conflict.objects.create(
        declared_by=mentor, about=mentee, kind="family", declared_at=NOW
    ),
    "exclusion": lambda mentee, mentor: Exclusion.objects.create(
        owner=mentee, kind="member", value=str(mentor.ref), added_at=NOW
    ),
    "same employer": lambda mentee, mentor: [make.work_at(one, "Fairhaven") for one in (mentee, mentor)],
    "lapsed": lambda mentee, mentor: Membership.objects.create(member=mentee, status="lapsed"),
    "a pair": paired,
}


@pytest.mark.guarantee
@pytest.mark.parametrize("what", MOVED)
def test_when_the_world_moved_it_is_refused_with_the_names_and_nothing_is_done(row, robin, what):
    mentee, mentor = of_pair(row, 1)
    WORLD[what](mentee, mentor)
    before = standing()

    with pytest.raises(actions.WorldMoved) as refused:
        publish(row, robin)
    assert standing() == before
    names = {name for change in refused.value.changes for name in change.names}
    assert names <= {mentee.profile.full_name, mentor.profile.full_name}
    assert names
    assert [change.words for change in refused.value.changes] == [MOVED[what]]


def test_a_mentor_with_fewer_places_than_the_match_gave_is_named(robin):
    cohort = make.filled(3, 0)
    ruth = make.mentor(cohort, 1, places=2)
    make.mentor(cohort, 2)
    row = make.solved(cohort, robin)
    Mentoring.objects.filter(member=ruth).update(capacity=1)
    with pytest.raises(actions.WorldMoved) as refused:
        publish(row, robin)
    assert [(change.names, change.words) for change in refused.value.changes] == [
        ((ruth.profile.full_name,), "has fewer places than this match needs")
    ]


def test_a_rule_lifted_on_purpose_does_not_stand_in_the_way(robin):
    cohort = make.filled(1, 0)
    make.mentor(cohort, 1, stage="early")
    row = make.solved(cohort, robin)
    market = row.market
    mentee, mentor = market["mentees"][0]["key"], market["mentors"][0]["key"]
    draft = queries.draft(whole(row))
    tried = queries.preview(draft, Asked("give", mentee, mentor))
    actions.change(
        draft=draft, tried=tried, is_verified=True, reason="I know both.", revision=0, by=robin, now=NOW
    )
    assert tried.lifted == ("stage",)
    assert publish(row, robin).pairs == 1


def test_whoever_left_without_a_pair_meanwhile_gets_no_mail_and_stops_nothing(row, robin):
    Enrolment.objects.exclude(member__in=[one.pk for n in range(3) for one in of_pair(row, n)]).update(
        state="withdrawn"
    )
    assert publish(row, robin).mails == 6
    assert Enrolment.objects.filter(state="withdrawn", left_out_before=0).count() == 2


def test_a_mentor_who_pauses_is_not_told_that_nobody_needed_her(robin):
    cohort = make.filled(2, 2)
    away = make.mentor(cohort, 7)
    Mentoring.objects.filter(member=away).update(is_paused=True)
    row = make.solved(cohort, robin)
    publish(row, robin)
    assert not Mail.objects.filter(to=away).exists()


class TestTakingBack:
    def test_everything_stands_as_before(self, row, robin):
        Enrolment.objects.filter(member=of_pair(row)[0]).update(state="waiting")
        before = standing()
        publish(row, robin)
        assert unpublish(row, robin) == 3
        assert standing() == before
        assert Mail.objects.filter(state="discarded").count() == 8
        assert AuditNote.objects.filter(verb="round.unpublished").count() == 1

    def test_and_can_be_published_again_with_new_mails(self, row, robin):
        publish(row, robin)
        unpublish(row)
        again = actions.publish(
            match_round=whole(row), revision=row.revision, by=robin, now=NOW + timedelta(minutes=2)
        )
        assert again.mails == 8
        assert Mail.objects.filter(state="draft").count() == 8

    def test_approved_mails_that_still_wait_can_be_taken_back(self, row, robin):
        publish(row, robin)
        Mail.objects.update(state="approved", hold_until=NOW + timedelta(minutes=5))
        unpublish(row)
        assert set(Mail.objects.values_list("state", flat=True)) == {"discarded"}

    @pytest.mark.parametrize(
        "left",
        [{"state": "sending"}, {"state": "sent"}, {"state": "failed"}, {"state": "approved", "tries": 1}],
    )
    def test_not_once_one_mail_has_left(self, row, robin, left):
        publish(row, robin)
        Mail.objects.filter(pk=Mail.objects.first().pk).update(**left)
        before = standing()
        with pytest.raises(actions.MailHasLeft):
            unpublish(row)
        assert standing() == before

    def test_not_once_somebody_wrote(self, row, robin):
        publish(row, robin)
        Message.objects.create(pairing=Pairing.objects.first(), text="Hello", key="k", sent_at=NOW)
        before = standing()
        with pytest.raises(actions.BegunAlready) as refused:
            unpublish(row)
        assert refused.value.count == 1
        assert standing() == before

    def test_a_round_that_is_not_published_has_nothing_to_take_back(self, row):
        with pytest.raises(actions.NotPublished):
            unpublish(row)

    def test_whoever_withdrew_meanwhile_stays_withdrawn(self, row, robin):
        publish(row, robin)
        mentee, _mentor = of_pair(row)
        Enrolment.objects.filter(member=mentee).update(state="withdrawn")
        unpublish(row)
        assert Enrolment.objects.get(member=mentee).state == "withdrawn"


def test_a_second_round_of_a_running_cohort_can_be_published_and_taken_back_alone(row, robin):
    publish(row, robin)
    first = whole(row).published_at
    late = make.mentor(row.cohort, 3, name="Yvonne Baptiste")
    second = make.solved(whole(row).cohort, robin)
    later = NOW + timedelta(days=30)
    actions.publish(match_round=second, revision=0, by=robin, now=later)
    assert Participant.objects.filter(member=late, live=True).count() == 1
    assert list(Cohort.objects.values_list("state", "published_at")) == [("running", later)]

    actions.unpublish(match_round=whole(second), by=robin, now=later)
    assert list(Cohort.objects.values_list("state", "published_at")) == [("running", first)]
    assert Enrolment.objects.get(role="mentee", state="unmatched").left_out_before == 1
    assert Pairing.objects.count() == 3
