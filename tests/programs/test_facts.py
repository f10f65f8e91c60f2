"""What matching may know of a cohort."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorquilt import matching
from mentorquilt.members.models import (
    Affiliation,
    Background,
    Conflict,
    Exclusion,
    Experience,
    Institution,
    Mentoring,
    WeeklyHours,
)
from mentorquilt.programs import queries
from mentorquilt.sigs.models import Sig, SigMember
from tests.factories import programs as make
from tests.factories.programs import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def facts(cohort):
    return queries.matching_facts(cohort, on=TODAY)


def test_it_works():
    cohort = make.cohort()
    seeker = make.mentee(
        cohort, "amy.ng@example.org", topics=("leadership",), specialty="anesthesiology", languages=["en"]
    )
    make.mentor(cohort, "bo.li@example.org", topics=("leadership",), capacity=2)
    make.at_home(seeker.member, "US/KS/salina", 38.84, -97.61)

    found = facts(cohort)

    (mentee,), (mentor,) = found.mentees, found.mentors
    assert (mentee.key, mentee.name) == (str(seeker.member.ref), "Amy Ng")
    assert (mentee.city, mentee.region, mentee.country) == ("US/KS/salina", "US/KS", "US")
    assert (mentee.wants_topics, mentee.text) == (("leadership",), "A way to begin.")
    assert (mentor.places, mentor.topics, mentor.unavailable) == (2, ("leadership",), "")
    assert mentee.waking_assumed
    assert mentor.waking == ()


def test_people_not_in_the_round_are_left_out():
    cohort = make.cohort()
    for state in ("unconfirmed", "submitted", "withdrawn", "refused", "matched"):
        row = make.mentee(cohort, f"{state}@example.org")
        row.state = state
        row.save()

    assert facts(cohort).mentees == ()


@pytest.mark.guarantee
@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"is_paused": True}, "paused"),
        ({"is_willing": False}, "not_willing"),
        ({"only_questions": True}, "not_willing"),
        ({"available_from": TODAY + timedelta(days=1)}, "dates"),
        ({"available_to": TODAY - timedelta(days=1)}, "dates"),
        ({"taken": 1}, "full"),
        ({"capacity": 0}, "full"),
        ({"available_from": TODAY, "available_to": TODAY}, ""),
    ],
)
def test_a_mentor_who_cannot_now_is_not_proposed(columns, why):
    cohort = make.cohort()
    row = make.mentor(cohort, "bo@example.org")
    Mentoring.objects.filter(member=row.member).update(**columns)

    assert facts(cohort).mentors[0].unavailable == why


def test_places_taken_elsewhere_are_not_given_again():
    cohort = make.cohort()
    row = make.mentor(cohort, "bo@example.org", capacity=3)
    Mentoring.objects.filter(member=row.member).update(taken=2)

    assert facts(cohort).mentors[0].places == 1


@pytest.mark.guarantee
def test_institutions_marked_as_the_same_share_a_key():
    cohort = make.cohort()
    one, other = make.mentee(cohort, "a@example.org"), make.mentor(cohort, "b@example.org")
    main = Institution.objects.create(name="University of Somewhere")
    alias = Institution.objects.create(name="Somewhere Health", same_as=main)
    Affiliation.objects.create(member=one.member, institution=alias, kind="present")
    Affiliation.objects.create(member=other.member, institution=main, kind="present")
    Affiliation.objects.create(member=other.member, institution=main, kind="training")

    found = facts(cohort)
    assert found.mentees[0].institutions == found.mentors[0].institutions == found.mentors[0].trainings


@pytest.mark.guarantee
def test_people_who_write_from_one_employers_mail_share_a_key_and_free_mail_shares_none():
    cohort = make.cohort()
    for role, email in ((make.mentee, "a@mail.hospital.org"), (make.mentor, "b@hospital.org")):
        role(cohort, email)
    make.mentor(cohort, "c@gmail.com")

    found = facts(cohort)
    keys = {person.name: person.institutions for person in (*found.mentees, *found.mentors)}
    assert keys == {"A": ("@hospital.org",), "B": ("@hospital.org",), "C": ()}


def test_a_mail_domain_of_a_known_institution_counts_as_that_institution():
    cohort = make.cohort()
    place = Institution.objects.create(name="Hospital", mail_domains=["hospital.org"])
    make.mentee(cohort, "a@hospital.org")
    other = make.mentor(cohort, "b@gmail.com")
    Affiliation.objects.create(member=other.member, institution=place, kind="present")

    found = facts(cohort)
    assert found.mentees[0].institutions == found.mentors[0].institutions


def test_own_hours_are_turned_to_utc_and_said_to_be_known():
    cohort = make.cohort()
    row = make.mentee(cohort, "a@example.org")
    make.at_home(row.member, "US/KS/salina", 38.84, -97.61)
    WeeklyHours.objects.create(member=row.member, intervals=[[18 * 60, 20 * 60]], is_assumed=False)

    mentee = facts(cohort).mentees[0]
    assert (mentee.waking, mentee.waking_assumed) == (((1440, 1560),), False)


def test_private_matters_reach_matching_and_nobody_else():
    cohort = make.cohort()
    seeker, giver = make.mentee(cohort, "a@example.org"), make.mentor(cohort, "b@example.org")
    Exclusion.objects.create(owner=seeker.member, kind="city", value="US/KS/salina", added_at=NOW)
    Exclusion.objects.create(owner=seeker.member, kind="member", value=str(giver.member.ref), added_at=NOW)
    Conflict.objects.create(declared_by=giver.member, about=seeker.member, kind="evaluates", declared_at=NOW)
    Background.objects.create(
        member=seeker.member, shares=["x"], wishes=["y"], consented_at=NOW, for_matching=True
    )
    Experience.objects.create(member=giver.member, kind="burnout", seen_by="matching", said_at=NOW)

    found = facts(cohort)
    mentee = found.mentees[0]
    assert mentee.excludes_cities == ("US/KS/salina",)
    assert mentee.excludes_people == (str(giver.member.ref),)
    assert (mentee.background, mentee.wishes_background) == (("x",), ("y",))
    assert found.mentors[0].background == ("through:burnout",)
    assert found.conflicts == ((str(giver.member.ref), str(seeker.member.ref)),)


@pytest.mark.guarantee
@pytest.mark.parametrize("ticks", [{}, {"for_report": True}, {"for_coordinator": True}])
def test_a_background_without_the_tick_for_matching_is_not_read(ticks):
    cohort = make.cohort()
    seeker = make.mentee(cohort, "a@example.org")
    Background.objects.create(member=seeker.member, shares=["x"], wishes=["y"], consented_at=NOW, **ticks)

    mentee = facts(cohort).mentees[0]
    assert (mentee.background, mentee.wishes_background) == ((), ())


@pytest.mark.guarantee
def test_a_mentor_who_shuts_somebody_out_is_never_paired_with_her():
    cohort = make.cohort(make.program(stage_rule="any"))
    seeker, giver = make.mentee(cohort, "a@example.org"), make.mentor(cohort, "b@example.org")
    Exclusion.objects.create(owner=giver.member, kind="member", value=str(seeker.member.ref), added_at=NOW)

    found = facts(cohort)
    market = matching.Market(mentees=found.mentees, mentors=found.mentors)
    policy = matching.Policy(stage_rule=matching.StageRule.ANY)
    assert matching.solve(market, policy).pairs == ()
    told = matching.why_not(
        market, policy, matching.solve(market, policy), str(seeker.member.ref), str(giver.member.ref)
    )
    assert told.rule == "closed"


def test_an_excluded_institution_is_named_by_the_key_its_people_carry():
    cohort = make.cohort()
    seeker, giver = make.mentee(cohort, "a@example.org"), make.mentor(cohort, "b@example.org")
    place = Institution.objects.create(name="Northfield")
    Affiliation.objects.create(member=giver.member, institution=place, kind="present")
    Exclusion.objects.create(owner=seeker.member, kind="institution", value=str(place.ref), added_at=NOW)

    found = facts(cohort)
    assert found.mentees[0].excludes_institutions == found.mentors[0].institutions


def test_ten_people_cost_as_many_queries_as_two():
    cohort = make.cohort()
    counts = []
    for wave in range(2):
        for number in range(1 if wave == 0 else 5):
            make.mentee(cohort, f"m{wave}{number}@example.org")
            make.mentor(cohort, f"t{wave}{number}@example.org")
        with CaptureQueriesContext(connection) as told:
            facts(cohort)
        counts.append(len(told))

    assert counts == [9, 9]


def test_the_programs_rules_become_the_policy():
    program = make.program(
        stage_rule="later",
        place_rule="distance",
        min_distance_km=300,
        weights={"topics": 400, "gone": 1},
        most_places=2,
    )
    policy = queries.policy_of(program)

    assert policy.stage_rule is matching.StageRule.LATER
    assert (policy.place_rule, policy.min_distance_km) == (matching.PlaceRule.DISTANCE, 300)
    assert (policy.weights.topics, policy.weights.specialty) == (400, matching.Weights().specialty)
    assert policy.max_places_per_mentor == 2


def test_groups_in_common_are_told_with_their_names():
    cohort = make.cohort()
    seeker, mentor = make.mentee(cohort, "amy.ng@example.org"), make.mentor(cohort, "bo.li@example.org")
    pain = Sig.objects.create(name="Regional Anesthesia", slug="pain")
    hidden = Sig.objects.create(name="Waits for a look", slug="hidden", is_hidden=True)
    for row in (seeker, mentor):
        for sig in (pain, hidden):
            SigMember.objects.create(sig=sig, member=row.member, joined_at=NOW)

    found = facts(cohort)

    assert (found.mentees[0].groups, found.mentors[0].groups) == (("group:pain",), ("group:pain",))
    assert dict(found.labels)["group:pain"] == "Regional Anesthesia"
