"""What an admin settles: each field with what it does, its default and who sees it, and where it takes effect."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from mentorquilt.desks.forms import society as forms
from mentorquilt.members import actions as members
from mentorquilt.members.models import Mentoring
from mentorquilt.members.states import Role
from mentorquilt.records.models import AuditNote
from mentorquilt.society import queries as society
from mentorquilt.society.models import Society
from tests.factories import programs as make
from tests.factories.programs import NOW
from tests.factories.society import society as a_society

pytestmark = pytest.mark.django_db
PAGES = ("settings_name", "settings_voice", "settings_limits", "settings_words")
LIMITS = {
    "capacity_default": "2",
    "capacity_cap": "4",
    "checks_membership": "on",
    "grace_days": "30",
    "mails_per_week": "2",
    "digest_weekday": "3",
    "keep_months": "24",
    "small_cell": "6",
    "small_cell_sensitive": "12",
}


@pytest.fixture
def admin(client):
    a_society()
    member = make.staff("it@x.org", Role.ADMIN)
    client.force_login(member)
    return member


def save_field(client, name, value):
    return client.post(reverse("desks:settings_field"), {"field": name, name: value})


@pytest.mark.parametrize("part", forms.PARTS, ids=lambda part: part.__name__)
def test_every_field_says_what_it_does_and_who_sees_it(part):
    names = set(part.base_fields)
    assert names == set(part.purposes) == set(part.seen_by)


def test_every_number_and_text_says_its_default(client, admin):
    page = client.get(reverse("desks:settings_limits")).content.decode()
    for words in (
        "Default: 1",
        "Default: 3",
        "Default: 60",
        "Default: yes",
        "Default: Tuesday",
        "Default: 11",
    ):
        assert words in page
    assert "Default: Please write no detail" in client.get(reverse("desks:settings_words")).content.decode()


def test_limits_are_saved_whole(client, admin):
    assert client.post(reverse("desks:settings_limits"), LIMITS).status_code == 303
    one = society.current()
    assert {name: str(getattr(one, name)) for name in LIMITS} == {**LIMITS, "checks_membership": "True"}
    note = AuditNote.objects.get(verb="society.described")
    assert note.facts == {"fields": sorted(set(LIMITS) - {"checks_membership"})}


def test_one_field_is_saved_as_typed(client, admin):
    assert save_field(client, "grace_days", "14").json() == {"saved": True}
    assert society.current().grace_days == 14
    assert save_field(client, "crisis_help", "Call 988.\nAt any hour.").json() == {"saved": True}
    assert society.current().crisis_help == "Call 988.\nAt any hour."


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("small_cell", "4", "greater than or equal to 5"),
        ("small_cell_sensitive", "3", "greater than or equal to 5"),
        ("capacity_default", "4", "most places one mentor may have"),
        ("capacity_cap", "0", "greater than or equal to 1"),
        ("mails_per_week", "8", "less than or equal to 7"),
        ("name", "", "required"),
        ("contact_email", "nobody", "valid email"),
        ("zone", "Mars/Olympus", "valid choice"),
        ("is_demo", "on", "not known"),
        ("started_at", "", "not known"),
        ("mail_is_stopped", "on", "not known"),
    ],
)
def test_what_cannot_be_is_told_beside_the_field(client, admin, name, value, words):
    before = Society.objects.values().get()
    answer = save_field(client, name, value)
    assert (answer.status_code, words in answer.json()["problem"]) == (422, True)
    assert Society.objects.values().get() == before


def test_the_sensitive_limit_is_never_the_laxer_one(client, admin):
    answer = client.post(reverse("desks:settings_limits"), {**LIMITS, "small_cell": "15"})
    assert (answer.status_code, society.current().small_cell) == (422, 5)


def test_a_logo_comes_and_goes(client, admin):
    picture = io.BytesIO()
    Image.new("RGB", (300, 120), "#0b5f66").save(picture, "PNG")
    picture.seek(0)
    picture.name = "logo.png"
    facts = {"name": "Ours", "short_name": "O", "zone": "Europe/Zurich"}
    client.post(reverse("desks:settings_name"), {**facts, "logo": picture})
    url = society.current().logo_url
    assert url
    assert url in client.get(reverse("desks:settings")).content.decode()
    client.post(reverse("desks:settings_name"), {**facts, "drop_logo": "1"})
    assert society.current().logo_url == ""


@pytest.mark.parametrize("name", [*PAGES, "settings", "settings_types", "settings_topics"])
def test_settings_are_for_admins(client, name):
    a_society()
    client.force_login(make.staff("robin@x.org", Role.COORDINATOR))
    assert client.get(reverse(f"desks:{name}")).status_code == 403
    assert client.post(reverse(f"desks:{name}")).status_code in {403, 405}
    assert save_field(client, "name", "Mine").status_code == 403


def test_the_default_number_of_places_is_where_a_mentor_begins(client, admin):
    save_field(client, "capacity_default", "2")
    mentor = make.physician("ana@x.org")
    client.force_login(mentor)
    page = client.get(reverse("members:edit")).content.decode()
    assert '<option value="2" selected>2</option>' in page
    members.change_mentoring(member=mentor, by=mentor, now=NOW, is_willing=True)
    assert Mentoring.objects.get(member=mentor).capacity == 2


def test_a_place_given_before_stays_when_the_default_moves(client, admin):
    mentor = make.physician("ana@x.org")
    members.change_mentoring(member=mentor, by=mentor, now=NOW, is_willing=True)
    save_field(client, "capacity_default", "3")
    members.change_mentoring(member=mentor, by=mentor, now=NOW, is_paused=True)
    assert Mentoring.objects.get(member=mentor).capacity == 1
