"""The pages of a result: review, table, proof, comparison, one pair; and who may open them."""

import re
import uuid

import pytest
from django.urls import reverse

from mentorquilt.matchrounds import queries
from mentorquilt.matchrounds.models import PairReview, Round
from mentorquilt.members.models import Member
from mentorquilt.records.models import AccessNote
from tests.factories import matchrounds as make

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


# The review


def test_the_review_says_in_one_line_how_good_it_is(client, row, address):
    page = client.get(address("show", row))
    assert "All 4 mentees have a mentor." in page.text
    assert "No other arrangement does better." in page.text
    assert "Nothing has been sent." in page.text
    assert "Look at these" in page.text


def test_an_unproved_or_unverified_result_claims_nothing(client, row, address):
    Round.objects.update(summary={**row.summary, "verified": False})
    page = client.get(address("show", row))
    assert "No other arrangement does better." not in page.text
    assert "is not proved" in page.text


def test_people_left_out_come_with_reasons(client, robin, cohort, address):
    for number in range(4, 8):
        make.mentee(cohort, number)
    row = make.solved(cohort, robin)
    page = client.get(address("show", row))
    assert "5 of 8 mentees have a mentor." in page.text
    assert "3 people are left out" in page.text
    assert page.text.count("left-out card") + page.text.count("card card-open left-out") == 3


@pytest.mark.parametrize("many", [1, 3])
def test_the_review_costs_the_same_for_few_and_many(
    many, client, robin, cohort, django_assert_num_queries, address
):
    row = make.solved(make.filled(many, many, of=cohort.program, name=f"of {many}"), robin)
    with django_assert_num_queries(16):
        page = client.get(address("show", row))
    assert page.text.count("pair-row") >= many


@pytest.mark.parametrize("many", [1, 3])
def test_the_table_costs_the_same_for_few_and_many(
    many, client, robin, cohort, django_assert_num_queries, address
):
    row = make.solved(make.filled(many, many, of=cohort.program, name=f"of {many}"), robin)
    with django_assert_num_queries(14):
        client.get(address("table", row))


def test_what_is_missing_about_people_is_told_on_the_review(client, cohort, robin, address):
    member = cohort.enrolments.filter(role="mentee").first().member
    member.profile.stage = ""
    member.profile.save()
    page = client.get(address("show", make.solved(cohort, robin))).text
    assert "One thing to know about these people" in page
    assert "career stage is not known" in page
    assert str(member.ref) not in page.split("</details>")[1]


def names(page):
    return [row.mentee.name for row in page.context["page"]]


def test_the_table_sorts_and_filters_by_address(client, row, address):
    everybody = names(client.get(address("table", row)))
    assert names(client.get(address("table", row), {"sort": "mentee"})) == sorted(everybody)
    assert names(client.get(address("table", row), {"sort": "-mentee"})) == sorted(everybody, reverse=True)
    assert names(client.get(address("table", row), {"q": "okafor"})) == ["Maya Okafor"]
    assert names(client.get(address("table", row), {"show": "kept"})) == []
    assert names(client.get(address("table", row), {"show": "open"})) == everybody
    assert "No pair like that" in client.get(address("table", row), {"type": "life"}).text


@pytest.mark.parametrize("wrong", [{"sort": "password"}, {"show": "x"}, {"page": "999"}, {"type": "'; DROP"}])
def test_words_the_table_does_not_know_do_no_harm(wrong, client, row, address):
    assert client.get(address("table", row), wrong).status_code == 200


def test_the_proof_is_checked_anew_and_said_in_words(client, row, address):
    page = client.get(address("proof", row))
    assert "Checked just now: everything holds." in page.text
    assert "Pairing one by one" in page.text


def test_a_result_that_does_not_hold_is_not_defended(client, row, address):
    outcome = {**row.outcome, "total": row.outcome["total"] + 1}
    Round.objects.update(outcome=outcome)
    page = client.get(address("proof", row))
    assert "The check did not hold" in page.text
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-4", page.context["sentences"][0])


def test_two_results_are_compared(client, cohort, row, robin, address):
    assert "Both are the same" in client.get(address("compare", row)).text
    later = make.solved(cohort, robin)
    page = client.get(address("compare", later), {"with": str(row.ref)})
    assert "Since round 1" in page.text
    assert client.get(address("compare", later), {"with": str(uuid.uuid4())}).status_code == 404


# One pair


def test_a_pair_opens_whole_without_javascript_and_as_a_part_with_it(client, row, robin, address):
    couple = make.couple(row)
    page = client.get(address("pair", row, *couple))
    part = client.get(address("pair", row, *couple), headers=HTMX)
    assert page.text.startswith("<!doctype html>")
    assert part.text.lstrip().startswith("<article")
    assert "What this pair meets" in part.text
    assert AccessNote.objects.filter(reader=robin, page="round.pair", about__ref=couple[0]).count() == 2


def test_two_people_who_are_no_pair_have_no_page(client, row, address):
    first, second = make.couple(row, 0), make.couple(row, 1)
    assert client.get(address("pair", row, first[0], second[1])).status_code == 404


def test_a_tick_is_set_and_taken_away(client, row, address):
    couple = make.couple(row)
    answer = client.post(address("look", row, *couple), {"looked": "yes"})
    assert (answer.status_code, answer["Location"]) == (303, address("pair", row, *couple))
    assert "1 of 4 looked at" in client.get(address("show", row)).text
    part = client.post(address("look", row, *couple), {"looked": "no"}, headers=HTMX)
    assert "I have looked at it" in part.text
    assert PairReview.objects.get().looked_at is None


def test_a_second_reader_answers_on_her_own_page(client, row, cohort, address):
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
def test_a_line_too_long_or_disguised_is_refused(field, client, row, address):
    couple = make.couple(row)
    for words in ("x" * 501, "hidden \u202e mark"):
        answer = client.post(address(field, row, *couple), {field: words, "verdict": "ok"})
        assert answer.status_code == 422
    assert not PairReview.objects.exists()


def test_other_choices_lead_to_a_preview(client, row, address):
    mentee, mentor = make.couple(row)
    page = client.get(address("choices", row, mentee))
    assert page.context["choices"]
    assert f"change=give&amp;mentee={mentee}" in page.text
    assert mentor not in [choice.mentor.key for choice in page.context["choices"]]
    assert client.get(address("choices", row, mentor)).status_code == 404


def test_why_not_is_asked_by_name(client, row, address):
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


# Who


def test_a_reader_reads_everything_and_changes_nothing(client, row, cohort, address):
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


def test_members_do_not_learn_that_there_is_a_round(client, row, address):
    client.force_login(Member.objects.get(ref=make.couple(row)[0]))
    for name in ("show", "table", "proof", "csv", "draft"):
        assert client.get(address(name, row)).status_code == 404, name
