"""The demo society: the same everywhere, whole, and with its hard cases."""

import pytest
from django.core.management import CommandError, call_command

from mentorquilt import matching
from mentorquilt.config.demo import build, cast, people
from mentorquilt.members.models import Conflict, Member, Profile
from mentorquilt.pairings.models import Pairing, Participant
from mentorquilt.programs import queries
from mentorquilt.programs.models import Cohort, Enrolment, Program
from tests.factories.programs import NOW


def test_the_same_people_every_time():
    assert people.invent() == people.invent()


def test_nobody_shares_an_address():
    told = [person.email for person in (*cast.mentees(), *cast.mentors())]
    everybody = [*told, *(person.email for person in people.invent(frozenset(told)))]
    assert len(everybody) == len(set(everybody))


@pytest.mark.django_db
def test_it_is_whole_and_holds_its_hard_cases():
    count = build.build(now=NOW)

    assert count == Member.objects.count() >= 480
    assert Program.objects.count() == 2
    assert sorted(Cohort.objects.values_list("state", flat=True)) == [
        "closed",
        "finished",
        "open",
        "running",
        "running",
    ]
    ready = Cohort.objects.get(state="closed")
    facts = queries.matching_facts(ready, on=NOW.date())
    assert (len(facts.mentees), len(facts.mentors)) == (60, 37)
    assert {mentor.unavailable for mentor in facts.mentors} == {"", "paused"}
    assert sum(mentee.left_out_before for mentee in facts.mentees) == 1
    assert len(facts.conflicts) == Conflict.objects.count() == 1
    assert not ready.is_announced_late


@pytest.mark.django_db
def test_its_match_leaves_somebody_out_for_a_reason_that_can_be_told():
    build.build(now=NOW)
    ready = Cohort.objects.select_related("program").get(state="closed")
    facts = queries.matching_facts(ready, on=NOW.date())
    market = matching.Market(mentees=facts.mentees, mentors=facts.mentors, conflicts=facts.conflicts)
    policy = queries.policy_of(ready.program)
    outcome = matching.solve(market, policy)

    assert matching.verify(market, policy, outcome).ok
    assert outcome.proved
    assert 1 <= len(outcome.unmatched) <= 6
    names = {mentee.key: mentee.name for mentee in market.mentees}
    left = {names[person.mentee] for person in outcome.unmatched}
    assert "Thandi Mokoena" in left
    assert "Mei Tamura" not in left
    for pair in outcome.pairs:
        assert not pair.same_region


@pytest.mark.django_db
def test_its_pairs_keep_every_rule_they_claim():
    build.build(now=NOW)

    for pairing in Pairing.objects.select_related("program"):
        seats = dict(Participant.objects.filter(pairing=pairing).values_list("role", "member"))
        mentee, mentor = (Profile.objects.get(member=seats[role]) for role in ("mentee", "mentor"))
        assert mentee.region != mentor.region
        assert mentor.member.mentoring.taken <= mentor.member.mentoring.capacity
    assert Enrolment.objects.filter(state="unmatched").exists()


@pytest.mark.django_db
def test_it_never_mixes_with_people_who_are_there():
    Member.objects.create_user("real@x.org")

    with pytest.raises(CommandError, match="make reset"):
        call_command("demo")
    assert Member.objects.count() == 1


def test_production_refuses_it(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="no place"):
        call_command("demo")
