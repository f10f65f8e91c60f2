"""Members out of training without a mentor: who is on the list, who may see it, inviting once (S-13)."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState
from mentorquilt.members.models import Affiliation, Institution, Membership
from mentorquilt.members.states import Role
from mentorquilt.pairings.models import Pairing, Participant
from mentorquilt.programs.models import Enrolment
from mentorquilt.records.models import AuditNote
from tests.factories import members as people
from tests.factories import programs as make
from tests.factories import sigs as groups
from tests.factories.society import society

pytestmark = pytest.mark.django_db
YEAR = date.today().year  # noqa: DTZ011


@pytest.fixture
def cohort():
    society()
    return make.cohort(make.program(), state="open")


@pytest.fixture
def robin(client, cohort):
    person = make.staff("robin@x.org", of=cohort.program)
    client.force_login(person)
    return person


def trained(name, years_ago=2, **facts):
    """Save a physician whose training ended so many years ago."""
    person = people.physician(name, **facts)
    place, _ = Institution.objects.get_or_create(name="Lakemont University Hospital")
    Affiliation.objects.create(member=person, institution=place, kind="training", to_year=YEAR - years_ago)
    return person


def address(cohort, **query):
    return reverse("desks:adrift", args=[cohort.ref]) + "?" + "&".join(f"{k}={v}" for k, v in query.items())


def listed(client, cohort, **query):
    answer = client.get(address(cohort, **query))
    assert answer.status_code == 200
    return {row.called.removeprefix("Dr. ") for row in answer.context["found"].rows}


def pair(mentee, state="active", role="mentee"):
    pairing = Pairing.objects.create(kind="dyad", state=state, starts_on=date(YEAR, 1, 1))
    Participant.objects.create(
        pairing=pairing, member=mentee, role=role, joined_at=make.NOW, live=state in {"active", "paused"}
    )


def invite(client, cohort, *who, key=None):
    told = {"who": [person.ref for person in who], "submission": key or uuid.uuid4()}
    return client.post(reverse("desks:adrift", args=[cohort.ref]), told)


@pytest.mark.db_semantics
def test_the_list_holds_who_is_out_of_training_and_without_a_mentor(client, robin, cohort):
    for ago in (0, 5):
        trained(f"Ago {ago}", ago)
    trained("Ago 6", 6)
    trained("Ago -1", -1)
    trained("Resident", stage="resident")
    trained("Hidden", is_listed=False)
    trained("Guest", kind="guest")
    trained("Closed", is_active=False)
    people.physician("Never Said")
    lapsed, active = trained("Lapsed"), trained("Member")
    Membership.objects.create(member=lapsed, status="lapsed")
    Membership.objects.create(member=active, status="active")
    assert listed(client, cohort) == {"Ago 0", "Ago 5", "Member"}
    assert listed(client, cohort, years=1) == {"Ago 0"}
    assert listed(client, cohort, years=6) == {"Ago 0", "Ago 5", "Ago 6", "Member"}


@pytest.mark.parametrize("years", ["0", "x", "99", "-1", ""])
def test_a_number_of_years_that_makes_no_sense_is_five(client, robin, cohort, years):
    trained("Ago 5", 5)
    trained("Ago 6", 6)
    assert listed(client, cohort, years=years) == {"Ago 5"}


def test_who_trained_twice_counts_from_the_end_of_the_last(client, robin, cohort):
    person = trained("Fellow Again", 3)
    other = Institution.objects.create(name="Fairhaven University Hospital")
    Affiliation.objects.create(member=person, institution=other, kind="training", to_year=YEAR + 1)
    assert listed(client, cohort) == set()


@pytest.mark.parametrize(
    ("state", "role", "expected"),
    [
        ("active", "mentee", False),
        ("paused", "both", False),
        ("continued", "mentee", False),
        ("closed", "mentee", True),
        ("ended_early", "mentee", True),
        ("active", "mentor", True),
    ],
)
def test_who_has_a_mentor_now_is_not_adrift(client, robin, cohort, state, role, expected):
    pair(trained("Paired"), state, role)
    assert (listed(client, cohort) == {"Paired"}) is expected


def test_the_list_is_narrowed_by_place_and_specialty(client, robin, cohort):
    trained("Kansas", region="US/KS", country="US", specialty="anesthesiology")
    trained("Texas", region="US/TX", country="US", specialty="pediatrics")
    assert listed(client, cohort, region="US/KS") == {"Kansas"}
    assert listed(client, cohort, specialty="pediatrics") == {"Texas"}
    assert listed(client, cohort, region="US/KS", specialty="pediatrics") == set()
    assert listed(client, cohort, region="Nowhere") == {"Kansas", "Texas"}


def test_only_whom_the_program_takes_is_listed(client, robin, cohort):
    cohort.program.scope, cohort.program.regions = "region", ["US/KS"]
    cohort.program.mentee_stages = ["early"]
    cohort.program.save()
    trained("Kansas", region="US/KS", country="US")
    trained("Texas", region="US/TX", country="US")
    trained("Mid", region="US/KS", country="US", stage="mid")
    assert listed(client, cohort) == {"Kansas"}


@pytest.mark.guarantee
def test_staff_see_open_facts_only(client, robin, cohort):
    trained("Open", shows_institutions=True)
    shut = trained("Shut", 4)
    people.at_home(shut, city="US/KS/salina", phone="+1 555 canary-phone")
    people.seeking(shut, seeks="canary-need")
    words = client.get(address(cohort)).content.decode()
    rows = {row.called: row.trained for row in client.get(address(cohort)).context["found"].rows}
    assert rows == {"Dr. Open": str(YEAR - 2), "Dr. Shut": ""}
    for secret in ("Lakemont", "canary", "Salina", shut.email):
        assert secret not in words
    assert "Kansas, United States" in words


@pytest.mark.guarantee
def test_the_list_is_for_who_runs_the_cohort(client, cohort):
    person = trained("Adrift")
    other = make.program("Other")
    viewers = {
        make.physician("member@x.org"): 403,
        make.staff("reader@x.org", Role.READER, cohort.program): 403,
        make.staff("else@x.org", of=other): 403,
        make.staff("admin@x.org", Role.ADMIN): 200,
        person: 403,
    }
    for viewer, expected in viewers.items():
        client.force_login(viewer)
        assert client.get(address(cohort)).status_code == expected, viewer.email
        assert invite(client, cohort, person).status_code == (303 if expected == 200 else expected)
    assert Enrolment.objects.count() == 1


@pytest.mark.guarantee
def test_an_officer_sees_and_invites_members_of_her_own_group_only(client, cohort):
    sig = groups.group()
    cohort.program.sig = sig
    cohort.program.save()
    chair = people.physician("Vera Chair")
    groups.officer(sig, chair)
    inside, outside = trained("Inside"), trained("Outside")
    groups.belongs(sig, inside)
    client.force_login(chair)
    assert listed(client, cohort) == {"Inside"}
    invite(client, cohort, inside, outside)
    assert list(Enrolment.objects.values_list("member", flat=True)) == [inside.pk]


@pytest.mark.guarantee
def test_the_ticked_are_invited_once_and_their_mails_wait_for_a_look(client, robin, cohort):
    one, two, key = trained("One"), trained("Two"), uuid.uuid4()
    for _ in range(2):
        assert invite(client, cohort, one, key=key).status_code == 303
    assert invite(client, cohort, one, two).status_code == 303
    rows = Enrolment.objects.filter(role="mentee", state="invited")
    assert {row.member_id for row in rows} == {one.pk, two.pk}
    mails = Mail.objects.filter(role="programs.would_you_like_a_mentor")
    assert mails.count() == 2
    assert set(mails.values_list("state", flat=True)) == {MailState.DRAFT}
    assert {mail.to_address for mail in mails} == {one.email, two.email}
    body = mails.get(to=one).body
    assert reverse("programs:enrol", args=[cohort.ref, "mentee"]) in body
    assert "{" not in body
    words = client.get(address(cohort)).content.decode()
    assert "2 of them are in this cohort already, or were asked" in words
    assert words.count("Invited") >= 2
    note = AuditNote.objects.filter(verb="cohort.mentees_invited").latest("pk")
    assert note.facts == {"invited": 1, "not_for": 0}


def test_who_is_not_on_the_list_cannot_be_invited_by_hand(client, robin, cohort):
    paired = trained("Paired")
    pair(paired)
    answer = invite(client, cohort, paired, people.physician("Never Said"))
    assert answer.status_code == 303
    assert not Enrolment.objects.exists()
    assert not Mail.objects.exists()


def test_nobody_is_invited_to_a_door_that_is_shut(client, robin, cohort):
    person = trained("Early Bird")
    cohort.enrol_until = timezone.localdate() - timedelta(days=1)
    cohort.save()
    assert "Enrolment is not open" in client.get(address(cohort)).content.decode()
    assert invite(client, cohort, person).status_code == 409
    assert not Enrolment.objects.exists()


def test_all_on_a_page_are_ticked_without_a_script(client, robin, cohort):
    trained("One")
    assert "checked" not in client.get(address(cohort)).content.decode()
    assert client.get(address(cohort, tick="all")).content.decode().count(" checked") == 1


def test_the_cohorts_page_leads_here(client, robin, cohort):
    page = client.get(reverse("programs:cohort", args=[cohort.ref])).content.decode()
    assert reverse("desks:adrift", args=[cohort.ref]) in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client, robin, cohort, count, django_assert_num_queries):
    for number in range(count):
        person = trained(f"Person {number}", shows_institutions=True)
        make.at_home(person, "US/KS/salina", 38.8, -97.6)
    client.get(address(cohort))
    with django_assert_num_queries(17):
        client.get(address(cohort))
