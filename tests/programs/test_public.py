"""The front door: the page for anybody, and entering by a code without telling who is known (S-16, P11, P17)."""

import re
import statistics
import time
from datetime import date

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Member
from mentorquilt.programs.models import Cohort, Program
from tests.factories import programs as make
from tests.factories.society import society
from tests.programs import enrolling
from tests.programs.enrolling import NOW

pytestmark = pytest.mark.django_db
DOOR = "/join/nine-months/mentee/"


@pytest.fixture(autouse=True)
def _today():
    cache.clear()
    society(contact_name="Office", contact_email="office@example.org")
    enrolling.lists()
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def cohort():
    return enrolling.open_cohort()


def code_of(address: str) -> str:
    mail = Mail.objects.filter(to_address=address, role="members.sign_in_code").latest("pk")
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.body, re.MULTILINE)[0]


def test_anybody_reads_what_when_whom_to_ask_and_both_ways_in(client, cohort):
    Program.objects.update(summary="Six talks in nine months.", contact_email="robin@example.org")
    page = client.get("/join/nine-months/").content.decode()
    for words in (
        "Six talks in nine months.",
        "Robin Hale",
        "mailto:robin@example.org",
        "tel:+15550100142",
        "4 April 2026",
        "15 May 2026",
        "Annual Meeting 2026",
        "8 minutes",
        'property="og:title" content="Nine Months"',
        "Nobody outside the program",
        DOOR,
        "/join/nine-months/mentor/",
    ):
        assert words in page, words


def test_a_program_without_a_name_in_addresses_is_found_by_its_ref(client, cohort):
    Program.objects.update(slug=None)
    program = Program.objects.get()
    assert client.get(f"/join/{program.ref}/").status_code == 200
    assert client.get("/join/nothing-like-it/").status_code == 404


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"state": "planned", "enrol_from": date(2026, 5, 1)}, "Enrolment opens on 1 May 2026"),
        ({"state": "running"}, "are enrolled and on their way"),
        ({"state": "finished"}, "Enrolment is over for now"),
        ({"enrol_until": date(2026, 3, 1)}, "Enrolment is over for now"),
    ],
)
def test_a_door_that_is_not_open_says_so_kindly_and_leads_nowhere(client, cohort, facts, words):
    Cohort.objects.update(**facts)
    page = client.get("/join/nine-months/").content.decode()
    assert words in page
    assert DOOR not in page
    assert client.get(DOOR)["Location"] == "/join/nine-months/"


def test_a_program_without_cohorts_says_who_knows_more(client):
    make.program(slug="nine-months", contact_name="Robin Hale")
    assert "There are no dates yet" in client.get("/join/nine-months/").content.decode()


def test_the_page_shows_no_person_but_the_contact_and_costs_the_same_however_full(
    client, cohort, django_assert_num_queries
):
    for number in (1, 3):
        for other in range(number):
            make.mentee(cohort, f"m{number}{other}@example.org", full_name="Secret Mentee")
        with django_assert_num_queries(4):
            page = client.get("/join/nine-months/").content.decode()
        assert "Secret" not in page


@pytest.mark.smoke
@pytest.mark.parametrize("known", [True, False])
def test_an_address_and_a_code_lead_into_this_form_in_this_role(client, cohort, known):
    if known:
        enrolling.member("ann@example.org")
    assert client.get(DOOR).status_code == 200
    asked = client.post(DOOR, {"email": "Ann@Example.org"})
    assert (asked.status_code, asked["Location"].startswith("/sign-in/")) == (303, True)
    assert "ann@example.org" in client.get(asked["Location"]).content.decode()
    entered = client.post(asked["Location"], {"code": code_of("ann@example.org")}, follow=True)
    assert entered.redirect_chain[-1][0] == reverse("programs:enrol", args=[cohort.ref, "mentee"])
    assert entered.status_code == 200
    assert Member.objects.get(email="ann@example.org").last_login is not None


def answers(address: str) -> tuple[int, str, str, str, list[str]]:
    """Return everything a stranger learns from typing an address."""
    cache.clear()
    client = Client()
    first = client.post(DOOR, {"email": address})
    second = client.get(first["Location"])
    third = client.post(first["Location"], {"code": "AAAA-AAAA"})
    bodies = [
        re.sub(r'csrfmiddlewaretoken" value="\w+|X-CSRFToken": "\w+', "", page.content.decode()).replace(
            address, "ADDRESS"
        )
        for page in (second, third)
    ]
    cookies = sorted(first.cookies)
    return first.status_code, first["Location"], bodies[0], bodies[1], cookies


@pytest.mark.guarantee
def test_known_unknown_closed_and_staff_addresses_are_answered_alike(cohort):
    enrolling.member("known@example.org")
    Member.objects.filter(pk=enrolling.member("closed@example.org").pk).update(is_active=False)
    make.staff("staff@example.org")
    told = [answers(f"{name}@example.org") for name in ("known", "unknown", "closed", "staff")]
    assert told[1:] == [told[0]] * 3
    mails = Mail.objects.order_by("pk").values_list("role", "subject")
    assert list(mails) == [("members.sign_in_code", "Your sign-in code")] * 4


@pytest.mark.guarantee
def test_known_and_unknown_take_the_same_time(cohort):
    enrolling.member("known@example.org")
    took: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(24):
        for kind, address in (("known", "known@example.org"), ("unknown", f"new{number}@example.org")):
            cache.clear()
            client, before = Client(), time.perf_counter()
            assert client.post(DOOR, {"email": address}).status_code == 303
            took[kind].append(time.perf_counter() - before)
    difference = abs(statistics.median(took["known"]) - statistics.median(took["unknown"]))
    assert difference < 0.02, took


@pytest.mark.guarantee
@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "///evil.example",
        "/%5cevil.example",
    ],
)
def test_no_target_from_a_request_leads_away(client, cohort, target):
    asked = client.post(f"{DOOR}?next={target}", {"email": "ann@example.org", "next": target})
    assert "evil" not in asked["Location"]
    assert "javascript" not in asked["Location"]
    confirm = asked["Location"].split("?")[0]
    entered = client.post(f"{confirm}?next={target}", {"code": code_of("ann@example.org"), "next": target})
    assert entered.status_code == 302
    assert re.match(r"/(?![/\\\\])", entered["Location"])


@pytest.mark.guarantee
def test_the_limits_of_signing_in_hold_at_the_door(client, cohort):
    told = [client.post(DOOR, {"email": "ann@example.org"}).status_code for _try in range(5)]
    assert told == [303, 303, 303, 422, 422]
    assert Mail.objects.count() == 3
    others = [Client().post(DOOR, {"email": f"p{number}@example.org"}).status_code for number in range(25)]
    assert others.count(422) >= 5
    assert Mail.objects.count() <= 20


def test_what_is_no_address_is_said_beside_it(client, cohort):
    answer = client.post(DOOR, {"email": "ann at example"})
    assert answer.status_code == 422
    assert b"This is not an e-mail address." in answer.content
    assert not Member.objects.exists()


def test_whoever_is_signed_in_goes_straight_to_the_form(client, cohort):
    client.force_login(enrolling.member("ann@example.org"))
    target = reverse("programs:enrol", args=[cohort.ref, "mentor"])
    assert client.get("/join/nine-months/mentor/")["Location"] == target
    assert client.get("/join/nine-months/coordinator/").status_code == 404
