"""Members who know what a cohort lacks: found, with why, and invited once (S-25)."""

import uuid

import pytest
import time_machine
from django.urls import reverse

from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Mentoring, Offer
from mentorquilt.programs import queries
from mentorquilt.programs.models import Enrolment
from tests.factories import programs as make
from tests.factories.society import society
from tests.programs import enrolling
from tests.programs.enrolling import NOW

pytestmark = pytest.mark.django_db
TOPIC = "leadership"


@pytest.fixture(autouse=True)
def _today():
    society()
    enrolling.lists()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cohort():
    return enrolling.open_cohort()


@pytest.fixture
def robin(client, cohort):
    robin = make.staff("robin@example.org", of=cohort.program)
    client.force_login(robin)
    return robin


def lists_it(email: str, *topics: str, willing: bool = True, **facts):
    member = make.physician(email, **facts)
    Offer.objects.create(owner=member, topics=list(topics or (TOPIC,)))
    Mentoring.objects.create(member=member, is_willing=willing, capacity=1)
    return member


def url(cohort, topic=TOPIC):
    return reverse("programs:invite_topic", args=[cohort.ref, topic])


@pytest.mark.db_semantics
def test_who_lists_the_topic_and_is_no_mentor_here_is_found_the_willing_first(cohort):
    lists_it("busy@example.org", willing=False, full_name="Ann Busy")
    lists_it("free@example.org", full_name="Zoe Free")
    lists_it("other@example.org", "leadership_other", full_name="Other Topic")
    make.mentor(cohort, "inside@example.org", topics=(TOPIC,), full_name="In It")
    make.mentee(cohort, "wants@example.org", topics=(TOPIC,))
    found = queries.helpers(cohort, TOPIC, NOW.date())
    assert [(one.name, one.is_open) for one in found.people] == [("Zoe Free", True), ("Ann Busy", False)]
    assert (found.want, found.words) == (1, "Leadership")


@pytest.mark.guarantee
@pytest.mark.db_semantics
def test_inviting_writes_an_enrolment_and_a_draft_each_once(client, cohort, robin):
    chosen = [str(lists_it(f"p{number}@example.org").ref) for number in range(2)]
    sent = {"who": chosen, "submission": str(uuid.uuid4())}
    assert client.post(url(cohort), sent)["Location"] == client.post(url(cohort), sent)["Location"]
    client.post(url(cohort), {**sent, "submission": str(uuid.uuid4())})
    rows = list(Enrolment.objects.values_list("state", "role", "invited_topic", "origin"))
    assert rows == [("invited", "mentor", TOPIC, "coordinator")] * 2
    mails = list(Mail.objects.values_list("role", "state", "batch"))
    assert mails == [("programs.could_you_help", "draft", f"invite:{cohort.ref}")] * 2
    assert "Leadership" in Mail.objects.first().body
    assert b"asked already" in client.get(url(cohort)).content


def test_nobody_outside_the_list_can_be_invited_by_a_forged_form(client, cohort, robin):
    stranger = make.physician("stranger@example.org")
    sent = {"who": [str(stranger.ref), "x"], "submission": str(uuid.uuid4())}
    assert client.post(url(cohort), sent).status_code == 422
    assert not Enrolment.objects.exists()


def test_an_unknown_topic_is_no_page_and_an_empty_list_says_what_to_do(client, cohort, robin):
    assert client.get(url(cohort, "nothing-like-it")).status_code == 404
    assert b"Nobody lists it" in client.get(url(cohort)).content


def test_the_list_costs_the_same_queries_for_one_and_three(client, cohort, robin, django_assert_num_queries):
    client.get(url(cohort))
    for number in (1, 2):
        for other in range(number):
            lists_it(f"p{number}{other}@example.org")
        with django_assert_num_queries(14):
            client.get(url(cohort))
