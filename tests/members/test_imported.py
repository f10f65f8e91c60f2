"""People of a sheet become members: only what the sheet says, in few statements, institutions followed."""

from datetime import timedelta

import pytest

from mentorquilt import rosters
from mentorquilt.members import actions, jobs, queries
from mentorquilt.members.models import Affiliation, Institution, Member, Mentoring, Need
from tests.factories import programs as make

pytestmark = pytest.mark.django_db
NOW = make.NOW


def person(email="ana@x.org", role="mentee", name="Ana Lima", **facts):
    given, family = name.rsplit(" ", 1)
    return rosters.RosterPerson(
        role=role, row=2, email=email, names=rosters.Names(full=name, given=given, family=family), **facts
    )


def write(*people):
    return actions.write_people(people=people, now=NOW)


def test_somebody_new_gets_account_profile_and_an_unchecked_membership():
    written = write(person(stage="resident", city="US/KS/salina", phone="+49 30 1"))
    ana = Member.objects.get()

    assert written.created == frozenset({"ana@x.org"})
    assert (ana.has_usable_password(), ana.membership.status) == (False, "pending")
    assert (ana.profile.stage, ana.profile.country, ana.profile.zone) == ("resident", "US", "America/Chicago")
    assert (ana.whereabouts.city, ana.whereabouts.phone, ana.whereabouts.is_open) == (
        "US/KS/salina",
        "+49 30 1",
        False,
    )
    assert ana.profile.region == rosters.city("US/KS/salina").region
    assert list(ana.emailaddress_set.values_list("email", "verified", "primary")) == [
        ("ana@x.org", False, True)
    ]


@pytest.mark.guarantee
def test_an_address_that_was_only_typed_at_the_door_is_described_as_a_member():
    door = actions.open_door(email="ana@x.org", now=NOW)
    written = write(person(stage="resident"), person("m@x.org", "mentor", "Mo Ra"))
    ana, mo = Member.objects.get(pk=door.pk), Member.objects.get(email="m@x.org")
    assert (written.created, written.changed) == (frozenset({"m@x.org"}), frozenset({"ana@x.org"}))
    assert (ana.kind, ana.profile.full_name, ana.profile.stage) == ("member", "Ana Lima", "resident")
    assert (ana.profile.is_listed, ana.profile.profession) == (mo.profile.is_listed, mo.profile.profession)
    assert jobs.forget_unused_doors(now=NOW + timedelta(days=8)) == 0


def test_a_guest_who_said_her_name_is_not_admitted_by_a_sheet():
    door = actions.open_door(email="ana@x.org", now=NOW)
    actions.change_profile(member=door, by=door, now=NOW, full_name="Ana Lima")
    write(person(stage="resident"))
    ana = Member.objects.get(pk=door.pk)
    assert (ana.kind, ana.profile.stage, ana.profile.is_listed) == ("guest", "resident", False)


def test_what_the_sheet_does_not_say_stays():
    write(person(stage="resident", bio="I ski.", seeks="A way to begin."))
    written = write(person(stage="fellow"))
    ana = Member.objects.get()

    assert (written.created, written.changed) == (frozenset(), frozenset({"ana@x.org"}))
    assert (ana.profile.stage, ana.profile.bio) == ("fellow", "I ski.")
    assert Need.objects.get().seeks == "A way to begin."


def test_the_same_rows_again_change_nothing():
    people = (
        person(stage="resident", institutions=("UVA",)),
        person("m@x.org", "mentor", "Mo Ra", topics=("burnout",)),
    )
    write(*people)
    written = write(*people)

    assert (written.created, written.changed) == (frozenset(), frozenset())
    assert queries.compare(people)["ana@x.org"].changes == ()


def test_a_change_of_places_is_told_before_it_is_made():
    write(person(institutions=("UVA",), trainings=("Mayo Clinic",), training_ended=2020))
    (change,) = queries.compare([person(institutions=("Red River Clinic",))])["ana@x.org"].changes
    assert (change.field, change.old, change.new) == ("present", ["UVA"], ["Red River Clinic"])
    write(person(institutions=("Red River Clinic",)))

    rows = set(Affiliation.objects.values_list("institution__name", "kind", "to_year"))
    assert rows == {
        ("UVA", "past", None),
        ("Red River Clinic", "present", None),
        ("Mayo Clinic", "training", 2020),
    }


def test_moving_back_and_forth_leaves_each_place_once():
    for place in ("UVA", "Red River Clinic", "UVA", "Red River Clinic"):
        write(person(institutions=(place,)))

    assert set(Affiliation.objects.values_list("institution__name", "kind")) == {
        ("UVA", "past"),
        ("Red River Clinic", "present"),
    }


def test_an_institution_is_found_by_any_spelling_of_its_case_and_by_alias():
    known = Institution.objects.create(name="University of Virginia", aliases=["UVA"])
    write(
        person(institutions=("uva",)),
        person("b@x.org", name="Bo Ek", institutions=("UNIVERSITY OF VIRGINIA",)),
    )

    assert Institution.objects.count() == 1
    assert known.affiliations.count() == 2


def test_a_mentor_is_willing_with_the_places_the_sheet_gives_and_a_pause_is_kept():
    member = make.physician("m@x.org")
    Mentoring.objects.create(member=member, is_willing=False, capacity=1, is_paused=True, taken=1)
    write(person("m@x.org", "mentor", "Mo Ra", capacity=2, capacity_given=True))

    row = Mentoring.objects.get()
    assert (row.is_willing, row.capacity, row.is_paused, row.taken) == (True, 2, True, 1)


def test_one_human_in_both_roles_is_one_member_with_need_and_offer():
    write(person(seeks="Help."), person(role="mentor", topics=("leadership",), has_done=("built_service",)))
    ana = Member.objects.get()

    assert (ana.needs.get().seeks, ana.offer.topics, ana.profile.done) == (
        "Help.",
        ["leadership"],
        ["built_service"],
    )


def test_an_unusable_password_differs_from_person_to_person():
    write(person(), person("b@x.org", name="Bo Ek"))
    passwords = set(Member.objects.values_list("password", flat=True))

    assert len(passwords) == 2
    assert not any(member.check_password(member.password) for member in Member.objects.all())


@pytest.mark.guarantee
def test_the_number_of_statements_does_not_grow_with_the_people(django_assert_max_num_queries):
    people = [
        person(f"p{n}@x.org", name=f"Ana Lima{n}", institutions=(f"Clinic {n % 7}",)) for n in range(200)
    ]
    with django_assert_max_num_queries(45):
        write(*people)
    assert Member.objects.count() == 200


def test_new_terms_are_added_once():
    terms = {("specialty", "wilderness"): "Wilderness", ("specialty", "anesthesiology"): "Something else"}

    assert actions.add_terms(terms=terms) == 1
    assert actions.add_terms(terms=terms) == 0
