import json

import pytest
from django.urls import reverse

from mentorquilt.members.models import Need, Offer, Profile, WeeklyHours, Whereabouts
from mentorquilt.members.views.parts import PARTS
from mentorquilt.records.models import AuditNote
from tests.factories import members as make
from tests.factories.society import society

pytestmark = pytest.mark.django_db
EDIT = reverse("members:edit")


@pytest.fixture
def member(client):
    person = make.physician("Nadia Haddad", specialty="", stage="")
    client.force_login(person)
    return person


def field(client, part: str, name: str, *values: str):
    data = {"field": name, name: list(values)}
    return client.post(reverse("members:field", args=[part]), data)


def save(client, part: str, **values):
    return client.post(reverse("members:part", args=[part]), values)


@pytest.mark.smoke
def test_every_part_is_on_the_page_with_its_purpose_and_who_sees_it(client, member):
    page = client.get(EDIT).content.decode()
    for part in (
        "about",
        "photo",
        "work",
        "institutions",
        "place",
        "hours",
        "need",
        "offer",
        "mentoring",
        "shown",
    ):
        assert f'id="{part}"' in page
    assert "All members" in page
    assert "Only you; once you enrol, the coordinators and your mentor" in page
    assert page.count("data-autosave=") == 8


def test_each_field_says_what_it_is_for_and_who_sees_it():
    silent = [
        f"{part.slug}.{name}"
        for part in PARTS
        for name in part.form.base_fields
        if not part.form.purposes.get(name) or not part.form.seen_by.get(name)
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("part", "name", "values", "column", "kept"),
    [
        ("about", "full_name", ["Йанис Ødegård 村上"], "full_name", "Йанис Ødegård 村上"),
        ("about", "titles", ["Prof."], "titles", "Prof."),
        ("about", "languages", ["en", "de"], "languages", ["en", "de"]),
        ("work", "stage", ["fellow"], "stage", "fellow"),
        (
            "work",
            "terms",
            ["Awake Craniotomy, ex-utero  repair"],
            "terms",
            ["awake craniotomy", "ex-utero repair"],
        ),
        ("work", "setting", ["rural"], "setting", "rural"),
        ("work", "has_research", ["no"], "has_research", False),
        ("work", "has_research", [""], "has_research", None),
        ("offer", "done", ["litigation"], "done", ["litigation"]),
        (
            "offer",
            "coaching_role",
            ["Leadership development coach"],
            "coaching_role",
            "Leadership development coach",
        ),
        ("shown", "is_listed", [], "is_listed", False),
    ],
)
def test_a_field_is_saved_as_it_was_typed(client, member, part, name, values, column, kept):
    answer = field(client, part, name, *values)
    assert (answer.status_code, answer.json()) == (200, {"saved": True})
    assert getattr(Profile.objects.get(member=member), column) == kept


def test_a_new_name_changes_what_lists_sort_by(client, member):
    field(client, "about", "full_name", "Zoë Ängström")
    assert Profile.objects.get(member=member).name_search == "angstrom zoe angstrom"


@pytest.mark.parametrize(
    ("part", "name", "value", "words"),
    [
        ("about", "full_name", "", "This field is required"),
        ("about", "full_name", "x" * 121, "at most 120"),
        ("about", "full_name", "Nadia\u202eddaH", "hidden marks"),
        ("about", "bio", "a\x00b", "cannot be"),
        ("work", "stage", "king", "Select a valid choice"),
        ("work", "terms", ", ".join(f"t{number}" for number in range(13)), "Keep the 12"),
        ("work", "terms", "x" * 70, "longer than 60"),
        ("place", "city", "US/KS/atlantis", "no longer exists"),
        ("place", "phone", "call me", "country code"),
        ("hours", "words", "Someday 25:00", "Write"),
        ("offer", "mentored_before", "-1", "greater than or equal to 0"),
        ("mentoring", "capacity", "9", "Select a valid choice"),
        ("mentoring", "available_to", "soon", "valid date"),
    ],
)
def test_what_cannot_be_saved_says_what_to_do_and_changes_nothing(client, member, part, name, value, words):
    answer = field(client, part, name, value)
    assert answer.status_code == 422
    assert words in answer.json()["problem"]
    assert not AuditNote.objects.exists()


@pytest.mark.parametrize("name", ["", "is_active", "member", "taken", "csrfmiddlewaretoken", "submission"])
def test_a_field_that_is_not_on_the_form_is_never_written(client, member, name):
    assert field(client, "mentoring", name, "1").status_code == 422


def test_an_unknown_part_is_not_found(client, member):
    assert field(client, "nothing", "full_name", "x").status_code == 404
    assert save(client, "nothing").status_code == 404


def test_a_part_is_saved_with_its_button_without_javascript(client, member):
    answer = save(client, "about", full_name="Nadia Haddad", titles="Dr.", position="In a 90-bed hospital")
    assert (answer.status_code, answer["Location"]) == (303, f"{EDIT}#about")
    profile = Profile.objects.get(member=member)
    assert (profile.titles, profile.position) == ("Dr.", "In a 90-bed hospital")


@pytest.mark.guarantee
def test_nothing_typed_is_lost_when_something_is_wrong(client, member):
    answer = save(
        client, "about", full_name="", position="A long careful line", bio="Words I do not want to type twice"
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A long careful line" in page
    assert "Words I do not want to type twice" in page
    assert "One thing needs a change" in page
    assert Profile.objects.get(member=member).full_name == "Nadia Haddad"


def test_a_subspecialty_brings_its_specialty_and_a_new_specialty_drops_it(client, member):
    field(client, "work", "subspecialty", "regional_anesthesia")
    profile = Profile.objects.get(member=member)
    assert (profile.specialty, profile.subspecialty) == ("anesthesiology", "regional_anesthesia")
    field(client, "work", "specialty", "pediatrics")
    profile.refresh_from_db()
    assert (profile.specialty, profile.subspecialty) == ("pediatrics", "")
    refused = field(client, "work", "subspecialty", "regional_anesthesia")
    assert "belongs to Anesthesiology" in refused.json()["problem"]


def test_a_topic_cannot_be_both_taken_and_not_taken(client, member):
    assert field(client, "offer", "topics", "leadership", "negotiation").status_code == 200
    refused = field(client, "offer", "refused_topics", "leadership")
    assert "Leadership: in both lists" in refused.json()["problem"]
    assert field(client, "offer", "refused_topics", "teaching").status_code == 200
    assert "in both lists" in field(client, "offer", "topics", "teaching").json()["problem"]
    offer = Offer.objects.get(owner=member)
    assert (offer.topics, offer.refused_topics) == (["leadership", "negotiation"], ["teaching"])


def test_a_picked_city_brings_region_country_zone_and_coordinates(client, member):
    assert field(client, "place", "city", "US/KS/salina").status_code == 200
    where, profile = Whereabouts.objects.get(member=member), Profile.objects.get(member=member)
    assert (profile.country, profile.region, profile.zone) == ("US", "US/KS", "America/Chicago")
    assert (where.city, round(where.latitude), where.is_open) == ("US/KS/salina", 39, False)
    assert field(client, "place", "city", "").status_code == 200
    profile.refresh_from_db()
    assert (profile.country, profile.region, profile.zone) == ("", "", "")


def test_a_city_that_was_only_typed_is_never_picked_for_her(client, member):
    answer = save(client, "place", city_query="Springfield", phone="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose one of the rows found below" in page
    assert "Illinois, United States" in page
    assert "Missouri, United States" in page
    assert not Whereabouts.objects.filter(member=member).exists()


def test_cities_are_found_while_typing(client, member):
    rows = client.get(reverse("members:cities"), {"city_query": "Salina KS"}).content.decode()
    assert 'value="US/KS/salina"' in rows


def test_hours_in_words_and_usual_times_add_up_and_come_back_apart(client, member):
    field(client, "hours", "usual", "evenings")
    field(client, "hours", "words", "Sat 9-12")
    own = WeeklyHours.objects.get(member=member)
    assert not own.is_assumed
    assert own.intervals[-1] == [5 * 1440 + 540, 5 * 1440 + 720]
    assert own.intervals[0] == [18 * 60, 21 * 60]
    page = client.get(EDIT).content.decode()
    assert 'value="Sat 09:00-12:00"' in page
    field(client, "hours", "usual")
    own.refresh_from_db()
    assert own.intervals == [[5 * 1440 + 540, 5 * 1440 + 720]]
    field(client, "hours", "words", "")
    own.refresh_from_db()
    assert (own.intervals, own.is_assumed) == ([], True)


@pytest.mark.guarantee
def test_a_need_is_stored_encrypted_and_its_words_go_to_no_trail(client, member):
    field(client, "need", "seeks", "canary-need-xyz")
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT seeks FROM members_need")
        stored = cursor.fetchone()[0]
    assert "canary-need-xyz" not in stored
    assert Need.objects.get(owner=member).seeks == "canary-need-xyz"
    assert "canary" not in json.dumps(list(AuditNote.objects.values_list("facts", flat=True)))


def test_a_community_physician_needs_no_university_no_papers_no_research(client, member):
    for part, name, values in (
        ("about", "position", ["Family physician, solo practice"]),
        ("work", "stage", ["mid"]),
        ("work", "setting", ["rural"]),
        ("work", "hospital_size", ["none"]),
        ("work", "has_research", ["no"]),
        ("need", "types", ["life"]),
        ("need", "topics", ["family_work_balance"]),
    ):
        assert field(client, part, name, *values).status_code == 200, name
    page = client.get(reverse("members:mine")).content.decode()
    for word in ("publication", "h-index", "professor", "university"):
        assert word not in page.lower()


def test_the_society_caps_the_places(client, member):
    society(capacity_cap=2)
    assert field(client, "mentoring", "capacity", "2").status_code == 200
    assert field(client, "mentoring", "capacity", "3").status_code == 422


def test_places_taken_are_never_written_by_the_form(client, member):
    save(
        client, "mentoring", is_willing="on", capacity="1", first_calls="2", taken="0", first_calls_taken="0"
    )
    member.refresh_from_db()
    member.mentoring.taken = 1
    member.mentoring.save()
    save(client, "mentoring", is_willing="on", capacity="2", first_calls="2", taken="0")
    member.mentoring.refresh_from_db()
    assert (member.mentoring.taken, member.mentoring.capacity) == (1, 2)


def test_dates_must_be_in_order_also_when_only_one_of_them_is_sent(client, member):
    assert field(client, "mentoring", "available_from", "2026-05-01").status_code == 200
    refused = field(client, "mentoring", "available_to", "2026-04-01")
    assert "comes before" in refused.json()["problem"]


def test_accounts_without_a_profile_have_nothing_to_edit(client):
    client.force_login(make.staff())
    assert client.get(EDIT).status_code == 403
    assert field(client, "about", "full_name", "x").status_code == 403


def test_the_number_of_queries_of_the_editing_page(client, member, django_assert_num_queries):
    client.get(EDIT)
    with django_assert_num_queries(14):
        client.get(EDIT)


def test_saving_one_field_takes_few_queries(client, member, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        field(client, "about", "position", "Chief")
