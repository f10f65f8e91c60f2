"""The working draft: changes tried and kept, undone and redone; of two people at once the second is told."""

from datetime import timedelta

import pytest

from mentorquilt import matching
from mentorquilt.matchrounds import actions, queries
from mentorquilt.matchrounds.drafting import Asked
from mentorquilt.matchrounds.models import Round, Step
from mentorquilt.members.models import Conflict, Exclusion
from mentorquilt.records.models import AuditNote
from tests.factories import matchrounds as make

pytestmark = pytest.mark.django_db
NOW = make.NOW + timedelta(minutes=1)


@pytest.fixture
def row():
    return make.solved(make.filled(4, 5))


def made(row, change, couple, *, reason="", revision=None):
    """Make one change as the page does."""
    draft = queries.draft(Round.objects.get(pk=row.pk))
    tried = queries.preview(draft, Asked(change, *couple))
    return actions.change(
        draft=draft,
        tried=tried,
        is_verified=True,
        reason=reason,
        revision=draft.revision if revision is None else revision,
        by=None,
        now=NOW,
    )


def draft_of(row):
    return queries.draft(Round.objects.get(pk=row.pk))


def couples(outcome):
    return {(pair.mentee, pair.mentor) for pair in outcome.pairs}


def another_couple(row):
    """Return a mentee with a mentor she was not given."""
    draft = draft_of(row)
    mentee = draft.frozen.mentees[0].key
    busy = draft.mentor_of(mentee)
    free = [
        mentor.key
        for mentor in draft.frozen.mentors
        if mentor.key != busy
        and not isinstance(matching.score_pair(draft.market, draft.policy, mentee, mentor.key), str)
    ]
    return mentee, free[0]


def test_a_gift_pairs_the_two_and_the_rest_is_arranged_around_it(row):
    couple = another_couple(row)
    step = made(row, "give", couple)
    draft = draft_of(row)

    assert couple in couples(draft.outcome)
    assert len(draft.outcome.pairs) == 4
    assert (step.position, draft.revision, draft.bounds.pins) == (1, 1, {couple[0]: couple[1]})
    assert matching.verify(draft.market, draft.policy, draft.outcome).ok


def test_the_rounds_own_result_stays_behind_the_draft(row):
    before = Round.objects.get(pk=row.pk).outcome
    made(row, "give", another_couple(row))
    assert Round.objects.get(pk=row.pk).outcome == before


def test_what_a_change_does_is_told_before_and_kept_with_it(row):
    draft = draft_of(row)
    couple = another_couple(row)
    effect = queries.preview(draft, Asked("give", *couple)).effect
    step = made(row, "give", couple)

    assert couple[0] in [move.mentee for move in effect.moves]
    assert step.effect["people"] == len(effect.moves)
    assert effect.total_change == draft_of(row).outcome.total - draft.outcome.total
    assert Step.objects.count() == 1


def test_a_ban_keeps_two_people_apart_until_it_is_undone(row):
    couple = make.couple(row)
    made(row, "ban", couple)
    assert couple not in couples(draft_of(row).outcome)
    actions.undo(match_round=Round.objects.get(), revision=1, by=None, now=NOW)
    assert couple in couples(draft_of(row).outcome)


def test_undo_and_redo_walk_the_chain_and_a_new_change_cuts_what_was_undone(row):
    first, second = make.couple(row, 0), make.couple(row, 1)
    made(row, "pin", first)
    made(row, "pin", second)
    standing = Round.objects.get()
    actions.undo(match_round=standing, revision=2, by=None, now=NOW)
    actions.undo(match_round=standing, revision=3, by=None, now=NOW)
    assert draft_of(row).bounds.pins == {}

    actions.redo(match_round=standing, revision=4, by=None, now=NOW)
    assert draft_of(row).bounds.pins == dict([first])

    made(row, "pin", make.couple(row, 2))
    with pytest.raises(actions.NothingThere):
        actions.redo(match_round=Round.objects.get(), revision=6, by=None, now=NOW)
    assert list(Step.objects.values_list("position", "undone_at")) == [(1, None), (2, None)]


def test_nothing_to_undo_is_said_and_changes_nothing(row):
    with pytest.raises(actions.NothingThere):
        actions.undo(match_round=Round.objects.get(), revision=0, by=None, now=NOW)
    assert Round.objects.get().revision == 0


@pytest.mark.guarantee
def test_the_second_of_two_people_is_told_and_nothing_of_the_first_is_lost(row):
    first, second = make.couple(row, 0), make.couple(row, 1)
    made(row, "pin", first, revision=0)
    for act in (actions.undo, actions.redo):
        with pytest.raises(actions.DraftMoved):
            act(match_round=Round.objects.get(), revision=0, by=None, now=NOW)
    with pytest.raises(actions.DraftMoved):
        made(row, "pin", second, revision=0)
    assert draft_of(row).bounds.pins == dict([first])


@pytest.mark.guarantee
def test_a_draft_read_before_the_others_change_is_not_overwritten(row):
    draft = draft_of(row)
    tried = queries.preview(draft, Asked("pin", *make.couple(row, 1)))
    made(row, "pin", make.couple(row, 0))
    with pytest.raises(actions.DraftMoved):
        actions.change(draft=draft, tried=tried, is_verified=True, reason="", revision=0, by=None, now=NOW)
    assert Step.objects.count() == 1


def test_a_draft_of_a_round_without_result_cannot_change(row):
    draft = draft_of(row)
    tried = queries.preview(draft, Asked("pin", *make.couple(row)))
    Round.objects.update(state="failed")
    with pytest.raises(actions.DraftMoved):
        actions.change(draft=draft, tried=tried, is_verified=True, reason="", revision=0, by=None, now=NOW)


@pytest.mark.parametrize(
    ("before", "change", "words"),
    [
        (["pin"], "pin", "kept already"),
        ([], "unpin", "not kept"),
        (["ban"], "ban", "kept apart already"),
        ([], "unban", "not kept apart"),
    ],
)
def test_a_change_without_sense_is_refused_in_words(row, before, change, words):
    couple = make.couple(row)
    for each in before:
        made(row, each, couple)
    with pytest.raises(actions.NotAllowed, match=words):
        made(row, change, couple)


def test_people_of_another_round_are_refused_in_words(row):
    mentee, mentor = make.couple(row)
    with pytest.raises(actions.NotAllowed, match="not in this round"):
        made(row, "give", (mentor, mentee))


def test_a_mentor_without_a_place_left_for_pins_is_refused_by_name(row):
    first, second = make.couple(row, 0), make.couple(row, 1)
    made(row, "pin", first)
    draft = draft_of(row)
    tried = queries.preview(draft, Asked("give", second[0], first[1]))
    name = draft.names[first[1]]
    assert tried.refusal.startswith(f"2 mentees pinned to {name}")
    assert first[1] not in tried.refusal


@pytest.fixture
def colleagues():
    """A round in which one mentee and one mentor share their employer; (round, couple)."""
    cohort = make.filled(2, 3)
    one = cohort.enrolments.filter(role="mentee").order_by("pk")[0].member
    other = cohort.enrolments.filter(role="mentor").order_by("pk")[0].member
    for member in (one, other):
        make.work_at(member, "Prairie Hospital")
    return cohort, (str(one.ref), str(other.ref))


def test_a_rule_of_the_program_is_lifted_with_a_reason_that_is_kept_and_logged(colleagues):
    cohort, couple = colleagues
    row = make.solved(cohort)
    assert couple not in couples(draft_of(row).outcome)
    tried = queries.preview(draft_of(row), Asked("give", *couple))
    assert (tried.lifted, tried.refusal) == (("institution",), "")

    with pytest.raises(actions.NotAllowed, match="Say why"):
        made(row, "give", couple, reason="  ")
    made(row, "give", couple, reason="900 miles apart, I know both.")

    draft, step = draft_of(row), Step.objects.get()
    assert couple in couples(draft.outcome)
    assert (step.lifted_rules, step.reason) == (["institution"], "900 miles apart, I know both.")
    assert matching.verify(draft.market, draft.policy, draft.outcome).ok
    note = AuditNote.objects.get(verb="draft.changed")
    assert note.facts == {
        "change": "give",
        "mentee": couple[0],
        "mentor": couple[1],
        "lifted": ["institution"],
    }


def test_a_lifted_rule_stands_again_when_the_pair_is_no_longer_kept(colleagues):
    cohort, couple = colleagues
    row = make.solved(cohort)
    made(row, "give", couple, reason="I know both.")
    made(row, "unpin", couple)
    draft = draft_of(row)
    assert couple not in couples(draft.outcome)
    assert draft.market.lifted == ()


def test_a_reason_is_kept_only_where_a_rule_was_lifted(row):
    assert made(row, "give", another_couple(row), reason="Because.").reason == ""


@pytest.mark.guarantee
@pytest.mark.parametrize("kind", ["conflict", "exclusion"])
def test_a_private_rule_is_never_lifted_and_every_one_reads_alike(kind):
    cohort = make.filled(2, 3)
    one = cohort.enrolments.filter(role="mentee").order_by("pk")[0].member
    other = cohort.enrolments.filter(role="mentor").order_by("pk")[0].member
    if kind == "conflict":
        Conflict.objects.create(declared_by=other, about=one, kind="family", declared_at=make.NOW)
    else:
        Exclusion.objects.create(owner=one, kind="member", value=str(other.ref), added_at=make.NOW)
    row = make.solved(cohort)
    tried = queries.preview(draft_of(row), Asked("give", str(one.ref), str(other.ref)))

    assert tried.refusal == "Closed by a rule that is not shown. It cannot be lifted."
    with pytest.raises(actions.NotAllowed, match="not shown"):
        made(row, "give", (str(one.ref), str(other.ref)), reason="I insist.")
    assert not Step.objects.exists()


def test_a_paused_mentor_is_not_given_to_anybody():
    cohort = make.filled(2, 3)
    other = cohort.enrolments.filter(role="mentor").first().member
    other.mentoring.is_paused = True
    other.mentoring.save()
    row = make.solved(cohort)
    mentee = draft_of(row).frozen.mentees[0].key
    tried = queries.preview(draft_of(row), Asked("give", mentee, str(other.ref)))
    assert "cannot be lifted here" in tried.refusal


def test_words_of_an_effect():
    before = matching.Outcome(
        total=1000,
        least=400,
        pairs=tuple(pair(mentee, mentor) for mentee, mentor in (("a", "x"), ("b", "y"), ("c", "z"))),
    )
    after = matching.Outcome(
        total=986, least=300, pairs=tuple(pair(*each) for each in (("a", "y"), ("b", "x")))
    )
    effect = queries.effect(before, after)

    assert (effect.people, effect.percent) == ("3 people change", "−1.4 %")
    assert effect.coverage == "1 more person is left out"
    assert effect.weakest == "the weakest pair falls from 400 to 300"
    assert not effect.is_better
    assert queries.effect(before, before).people == "Nobody changes"


def pair(mentee, mentor):
    return matching.Pair(mentee=mentee, mentor=mentor, score=1, parts=())
