"""Nobody meets an address or a number that its owner did not open to her (S-87)."""

import uuid

import pytest
from django.urls import reverse

from mentorquilt.members import queries, ties
from mentorquilt.members.models import Member, Profile
from mentorquilt.members.states import ContactShown, Kind, PhoneShown, Role
from tests.factories import members as make
from tests.factories import programs as others

pytestmark = pytest.mark.django_db
PHONE = "+1 555 0100 777"


@pytest.fixture
def person():
    found = make.physician("Walter Lindqvist", email="canary-address@example.org")
    make.at_home(found, phone=PHONE)
    return found


def loaded(person) -> Member:
    return Member.objects.select_related("profile", "whereabouts").get(pk=person.pk)


def chosen(person, **facts) -> Member:
    Profile.objects.filter(member=person).update(**facts)
    return loaded(person)


@pytest.mark.guarantee
@pytest.mark.parametrize(
    ("shown", "is_pair", "kind", "sees"),
    [("nobody", True, "member", False), ("nobody", False, "member", False), ("pairs", False, "member", False),
     ("pairs", True, "member", True), ("pairs", True, "guest", True), ("members", False, "member", True),
     ("members", False, "guest", False), ("members", False, "staff", False), ("members", False, "assistant", False),
     ("members", True, "guest", True)],
)  # fmt: skip
def test_an_address_is_seen_by_whom_its_owner_chose(person, shown, is_pair, kind, sees):
    viewer = make.MemberFactory(kind=kind)
    contact = queries.contact_for(viewer, chosen(person, email_shown=shown), is_pair=is_pair)
    assert contact.email == (person.email if sees else "")


@pytest.mark.guarantee
@pytest.mark.parametrize(
    ("shown", "is_pair", "is_session_day", "sees"),
    [("never", True, True, False), ("session_days", True, False, False), ("session_days", True, True, True),
     ("session_days", False, True, False), ("always", True, False, True), ("always", False, True, False)],
)  # fmt: skip
def test_a_number_is_seen_within_a_pairing_when_its_owner_chose(person, shown, is_pair, is_session_day, sees):
    row = chosen(person, phone_shown=shown)
    contact = queries.contact_for(make.physician(), row, is_pair=is_pair, is_session_day=is_session_day)
    assert contact.phone == (PHONE if sees else "")
    here = queries.contact_for(make.physician(), row, is_pair=True, phone_shown="never")
    assert here.phone == ""


def test_ones_own_and_an_account_without_a_profile_have_nothing_to_show(person):
    row = chosen(person, email_shown="members", phone_shown="always")
    assert queries.contact_for(row, row, is_pair=True).is_empty
    assert queries.contact_for(person, make.staff(Role.ADMIN), is_pair=True).is_empty


def test_at_first_nobody_sees_anything():
    profile = make.physician().profile
    assert (profile.email_shown, profile.phone_shown) == (ContactShown.NOBODY, PhoneShown.NEVER)


def test_she_chooses_it_on_her_profile(client, person):
    client.force_login(person)
    url = reverse("members:part", args=["shown"])
    client.post(url, {"is_listed": "on", "email_shown": "pairs", "phone_shown": "session_days"})
    row = loaded(person)
    assert (row.profile.email_shown, row.profile.phone_shown) == ("pairs", "session_days")
    client.post(url, {"is_listed": "on"})
    assert loaded(person).profile.email_shown == "pairs"
    client.post(url, {"is_listed": "on", "email_shown": "everybody"})
    assert loaded(person).profile.email_shown == "pairs"


def test_a_profile_shows_what_was_opened(client, person, monkeypatch):
    chosen(person, email_shown="pairs", phone_shown="always")
    viewer = make.physician()
    client.force_login(viewer)
    url = reverse("members:show", args=[person.ref])
    page = client.get(url).content.decode()
    assert person.email not in page
    assert PHONE not in page
    monkeypatch.setattr(ties, "_partners", [lambda member: frozenset({person.pk})])
    page = client.get(url).content.decode()
    assert person.email in page
    assert PHONE in page


@pytest.mark.guarantee
@pytest.mark.parametrize("kind", [Kind.MEMBER, Kind.GUEST])
def test_no_page_of_other_members_holds_an_address_that_was_not_opened(client, person, kind):
    cohort = others.cohort(others.program("Nine Months", is_open=True))
    Profile.objects.filter(member=person).update(bio="I like hearing how it ended.")
    viewer = make.physician("Nadia Haddad", kind=kind)
    client.force_login(viewer)
    pages = [
        reverse("members:list"), f"{reverse('members:list')}?q=walter", f"{reverse('members:list')}?q=canary-address",
        reverse("members:show", args=[person.ref]), reverse("members:mine"), reverse("members:private"),
        f"{reverse('members:find', args=['member'])}?value_query=walter",
        f"{reverse('members:find', args=['about'])}?about_query=walter",
        reverse("programs:show", args=[cohort.program.ref]), reverse("programs:list"), reverse("desks:home"),
        reverse("members:show", args=[uuid.uuid4()]),
    ]  # fmt: skip
    for url in pages:
        answer = client.get(url)
        told = answer.content.decode() + str(answer.headers)
        assert "canary-address@" not in told, url
        assert PHONE not in told, url


@pytest.mark.guarantee
def test_a_searched_address_finds_nobody(client, person):
    client.force_login(make.physician())
    page = client.get(reverse("members:list"), {"q": "canary-address@example.org"})
    assert "Walter Lindqvist" not in [card.called for card in page.context["found"].cards]
