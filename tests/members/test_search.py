from datetime import timedelta

import pytest
from django.urls import reverse

from mentorquilt import searching
from mentorquilt.members import actions, jobs, queries
from mentorquilt.members.models import Background, Conflict, Exclusion, Member, Need, Profile
from mentorquilt.members.states import Kind, Role
from tests.factories import members as make

pytestmark = pytest.mark.django_db
LIST = reverse("members:list")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.SEARCH_DIR = tmp_path / "search"


@pytest.fixture
def viewer(client):
    person = make.physician("Viewer Oneself", specialty="")
    client.force_login(person)
    return person


def found(client, **search) -> list[str]:
    page = client.get(LIST, search)
    return [card.called.removeprefix("Dr. ") for card in page.context["found"].cards]


@pytest.mark.smoke
def test_one_rare_term_finds_the_person(client, viewer):
    make.physician("Rare Person", terms=["ex-utero intrapartum treatment"])
    for number in range(5):
        make.physician(f"Common Person{number}", terms=["leadership"])
    assert found(client, q="intrapartum") == ["Rare Person"]
    assert found(client, q="EX-UTERO") == ["Rare Person"]


@pytest.mark.parametrize(
    ("facts", "query"),
    [
        ({"full_name": "José Núñez"}, "nunez"),
        ({"full_name": "Jürgen Müller"}, "mueller"),
        ({"full_name": "村上春樹"}, "村上"),
        ({"full_name": "A B", "specialty": "anesthesiology"}, "anaesthesia"),
        ({"full_name": "A B", "coaching_role": "Leadership development coach"}, "coach"),
        ({"full_name": "A B", "done": ["litigation"]}, "malpractice"),
        ({"full_name": "A B", "bio": "I keep bees."}, "bees"),
        ({"full_name": "A B", "position": "Chief of the burn unit"}, "burn"),
        ({"full_name": "A B", "setting": "rural"}, "rural"),
    ],
)
def test_people_are_found_by_what_their_profile_shows(client, viewer, facts, query):
    make.physician(**facts)
    make.physician("Other Person", specialty="pediatrics")
    assert found(client, q=query) == [facts["full_name"]]


def test_all_words_come_before_some_words(client, viewer):
    make.physician("Both Words", terms=["pediatric pain"])
    make.physician("One Word", terms=["pediatric cardiology"])
    assert found(client, q="pediatric pain") == ["Both Words"]
    assert set(found(client, q="pediatric zebra")) == {"Both Words", "One Word"}


@pytest.mark.guarantee
def test_only_public_fields_are_in_the_index(viewer):
    person = make.mentor("Nadia Haddad")
    make.at_home(person, phone="+1 555 0100")
    make.seeking(
        person, seeks="canaryneed", project="canaryproject", long_term="canarygoal", topics=["next_grant"]
    )
    Exclusion.objects.create(owner=person, kind="city", value="canaryexclusion", added_at=make.NOW)
    Background.objects.create(
        member=person, shares=["canaryshare"], wishes=["canarywish"], consented_at=make.NOW
    )
    Conflict.objects.create(declared_by=person, about=make.physician(), kind="panel", declared_at=make.NOW)
    document = next(one for one in queries.documents() if one.ref == str(person.ref))
    words = " ".join(text for text, _ in document.fields).lower()
    for secret in ("canary", "salina", "555", "panel", "grant", person.email.split("@", maxsplit=1)[0]):
        assert secret not in words
    assert "topic:next_grant" not in document.tags


@pytest.mark.guarantee
@pytest.mark.parametrize("indexed", [True, False])
@pytest.mark.parametrize(
    "hidden", [{"is_listed": False}, {"is_active": False}, {"kind": Kind.ASSISTANT}, {"kind": Kind.STAFF}]
)
def test_hidden_people_never_appear(client, viewer, hidden, indexed):
    person = make.physician("Hidden Person", terms=["rarest"])
    if indexed:
        jobs.refresh_search(now=make.NOW)
    Profile.objects.filter(member=person).update(is_listed=hidden.get("is_listed", True))
    Member.objects.filter(pk=person.pk).update(**{k: v for k, v in hidden.items() if k != "is_listed"})
    assert found(client, q="rarest") == []
    assert "Hidden Person" not in found(client)


def test_filters_narrow_the_list(client, viewer):
    one = make.mentor(
        "One Mentor", topics=("leadership",), types=("career",), specialty="pediatrics", setting="rural"
    )
    make.at_home(one)
    make.mentor("Full Mentor", topics=("leadership",), capacity=1, taken=1)
    make.mentor("Not Willing", topics=("leadership",), is_willing=False)
    make.physician("Young Person", stage="resident")
    assert found(client, topic="leadership") == ["Full Mentor", "One Mentor", "Not Willing"]
    assert found(client, topic="leadership", role="mentor") == ["Full Mentor", "One Mentor"]
    assert found(client, role="open") == ["One Mentor"]
    assert found(client, type="career") == ["One Mentor"]
    assert found(client, specialty="pediatrics") == ["One Mentor"]
    assert found(client, setting="rural") == ["One Mentor"]
    assert found(client, stage="resident") == ["Young Person"]
    assert found(client, place="US") == found(client, place="US/KS") == ["One Mentor"]
    assert found(client, place="US/KS", q="mentor") == ["One Mentor"]
    assert found(client, stage="resident", q="mentor") == []


def test_a_topic_that_begins_like_another_is_not_taken_for_it(client, viewer):
    make.mentor("Right One", topics=("negotiation",))
    make.mentor("Wrong One", topics=("negotiation_of_rates",))
    assert found(client, topic="negotiation") == ["Right One"]


def test_nonsense_in_an_address_is_ignored(client, viewer):
    make.physician("Some Person")
    for search in (
        {"stage": "king"},
        {"page": "x"},
        {"page": "99"},
        {"topic": '"; DROP'},
        {"place": "%"},
        {"q": " "},
    ):
        assert "Some Person" in found(client, **search)
    assert found(client, q="%_\"'\\") == []
    assert client.get(LIST, {"q": "x\x00y"}).status_code == 200


def test_nobody_found_says_what_to_do(client, viewer):
    page = client.get(LIST, {"q": "zzzzzz"}).content.decode()
    assert "Nobody found" in page
    assert "Show everybody" in page


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302),
        (Kind.MEMBER, 200),
        (Kind.GUEST, 403),
        (Kind.ASSISTANT, 403),
        *[(role, 200) for role in Role],
    ],
)
def test_who_may_look_through_the_members(client, who, status):
    if who != "anonymous":
        client.force_login(make.physician(kind=who) if who in Kind.values else make.staff(who))
    assert client.get(LIST).status_code == status


def test_a_search_while_typing_gets_the_cards_alone(client, viewer):
    make.physician("Some Person")
    part = client.get(LIST, {"q": "some"}, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="found"')
    assert "<html" not in part


def test_the_worker_writes_the_index_once_and_again_when_much_changed(viewer):
    make.physician("Rare Person", terms=["rarest"])
    assert jobs.refresh_search(now=make.NOW) == 1
    assert jobs.refresh_search(now=make.NOW + timedelta(seconds=15)) == 0
    (first,) = queries.index_files()
    assert queries.built_at(first) == make.NOW - timedelta(seconds=60)
    later = make.NOW + timedelta(hours=2)
    Profile.objects.update(updated_at=later - timedelta(minutes=1))
    assert jobs.refresh_search(now=later) == 1
    assert jobs.refresh_search(now=later + timedelta(seconds=15)) == 0
    (second,) = queries.index_files()
    assert first != second


@pytest.mark.db_semantics
def test_a_change_after_the_build_is_found_at_once(client, viewer):
    person = make.physician("Rare Person", terms=["rarest"])
    stays = make.physician("Other Person", terms=["rarest"])
    jobs.refresh_search(now=make.NOW + timedelta(hours=1))
    later = make.NOW + timedelta(hours=2)
    actions.change_profile(member=person, by=person, now=later, terms=["somewhat common"])
    assert found(client, q="rarest") == ["Other Person"]
    assert found(client, q="somewhat") == ["Rare Person"]
    actions.change_profile(member=stays, by=stays, now=later + timedelta(minutes=1), is_listed=False)
    assert found(client, q="rarest") == []
    fresh = make.physician("New Person", terms=["newest"])
    Profile.objects.filter(member=fresh).update(updated_at=later + timedelta(minutes=2))
    assert found(client, q="newest") == ["New Person"]


def test_a_broken_index_file_is_passed_over_and_replaced(client, viewer, settings):
    make.physician("Rare Person", terms=["rarest"])
    settings.SEARCH_DIR.mkdir()
    (settings.SEARCH_DIR / "people-1.idx").write_bytes(b"not an index")
    assert found(client, q="rarest") == ["Rare Person"]
    with pytest.raises(searching.BrokenIndex):
        searching.load(settings.SEARCH_DIR / "people-1.idx")


def test_a_large_society_without_an_index_still_finds_names(client, viewer, monkeypatch):
    make.physician("Rare Núñez", terms=["rarest"])
    monkeypatch.setattr("mentorquilt.members.queries.search.SMALL_SOCIETY", 0)
    assert found(client, q="nunez") == ["Rare Núñez"]
    assert found(client, q="rarest") == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_of_the_list(client, viewer, count, django_assert_num_queries):
    for _ in range(count):
        make.at_home(make.mentor(types=("life",), topics=("leadership",)))
    client.get(LIST)
    with django_assert_num_queries(13):
        client.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_of_a_search(client, viewer, count, django_assert_num_queries):
    for _ in range(count):
        make.at_home(make.mentor(types=("life",), topics=("leadership",), terms=["rarest"]))
    jobs.refresh_search(now=make.NOW + timedelta(hours=1))
    client.get(LIST, {"q": "rarest"})
    with django_assert_num_queries(13):
        page = client.get(LIST, {"q": "rarest"})
    assert page.context["found"].count == count


def test_the_list_comes_page_by_page_in_the_order_of_names(client, viewer):
    for number in range(30):
        make.physician(f"Person Number{number:02d}")
    first, second = found(client), found(client, page="2")
    assert len(first) == 24
    assert len(second) == 7
    assert first[:2] == ["Person Number00", "Person Number01"]
    assert not set(first) & set(second)


def test_needs_are_not_even_read_for_the_index(viewer, django_assert_num_queries):
    make.seeking(make.physician())
    assert Need.objects.exists()
    with django_assert_num_queries(4) as queries_made:
        list(queries.documents())
    assert not [one for one in queries_made.captured_queries if "members_need" in one["sql"]]
