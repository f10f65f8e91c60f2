"""Every table that holds something of a person is exported and erased, or says here why it is not (M20)."""

import json
import uuid

import pytest
from django.apps import apps
from django.db import connection, models

from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Member
from mentorquilt.records import personal
from tests.access import scene
from tests.factories import programs as make

REASONS = {
    "society.Society": "the society's own contact, which it publishes",
    "society.SetupLink": "a digest and a date; nobody is named",
    "records.Heartbeat": "workers are no people",
    "mail.Incoming": "raw mails from outside, encrypted, dropped when handled and after seven days at the latest",
    "mail.Wording": "words of a program, not of a person",
    "members.Term": "the society's lists",
    "members.MentorType": "the society's lists",
    "members.Institution": "places, not people",
    "sigs.Sig": "groups and what they are about; who belongs is held by the room",
    "guides.Guide": "texts of the society; an author stands there as on a book",
    "programs.Program": "names its contact, whom the program publishes; the link is emptied with the account",
    "programs.AnnualMeeting": "an event, not a person",
    "programs.Cohort": "dates, not people",
    "programs.RememberedMapping": "what headings and answers mean; names of people are never remembered",
    "pairings.Pairing": "facts of a relationship without a name; its people are participants",
}


def own_models() -> list[type[models.Model]]:
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("mentorquilt.")
        for model in config.get_models()
    ]


@pytest.mark.guarantee
@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_every_table_is_held_by_its_room_or_has_a_reason(model):
    held = {each for holding in personal.holdings() for each in holding.models}

    assert (model in held) != (model._meta.label in REASONS)


def test_forgetting_goes_from_the_top_down():
    rooms = [holding.room for holding in personal.holdings()]
    order = ["matchrounds", "pairings", "programs", "sigs", "members", "mail", "records"]

    assert [room for room in rooms if room in order] == order


@pytest.mark.guarantee
@pytest.mark.django_db
def test_an_export_holds_what_she_wrote_and_nothing_of_the_other():
    found = scene.build()
    mentee = found.people["mentee"]
    Mail.objects.filter(to=mentee, role="members.sign_in_code").update(state="sent")  # a draft is in no copy
    told = json.dumps(
        {holding.room: holding.personal_data(mentee) for holding in personal.holdings()}, default=str
    )

    for canary in (*scene.PRIVATE.values(), scene.FOR_STAFF["need"]):
        assert canary in told or json.dumps(canary)[1:-1] in told
    other = json.dumps(
        {holding.room: holding.personal_data(found.people["mentor"]) for holding in personal.holdings()},
        default=str,
    )
    for canary in scene.PRIVATE.values():
        assert canary not in other


@pytest.mark.guarantee
@pytest.mark.django_db
def test_after_forgetting_nobody_is_left_to_be_found():
    found = scene.build()
    mentee = found.people["mentee"]
    name, email = mentee.profile.full_name, mentee.email
    for holding in personal.holdings():
        holding.forget(mentee)
    Member.objects.filter(pk=mentee.pk).delete()

    for holding in personal.holdings():
        stranger = make.physician(f"{uuid.uuid4().hex}@example.org")
        assert name not in json.dumps(holding.personal_data(stranger), default=str)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select * from "{table}"')
            content = repr(cursor.fetchall())
            assert email not in content, table
            assert name not in content, table
