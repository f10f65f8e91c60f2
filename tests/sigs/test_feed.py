"""What the membership list says of groups: it takes away only what it gave (D-10)."""

import pytest

from mentorquilt.members import feed
from mentorquilt.sigs import actions
from mentorquilt.sigs.models import Sig, SigMember
from tests.factories import members as make
from tests.factories import sigs as groups
from tests.factories.sigs import NOW

pytestmark = pytest.mark.django_db


def held(member):
    return sorted(SigMember.objects.filter(member=member).values_list("sig__slug", "joined_by"))


def test_the_list_joins_by_name_or_address_whatever_its_spelling():
    anna, bert = make.physician(), make.physician()
    groups.group("Regional Anesthesia")
    taken = actions.take_groups(
        {anna.pk: ["  regional   ANESTHESIA "], bert.pk: ["regional-anesthesia", ""]}, NOW
    )
    assert (taken.joined, taken.new_groups) == (2, ())
    assert held(anna) == held(bert) == [("regional-anesthesia", "feed")]


def test_only_what_a_list_gave_is_taken_away_again():
    anna, bert = make.physician(), make.physician()
    sig, other = groups.group(), groups.group("Other")
    groups.belongs(sig, anna, by="self")
    groups.belongs(other, anna, by="feed")
    groups.belongs(sig, bert, by="feed")
    taken = actions.take_groups({anna.pk: []}, NOW)
    assert (taken.joined, taken.left) == (0, 1)
    assert held(anna) == [("regional-anesthesia", "self")]
    assert held(bert) == [("regional-anesthesia", "feed")]


def test_an_officer_whom_the_list_forgot_stays_and_is_told_of():
    anna, sig = make.physician(), groups.group()
    groups.belongs(sig, anna, by="feed", office="chair")
    taken = actions.take_groups({anna.pk: []}, NOW)
    assert (taken.left, taken.kept_officers) == (0, 1)
    assert held(anna) == [("regional-anesthesia", "feed")]


def test_who_joined_by_herself_stays_so_when_the_list_names_her_too():
    anna, sig = make.physician(), groups.group()
    groups.belongs(sig, anna, by="self")
    actions.take_groups({anna.pk: [sig.name]}, NOW)
    actions.take_groups({anna.pk: []}, NOW)
    assert held(anna) == [("regional-anesthesia", "self")]


def test_a_group_nobody_knows_waits_hidden_for_a_look_and_is_made_once():
    anna, bert = make.physician(), make.physician()
    rows = {anna.pk: ["Perioperative Ultrasound"], bert.pk: ["perioperative ultrasound"]}
    assert actions.take_groups(rows, NOW).new_groups == ("Perioperative Ultrasound",)
    assert actions.take_groups(rows, NOW).new_groups == ()
    sig = Sig.objects.get()
    assert (sig.is_hidden, sig.is_open) == (True, False)
    assert SigMember.objects.count() == 2


def test_the_same_list_twice_changes_nothing():
    anna = make.physician()
    groups.group()
    rows = {anna.pk: ["Regional Anesthesia"]}
    actions.take_groups(rows, NOW)
    again = actions.take_groups(rows, NOW)
    assert (again.joined, again.left, again.kept_officers) == (0, 0, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_for_one_and_three(count, django_assert_num_queries):
    groups.group()
    rows = {make.physician().pk: ["Regional Anesthesia"] for _ in range(count)}
    with django_assert_num_queries(5):  # savepoint, groups, rows held, one insert, release
        actions.take_groups(rows, NOW)


def test_the_membership_list_reaches_the_groups():
    anna = make.physician()
    groups.group()
    feed.pass_on_groups({anna.pk: ["Regional Anesthesia"]}, NOW)
    assert held(anna) == [("regional-anesthesia", "feed")]
