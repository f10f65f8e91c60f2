"""Whom a program is for: its region, its group, its stages, and no others (S-03, S-15)."""

import pytest
import time_machine
from django.urls import reverse

from mentorquilt.members.models import Member, Profile
from mentorquilt.programs import access, queries
from mentorquilt.programs.models import Program
from tests.factories import programs as make
from tests.factories import sigs as groups
from tests.factories.society import society
from tests.programs import enrolling

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make.physician("amy@x.org", stage="early", region="US/KS", country="US", full_name="Amy Early")


@pytest.fixture
def sig(member):
    return groups.group("Rural Practice")


def seen(person, program):
    """Return whether somebody finds a program, and check that entering agrees with it."""
    found = access.visible(person).filter(pk=program.pk).exists()
    fresh = Member.objects.select_related("profile").get(pk=person.pk)
    assert queries.eligible(fresh, Program.objects.get(pk=program.pk)).ok == (found and program.is_open)
    return found


@pytest.mark.db_semantics
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, True),
        ({"scope": "region", "regions": ["US/KS", "US/CO"]}, True),
        ({"scope": "region", "regions": ["US"]}, True),
        ({"scope": "region", "regions": ["US/CO"]}, False),
        ({"scope": "region", "regions": ["CA", "US/K"]}, False),
        ({"scope": "region", "regions": []}, False),
        ({"mentee_stages": ["early"], "mentor_stages": ["late"]}, True),
        ({"mentee_stages": ["resident"], "mentor_stages": ["early", "mid"]}, True),
        ({"mentee_stages": ["resident"], "mentor_stages": ["late"]}, False),
        ({"mentee_stages": [], "mentor_stages": ["late"]}, True),
        ({"is_open": False}, False),
    ],
)
def test_a_member_finds_what_is_open_to_her_region_and_stage_and_nothing_else(member, facts, expected):
    assert seen(member, make.program("P", **facts)) is expected


@pytest.mark.db_semantics
def test_a_groups_program_is_found_by_its_members_only(member, sig):
    program = make.program("P", scope="sig", sig=sig)
    other = make.program("Q", scope="sig", sig=groups.group("Other"))
    assert not seen(member, program)
    groups.belongs(sig, member)
    assert seen(member, program)
    assert not seen(member, other)


@pytest.mark.db_semantics
def test_a_program_owned_by_a_group_may_be_open_to_everybody(member, sig):
    assert seen(member, make.program("P", scope="national", sig=sig))


@pytest.mark.db_semantics
def test_what_is_not_known_of_somebody_opens_no_region_and_closes_no_stage():
    nobody = make.physician("who@x.org", stage="", region="", country="")
    assert seen(nobody, make.program("Any"))
    assert not seen(nobody, make.program("Here", scope="region", regions=["US/KS"]))
    without_profile = Member.objects.create_user("staff@x.org", kind="staff")
    assert access.visible(without_profile).filter(name="Any").exists()
    assert not access.visible(without_profile).filter(name="Here").exists()


@pytest.mark.db_semantics
def test_a_region_with_signs_of_a_pattern_in_it_means_only_itself():
    odd = make.physician("odd@x.org", stage="early", region="U%/_S", country="U%")
    assert not seen(odd, make.program("P", scope="region", regions=["US/KS"]))


def test_who_is_enrolled_keeps_seeing_her_program_after_moving(member):
    program = make.program("P", scope="region", regions=["US/KS"])
    row = make.mentee(make.cohort(program), "in@x.org", region="US/KS", country="US")
    Profile.objects.filter(member=row.member).update(region="US/TX")
    assert access.visible(row.member).filter(pk=program.pk).count() == 1


@pytest.mark.guarantee
def test_a_program_for_others_is_not_there_by_its_page_either(client, member):
    society()
    program = make.program("Elsewhere Only", scope="region", regions=["US/CO"])
    client.force_login(member)
    assert client.get(reverse("programs:show", args=[program.ref])).status_code == 404
    assert "Elsewhere Only" not in client.get(reverse("programs:list")).content.decode()


def test_finding_programs_costs_one_query_whatever_they_ask_for(member, sig, django_assert_num_queries):
    for number in range(3):
        make.program(f"P{number}", scope="region", regions=["US/KS"])
        make.program(f"Q{number}", scope="sig", sig=sig)
    list(access.visible(member))
    with django_assert_num_queries(1):
        assert len(access.visible(member)) == 3


def why(person, program, **also):
    person = Member.objects.select_related("profile").get(pk=person.pk)
    return queries.eligible(person, program, **also)


def test_each_reason_is_told_in_kind_words_with_a_way_on(member, sig):
    told = why(member, make.program("A", scope="region", regions=["US/CO", "CA"], contact_name="Robin Hale"))
    assert (told.ok, told.reason) == (False, "region")
    assert "Colorado or Canada" in told.why
    assert "Kansas, United States" in told.why
    assert "Robin Hale answers questions." in told.why
    told = why(member, make.program("B", scope="sig", sig=sig))
    assert (told.reason, told.group) == ("group", sig)
    assert "You may join it" in told.why
    told = why(member, make.program("C", mentee_stages=["resident"], mentor_stages=["late"]))
    assert told.reason == "stage"
    assert "resident" in told.why
    assert "early career" in told.why
    told = why(member, make.program("D", is_open=False))
    assert told.reason == "closed"
    assert not why(member, make.program("E")).why
    for one in ("A", "B", "C", "D"):
        assert "!" not in why(member, Program.objects.get(name=one)).why


def test_a_group_that_the_office_keeps_is_not_offered_to_join(member):
    closed = groups.group("Directors", is_open=False)
    told = why(member, make.program("B", scope="sig", sig=closed, contact_name="Robin Hale"))
    assert "You may join it" not in told.why
    assert "Robin Hale" in told.why


def test_who_gave_no_city_yet_is_asked_for_it():
    nobody = make.physician("who@x.org", stage="early")
    told = why(nobody, make.program("A", scope="region", regions=["US/CO"]))
    assert "give your city there" in told.why


def test_a_role_is_judged_by_its_own_stages_and_the_other_role_is_offered(member):
    program = make.program("P", mentee_stages=["resident"], mentor_stages=["early", "late"])
    assert why(member, program).ok
    assert why(member, program, role="mentor").ok
    told = why(member, program, role="mentee")
    assert (told.ok, told.reason) == (False, "stage")
    assert "you could take part as a mentor" in told.why


@pytest.mark.parametrize(
    ("sent", "field"), [({"scope": "region"}, "at least one region"), ({"scope": "sig"}, "Choose the group")]
)
def test_a_scope_without_its_regions_or_group_is_refused(client, sent, field):
    society()
    client.force_login(make.staff("admin@x.org", "admin"))
    program = make.program("P")
    told = {
        "name": "P",
        "aim": "skills",
        "months": 9,
        "lead_weeks": 6,
        "stage_rule": "any",
        "place_rule": "none",
    }
    told |= {"min_distance_km": 0, "min_shared_minutes": 0, "most_places": 0, "mentee_stages": ["early"]}
    answer = client.post(
        reverse("programs:change", args=[program.ref]), told | {"mentor_stages": ["late"]} | sent
    )
    assert answer.status_code == 422
    assert field in answer.content.decode()


def test_regions_are_kept_and_said_on_the_programs_page(client):
    society()
    make.physician("amy@x.org", region="US/KS", country="US")
    client.force_login(make.staff("admin@x.org", "admin"))
    program = make.program("P")
    told = {
        "name": "P",
        "aim": "skills",
        "months": 9,
        "lead_weeks": 6,
        "stage_rule": "any",
        "place_rule": "none",
    }
    told |= {"min_distance_km": 0, "min_shared_minutes": 0, "most_places": 0, "mentee_stages": ["early"]}
    told |= {"mentor_stages": ["late"], "scope": "region", "regions": ["US/KS", "US/CO"]}
    assert client.post(reverse("programs:change", args=[program.ref]), told).status_code == 303
    assert Program.objects.get().regions == ["US/KS", "US/CO"]
    words = client.get(reverse("programs:show", args=[program.ref])).content.decode()
    assert "members in Kansas or Colorado" in words


def test_who_comes_by_a_link_to_a_groups_program_is_led_to_the_group(client):
    society()
    enrolling.lists()
    sig = groups.group("Rural Practice")
    with time_machine.travel(enrolling.NOW, tick=False):
        cohort = enrolling.open_cohort()
        Program.objects.filter(pk=cohort.program_id).update(scope="sig", sig=sig)
        person = enrolling.member(full_name="")
        client.force_login(person)
        url = reverse("programs:enrol", args=[cohort.ref, "mentee"])
        answer = client.post(url, enrolling.mentee_answers())
        assert answer.status_code == 422
        words = answer.content.decode()
        assert "This program is for members of the group Rural Practice." in words
        assert reverse("sigs:show", args=[sig.slug]) in words
        assert not cohort.enrolments.exists()
        groups.belongs(sig, person)
        assert client.post(url, enrolling.mentee_answers()).status_code == 303
        assert cohort.enrolments.get().member == person
