"""The pages before a result: the list of rounds, ordering one, waiting, failing, cancelling."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from mentorquilt.matchrounds import actions, jobs, queries
from mentorquilt.matchrounds.models import Round
from mentorquilt.programs.models import Program
from mentorquilt.records.models import Submission
from tests.factories import matchrounds as make

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


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
    with django_assert_num_queries(14):
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


def test_a_waiting_round_refreshes_without_javascript_and_asks_again_with_it(client, cohort, robin, address):
    row = make.ordered(cohort, robin)
    page = client.get(address("show", row))
    assert '<noscript><meta http-equiv="refresh" content="4"></noscript>' in page.text
    assert f'hx-get="{address("show", row)}" hx-trigger="every 1s"' in page.text
    part = client.get(address("show", row), headers=HTMX)
    assert part.text.lstrip().startswith('<div class="stack-l stack" id="standing"')


def test_progress_is_shown(client, cohort, robin, address):
    row = make.ordered(cohort, robin)
    held = actions.claim(now=make.NOW)
    actions.report(match_round=held, phase="pairs", done=3, of=9, now=make.NOW)
    page = client.get(address("show", row))
    assert "Looking for the best arrangement" in page.text
    assert 'max="9" value="3"' in page.text


def test_polling_leads_to_the_result_when_it_is_there(client, row, address):
    answer = client.get(address("show", row), headers=HTMX)
    assert answer["HX-Redirect"] == address("show", row)


def test_a_round_is_stopped_and_says_that_nothing_came_of_it(client, cohort, robin, address):
    row = make.ordered(cohort, robin)
    assert client.post(address("cancel", row)).status_code == 303
    assert "Nothing came of it" in client.get(address("show", row)).text
    assert client.post(address("cancel", row)).status_code == 409


def test_a_failed_round_says_why_by_name_and_can_be_tried_again(client, cohort, robin, address):
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
