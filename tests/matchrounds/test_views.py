"""The pages of rounds, as coordinators and readers meet them."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from mentorquilt.matchrounds import actions, jobs, queries
from mentorquilt.matchrounds.models import PairReview, Round, Step
from mentorquilt.members.models import Member
from mentorquilt.programs.models import Program
from mentorquilt.records.models import AccessNote, AuditNote, Submission
from tests.factories import matchrounds as make
from tests.factories.society import society

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def named_society():
    return society()


@pytest.fixture
def cohort():
    return make.filled(4, 5)


@pytest.fixture
def robin(client, cohort):
    """The coordinator, signed in."""
    robin = make.coordinator(cohort.program)
    client.force_login(robin)
    return robin


@pytest.fixture
def row(cohort, robin):
    return make.solved(cohort, robin)


def address(name, row, *more):
    return reverse(f"matchrounds:{name}", args=[row.ref, *more])


def form_of(page):
    """Return the fields of the policy form as a browser would send them back."""
    form = page.context["form"]
    sent = {}
    for field in form:
        value = field.value()
        if value is True:
            sent[field.html_name] = "on"
        elif value not in (None, False):
            sent[field.html_name] = str(value)
    return {**sent, "submission": str(uuid.uuid4())}


def order(client, cohort, **more):
    where = reverse("matchrounds:new", args=[cohort.ref])
    return client.post(where, {**form_of(client.get(where)), **more})


# The list and ordering


def test_a_cohort_without_rounds_says_what_to_do_next(client, cohort, robin):
    page = client.get(reverse("matchrounds:cohort", args=[cohort.ref]))
    assert "No round yet" in page.text
    assert reverse("matchrounds:new", args=[cohort.ref]) in page.text


def test_a_cohort_without_people_is_led_to_its_people(client, robin):
    empty = make.cohort(Program.objects.get(), "empty")
    page = client.get(reverse("matchrounds:cohort", args=[empty.ref]))
    assert reverse("programs:cohort", args=[empty.ref]) in page.text
    assert reverse("matchrounds:new", args=[empty.ref]) not in page.text


@pytest.mark.parametrize("rounds", [1, 3])
def test_the_list_costs_the_same_for_few_and_many(rounds, client, cohort, robin, django_assert_num_queries):
    for _ in range(rounds):
        make.ordered(cohort, robin)
    with django_assert_num_queries(13):
        page = client.get(reverse("matchrounds:cohort", args=[cohort.ref]))
    assert page.text.count("round-line") == rounds


def test_the_form_explains_every_criterion_and_starts_from_the_program(client, cohort, robin):
    Program.objects.update(weights={"topics": 400}, place_rule="region")
    page = client.get(reverse("matchrounds:new", args=[cohort.ref]))
    assert "4 mentees and 5 mentors with 5 open places" in page.text
    assert page.context["form"]["weight_topics"].value() == 400
    assert page.context["form"]["place_rule"].value() == "region"
    for field in page.context["form"].weights:
        assert str(field.help_text) in page.text.replace("&#x27;", "'")


@pytest.mark.guarantee
def test_the_same_form_sent_twice_orders_one_round(client, cohort, robin):
    where = reverse("matchrounds:new", args=[cohort.ref])
    sent = form_of(client.get(where))
    first, second = client.post(where, sent), client.post(where, sent)

    assert (first.status_code, first["Location"]) == (303, second["Location"])
    assert Round.objects.count() == 1
    assert client.post(where, {**sent, "weight_topics": "10"}).status_code == 409
    assert Round.objects.count() == 1


def test_chosen_rules_and_weights_are_frozen_and_the_program_stays_as_it_was(client, cohort, robin):
    answer = order(client, cohort, weight_topics="10", place_rule="country")
    assert answer.status_code == 303
    policy = queries.policy(Round.objects.get())
    assert (policy.weights.topics, policy.place_rule) == (10, "country")
    assert Program.objects.get().weights == {}


def test_weights_are_kept_for_the_program_when_asked(client, cohort, robin):
    order(client, cohort, weight_topics="10", keep="on")
    assert Program.objects.get().weights["topics"] == 10


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"weight_topics": "5000"}, "less than or equal to 1000"),
        ({"weight_topics": "many"}, "whole number"),
        ({"place_rule": "distance", "min_distance_km": "0"}, "how many kilometers"),
        ({"stage_rule": "moon"}, "not one of the available choices"),
    ],
)
def test_a_wrong_answer_is_explained_and_orders_nothing(sent, words, client, cohort, robin):
    answer = order(client, cohort, **sent)
    assert (answer.status_code, Round.objects.count()) == (422, 0)
    assert words in answer.text


def test_no_weight_at_all_is_explained(client, cohort, robin):
    where = reverse("matchrounds:new", args=[cohort.ref])
    sent = {
        name: "0" if name.startswith("weight_") else value
        for name, value in form_of(client.get(where)).items()
    }
    answer = client.post(where, sent)
    assert (answer.status_code, "at least one criterion" in answer.text) == (422, True)


def test_what_stops_a_round_is_shown_before_and_instead(client, robin):
    lonely = make.cohort(Program.objects.get(), "lonely")
    make.mentee(lonely, 0)
    where = reverse("matchrounds:new", args=[lonely.ref])
    page = client.get(where)
    assert "There are no mentors." in page.text
    answer = client.post(where, form_of(page))
    assert (answer.status_code, Round.objects.count(), Submission.objects.count()) == (422, 0, 0)


# Waiting, failing, cancelling


def test_a_waiting_round_refreshes_without_javascript_and_asks_again_with_it(client, cohort, robin):
    row = make.ordered(cohort, robin)
    page = client.get(address("show", row))
    assert '<noscript><meta http-equiv="refresh" content="4"></noscript>' in page.text
    assert f'hx-get="{address("show", row)}" hx-trigger="every 1s"' in page.text
    part = client.get(address("show", row), headers=HTMX)
    assert part.text.lstrip().startswith('<div class="stack-l stack" id="standing"')


def test_progress_is_shown(client, cohort, robin):
    row = make.ordered(cohort, robin)
    held = actions.claim(now=make.NOW)
    actions.report(match_round=held, phase="pairs", done=3, of=9, now=make.NOW)
    page = client.get(address("show", row))
    assert "Looking for the best arrangement" in page.text
    assert 'max="9" value="3"' in page.text


def test_polling_leads_to_the_result_when_it_is_there(client, row):
    answer = client.get(address("show", row), headers=HTMX)
    assert answer["HX-Redirect"] == address("show", row)


def test_a_round_is_stopped_and_says_that_nothing_came_of_it(client, cohort, robin):
    row = make.ordered(cohort, robin)
    assert client.post(address("cancel", row)).status_code == 303
    assert "Nothing came of it" in client.get(address("show", row)).text
    assert client.post(address("cancel", row)).status_code == 409


def test_a_failed_round_says_why_by_name_and_can_be_tried_again(client, cohort, robin):
    row = make.ordered(cohort, robin)
    key = row.market["mentees"][0]["key"]
    held = actions.claim(now=make.NOW)
    problem = {
        "slug": "stage_unknown",
        "people": [key],
        "message": f"Unknown: {key}.",
        "fix": "Mend it.",
        "blocking": True,
    }
    actions.fail(match_round=held, words="It needs a change.", now=make.NOW)
    Round.objects.update(problems=[problem])
    page = client.get(address("show", row)).text
    name = row.market["mentees"][0]["name"]
    assert f"Unknown: {name}." in page
    assert key not in page
    assert client.post(address("retry", row)).status_code == 303
    jobs.solve_waiting_rounds(now=make.NOW + timedelta(seconds=2))
    assert Round.objects.get(pk=row.pk).state == "ready"
    assert client.post(address("retry", row)).status_code == 409


# The review


def test_the_review_says_in_one_line_how_good_it_is(client, row):
    page = client.get(address("show", row))
    assert "All 4 mentees have a mentor." in page.text
    assert "No other arrangement does better." in page.text
    assert "Nothing has been sent." in page.text
    assert "Look at these" in page.text


def test_an_unproved_or_unverified_result_claims_nothing(client, row):
    Round.objects.update(summary={**row.summary, "verified": False})
    page = client.get(address("show", row))
    assert "No other arrangement does better." not in page.text
    assert "is not proved" in page.text


def test_people_left_out_come_with_reasons(client, robin, cohort):
    for number in range(4, 8):
        make.mentee(cohort, number)
    row = make.solved(cohort, robin)
    page = client.get(address("show", row))
    assert "5 of 8 mentees have a mentor." in page.text
    assert "3 people are left out" in page.text
    assert page.text.count("left-out card") + page.text.count("card card-open left-out") == 3


@pytest.mark.parametrize("many", [1, 3])
def test_the_review_costs_the_same_for_few_and_many(many, client, robin, cohort, django_assert_num_queries):
    row = make.solved(make.filled(many, many, of=cohort.program, name=f"of {many}"), robin)
    with django_assert_num_queries(16):
        page = client.get(address("show", row))
    assert page.text.count("pair-row") >= many


@pytest.mark.parametrize("many", [1, 3])
def test_the_table_costs_the_same_for_few_and_many(many, client, robin, cohort, django_assert_num_queries):
    row = make.solved(make.filled(many, many, of=cohort.program, name=f"of {many}"), robin)
    with django_assert_num_queries(14):
        client.get(address("table", row))


def names(page):
    return [row.mentee.name for row in page.context["page"]]


def test_the_table_sorts_and_filters_by_address(client, row):
    everybody = names(client.get(address("table", row)))
    assert names(client.get(address("table", row), {"sort": "mentee"})) == sorted(everybody)
    assert names(client.get(address("table", row), {"sort": "-mentee"})) == sorted(everybody, reverse=True)
    assert names(client.get(address("table", row), {"q": "okafor"})) == ["Maya Okafor"]
    assert names(client.get(address("table", row), {"show": "kept"})) == []
    assert names(client.get(address("table", row), {"show": "open"})) == everybody
    assert "No pair like that" in client.get(address("table", row), {"type": "life"}).text


@pytest.mark.parametrize("wrong", [{"sort": "password"}, {"show": "x"}, {"page": "999"}, {"type": "'; DROP"}])
def test_words_the_table_does_not_know_do_no_harm(wrong, client, row):
    assert client.get(address("table", row), wrong).status_code == 200


def test_the_proof_is_checked_anew_and_said_in_words(client, row):
    page = client.get(address("proof", row))
    assert "Checked just now: everything holds." in page.text
    assert "Pairing one by one" in page.text


def test_a_result_that_does_not_hold_is_not_defended(client, row):
    outcome = {**row.outcome, "total": row.outcome["total"] + 1}
    Round.objects.update(outcome=outcome)
    page = client.get(address("proof", row))
    assert "The check did not hold" in page.text
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-4", page.context["sentences"][0])


def test_two_results_are_compared(client, cohort, row, robin):
    assert "Both are the same" in client.get(address("compare", row)).text
    later = make.solved(cohort, robin)
    page = client.get(address("compare", later), {"with": str(row.ref)})
    assert "Since round 1" in page.text
    assert client.get(address("compare", later), {"with": str(uuid.uuid4())}).status_code == 404


# One pair


def test_a_pair_opens_whole_without_javascript_and_as_a_part_with_it(client, row, robin):
    couple = make.couple(row)
    page = client.get(address("pair", row, *couple))
    part = client.get(address("pair", row, *couple), headers=HTMX)
    assert page.text.startswith("<!doctype html>")
    assert part.text.lstrip().startswith("<article")
    assert "What this pair meets" in part.text
    assert AccessNote.objects.filter(reader=robin, page="round.pair", about__ref=couple[0]).count() == 2


def test_two_people_who_are_no_pair_have_no_page(client, row):
    first, second = make.couple(row, 0), make.couple(row, 1)
    assert client.get(address("pair", row, first[0], second[1])).status_code == 404


def test_a_tick_is_set_and_taken_away(client, row):
    couple = make.couple(row)
    answer = client.post(address("look", row, *couple), {"looked": "yes"})
    assert (answer.status_code, answer["Location"]) == (303, address("pair", row, *couple))
    assert "1 of 4 looked at" in client.get(address("show", row)).text
    part = client.post(address("look", row, *couple), {"looked": "no"}, headers=HTMX)
    assert "I have looked at it" in part.text
    assert PairReview.objects.get().looked_at is None


def test_a_second_reader_answers_on_her_own_page(client, row, cohort):
    couple = make.couple(row)
    client.post(address("note", row, *couple), {"note": "Is that right?"})
    chair = make.granted("chair@example.org", "officer", "program", str(cohort.program.ref))
    client.force_login(chair)
    page = client.get(address("pair", row, *couple)).text
    assert "Is that right?" in page
    assert "I have looked at it" not in page
    assert "Keep this pair" not in page
    answer = client.post(address("answer", row, *couple), {"verdict": "ok", "answer": "Very much."})
    assert answer.status_code == 303
    assert (PairReview.objects.get().verdict, PairReview.objects.get().answer) == ("ok", "Very much.")
    assert client.post(address("answer", row, *couple), {"verdict": "perhaps"}).status_code == 422


@pytest.mark.parametrize("field", ["note", "answer"])
def test_a_line_too_long_or_disguised_is_refused(field, client, row):
    couple = make.couple(row)
    for words in ("x" * 501, "hidden \u202e mark"):
        answer = client.post(address(field, row, *couple), {field: words, "verdict": "ok"})
        assert answer.status_code == 422
    assert not PairReview.objects.exists()


def test_other_choices_lead_to_a_preview(client, row):
    mentee, mentor = make.couple(row)
    page = client.get(address("choices", row, mentee))
    assert page.context["choices"]
    assert f"change=give&amp;mentee={mentee}" in page.text
    assert mentor not in [choice.mentor.key for choice in page.context["choices"]]
    assert client.get(address("choices", row, mentor)).status_code == 404


def test_why_not_is_asked_by_name(client, row):
    first, second = make.couple(row, 0), make.couple(row, 1)
    draft = queries.draft(row)
    page = client.get(
        address("why_not", row), {"mentee": draft.names[first[0]], "mentor": draft.names[second[1]]}
    )
    assert page.context["why"].found.sentence in page.text.replace("&#x27;", "'").replace("&quot;", '"')
    assert (
        "No mentee of this round is called"
        in client.get(address("why_not", row), {"mentee": "Nobody", "mentor": "e"}).text
    )
    assert client.get(address("why_not", row)).status_code == 200


# The draft


def send(client, row, name="change", **sent):
    return client.post(address(name, row), {"submission": str(uuid.uuid4()), "revision": "0", **sent})


def test_a_preview_says_who_changes_before_anything_does(client, row):
    mentee, mentor = make.couple(row)
    page = client.get(address("try", row), {"change": "ban", "mentee": mentee, "mentor": mentor})
    assert re.search(r"\d (person changes|people change)", page.text)
    assert not Step.objects.exists()


def test_a_dragged_mentor_shows_a_chip(client, row):
    mentee, other = make.couple(row, 0)[0], make.couple(row, 1)[1]
    part = client.get(address("try", row), {"moved": other, "onto": mentee}, headers=HTMX)
    assert part.text.lstrip().startswith('<span class="diff"')
    assert "%" in part.text


@pytest.mark.guarantee
def test_the_same_change_sent_twice_is_made_once(client, row):
    mentee, mentor = make.couple(row)
    sent = {
        "submission": str(uuid.uuid4()),
        "revision": "0",
        "change": "ban",
        "mentee": mentee,
        "mentor": mentor,
    }
    first, second = client.post(address("change", row), sent), client.post(address("change", row), sent)
    assert (first.status_code, first["Location"]) == (303, second["Location"])
    assert first["Location"].endswith(f"#m-{mentee}")
    assert (Step.objects.count(), Round.objects.get().revision) == (1, 1)
    assert client.post(address("change", row), {**sent, "change": "pin"}).status_code == 409


def test_a_dropped_mentor_is_given(client, row):
    mentee, other = make.couple(row, 0)[0], make.couple(row, 1)[1]
    assert send(client, row, moved=other, onto=mentee).status_code == 303
    assert queries.draft(Round.objects.get()).mentor_of(mentee) == other


@pytest.mark.guarantee
def test_the_second_coordinator_sees_the_new_state_and_her_change_offered_again(client, row, cohort):
    first, second = make.couple(row, 0), make.couple(row, 1)
    assert send(client, row, change="pin", mentee=first[0], mentor=first[1]).status_code == 303
    answer = send(client, row, change="pin", mentee=second[0], mentor=second[1])
    assert answer.status_code == 303
    page = client.get(answer["Location"])
    assert "Somebody changed the draft" in page.text
    assert page.context["tried"].asked.mentee == second[0]
    assert f'name="revision" value="{1}"' in page.text
    assert Step.objects.count() == 1


def test_a_broken_rule_asks_for_a_reason_and_keeps_it(client, cohort, robin):
    mentee = cohort.enrolments.filter(role="mentee").first().member
    mentor = cohort.enrolments.filter(role="mentor").first().member
    for member in (mentee, mentor):
        make.work_at(member, "Prairie Hospital")
    row = make.solved(cohort, robin)
    asked = {"change": "give", "mentee": str(mentee.ref), "mentor": str(mentor.ref)}
    page = client.get(address("try", row), asked)
    assert "This breaks a rule of the program" in page.text
    assert "must not work at the same institution" in page.text

    refused = send(client, row, **asked)
    assert (refused.status_code, "Say why you mean it" in refused.text) == (422, True)
    assert not Step.objects.exists()
    assert send(client, row, **asked, reason="I know both.").status_code == 303
    steps = client.get(address("draft", row)).text
    assert "“I know both.”" in steps
    assert "Same institution" in steps


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"change": "marry", "mentee": str(uuid.uuid4()), "mentor": str(uuid.uuid4())},
        {"change": "pin", "mentee": "1", "mentor": "2"},
        {"moved": "x", "onto": ""},
    ],
)
def test_a_change_that_is_none_is_refused(sent, client, row):
    assert send(client, row, **sent).status_code == 400
    assert client.get(address("try", row), sent).status_code == 400


def test_strangers_in_a_change_are_refused_in_words(client, row):
    answer = send(client, row, change="pin", mentee=str(uuid.uuid4()), mentor=str(uuid.uuid4()))
    assert (answer.status_code, "not in this round" in answer.text) == (422, True)


@pytest.mark.parametrize("revision", ["", "x", "-1", "99", "9" * 30])
def test_a_revision_that_is_none_changes_nothing(revision, client, row):
    couple = make.couple(row)
    send(client, row, change="pin", mentee=couple[0], mentor=couple[1], revision=revision)
    assert not Step.objects.exists()


def test_undo_and_redo_by_buttons(client, row):
    couple = make.couple(row)
    send(client, row, change="ban", mentee=couple[0], mentor=couple[1])
    assert "With your one change, no other arrangement does better." in client.get(address("show", row)).text
    assert client.post(address("undo", row), {"revision": "1"}).status_code == 303
    assert "no changes yet" in client.get(address("show", row)).text
    client.post(address("redo", row), {"revision": "2"})
    assert queries.draft(Round.objects.get()).bounds.bans == {couple}
    stale = client.post(address("undo", row), {"revision": "2"})
    assert "Somebody changed the draft" in client.get(stale["Location"]).text


def test_nothing_to_undo_or_redo_is_said(client, row):
    for name in ("undo", "redo"):
        answer = client.post(address(name, row), {"revision": "0"})
        assert f"nothing to {name}" in client.get(answer["Location"]).text


def test_a_draft_without_changes_says_what_can_be_done(client, row):
    assert "No changes yet" in client.get(address("draft", row)).text


# Taking it along


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_exports_are_files_and_are_noted(name, kind, client, row, robin):
    answer = client.get(address(name, row))
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert answer["Content-Disposition"] == f'attachment; filename="nine-month-program-2027-round-1.{name}"'
    assert AuditNote.objects.filter(verb="round.exported", facts={"form": name}).count() == 1
    assert AccessNote.objects.filter(reader=robin, page=f"round.export.{name}").count() == 1


def test_the_paper_has_everybody(client, row):
    page = client.get(address("print", row)).text
    assert all(name in page for name in queries.draft(row).names.values())


# Who


def test_a_reader_reads_everything_and_changes_nothing(client, row, cohort):
    client.force_login(make.granted("reader@example.org", "reader", "program", str(cohort.program.ref)))
    couple = make.couple(row)
    for name in ("show", "table", "proof", "compare", "why_not", "draft"):
        page = client.get(address(name, row))
        assert page.status_code == 200, name
        assert "Take along" not in page.text
        assert address("undo", row) not in page.text
    for name in ("csv", "xlsx", "print", "try"):
        assert client.get(address(name, row)).status_code == 403, name
    for name in ("cancel", "retry", "change", "undo", "redo"):
        assert client.post(address(name, row)).status_code == 403, name
    assert client.post(address("look", row, *couple), {"looked": "yes"}).status_code == 403
    assert client.get(reverse("matchrounds:new", args=[cohort.ref])).status_code == 403
    assert not PairReview.objects.exists()


def test_members_do_not_learn_that_there_is_a_round(client, row):
    client.force_login(Member.objects.get(ref=make.couple(row)[0]))
    for name in ("show", "table", "proof", "csv", "draft"):
        assert client.get(address(name, row)).status_code == 404, name
