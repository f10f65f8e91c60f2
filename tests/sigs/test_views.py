"""Pages of groups: the list, joining with one tap, what the office and the officers change."""

import uuid

import pytest
from django.urls import reverse

from mentorquilt.members.models import Grant
from mentorquilt.members.states import Kind, Role, Scope
from mentorquilt.sigs.models import Sig, SigMember
from tests.factories import members as make
from tests.factories import programs
from tests.factories import sigs as groups
from tests.factories.society import society

pytestmark = pytest.mark.django_db
LIST = reverse("sigs:list")


@pytest.fixture(autouse=True)
def _a_society():
    society()


@pytest.fixture
def member(client):
    person = make.physician("Nadia Haddad")
    client.force_login(person)
    return person


def page(client, address, /, *args):
    return client.get(reverse(f"sigs:{address}", args=args))


def post(client, address, /, *args, **values):
    return client.post(reverse(f"sigs:{address}", args=args), values)


def test_the_list_says_what_how_many_who_leads_and_whether_one_may_join(client, member):
    sig = groups.group(about="Blocks and services.")
    chair = make.physician("Walter Lindqvist")
    groups.officer(sig, chair)
    groups.group("Fellowship Directors", is_open=False)
    words = client.get(LIST).content.decode()
    for part in ("Regional Anesthesia", "Blocks and services.", "1 member", "Chair", "Dr. Walter Lindqvist"):
        assert part in words
    assert "By the membership list" in words
    assert words.count(reverse("sigs:join", args=[sig.slug])) == 1
    assert reverse("sigs:join", args=["fellowship-directors"]) not in words


def test_a_tap_joins_a_second_tap_changes_nothing_and_a_third_leaves(client, member):
    sig = groups.group()
    for _ in range(2):
        answer = post(client, "join", sig.slug)
        assert (answer.status_code, answer["Location"]) == (303, reverse("sigs:show", args=[sig.slug]))
    assert SigMember.objects.filter(sig=sig, member=member).count() == 1
    assert "You belong" in page(client, "show", sig.slug).content.decode()
    assert post(client, "leave", sig.slug).status_code == 303
    assert post(client, "leave", sig.slug).status_code == 303
    assert not SigMember.objects.exists()


def test_a_group_that_the_office_keeps_is_joined_and_left_by_nobody(client, member):
    closed = groups.group("Fellowship Directors", is_open=False)
    assert post(client, "join", closed.slug).status_code == 409
    groups.belongs(closed, member, by="feed")
    answer = post(client, "leave", closed.slug)
    assert answer.status_code == 409
    assert "membership list" in answer.content.decode()
    assert SigMember.objects.count() == 1


def test_an_officer_gives_up_the_office_before_she_leaves(client, member):
    sig = groups.group()
    groups.officer(sig, member)
    answer = post(client, "leave", sig.slug)
    assert answer.status_code == 409
    assert "hold an office" in answer.content.decode()
    assert SigMember.objects.filter(member=member).exists()


def test_a_hidden_group_is_not_there_for_members_but_for_who_sets_groups_up(client, member):
    hidden = groups.group("Waiting Ultrasound", is_hidden=True)
    assert "Waiting Ultrasound" not in client.get(LIST).content.decode()
    assert page(client, "show", hidden.slug).status_code == 404
    assert post(client, "join", hidden.slug).status_code == 404
    client.force_login(make.staff(Role.ADMIN))
    assert "Waiting Ultrasound" in client.get(LIST).content.decode()
    assert page(client, "show", hidden.slug).status_code == 200


@pytest.mark.guarantee
@pytest.mark.parametrize("kind", [Kind.GUEST, Kind.ASSISTANT])
def test_guests_and_assistants_do_not_look_through_groups(client, kind):
    sig = groups.group()
    client.force_login(make.physician(kind=kind))
    for name, *args in (("list",), ("show", sig.slug), ("marked",)):
        assert page(client, name, *args).status_code == 403
    assert post(client, "join", sig.slug).status_code == 403
    assert not SigMember.objects.exists()


def test_staff_who_are_no_members_see_groups_and_join_none(client):
    sig = groups.group()
    client.force_login(make.staff(Role.READER))
    words = page(client, "show", sig.slug).content.decode()
    assert "Join this group" not in words
    assert post(client, "join", sig.slug).status_code == 403


def test_a_groups_page_shows_its_programs_that_are_open_to_the_viewer(client, member):
    sig = groups.group()
    programs.program("Block Year", sig=sig, summary="x")
    programs.program("Elsewhere")
    programs.program("Closed Door", sig=sig, is_open=False)
    words = page(client, "show", sig.slug).content.decode()
    assert "Block Year" in words
    assert "Elsewhere" not in words
    assert "Closed Door" not in words


def test_only_who_has_room_and_is_listed_is_shown_as_open_to_mentoring(client, member):
    sig = groups.group()
    people = {
        "open": make.mentor("Olga Open"),
        "full": make.mentor("Fay Full", capacity=1, taken=1),
        "paused": make.mentor("Pia Paused", is_paused=True),
        "hidden": make.mentor("Hana Hidden", is_listed=False),
        "elsewhere": make.mentor("Elsa Elsewhere"),
        "unwilling": make.physician("Una Unwilling"),
    }
    for name, person in people.items():
        if name != "elsewhere":
            groups.belongs(sig, person)
    words = page(client, "show", sig.slug).content.decode()
    shown = [name for name, person in people.items() if person.profile.full_name in words]
    assert shown == ["open"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client, member, count, django_assert_num_queries):
    for number in range(count):
        sig = groups.group(f"Group {number}")
        groups.officer(sig, make.physician())
        groups.belongs(sig, member)
    client.get(LIST)
    with django_assert_num_queries(10):
        client.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_a_groups_page_costs_the_same_for_one_and_three(client, member, count, django_assert_num_queries):
    sig = groups.group()
    for number in range(count):
        groups.belongs(sig, make.mentor(types=("career",)))
        programs.program(f"Program {number}", sig=sig)
        groups.officer(sig, make.physician())
    page(client, "show", sig.slug)
    with django_assert_num_queries(19):
        page(client, "show", sig.slug)


def test_a_group_is_set_up_once_described_and_hidden(client):
    client.force_login(make.staff(Role.ADMIN))
    told = {
        "name": "Rural Practice",
        "about": "Under a hundred beds.",
        "is_open": "on",
        "submission": uuid.uuid4(),
    }
    first, again = post(client, "create", **told), post(client, "create", **told)
    assert first.status_code == again.status_code == 303
    assert first["Location"] == again["Location"] == reverse("sigs:show", args=["rural-practice"])
    told = {"name": "Rural and Small", "about": "Changed.", "is_hidden": "on"}
    assert post(client, "change", "rural-practice", **told).status_code == 303
    sig = Sig.objects.get()
    assert (sig.name, sig.slug, sig.is_open, sig.is_hidden) == (
        "Rural and Small",
        "rural-practice",
        False,
        True,
    )


def test_a_name_that_is_taken_is_refused_and_what_was_typed_stays(client):
    groups.group("Rural Practice")
    client.force_login(make.staff(Role.ADMIN))
    answer = post(client, "create", name="Rural Practice", about="Mine.", submission=uuid.uuid4())
    assert answer.status_code == 422
    assert "Mine." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "slug"), [("New", "group-new"), ("痛み", "group"), ("Pain & Relief", "pain-relief")]
)
def test_every_name_gets_an_address_that_leads_to_it(client, name, slug):
    client.force_login(make.staff(Role.ADMIN))
    post(client, "create", name=name, submission=uuid.uuid4())
    assert Sig.objects.get().slug == slug
    assert name.partition(" ")[0] in page(client, "show", slug).content.decode()


def test_two_names_that_read_alike_get_two_addresses(client):
    client.force_login(make.staff(Role.ADMIN))
    for name in ("Pain Relief", "Pain & Relief"):
        post(client, "create", name=name, submission=uuid.uuid4())
    assert sorted(Sig.objects.values_list("slug", flat=True)) == ["pain-relief", "pain-relief-2"]


def test_naming_an_officer_gives_office_and_right_and_ending_takes_both(client):
    sig, person = groups.group(), make.physician("Vera Chair")
    client.force_login(make.staff(Role.ADMIN))
    answer = post(client, "officers", sig.slug, person=person.ref, office="vice_chair")
    assert answer.status_code == 303
    assert SigMember.objects.get().office == "vice_chair"
    held = Grant.objects.get(member=person)
    assert (held.role, held.scope_kind, held.scope_id) == (Role.OFFICER, Scope.SIG, str(sig.ref))
    assert "Vera Chair" in page(client, "officers", sig.slug).content.decode()
    assert post(client, "remove_officer", sig.slug, person.ref).status_code == 303
    assert not Grant.objects.filter(member=person).exists()
    assert SigMember.objects.get().office == ""


def test_a_typed_name_is_never_taken_for_an_officer(client):
    sig = groups.group()
    make.physician("Vera Chair")
    client.force_login(make.staff(Role.ADMIN))
    answer = post(client, "officers", sig.slug, person_query="vera", office="chair")
    assert answer.status_code == 422
    assert "Vera Chair" in answer.content.decode()
    assert not SigMember.objects.exists()


@pytest.mark.guarantee
def test_only_admins_name_officers_and_officers_describe_only_their_own_group(client):
    mine, other = groups.group("Mine"), groups.group("Other")
    chair, person = make.physician("Vera Chair"), make.physician("Pat Person")
    groups.officer(mine, chair)
    for viewer in (chair, make.staff(Role.COORDINATOR), make.staff(Role.READER), person):
        client.force_login(viewer)
        assert page(client, "officers", mine.slug).status_code == 403
        assert post(client, "officers", mine.slug, person=person.ref, office="chair").status_code == 403
        assert post(client, "remove_officer", mine.slug, chair.ref).status_code == 403
        assert client.get(reverse("sigs:people") + "?person_query=vera").status_code == 403
    client.force_login(chair)
    assert post(client, "change", mine.slug, name="Mine", about="Ours.").status_code == 303
    assert post(client, "change", other.slug, name="Other", about="Taken.").status_code == 403
    assert page(client, "create").status_code == 403
    assert Grant.objects.filter(role=Role.OFFICER).count() == 1
    assert Sig.objects.get(pk=other.pk).about == ""
