"""Export and erasure of a person, rights, names."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import models
from django.urls import reverse

from mentorquilt.members import actions, queries
from mentorquilt.members.models import Conflict, Exclusion, Grant, Institution, Member, Profile
from mentorquilt.members.states import Role, Scope
from mentorquilt.records import personal
from tests.factories import members as make

pytestmark = pytest.mark.django_db


def whole(email: str = "nadia@example.org") -> Member:
    """Save somebody who has a row in every table of the room."""
    person = make.mentor("Nadia Canary", email=email, types=("life",), text="canary-offer")
    make.at_home(person, phone="+1 555 canary")
    make.seeking(person, seeks="canary-need")
    make.hours(person, (60, 120))
    make.confirmed(person)
    place = Institution.objects.create(name="Canary Hospital")
    actions.add_affiliation(member=person, institution=place, kind="present", by=person, now=make.NOW)
    actions.add_exclusion(owner=person, kind="city", value="canary-city", now=make.NOW)
    actions.change_background(member=person, shares=["canary-share"], wishes=[], now=make.NOW)
    actions.add_conflict(
        declared_by=person, about=make.physician(email="chief@example.org"), kind="panel", now=make.NOW
    )
    actions.grant(member=person, role=Role.OFFICER, scope_kind=Scope.SIG, scope_id="x", by=None, now=make.NOW)
    return person


def test_everything_we_hold_of_a_member_is_in_her_export():
    told = json.dumps(queries.personal_data(whole()))
    for words in ("Nadia Canary", "canary-offer", "canary-need", "+1 555 canary", "canary-city", "canary-share",
                  "chief@example.org", "Canary Hospital", "nadia@example.org", "US/KS/salina"):  # fmt: skip
        assert words in told, words
    assert "password" not in told


def test_a_conflict_that_others_declared_is_not_in_her_export():
    person = whole()
    actions.add_conflict(
        declared_by=make.physician(email="secret@example.org"), about=person, kind="family", now=make.NOW
    )
    assert "secret@example.org" not in json.dumps(queries.personal_data(person))


@pytest.mark.guarantee
def test_forgetting_somebody_leaves_no_word_of_hers(client):
    person, other = whole(), make.physician("Other Person")
    actions.add_conflict(declared_by=other, about=person, kind="family", now=make.NOW)
    actions.forget(person)
    person.refresh_from_db()
    held = json.dumps(queries.personal_data(person))
    assert "canary" not in held.lower()
    assert "nadia" not in held.lower()
    assert not Conflict.objects.exists()
    assert not Exclusion.objects.exists()
    assert not EmailAddress.objects.filter(email="nadia@example.org").exists()
    assert not Grant.objects.exists()
    assert (person.is_active, person.profile.full_name) == (False, "Former member")
    client.force_login(other)
    assert client.get(reverse("members:show", args=[person.ref])).status_code == 404


def test_every_table_of_the_room_is_held_or_is_no_ones():
    holding = next(one for one in personal.holdings() if one.room == "members")
    nobodys = {"Term", "MentorType", "Institution"}
    tables = {model.__name__ for model in apps.get_app_config("members").get_models()}
    assert tables - nobodys <= {model.__name__ for model in holding.models}
    assert all(issubclass(model, models.Model) for model in holding.models)


def test_a_right_given_again_moves_its_end_and_one_taken_is_gone():
    person = make.physician()
    until = make.NOW + timedelta(days=7)
    actions.grant(member=person, role=Role.COORDINATOR, by=None, now=make.NOW)
    held = actions.grant(member=person, role=Role.COORDINATOR, by=None, now=make.NOW, until=until)
    assert [row.until for row in Grant.objects.all()] == [until]
    actions.revoke(held=held, by=None, now=make.NOW)
    assert not Grant.objects.exists()


def test_profiles_are_found_by_names_without_case_and_accents():
    make.physician("Zoë Ångström")
    row = Profile.objects.get()
    assert row.name_search == "angstrom zoe angstrom"
    assert [one.name for one in queries.find_people("ANG zo")] == ["Dr. Zoë Ångström"]
    assert queries.find_people("  ") == []
