import re
import time

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Member
from mentorquilt.members.states import Role
from tests.factories import members as make
from tests.factories.society import society

pytestmark = pytest.mark.django_db

LOGIN, CODE = reverse("account_login"), reverse("account_confirm_login_code")


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def ask(client: Client, email: str):
    return client.post(LOGIN, {"login": email})


def code_of(mail: Mail) -> str:
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.body, re.MULTILINE)[0]


def sign_in(client: Client, member: Member):
    ask(client, member.email)
    mail = Mail.objects.filter(role="members.sign_in_code").latest("pk")
    return client.post(CODE, {"code": code_of(mail)})


@pytest.mark.smoke
def test_a_code_from_the_mail_row_signs_in(client):
    member = make.physician(email="nadia@example.org")
    answer = ask(client, "Nadia@Example.org")
    mail = Mail.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, CODE)
    assert (mail.role, mail.to, mail.to_address) == ("members.sign_in_code", member, "nadia@example.org")
    assert mail.private
    signed_in = client.post(CODE, {"code": code_of(mail).lower().replace("-", " ")})
    assert (signed_in.status_code, signed_in["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(member.pk)


def test_an_imported_member_needs_one_code_only_and_her_address_is_confirmed(client):
    member = make.physician(email="new@example.org")
    sign_in(client, member)
    assert [mail.role for mail in Mail.objects.all()] == ["members.sign_in_code"]
    address = EmailAddress.objects.get(user=member)
    assert (address.email, address.verified, address.primary) == ("new@example.org", True, True)


def test_the_first_sign_in_asks_once_which_address_mail_should_go_to(client):
    member = make.PhysicianFactory(address_chosen_at=None)
    assert sign_in(client, member)["Location"] == reverse("members:address")
    page = client.get(reverse("members:address"))
    assert "An employer may be able to read mail sent to a work address" in page.content.decode()
    client.post(reverse("members:address"))
    client.logout()
    assert sign_in(client, member)["Location"] == "/"


@pytest.mark.guarantee
def test_known_and_unknown_addresses_are_answered_alike():
    make.physician(email="known@example.org")
    make.physician(email="closed@example.org", is_active=False)
    pages = []
    for email in ("known@example.org", "nobody@example.org", "closed@example.org"):
        client = Client()
        answer = ask(client, email)
        body = client.get(CODE).content.decode().replace(email, "ADDRESS")
        pages.append((answer.status_code, answer["Location"], re.sub(r"[A-Za-z0-9]{64}", "", body)))
    assert pages[0] == pages[1] == pages[2]
    roles = set(Mail.objects.exclude(to_address="known@example.org").values_list("role", flat=True))
    assert roles == {"members.unknown_address"}


def test_an_unknown_address_gets_one_mail_a_day(client):
    for _ in range(2):
        ask(Client(), "nobody@example.org")
    assert Mail.objects.filter(to_address="nobody@example.org").count() == 1


def test_the_same_code_is_one_mail_and_a_new_one_another(client):
    make.physician(email="nadia@example.org")
    ask(client, "nadia@example.org")
    client.post(CODE, {"action": "resend"})
    first, second = Mail.objects.order_by("pk")
    assert first.key != second.key
    assert code_of(first) != code_of(second)
    assert client.post(CODE, {"code": code_of(first)}).status_code == 200
    assert client.post(CODE, {"code": code_of(second)}).status_code == 302


@pytest.mark.guarantee
def test_three_wrong_codes_end_the_attempt(client):
    member = make.physician()
    ask(client, member.email)
    right = code_of(Mail.objects.get())
    answers = [client.post(CODE, {"code": "BBBB-BBBB"}).status_code for _ in range(3)]
    late = client.post(CODE, {"code": right})
    assert answers == [200, 200, 302]
    assert late.status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.guarantee
def test_codes_for_one_address_are_limited_whoever_asks():
    member = make.physician()
    answers = [ask(Client(REMOTE_ADDR=f"10.0.0.{number}"), member.email).status_code for number in range(6)]
    assert answers == [302, 302, 302, 200, 200, 200]
    assert Mail.objects.count() == 3


@pytest.mark.guarantee
def test_guessing_a_password_is_limited_per_account():
    member = make.physician()
    member.set_password("correct horse battery")
    member.save()
    make.confirmed(member)
    for number in range(5):
        Client(REMOTE_ADDR=f"10.0.1.{number}").post(LOGIN, {"login": member.email, "password": "wrong"})
    client = Client(REMOTE_ADDR="10.0.1.9")
    client.post(LOGIN, {"login": member.email, "password": "correct horse battery"})
    assert "_auth_user_id" not in client.session


def test_a_password_is_optional_and_works_where_one_is_set(client):
    member = make.physician()
    member.set_password("correct horse battery")
    member.save()
    make.confirmed(member)
    client.post(LOGIN, {"login": member.email, "password": "correct horse battery"})
    assert client.session["_auth_user_id"] == str(member.pk)
    assert not Mail.objects.exists()


def test_a_code_is_good_for_fifteen_minutes(client):
    member = make.physician()
    with time_machine.travel(make.NOW, tick=False) as clock:
        ask(client, member.email)
        clock.shift(16 * 60)
        client.post(CODE, {"code": code_of(Mail.objects.get())})
    assert "_auth_user_id" not in client.session


@pytest.mark.guarantee
def test_sixty_days_for_members_two_idle_hours_for_staff():
    member, admin = make.physician(), make.staff(Role.ADMIN)
    with time_machine.travel(make.NOW, tick=False) as clock:
        one, other = Client(), Client()
        one.force_login(member)
        other.force_login(admin)
        for client in (one, other):
            assert client.get(reverse("account_email")).status_code == 200
        clock.shift(2 * 3600 + 61)
        stays, left = one.get(reverse("account_email")), other.get(reverse("account_email"))
        assert (stays.status_code, left.status_code) == (200, 302)
        clock.shift(59 * 24 * 3600)
        assert one.get(reverse("account_email")).status_code == 200
        clock.shift(2 * 24 * 3600)
        assert one.get(reverse("account_email")).status_code == 302


def test_staff_who_keep_working_stay_signed_in():
    admin = make.staff(Role.ADMIN)
    with time_machine.travel(make.NOW, tick=False) as clock:
        client = Client()
        client.force_login(admin)
        for _ in range(4):
            assert client.get(reverse("account_email")).status_code == 200
            clock.shift(3600)


def test_nobody_signs_up_alone(client):
    society(contact_name="Robin Hale", contact_email="office@example.org")
    page = client.post(reverse("account_signup"), {"email": "new@example.org"})
    assert "Your society adds its members" in page.content.decode()
    assert "office@example.org" in page.content.decode()
    assert not Member.objects.exists()


@pytest.mark.guarantee
def test_the_demo_opens_with_one_click_and_nothing_else_does(client, settings):
    person, stranger = make.physician(demo_label="mentee"), make.physician()
    url = reverse("members:demo_sign_in")
    society(is_demo=False)
    assert client.post(url, {"ref": person.ref}).status_code == 403
    society(is_demo=True)
    assert client.post(url, {"ref": stranger.ref}).status_code == 404
    assert client.post(url, {"ref": "nonsense"}).status_code == 404
    assert client.get(url).status_code == 405
    settings.PRODUCTION = True
    assert client.post(url, {"ref": person.ref}).status_code == 403
    settings.PRODUCTION = False
    answer = client.post(url, {"ref": person.ref, "next": "https://evil.example/"})
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_sign_in_page_offers_the_demos_people_in_the_demo_only(client):
    make.physician("Nadia Haddad", demo_label="mentee")
    society(is_demo=False)
    assert "Nadia Haddad" not in client.get(LOGIN).content.decode()
    society(is_demo=True)
    assert "Nadia Haddad" in client.get(LOGIN).content.decode()


def test_changing_a_way_to_sign_in_tells_the_owner(client):
    member = make.physician()
    make.confirmed(member)
    client.force_login(member)
    client.post(
        reverse("account_set_password"), {"password1": "a long one 4 me", "password2": "a long one 4 me"}
    )
    mail = Mail.objects.get(role="members.account_notice")
    assert "A password was set" in mail.body
    assert mail.to == member


def test_mails_carry_no_address_of_the_reader_in_their_key(client):
    ask(client, make.physician(email="nadia@example.org").email)
    assert "nadia" not in Mail.objects.get().key


def test_signing_in_takes_a_moment_that_does_not_tell_who_is_known():
    make.physician(email="known@example.org")
    took = {"known@example.org": [], "nobody@example.org": []}
    for _ in range(3):
        for email, times in took.items():
            cache.clear()
            begun = time.perf_counter()
            ask(Client(), email)
            times.append(time.perf_counter() - begun)
    fast, slow = sorted(min(times) for times in took.values())
    assert slow < 3 * fast + 0.02


def test_asking_too_often_is_answered_kindly(client):
    make.physician(email="nadia@example.org")
    answers = [
        client.post(reverse("account_reset_password"), {"email": "nadia@example.org"}) for _ in range(6)
    ]
    assert answers[-1].status_code == 429
    assert "Wait a minute, then try again" in answers[-1].content.decode()
