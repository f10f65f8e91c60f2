import re
import uuid

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mentorquilt.mail.models import Mail
from mentorquilt.members import actions, queries
from mentorquilt.members.models import Affiliation, Institution, Member
from mentorquilt.members.states import Role
from mentorquilt.records import text
from tests.factories import members as make

pytestmark = pytest.mark.django_db
ADDRESSES, CONFIRM = reverse("account_email"), reverse("account_email_verification_sent")


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def member(client):
    person = make.physician(email="work@hospital.example")
    make.confirmed(person)
    client.force_login(person)
    return person


def add(client, email: str):
    client.post(ADDRESSES, {"action_add": "1", "email": email})
    return client.post(
        CONFIRM, {"code": re.search(r"^\w{4}-\w{4}$", Mail.objects.latest("pk").body, re.MULTILINE)[0]}
    )


def test_mail_goes_to_the_address_that_was_chosen(client, member):
    Member.objects.update(address_chosen_at=None)
    add(client, "Private@home.example")
    member.refresh_from_db()
    assert member.address_chosen_at is None
    assert member.email == "work@hospital.example"
    client.post(ADDRESSES, {"action_primary": "1", "email": "private@home.example"})
    member.refresh_from_db()
    assert member.email == "private@home.example"
    assert set(queries.by_addresses(["WORK@hospital.example", "private@home.example", "x@y.example"])) == {
        "work@hospital.example",
        "private@home.example",
    }
    assert member.address_chosen_at is not None
    told = Mail.objects.filter(role="members.account_notice").latest("pk")
    assert told.to_address == "work@hospital.example"


def test_the_page_says_who_may_read_a_work_address(client, member):
    page = client.get(ADDRESSES).content.decode()
    assert "An employer may be able to read mail sent to a work address" in page


def test_the_chosen_address_cannot_be_removed_before_another_is_chosen(client, member):
    client.post(ADDRESSES, {"action_remove": "1", "email": "work@hospital.example"})
    assert EmailAddress.objects.filter(user=member).count() == 1
    assert "Send it elsewhere first" in client.get(ADDRESSES).content.decode()


@pytest.mark.guarantee
def test_the_address_of_another_account_is_not_taken_over(client, member):
    other = make.physician(email="other@home.example")
    answer = add(client, "other@home.example")
    assert answer.status_code in {200, 302}
    assert not EmailAddress.objects.filter(user=member, email="other@home.example", verified=True).exists()
    client.post(ADDRESSES, {"action_primary": "1", "email": "other@home.example"})
    member.refresh_from_db()
    other.refresh_from_db()
    assert (member.email, other.email) == ("work@hospital.example", "other@home.example")


def test_staff_without_a_key_are_led_to_set_one_up_in_production(client, settings):
    admin = make.staff(Role.ADMIN)
    client.force_login(admin)
    assert client.get(reverse("members:list")).status_code == 200
    settings.PRODUCTION = True
    answer = client.get(reverse("members:list"), secure=True)
    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index"))
    assert client.get(reverse("mfa_index"), secure=True).status_code == 200
    assert client.get(reverse("mfa_activate_totp"), secure=True).status_code == 200


@pytest.mark.guarantee
def test_staff_with_a_key_must_have_used_it_in_this_session(client, settings):
    settings.PRODUCTION = True
    admin = make.staff(Role.ADMIN)
    Authenticator.objects.create(user=admin, type="totp", data={"secret": text.seal("JBSWY3DPEHPK3PXP")})
    client.force_login(admin)
    answer = client.get(reverse("members:list"), secure=True)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))


def test_members_need_no_key_in_production(client, member, settings):
    settings.PRODUCTION = True
    assert client.get(reverse("members:list"), secure=True).status_code == 200


@pytest.mark.guarantee
@pytest.mark.parametrize(("is_staff", "asked"), [(True, True), (False, False)])
def test_after_a_code_staff_are_asked_for_their_key_and_members_are_not(is_staff, asked):
    person = make.staff(Role.COORDINATOR) if is_staff else make.physician()
    Authenticator.objects.create(user=person, type="totp", data={"secret": text.seal("JBSWY3DPEHPK3PXP")})
    client = Client()
    client.post(reverse("account_login"), {"login": person.email})
    code = re.search(r"^\w{4}-\w{4}$", Mail.objects.get().body, re.MULTILINE)[0]
    answer = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert (answer["Location"] == reverse("mfa_authenticate")) is asked
    assert ("_auth_user_id" in client.session) is not asked
    if asked:
        assert "Your role lets you see" in client.get(reverse("mfa_authenticate")).content.decode()


def test_the_secret_of_an_authenticator_app_is_stored_encrypted(client):
    admin = make.staff(Role.ADMIN)
    make.confirmed(admin)
    client.force_login(admin)
    from allauth.mfa.totp.internal.auth import (
        TOTP,
        format_hotp_value,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    client.post(reverse("mfa_activate_totp"), {"code": code})
    stored = Authenticator.objects.get(user=admin, type="totp")
    assert secret not in str(stored.data)
    assert isinstance(stored.wrap(), TOTP)


PAGES = (
    "account_email", "account_logout", "account_set_password", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn",
    "mfa_list_webauthn", "account_change_password", "members:address", "members:private", "members:edit",
)  # fmt: skip
OUTSIDE = (
    "account_login",
    "account_signup",
    "account_inactive",
    "account_request_login_code",
    "account_reset_password",
)


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_ones_own_account_open_in_our_look(client, member, name):
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code == 200
    assert "allauth/" not in str([template.name for template in answer.templates])


@pytest.mark.parametrize("name", OUTSIDE)
def test_pages_before_signing_in_open_in_our_look(client, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert 'class="bare-brand"' in answer.content.decode()


def test_a_forgotten_password_is_replaced_with_a_code(client):
    member = make.physician(email="nadia@example.org")
    make.confirmed(member)
    client.post(reverse("account_reset_password"), {"email": "nadia@example.org"})
    mail = Mail.objects.get(role="members.password_code")
    code = re.search(r"^\w{4}-\w{4}$", mail.body, re.MULTILINE)[0]
    client.post(reverse("account_confirm_password_reset_code"), {"code": code})
    new = {"password1": "a long one 4 me", "password2": "a long one 4 me"}
    client.post(reverse("account_complete_password_reset"), new)
    member.refresh_from_db()
    assert member.check_password("a long one 4 me")


# --- institutions ---


def list_one(client, **values: object):
    data = {"submission": str(uuid.uuid4()), "kind": "present", **values}
    return client.post(reverse("members:affiliation_add"), data)


def test_a_known_institution_is_picked_and_a_new_one_begun(client, member):
    known = Institution.objects.create(name="Prairie View Hospital", aliases=["PVH"])
    assert list_one(client, institution=str(known.ref), from_year=2020).status_code == 303
    assert (
        list_one(client, institution="new:  Plains   Clinic ", kind="training", to_year="2019").status_code
        == 303
    )
    assert list_one(client, institution="new:pvh", kind="past").status_code == 303
    rows = Affiliation.objects.filter(member=member).order_by("pk")
    assert [(row.institution.name, row.kind) for row in rows] == [
        ("Prairie View Hospital", "present"),
        ("Plains Clinic", "training"),
        ("Prairie View Hospital", "past"),
    ]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"institution": ""}, "Type its name"),
        ({"institution_query": "Prairie"}, "Choose one of the rows"),
        ({"institution": "new:X", "from_year": 2020, "to_year": 2019}, "Swap them"),
        ({"institution": "new:X", "from_year": 20}, "greater than or equal to"),
        ({"institution": str(uuid.UUID(int=7))}, "no longer exists"),
        ({"institution": "nonsense"}, "no longer exists"),
    ],
)
def test_an_institution_that_cannot_be_listed_says_what_to_do(client, member, values, words):
    answer = list_one(client, **values)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Affiliation.objects.exists()


def test_the_same_institution_twice_is_refused_kindly(client, member):
    list_one(client, institution="new:Plains Clinic")
    answer = list_one(client, institution="new:plains clinic")
    assert answer.status_code == 422
    assert "on your list already" in answer.content.decode()


def test_only_the_owner_removes_an_affiliation(client, member):
    list_one(client, institution="new:Plains Clinic")
    row = Affiliation.objects.get()
    other = Client()
    other.force_login(make.physician())
    assert other.post(reverse("members:affiliation_remove", args=[row.pk])).status_code == 404
    assert client.post(reverse("members:affiliation_remove", args=[row.pk])).status_code == 303


def test_the_same_employer_under_another_name_is_asked_about_once(client, member):
    known = Institution.objects.create(name="University of Virginia", mail_domains=["hospital.example"])
    Affiliation.objects.create(member=make.physician(), institution=known, kind="present")
    answer = list_one(client, institution="new:Univ. of Virginia")
    row = Affiliation.objects.get(member=member)
    assert answer["Location"] == reverse("members:same_employer", args=[row.pk])
    assert "University of Virginia" in client.get(answer["Location"]).content.decode()
    client.post(answer["Location"], {"ref": str(known.ref)})
    row.refresh_from_db()
    assert row.institution == known
    assert not Institution.objects.filter(name="Univ. of Virginia").exists()


def test_closing_and_opening_an_account_is_noted(member):
    admin = make.staff(Role.ADMIN)
    actions.set_active(member=member, is_active=False, by=admin, now=make.NOW)
    client = Client()
    client.post(reverse("account_login"), {"login": member.email})
    assert Mail.objects.latest("pk").role == "members.unknown_address"
    actions.set_active(member=member, is_active=True, by=admin, now=make.NOW)
    member.refresh_from_db()
    assert member.is_active
