"""The coordinator's lists: who waits for a look, several at once, taking back, and asking all to confirm (S-23, T4)."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from mentorquilt.mail.models import Mail
from mentorquilt.members import actions as members
from mentorquilt.members.models import Member, Membership
from mentorquilt.programs import actions
from mentorquilt.programs.models import Enrolment
from tests.factories import programs as make
from tests.factories import sigs as groups
from tests.factories.society import society
from tests.programs import enrolling
from tests.programs.enrolling import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    society(grace_days=60)
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


def came(cohort, email: str, name: str = "") -> Enrolment:
    """Let a stranger enrol through the door."""
    member = members.open_door(email=email, now=NOW)
    members.change_profile(
        member=member,
        by=member,
        now=NOW,
        full_name=name or email.split("@", maxsplit=1)[0].title(),
        stage="early",
    )
    return Enrolment.objects.create(
        cohort=cohort, member=member, role="mentee", state="submitted", origin="member", enrolled_at=NOW
    )


def url(cohort):
    return reverse("programs:check_list", args=[cohort.ref])


def states() -> list[str]:
    return list(Enrolment.objects.order_by("pk").values_list("state", flat=True))


def test_the_list_says_what_the_society_knows_and_who_may_be_the_same(client, cohort, robin):
    known = make.physician("old@example.org", full_name="Ann Lee")
    Membership.objects.create(member=known, status="active", valid_until=date(2026, 12, 31))
    type(known.profile).objects.filter(member=known).update(name_search="lee ann lee")
    came(cohort, "ann@example.org", "Ann Lee")
    lapsed = came(cohort, "ben@example.org", "Ben Wu")
    Membership.objects.filter(member=lapsed.member).update(
        status="lapsed", valid_until=date(2026, 2, 1), number="M-77", member_class="Fellow"
    )
    page = client.get(url(cohort)).content.decode()
    for words in (
        "2 people wait for a look", "ann@example.org", "New here", "Perhaps the same person:", "until 31 Dec 2026",
        "M-77", "Fellow", "grace to 2 Apr 2026",
    ):  # fmt: skip
        assert words in page, words


@pytest.mark.db_semantics
def test_several_are_approved_at_once_become_members_and_can_be_taken_back(client, cohort, robin):
    rows = [came(cohort, f"p{number}@example.org") for number in range(3)]
    chosen = [str(row.ref) for row in rows[:2]]
    answer = client.post(url(cohort), {"decision": "approve", "who": chosen})
    assert states() == ["approved", "approved", "submitted"]
    assert sorted(Member.objects.filter(enrolments__isnull=False).values_list("kind", flat=True)) == [
        "guest",
        "member",
        "member",
    ]
    page = client.get(answer["Location"]).content.decode()
    assert "Undo" in page
    client.post(url(cohort), {"decision": "undo", "who": chosen})
    assert states() == ["submitted"] * 3
    assert set(Member.objects.filter(enrolments__isnull=False).values_list("kind", flat=True)) == {"guest"}


def test_taking_back_leaves_somebody_a_member_who_was_one_before(client, cohort, robin):
    row = make.mentee(cohort, "old@example.org")
    Membership.objects.create(member=row.member, status="pending")
    Enrolment.objects.update(state="submitted", origin="import")
    client.post(url(cohort), {"decision": "approve", "who": [str(row.ref)]})
    client.post(url(cohort), {"decision": "undo", "who": [str(row.ref)]})
    assert (states(), Member.objects.get(pk=row.member_id).kind) == (["submitted"], "member")


@pytest.mark.guarantee
def test_people_of_another_cohort_or_state_are_left_alone(client, cohort, robin):
    other = came(enrolling.open_cohort(of=make.program("Other")), "other@example.org")
    matched = make.mentee(cohort, "m@example.org")
    Enrolment.objects.filter(pk=matched.pk).update(state="matched")
    for decision in ("approve", "undo", "decline"):
        sent = {
            "decision": decision,
            "who": [str(other.ref), str(matched.ref), "x"],
            "words": "No.",
            "submission": str(uuid.uuid4()),
        }
        client.post(url(cohort), sent)
    assert set(states()) == {"submitted", "matched"}
    assert not Mail.objects.exists()


def test_a_question_goes_by_mail_once_and_nothing_moves(client, cohort, robin):
    row = came(cohort, "ann@example.org")
    page = client.post(url(cohort), {"decision": "ask", "who": [str(row.ref)]})
    assert b"Which membership number" in page.content
    assert not Mail.objects.exists()
    sent = {
        "decision": "ask",
        "who": [str(row.ref)],
        "words": "Which number?",
        "submission": str(uuid.uuid4()),
    }
    client.post(url(cohort), sent)
    client.post(url(cohort), sent)
    mail = Mail.objects.get()
    assert ("Which number?" in mail.body, mail.role, mail.to) == (
        True,
        "programs.membership_question",
        row.member,
    )
    row.refresh_from_db()
    assert (row.state, row.asked_at) == ("submitted", NOW)
    assert b"asked 2 Mar" in client.get(url(cohort)).content


def test_declining_sends_her_words_and_moves_once(client, cohort, robin):
    row = came(cohort, "ann@example.org")
    sent = {
        "decision": "decline",
        "who": [str(row.ref)],
        "words": "Next year, gladly.",
        "submission": str(uuid.uuid4()),
    }
    client.post(url(cohort), sent)
    assert (states(), "Next year, gladly." in Mail.objects.get().body) == (["refused"], True)
    assert actions.decline(enrolments=[row], words="Again", by=robin, now=NOW) == 0


def test_nobody_ticked_changes_nothing(client, cohort, robin):
    came(cohort, "ann@example.org")
    assert client.post(url(cohort), {"decision": "approve"}).status_code == 422
    assert states() == ["submitted"]


def test_the_list_costs_the_same_queries_for_one_and_three(client, cohort, robin, django_assert_num_queries):
    client.get(url(cohort))
    for number in (1, 2):
        for other in range(number):
            came(cohort, f"p{number}{other}@example.org", "Same Name")
        with django_assert_num_queries(15):
            client.get(url(cohort))


def unconfirmed_url(cohort):
    return reverse("programs:unconfirmed", args=[cohort.ref])


@pytest.mark.guarantee
@pytest.mark.db_semantics
def test_everybody_is_asked_once_and_reminded_once_a_week_at_most(client, cohort, robin):
    for number in range(3):
        row = make.mentee(cohort, f"p{number}@example.org")
        Enrolment.objects.filter(pk=row.pk).update(
            state="unconfirmed" if number else "approved", confirmed_at=None if number else NOW
        )
    assert b"1 confirmed, 2 not" in client.get(unconfirmed_url(cohort)).content
    for _again in range(3):
        client.post(unconfirmed_url(cohort))
    assert (
        list(Mail.objects.values_list("role", "state", "batch"))
        == [("programs.check_signed_up", "draft", f"check:{cohort.ref}")] * 2
    )
    with time_machine.travel(NOW + timedelta(days=6, hours=23), tick=False):
        client.logout()
        client.force_login(robin)
        assert b"written to within a week" in client.get(unconfirmed_url(cohort)).content
        client.post(unconfirmed_url(cohort))
    assert Mail.objects.count() == 2
    first = Enrolment.objects.filter(state="unconfirmed").first()
    Enrolment.objects.filter(pk=first.pk).update(state="approved", confirmed_at=NOW)
    with time_machine.travel(NOW + timedelta(days=8), tick=False):
        client.logout()
        client.force_login(robin)
        assert b"Remind the 1" in client.get(unconfirmed_url(cohort)).content
        client.post(unconfirmed_url(cohort))
        client.post(unconfirmed_url(cohort))
    assert Mail.objects.filter(role="programs.check_once_more").count() == 1
    assert Mail.objects.count() == 3


def decide(client, row, decision):
    return client.post(reverse("programs:decide", args=[row.ref]), {"decision": decision})


def kind_of(row):
    return Member.objects.get(pk=row.member_id).kind


@pytest.mark.guarantee
@pytest.mark.parametrize("state", ["submitted", "waiting"])
def test_approving_on_the_cohorts_page_lets_a_guest_in_as_the_list_does(client, cohort, robin, state):
    row = came(cohort, "ann@example.org")
    Enrolment.objects.update(state=state)
    assert decide(client, row, "approve").status_code == 303
    assert (states(), kind_of(row)) == (["approved"], "member")


def test_declining_on_the_cohorts_page_writes_as_kindly_as_the_list_does(client, cohort, robin):
    row = came(cohort, "ann@example.org")
    assert decide(client, row, "refuse").status_code == 303
    assert decide(client, row, "refuse").status_code == 409
    told = Mail.objects.get()
    assert (states(), told.role, told.to) == (["refused"], "programs.declined", row.member)
    assert "you are welcome at once" in " ".join(told.body.split())


@pytest.mark.guarantee
@pytest.mark.parametrize("page", ["list", "cohort"])
def test_an_officers_approval_enters_the_cohort_and_not_the_society(client, page):
    sig = groups.group("Pain")
    groups.officer(sig, chair := make.physician("vera@example.org"))
    cohort = enrolling.open_cohort(of=make.program("Of the group", sig=sig))
    row = came(cohort, "ann@example.org")
    client.force_login(chair)
    if page == "list":
        client.post(url(cohort), {"decision": "approve", "who": [str(row.ref)]})
    else:
        decide(client, row, "approve")
    assert (states(), kind_of(row)) == (["approved"], "guest")
    assert not Member.objects.get(pk=row.member_id).profile.is_listed


def test_an_officer_takes_back_an_approval_and_not_a_membership(client, robin):
    sig = groups.group("Pain")
    groups.officer(sig, chair := make.physician("vera@example.org"))
    cohort = enrolling.open_cohort(of=make.program("Of the group", sig=sig))
    row = came(cohort, "ann@example.org")
    client.force_login(make.staff("lead@example.org"))
    decide(client, row, "approve")
    client.force_login(chair)
    client.post(url(cohort), {"decision": "undo", "who": [str(row.ref)]})
    assert (states(), kind_of(row)) == (["submitted"], "member")
