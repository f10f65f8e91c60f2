"""A career path: told step by step, seen by members, searched by its turns in their order (S-09)."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mentorquilt.members import actions, queries
from mentorquilt.members.models import Affiliation, CareerStep, Institution
from mentorquilt.members.states import Role
from tests.factories import members as make

pytestmark = pytest.mark.django_db
PAGE, LIST = reverse("members:career"), reverse("members:list")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.SEARCH_DIR = tmp_path / "search"


@pytest.fixture
def member(client):
    person = make.physician("Nadia Haddad")
    client.force_login(person)
    return person


def add(client, key: str = "", **facts):
    told = {"title": "Partner", "place": "", "turn": "own_practice", "from_year": "2001", "to_year": ""}
    return client.post(PAGE, {"submission": key or str(uuid.uuid4()), **told, **facts})


def path(person, *steps: tuple[str, int]) -> None:
    for turn, year in steps:
        actions.add_step(
            member=person, by=person, now=make.NOW, title=f"Step {turn}", place="", turn=turn, from_year=year,
            to_year=None,
        )  # fmt: skip


def found(client, *turns: str, **more: str) -> list[str]:
    search = {f"turn{number}": turn for number, turn in enumerate(turns, 1)}
    return [
        card.called.removeprefix("Dr. ") for card in client.get(LIST, search | more).context["found"].cards
    ]


@pytest.mark.smoke
def test_steps_are_added_changed_and_taken_off(client, member):
    assert (
        add(client, title="Residency", turn="training", from_year="1995", to_year="1999").status_code == 303
    )
    add(client, title="Rural attending", place="Salina", turn="rural", from_year="1999")
    assert [(step.title, step.years, step.is_now) for step in queries.career(member)] == [
        ("Residency", "1995–1999", False), ("Rural attending", "since 1999", True),
    ]  # fmt: skip
    row = CareerStep.objects.get(turn="rural")
    url = reverse("members:career_step", args=[row.pk])
    assert "Rural attending" in client.get(url).content.decode()
    client.post(url, {"title": "Chief", "turn": "leadership", "from_year": "2001", "to_year": "2001"})
    assert [step.years for step in queries.career(member)] == ["1995–1999", "2001"]
    client.post(reverse("members:career_remove", args=[row.pk]))
    assert [step.title for step in queries.career(member)] == ["Residency"]


@pytest.mark.parametrize(
    "facts",
    [{"title": ""}, {"from_year": ""}, {"from_year": "1800"}, {"from_year": str(timezone.now().year + 1)},
     {"to_year": "1999"}, {"turn": "king"}, {"title": "x" * 161}, {"from_year": "two"},
     {"to_year": str(timezone.now().year + 11)}],
)  # fmt: skip
def test_a_step_that_cannot_be_is_refused_and_what_was_typed_stays(client, member, facts):
    answer = add(client, place="Typed Place", **facts)
    assert answer.status_code == 422
    assert "Typed Place" in answer.content.decode()
    assert not CareerStep.objects.exists()


@pytest.mark.guarantee
@pytest.mark.db_semantics
def test_the_database_keeps_years_in_order(member):
    with pytest.raises(IntegrityError), transaction.atomic():
        CareerStep.objects.create(member=member, title="x", from_year=2001, to_year=2000)


def test_a_form_sent_twice_adds_one_step(client, member):
    key = str(uuid.uuid4())
    assert [add(client, key=key).status_code for _turn in range(2)] == [303, 303]
    assert CareerStep.objects.count() == 1


def test_a_path_has_an_end(client, member):
    for year in range(actions.MOST_STEPS):
        path(member, ("other", 1950 + year))
    assert add(client).status_code == 422
    assert CareerStep.objects.count() == actions.MOST_STEPS


@pytest.mark.guarantee
def test_nobody_touches_the_path_of_another(client, member):
    other = make.physician()
    path(other, ("rural", 2001))
    row = CareerStep.objects.get()
    for name in ("career_step", "career_remove"):
        assert client.post(reverse(f"members:{name}", args=[row.pk]), {}).status_code == 404
    assert client.get(reverse("members:career_step", args=[row.pk])).status_code == 404


def test_an_institution_already_listed_fills_the_form_and_only_ones_own(client, member):
    place = Institution.objects.create(name="Lakemont Hospital")
    own = Affiliation.objects.create(
        member=member, institution=place, kind="training", from_year=1995, to_year=1999
    )
    theirs = Affiliation.objects.create(
        member=make.physician(), institution=place, kind="past", from_year=1980
    )
    page = client.get(PAGE, {"place": own.pk}).content.decode()
    assert "Put it on the path" in page
    assert 'value="1995"' in page
    assert 'value="1980"' not in client.get(PAGE, {"place": theirs.pk}).content.decode()
    for nonsense in ("x", "9" * 40, "-1", "٣"):
        assert client.get(PAGE, {"place": nonsense}).status_code == 200
    add(
        client, title="Training", place="Lakemont Hospital", turn="training", from_year="1995", to_year="1999"
    )
    assert "Put it on the path" not in client.get(PAGE).content.decode()


def test_members_see_the_path_on_a_profile(client, member):
    giver = make.mentor("Walter Lindqvist")
    path(giver, ("training", 1990), ("rural", 1996))
    page = client.get(reverse("members:show", args=[giver.ref])).content.decode()
    assert page.index("Step training") < page.index("Step rural")
    assert "since 1996" in page


def test_turns_are_searched_in_their_order_with_others_between(client, member):
    right, wrong, short = make.mentor("Right Way"), make.mentor("Wrong Way"), make.mentor("Short Way")
    path(
        right,
        ("training", 1990),
        ("abroad", 1994),
        ("rural", 1996),
        ("leadership", 2001),
        ("society_office", 2010),
    )
    path(wrong, ("society_office", 1989), ("rural", 1991), ("training", 1996))
    path(short, ("training", 1990), ("rural", 1996))
    assert found(client, "training", "rural", "society_office") == ["Right Way"]
    assert found(client, "training", "rural") == ["Right Way", "Short Way"]
    assert found(client, "rural", "training") == ["Wrong Way"]
    assert found(client, "abroad") == ["Right Way"]
    assert found(client, "", "society_office") == ["Right Way", "Wrong Way"]
    assert found(client, "rural", "rural") == []
    assert found(client, "training", "rural", q="short") == ["Short Way"]


def test_two_turns_of_one_year_stand_in_the_order_they_were_told(client, member):
    path(make.mentor("One Year"), ("training", 1990), ("rural", 1990))
    assert found(client, "training", "rural") == ["One Year"]
    assert found(client, "rural", "training") == []


def test_the_words_of_a_path_are_found_and_forgotten_with_it(client, member):
    giver = make.mentor("Walter Lindqvist")
    actions.add_step(
        member=giver, by=giver, now=timezone.now(), title="President of the Prairie Society", place="",
        turn="society_office", from_year=2010, to_year=2012,
    )  # fmt: skip
    assert found(client, q="prairie president") == ["Walter Lindqvist"]
    actions.remove_step(step=CareerStep.objects.get(), by=giver, now=timezone.now())
    assert found(client, q="prairie president") == []


def test_a_card_tells_the_turns_that_were_searched_for(client, member):
    path(make.mentor("Right Way"), ("training", 1990), ("training", 1992), ("rural", 1996), ("other", 1999))
    assert "Training → rural practice" in client.get(LIST, {"turn1": "rural"}).content.decode()
    assert "Training → rural" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_of_a_search_by_turns(client, member, django_assert_num_queries, count):
    for number in range(count):
        path(make.mentor(f"Mentor {number}"), ("training", 1990), ("rural", 1996))
    search = {"turn1": "training", "turn2": "rural"}
    client.get(LIST, search)
    with django_assert_num_queries(14):
        client.get(LIST, search)


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_of_the_page(client, member, django_assert_num_queries, count):
    path(member, *[("rural", 1990 + number) for number in range(count)])
    client.get(PAGE)
    with django_assert_num_queries(10):
        client.get(PAGE)


def test_staff_without_a_profile_have_no_path(client):
    client.force_login(make.staff(Role.ADMIN))
    assert client.get(PAGE).status_code == 403
