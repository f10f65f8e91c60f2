import pytest
from django.urls import reverse

from mentorquilt.members.models import Affiliation, Institution, Profile
from mentorquilt.members.states import AffiliationKind, Kind, Role
from mentorquilt.records.models import AccessNote
from tests.factories import members as make

pytestmark = pytest.mark.django_db


def show(client, person):
    return client.get(reverse("members:show", args=[person.ref]))


@pytest.fixture
def viewer(client):
    person = make.physician("Nadia Haddad")
    make.at_home(person)
    client.force_login(person)
    return person


def test_a_profile_shows_what_others_need_to_know(client, viewer):
    person = make.mentor(
        "Wálter Lindqvist", types=("clinical", "life"), topics=("leadership",), capacity=2, taken=1,
        text="I started three block services.", position="Chief of anesthesiology", setting="academic",
        coaching_role="Leadership development coach", done=["litigation"], languages=["en", "sv"],
        terms=["awake craniotomy"], mentored_before=12, shows_mentored=True,
    )  # fmt: skip
    person.offer.refused_topics = ["next_grant"]
    person.offer.save()
    make.at_home(
        person, "America/Los_Angeles", city="US/WA/seattle", region="US/WA", latitude=47.6, longitude=-122.3
    )
    page = show(client, person).content.decode()
    for words in (
        "Wálter Lindqvist", "Chief of anesthesiology", "late career", "academic center", "Clinical mentor", "Life mentor",
        "Leadership", "I started three block services.", "Came through litigation", "Leadership development coach",
        "Obtaining the next grant", "English, Swedish", "awake craniotomy", "12 people", "1 open place",
        "Washington, United States", "2 hours behind you", "Pacific Time", "km apart", "shared hours a day",
    ):  # fmt: skip
        assert words in page, words
    assert "Seattle" not in page


def test_the_city_shows_only_where_it_was_opened(client, viewer):
    person = make.physician("Open Person")
    make.at_home(person, is_open=True)
    assert "Salina, Kansas, United States" in show(client, person).content.decode()


def test_institutions_show_only_where_they_were_opened(client, viewer):
    person = make.physician()
    place = Institution.objects.create(name="Mercy Canary Hospital")
    Affiliation.objects.create(member=person, institution=place, kind=AffiliationKind.PRESENT)
    assert "Mercy Canary" not in show(client, person).content.decode()
    Profile.objects.filter(member=person).update(shows_institutions=True)
    assert "Mercy Canary" in show(client, person).content.decode()


def test_the_count_of_people_mentored_shows_only_where_it_was_opened(client, viewer):
    person = make.mentor(mentored_before=12, shows_mentored=False)
    assert "Has mentored" not in show(client, person).content.decode()


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ({"is_paused": True}, "Pauses at present"),
        ({"capacity": 1, "taken": 1}, "No place free at present"),
        ({"capacity": 1, "taken": 2}, "No place free at present"),
        ({"only_questions": True}, "For a single question"),
        ({"available_from": "2999-01-01"}, "From 1 January 2999 on"),
        ({"available_to": "2001-01-01"}, "Not at present"),
        ({"capacity": 3}, "3 open places"),
    ],
)
def test_profile_and_list_say_whether_somebody_can_be_asked(client, viewer, places, words):
    person = make.mentor("Ulla Single", **places)
    person.mentoring.refresh_from_db()
    assert words in show(client, person).content.decode()
    assert words in client.get(reverse("members:list"), {"q": "Ulla"}).content.decode()


def test_somebody_who_does_not_mentor_is_not_offered_as_one(client, viewer):
    person = make.mentor(is_willing=False)
    assert "open place" not in show(client, person).content.decode()


@pytest.mark.guarantee
@pytest.mark.parametrize(
    ("who", "hidden", "status"),
    [
        ("member", {}, 200),
        ("member", {"is_listed": False}, 404),
        ("member", {"is_active": False}, 404),
        ("guest", {}, 404),
        ("assistant", {}, 404),
        (Role.READER, {}, 200),
        (Role.READER, {"is_listed": False}, 404),
        (Role.OFFICER, {"is_active": False}, 404),
        (Role.COORDINATOR, {"is_listed": False}, 200),
        (Role.ADMIN, {"is_active": False}, 200),
    ],
)
def test_who_opens_whose_profile(client, who, hidden, status):
    person = make.physician("Quiet Person", **hidden)
    account = {"member": Kind.MEMBER, "guest": Kind.GUEST, "assistant": Kind.ASSISTANT}
    viewer = make.physician(kind=account[who]) if who in account else make.staff(who)
    client.force_login(viewer)
    assert show(client, person).status_code == status


def test_everybody_opens_her_own_profile_however_hidden(client):
    person = make.physician("Quiet Person", is_listed=False)
    client.force_login(person)
    assert show(client, person).status_code == 200
    assert client.get(reverse("members:mine")).status_code == 200


def test_staff_have_no_profile_of_their_own(client):
    admin = make.staff(Role.ADMIN)
    client.force_login(admin)
    assert client.get(reverse("members:mine")).status_code == 403
    assert show(client, admin).status_code == 404


def test_one_sees_the_private_half_oneself_and_can_look_as_others_do(client, viewer):
    make.seeking(viewer, seeks="canary-need")
    mine = client.get(reverse("members:mine")).content.decode()
    others = client.get(reverse("members:mine"), {"as": "others"}).content.decode()
    assert "canary-need" in mine
    assert "Salina, Kansas" in mine
    assert "canary-need" not in others
    assert "Salina" not in others


@pytest.mark.guarantee
def test_a_look_of_staff_at_a_person_is_written_down_and_a_members_is_not(client, viewer):
    person = make.physician()
    show(client, person)
    assert not AccessNote.objects.exists()
    admin = make.staff(Role.ADMIN)
    client.force_login(admin)
    show(client, person)
    note = AccessNote.objects.get()
    assert (note.reader, note.about, note.page) == (admin, person, "members.profile")


def test_the_distance_to_a_closed_city_is_measured_to_the_middle_of_its_region(client, viewer):
    from mentorquilt.members import access, queries

    near = make.physician()
    make.at_home(
        near, "America/Chicago", city="US/TX/el-paso", region="US/TX", latitude=31.76, longitude=-106.49
    )
    far = make.physician()
    make.at_home(
        far, "America/Chicago", city="US/TX/beaumont", region="US/TX", latitude=30.09, longitude=-94.1
    )
    reader = access.own_profile(viewer)
    found = [
        queries.between(reader, access.member_for(viewer, person.ref), make.NOW).km for person in (near, far)
    ]
    assert found[0] == found[1]
    near.whereabouts.is_open = True
    near.whereabouts.save()
    opened = queries.between(reader, access.member_for(viewer, near.ref), make.NOW).km
    assert opened != found[0]


def test_hours_that_nobody_stated_are_called_assumed(client, viewer):
    person = make.physician()
    make.at_home(person)
    assert "are assumed" in show(client, person).content.decode()
    make.hours(person, (18 * 60, 21 * 60))
    make.hours(viewer, (17 * 60, 20 * 60))
    page = show(client, person).content.decode()
    assert "are assumed" not in page
    assert "2 shared hours a day: 6 pm to 8 pm" in page


def test_people_without_a_place_are_shown_without_one(client):
    one, other = make.physician(), make.physician()
    client.force_login(one)
    page = show(client, other).content.decode()
    assert "Place not given" in page
    assert "Distance not known" in page


def test_the_number_of_queries_of_a_profile(client, viewer, django_assert_num_queries):
    person = make.mentor(types=("life",), topics=("leadership",))
    make.at_home(person)
    show(client, person)
    with django_assert_num_queries(13):
        show(client, person)
