"""Somebody cannot get in: what the page tells, what helps, and that no code is ever shown."""

import re
import threading
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentorquilt.mail.models import Address, Mail
from mentorquilt.members.actions import leaving, way_in
from mentorquilt.members.models import Member, Membership
from mentorquilt.members.states import Role
from mentorquilt.records.models import AccessNote, AuditNote, Erasure, Order
from tests.factories import members as make
from tests.factories.society import society

ASK = reverse("desks:cannot_get_in")
LOGIN, CODE = reverse("account_login"), reverse("account_confirm_login_code")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _start():
    cache.clear()
    society()


@pytest.fixture
def admin() -> Client:
    return browser_of(make.staff(Role.ADMIN, email="it@x.org", name="Robin Hale"))


def browser_of(member: Member) -> Client:
    client = Client()
    client.force_login(member, backend=BACKEND)
    return client


def page_of(client: Client, member: Member) -> str:
    answer = client.post(ASK, {"email": member.email})
    assert answer.status_code == 303
    return client.get(answer["Location"]).content.decode()


def step(client: Client, member: Member, name: str):
    return client.post(reverse(f"desks:cannot_get_in_{name}", args=[member.ref]))


def test_an_address_nobody_has_is_said_to_be(admin):
    words = admin.post(ASK, {"email": "Nobody@x.org"}).content.decode()
    assert "Nobody here has this address" in words
    assert "nobody@x.org" in words


def test_somebody_without_a_problem_needs_a_link(admin):
    words = page_of(admin, make.physician("Nadia Haddad"))
    assert "Nothing stands in the way" in words
    assert "Send her a link that signs in" in words


@pytest.mark.guarantee
def test_the_code_is_nowhere_on_the_page(admin):
    member = make.physician()
    Client().post(LOGIN, {"login": member.email})
    mail = Mail.objects.get(role="members.sign_in_code")
    code = re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.body, re.MULTILINE)[0]
    words = page_of(admin, member)
    assert code not in words
    assert "on its way" in words
    step(admin, member, "send")
    token = re.search(r"/people/in/(\S+)/", Mail.objects.get(role="members.way_in").body)[1]
    assert token not in page_of(admin, member)


def test_what_stands_in_the_way_is_told(admin):
    now = timezone.now()
    member = make.physician("Nadia Haddad", is_active=False)
    Membership.objects.create(member=member, status="lapsed", valid_until=now.date())
    Address.objects.create(address=member.email, hard_bounces=2, suspended_at=now, reason="550 no such user")
    Mail.objects.create(
        key="k", role="members.sign_in_code", to=member, to_address=member.email, state="failed",
        failure="SMTPRecipientsRefused", drafted_at=now,
    )  # fmt: skip
    words = page_of(admin, member)
    for told in (
        "account is closed",
        "550 no such user",
        "SMTPRecipientsRefused",
        "has lapsed",
        "Open the account",
    ):
        assert told in words, told


def test_a_code_that_did_not_leave_points_to_the_worker(admin):
    member = make.physician()
    with time_machine.travel(timezone.now() - timedelta(minutes=5), tick=False):
        Client().post(LOGIN, {"login": member.email})
    assert "has not left yet" in page_of(admin, member)


def test_tried_too_often_is_told_and_passes(admin):
    member = make.physician()
    for number in range(4):
        Client(REMOTE_ADDR=f"10.0.0.{number}").post(LOGIN, {"login": member.email})
    assert "tried too often" in page_of(admin, member)
    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=False):
        assert "tried too often" not in page_of(browser_of(Member.objects.get(email="it@x.org")), member)


def test_guessed_passwords_count_as_tried_too_often(admin, settings):
    settings.BASE_URL = "http://testserver"
    member = make.physician()
    member.set_password("correct horse battery")
    member.save()
    for number in range(5):
        Client(REMOTE_ADDR=f"10.0.0.{number}").post(LOGIN, {"login": member.email, "password": "wrong"})
    assert "tried too often" in page_of(admin, member)


def test_looking_is_noted_and_the_person_reads_it(admin):
    member = make.physician()
    page_of(admin, member)
    note = AccessNote.objects.get()
    assert (note.about, note.page) == (member, "cannot_get_in")
    words = browser_of(member).get(reverse("members:data")).content.decode()
    assert "Robin Hale" in words
    assert "whether you can sign in" in words


def enter(client: Client, path: str):
    return client.post(path)


def sent_link() -> str:
    return re.search(
        r"http://[^/]+(/people/in/\S+)", Mail.objects.filter(role="members.way_in").latest("pk").body
    )[1]


@pytest.mark.guarantee
def test_the_link_signs_in_once_and_only_by_a_tap(admin):
    member = make.physician("Nadia Haddad")
    step(admin, member, "send")
    path, client = sent_link(), Client()
    for _ in range(3):
        assert "Are you" in client.get(path).content.decode()
    assert "_auth_user_id" not in client.session
    assert enter(client, path)["Location"] == "/"
    assert client.session["_auth_user_id"] == str(member.pk)
    late = Client()
    assert (late.get(path).status_code, late.post(path).status_code) == (410, 410)
    assert AuditNote.objects.filter(verb="member.way_in_sent", about_ref=str(member.ref)).count() == 1


@pytest.mark.guarantee
def test_the_link_is_over_after_an_hour_after_another_sign_in_and_for_a_closed_account(admin):
    member = make.physician()
    step(admin, member, "send")
    path = sent_link()
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        assert Client().post(path).status_code == 410
    Member.objects.filter(pk=member.pk).update(is_active=False)
    assert Client().post(path).status_code == 410
    Member.objects.filter(pk=member.pk).update(is_active=True, last_login=timezone.now())
    assert Client().post(path).status_code == 410
    assert Client().post("/people/in/nonsense/").status_code == 410


@pytest.mark.guarantee
def test_behind_the_link_staff_still_show_their_key(admin):
    keyed = make.staff(Role.COORDINATOR, email="c@x.org")
    make.confirmed(keyed)
    Authenticator.objects.create(user=keyed, type="totp", data={"secret": "x"})
    step(admin, keyed, "send")
    client = Client()
    assert enter(client, sent_link())["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


@pytest.mark.guarantee
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_ten_taps_at_once_sign_in_one_device(admin):
    member = make.physician()
    step(admin, member, "send")
    path, seen, start = sent_link(), [], threading.Barrier(10)

    def tap() -> None:
        client = Client(raise_request_exception=False)
        start.wait()
        seen.append(client.post(path).status_code)
        connections.close_all()

    threads = [threading.Thread(target=tap) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (seen.count(302), len(seen)) == (1, 10)
    assert set(seen) <= {302, 404, 410}


def test_a_suspended_address_is_lifted(admin):
    member = make.physician()
    Address.objects.create(address=member.email, hard_bounces=2, suspended_at=timezone.now())
    step(admin, member, "clear")
    assert Address.objects.get().suspended_at is None
    assert AuditNote.objects.filter(verb="mail.address_lifted").count() == 1


@pytest.mark.guarantee
def test_an_account_is_opened_by_an_admin_and_not_over_its_owners_wish(admin):
    coordinator = browser_of(make.staff(Role.COORDINATOR, email="c@x.org"))
    member = make.physician(is_active=False)
    assert step(coordinator, member, "open").status_code == 403
    assert step(admin, member, "open").status_code == 303
    member.refresh_from_db()
    assert member.is_active
    leaving.ask_to_be_forgotten(member=member, by=member, now=timezone.now())
    assert step(admin, member, "open").status_code == 403
    assert "asked to be forgotten" in page_of(admin, member)


def test_no_link_goes_to_a_closed_account(admin):
    member = make.physician(is_active=False)
    assert step(admin, member, "send").status_code == 409
    assert not Mail.objects.exists()


@pytest.mark.guarantee
def test_lost_keys_are_taken_away_by_admins_alone_and_she_is_told(admin):
    keyed = make.staff(Role.COORDINATOR, email="c@x.org")
    Authenticator.objects.create(user=keyed, type="totp", data={"secret": "x"})
    hers = browser_of(keyed)
    hers.get("/")
    other = browser_of(make.staff(Role.COORDINATOR, email="d@x.org"))
    assert step(other, keyed, "reset").status_code == 403
    assert (
        "Make sure that it is her"
        in admin.get(reverse("desks:cannot_get_in_reset", args=[keyed.ref])).content.decode()
    )
    step(admin, keyed, "reset")
    assert not Authenticator.objects.exists()
    assert not Session.objects.filter(session_key=hers.session.session_key).exists()
    assert "taken away" in Mail.objects.get(role="members.account_notice").body
    assert AuditNote.objects.get(verb="member.keys_reset").facts == {"keys": 1}


@pytest.mark.guarantee
@pytest.mark.parametrize("name", ["reset", "data", "forget"])
def test_grave_steps_ask_the_admin_again_who_she_is(admin, name):
    boss = Member.objects.get(email="it@x.org")
    boss.set_password("correct horse battery")
    boss.save()
    again = browser_of(boss)
    answer = step(again, make.physician(), name)
    assert (answer.status_code, answer["Location"].startswith("/sign-in/reauthenticate/")) == (302, True)
    assert (Order.objects.count(), Erasure.objects.count()) == (0, 0)


@pytest.mark.guarantee
def test_a_copy_and_a_forgetting_begin_at_her_wish_and_stay_hers(admin):
    member = make.physician()
    step(admin, member, "data")
    assert Order.objects.get().by == member
    step(admin, member, "forget")
    member.refresh_from_db()
    assert (Erasure.objects.get().state, member.is_active) == ("asked", False)
    assert Mail.objects.filter(role="members.erasure_asked", to=member).count() == 1


def test_the_forgotten_are_not_found(admin):
    member = make.physician()
    Member.objects.filter(pk=member.pk).update(email=f"former-{member.ref}@invalid.invalid")
    assert admin.get(reverse("desks:cannot_get_in_person", args=[member.ref])).status_code == 404


@pytest.mark.guarantee
@pytest.mark.parametrize("role", [Role.READER, Role.OFFICER])
def test_others_of_the_staff_and_members_may_not_look(role):
    for client in (browser_of(make.staff(role, email="r@x.org")), browser_of(make.physician())):
        assert client.get(ASK).status_code == 403
        assert client.post(ASK, {"email": "a@x.org"}).status_code == 403
        assert step(client, make.physician(), "send").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_equally_often(admin, count, django_assert_num_queries):
    member = make.physician()
    for number in range(count):
        make.confirmed(member, f"x{number}@x.org", primary=False)
    path = reverse("desks:cannot_get_in_person", args=[member.ref])
    admin.get(path)
    with django_assert_num_queries(15):
        admin.get(path)


def test_the_token_is_bound_to_its_purpose():
    member = make.physician()
    row = leaving.ask_to_be_forgotten(member=member, by=member, now=timezone.now())
    assert way_in.whose_way_in(leaving.undo_token(row)) is None
    assert leaving.erasure_of(way_in.way_in_token(member)) is None
