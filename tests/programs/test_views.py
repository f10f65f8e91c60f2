"""The pages of programs, as their readers meet them."""

import uuid

import pytest
from django.urls import reverse

from mentorquilt.members.models import Member
from mentorquilt.pairings import actions as pairings
from mentorquilt.programs.models import AnnualMeeting, Cohort, Enrolment, Program
from tests.factories import pairings as pairs
from tests.factories import programs as make
from tests.factories.society import society

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def named_society():
    return society()


@pytest.fixture
def robin(client):
    robin = make.staff("robin@x.org")
    client.force_login(robin)
    return robin


def filled(**more):
    return {
        "submission": str(uuid.uuid4()),
        "name": "New program",
        "aim": "skills",
        "months": "9",
        "lead_weeks": "6",
        "mentee_stages": ["early"],
        "mentor_stages": ["late"],
        "stage_rule": "later",
        "place_rule": "none",
        "min_distance_km": "0",
        "min_shared_minutes": "0",
        "most_places": "0",
        "scope": "national",
        **more,
    }


def test_a_program_is_set_up_once_however_often_the_form_comes(client, robin):
    data = filled()
    first = client.post(reverse("programs:create"), data)
    second = client.post(reverse("programs:create"), data)

    assert (first.status_code, first["Location"]) == (303, second["Location"])
    assert Program.objects.count() == 1


def test_another_program_under_the_same_key_is_refused_with_409(client, robin):
    data = filled()
    client.post(reverse("programs:create"), data)
    again = client.post(reverse("programs:create"), {**data, "name": "Else"})

    assert again.status_code == 409
    assert Program.objects.count() == 1


def test_what_was_typed_stays_when_something_is_wrong(client, robin):
    answer = client.post(reverse("programs:create"), filled(name="Kept name", place_rule="distance"))

    assert answer.status_code == 422
    assert b"Kept name" in answer.content
    assert b"how many kilometers" in answer.content


def test_a_cohorts_dates_must_be_in_order(client, robin):
    program = make.program()
    answer = client.post(
        reverse("programs:create_cohort", args=[program.ref]),
        {
            "submission": str(uuid.uuid4()),
            "name": "X",
            "enrol_from": "2026-05-01",
            "enrol_until": "2026-04-01",
        },
    )

    assert answer.status_code == 422
    assert Cohort.objects.count() == 0


def test_a_late_announcement_is_said_on_the_cohorts_page(client, robin):
    meeting = AnnualMeeting.objects.create(
        name="Spring", starts_on=make.day("2026-04-14"), ends_on=make.day("2026-04-15")
    )
    cohort = make.cohort(meeting=meeting, announce_on=make.day("2026-04-01"))
    page = client.get(reverse("programs:cohort", args=[cohort.ref])).content.decode()

    assert "3 March" in page


@pytest.mark.parametrize("people", [1, 3])
def test_the_cohorts_page_costs_the_same_for_one_and_three(client, robin, people, django_assert_num_queries):
    cohort = make.cohort()
    for number in range(people):
        make.mentee(cohort, f"m{number}@x.org")
    client.get(reverse("programs:cohort", args=[cohort.ref]))
    with django_assert_num_queries(11):
        client.get(reverse("programs:cohort", args=[cohort.ref]))


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client, robin, people, django_assert_num_queries):
    for number in range(people):
        make.cohort(make.program(f"P{number}"))
    client.get(reverse("programs:list"))
    with django_assert_num_queries(8):
        client.get(reverse("programs:list"))


def test_enrolling_somebody_in_a_city_with_namesakes_asks_which(client, robin):
    cohort = make.cohort()
    url = reverse("programs:on_behalf", args=[cohort.ref])
    data = {
        "submission": str(uuid.uuid4()),
        "email": "a@x.org",
        "full_name": "Amy Ng",
        "role": "mentee",
        "stage": "early",
        "city": "Springfield",
    }
    asked = client.post(url, data)
    assert asked.status_code == 422
    assert b"Several cities fit" in asked.content

    chosen = "US/MO/springfield"
    assert chosen.encode() in asked.content
    done = client.post(url, {**data, "city_id": chosen})
    assert done.status_code == 303
    assert Member.objects.get(email="a@x.org").profile.region == "US/MO"


def test_a_member_confirms_her_own_enrolment_and_nobody_elses(client):
    row, other = make.mentee(make.cohort(), "a@x.org"), make.physician("b@x.org")
    Enrolment.objects.update(state="unconfirmed")
    url = reverse("programs:own", args=[row.ref])
    client.force_login(other)
    assert client.post(url, {"answer": "right"}).status_code == 404

    client.force_login(row.member)
    assert client.post(url, {"answer": "right"}).status_code == 303
    assert Enrolment.objects.get().state == "approved"


def test_a_get_never_decides(client, robin):
    row = make.mentee(make.cohort(), "a@x.org")
    assert client.get(reverse("programs:decide", args=[row.ref])).status_code == 405


@pytest.mark.guarantee
def test_nobody_is_withdrawn_while_her_pairing_goes_on(client, robin):
    pairing = pairs.couple()
    row = pairing.cohort.enrolments.get(role="mentee")
    decide = reverse("programs:decide", args=[row.ref])
    refused = client.post(decide, {"decision": "withdraw"})
    assert refused.status_code == 409
    assert b"End the pairing first" in refused.content
    row.refresh_from_db()
    assert row.state == "matched"

    pairings.end_early(pairing=pairing, by=row.member, now=pairs.NOW)
    assert client.post(decide, {"decision": "withdraw"}).status_code == 303
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_she_is_told_to_end_her_pairing_before_she_leaves_the_cohort(client):
    row = pairs.couple().cohort.enrolments.get(role="mentee")
    client.force_login(row.member)
    refused = client.post(reverse("programs:own", args=[row.ref]), {"answer": "no"})
    assert (refused.status_code, b"End it on its page first" in refused.content) == (409, True)
    row.refresh_from_db()
    assert row.state == "matched"
