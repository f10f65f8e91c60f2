import uuid

import pytest
from django.db import connection
from django.urls import reverse

from mentorquilt.members.models import Affiliation, Conflict, Exclusion, Institution
from mentorquilt.members.states import AffiliationKind, Kind, Role
from mentorquilt.records.models import AuditNote
from tests.factories import members as make

pytestmark = pytest.mark.django_db
PRIVATE = reverse("members:private")
CANARIES = ("Mercy Canary Hospital", "canary-background", "canary-wish", "Quentin Canary")


@pytest.fixture
def member(client):
    person = make.physician("Nadia Haddad")
    client.force_login(person)
    return person


def post(client, name: str, *args: object, key: str = "", **values: object):
    data = {"submission": key or str(uuid.uuid4()), **values}
    return client.post(reverse(f"members:{name}", args=args), data)


def test_an_institution_a_city_a_region_and_a_person_can_be_shut_out(client, member):
    place = Institution.objects.create(name="Mercy Canary Hospital")
    chief = make.physician("Quentin Canary")
    for kind, value in (
        ("institution", place.ref),
        ("city", "US/KS/salina"),
        ("region", "US/KS"),
        ("member", chief.ref),
    ):
        assert post(client, "exclusion_add", kind, value=value).status_code == 303
    page = client.get(PRIVATE).content.decode()
    for words in (
        "Mercy Canary Hospital",
        "Salina, Kansas, United States",
        "Kansas, United States",
        "Quentin Canary",
    ):
        assert words in page
    stored = {row.kind: row.value for row in Exclusion.objects.filter(owner=member)}
    assert stored == {
        "institution": str(place.ref),
        "city": "US/KS/salina",
        "region": "US/KS",
        "member": str(chief.ref),
    }


@pytest.mark.guarantee
def test_an_exclusion_is_unreadable_in_the_database(client, member):
    post(client, "exclusion_add", "city", value="US/KS/salina")
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM members_exclusion")
        assert "salina" not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("kind", "value"), [("city", "US/KS/atlantis"), ("member", "x"), ("region", "US"), ("city", "")]
)
def test_what_does_not_exist_cannot_be_shut_out(client, member, kind, value):
    assert post(client, "exclusion_add", kind, value=value).status_code == 422
    assert not Exclusion.objects.exists()


def test_a_typed_name_is_never_taken_for_a_choice(client, member):
    make.physician("Quentin Canary")
    page = post(client, "exclusion_add", "member", value_query="quentin")
    assert page.status_code == 422
    assert "Choose one of the rows found below" in page.content.decode()
    assert not Exclusion.objects.exists()


def test_nobody_shuts_out_or_conflicts_with_herself(client, member):
    assert post(client, "exclusion_add", "member", value=member.ref).status_code == 422
    assert post(client, "conflict_add", about=member.ref, kind="panel").status_code == 422
    assert not Exclusion.objects.exists()
    assert not Conflict.objects.exists()


@pytest.mark.db_semantics
@pytest.mark.guarantee
def test_a_form_sent_twice_acts_once(client, member):
    key = str(uuid.uuid4())
    first = post(client, "exclusion_add", "city", key=key, value="US/KS/salina")
    again = post(client, "exclusion_add", "city", key=key, value="US/KS/salina")
    other = post(client, "exclusion_add", "city", key=key, value="US/WA/seattle")
    assert (first.status_code, again.status_code, other.status_code) == (303, 303, 409)
    assert first["Location"] == again["Location"]
    assert Exclusion.objects.count() == 1
    assert (
        client.post(reverse("members:exclusion_add", args=["city"]), {"value": "US/KS/salina"}).status_code
        == 409
    )


def test_only_the_owner_takes_off_what_she_added(client, member):
    post(client, "exclusion_add", "city", value="US/KS/salina")
    row, other = Exclusion.objects.get(), make.physician()
    about = make.physician("Quentin Canary")
    post(client, "conflict_add", about=about.ref, kind="supervises")
    conflict = Conflict.objects.get()
    for stranger in (other, make.staff(Role.ADMIN), about):
        client.force_login(stranger)
        assert client.post(reverse("members:exclusion_remove", args=[row.pk])).status_code == 404
        assert client.post(reverse("members:conflict_remove", args=[conflict.pk])).status_code == 404
    client.force_login(member)
    assert client.post(reverse("members:exclusion_remove", args=[row.pk])).status_code == 303
    assert client.post(reverse("members:conflict_remove", args=[conflict.pk])).status_code == 303
    assert not Exclusion.objects.exists()
    assert not Conflict.objects.exists()


def test_a_conflict_declared_again_changes_its_reason(client, member):
    about = make.physician("Quentin Canary")
    for kind in ("supervises", "family"):
        post(client, "conflict_add", about=about.ref, kind=kind)
    assert [(row.about, row.kind) for row in Conflict.objects.all()] == [(about, "family")]


@pytest.mark.guarantee
@pytest.mark.parametrize("role", [Role.ADMIN, Role.COORDINATOR, Role.READER, Role.OFFICER, "member", "about"])
def test_nobody_else_meets_anything_private(client, member, role):
    chief = make.physician("Quentin Canary", is_listed=False)
    place = Institution.objects.create(name="Mercy Canary Hospital")
    Affiliation.objects.create(member=member, institution=place, kind=AffiliationKind.PRESENT)
    post(client, "exclusion_add", "institution", value=place.ref)
    Conflict.objects.create(declared_by=member, about=chief, kind="family", declared_at=make.NOW)
    client.post(
        reverse("members:background"),
        {"own": "canary-background", "own_wishes": "canary-wish", "for_matching": "on", "for_report": "on"},
    )
    make.at_home(member, city="US/KS/salina", phone="+1 555 canary-phone")
    make.seeking(member, seeks="canary-need", project="canary-project")
    viewer = {"member": make.physician(), "about": chief}.get(role) or make.staff(role)
    client.force_login(viewer)
    pages = [
        reverse("members:show", args=[member.ref]),
        reverse("members:list"),
        f"{reverse('members:list')}?q=nadia",
        f"{reverse('members:list')}?q=canary",
        f"{reverse('members:list')}?q=salina",
    ]
    for url in pages:
        page = client.get(url)
        assert page.status_code == 200
        for canary in (*CANARIES, "canary-phone", "canary-need", "canary-project", "Salina"):
            if canary == "Quentin Canary" and viewer == chief:
                continue
            assert canary not in page.content.decode(), (url, canary)


def test_the_trail_says_that_something_private_changed_and_never_what(client, member):
    post(client, "exclusion_add", "city", value="US/KS/salina")
    notes = [note for note in AuditNote.objects.all() if note.verb == "member.private_changed"]
    assert [note.facts for note in notes] == [{}]


@pytest.mark.parametrize("kind", ["institution", "city", "region", "member", "about"])
def test_pickers_answer_members_only(client, kind):
    url = reverse("members:find", args=[kind])
    assert client.get(url).status_code == 302
    client.force_login(make.staff(Role.ADMIN))
    assert client.get(url).status_code == 403
    client.force_login(make.physician(kind=Kind.GUEST))
    assert client.get(url).status_code == (403 if kind in {"member", "about"} else 200)
    client.force_login(make.physician())
    assert client.get(url, {"value_query": "sal", "about_query": "sal"}).status_code == 200
    assert client.get(reverse("members:find", args=["nothing"])).status_code == 404
