"""The society's sign-on against a provider on loopback: one way in, thirty ways that are refused (D-10)."""

import hashlib
import json
import time

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mentorquilt.config import sso
from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Member
from mentorquilt.members.states import Role
from mentorquilt.records.models import AuditNote
from tests.factories import members as make
from tests.members.identity import BACK, GO, back, connected, out, who, whole

pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]


def test_a_connected_member_is_signed_in_and_nothing_of_the_provider_is_kept(provider):
    member = connected(provider)
    client = Client()

    answer = whole(client, provider)

    assert (answer.status_code, answer["Location"], who(client)) == (302, "/", str(member.pk))
    (row,) = SocialAccount.objects.all()
    assert (row.user, row.provider, row.extra_data) == (member, "sso", {})
    assert row.uid == hashlib.sha256(f"{provider.url}\ns-1".encode()).hexdigest()
    assert not SocialToken.objects.exists()
    assert AuditNote.objects.filter(verb="member.sign_on_connected", actor=member).count() == 1
    notice = Mail.objects.get(role="members.account_notice")
    assert "sign-on now signs in" in notice.body


def test_the_way_out_asks_for_a_code_with_proof_state_and_nonce(provider):
    asked = out(Client())
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"http://testserver{BACK}"
    assert set(asked["scope"].split()) == {"openid", "email"}
    assert len(asked["nonce"]) >= 32
    assert out(Client())["nonce"] != asked["nonce"]


def test_a_request_cannot_change_what_is_asked_of_the_provider(provider):
    asked = out(
        Client(), scope="admin", auth_params="prompt=none&nonce=mine&redirect_uri=https://evil.example"
    )
    assert set(asked["scope"].split()) == {"openid", "email"}
    assert asked["nonce"] != "mine"
    assert asked["redirect_uri"] == f"http://testserver{BACK}"
    assert "prompt" not in asked


def test_an_unknown_subject_opens_nothing_although_the_address_is_known(provider):
    member = make.physician(email="nadia@society.org")
    make.confirmed(member)
    provider.person = {"sub": "s-7", "email": "nadia@society.org", "email_verified": True}
    client = Client()

    answer = whole(client, provider)

    assert (answer.status_code, who(client)) == (403, "")
    assert "connect the sign-on" in answer.content.decode()
    assert not SocialAccount.objects.exists()
    assert Member.objects.count() == 1


def test_a_changed_address_changes_nothing_about_who_somebody_is(provider):
    nadia = connected(provider)
    walter = make.physician(email="walter@society.org")
    provider.person = {"sub": "s-1", "email": "walter@society.org", "email_verified": True}
    client = Client()

    whole(client, provider)

    assert who(client) == str(nadia.pk)
    assert not SocialAccount.objects.filter(user=walter).exists()
    assert not EmailAddress.objects.filter(user=nadia, email="walter@society.org").exists()


def test_a_provider_that_answers_for_a_domain_opens_the_account_of_its_address_once(provider):
    provider.app["settings"]["domains"] = ["society.org"]
    member = make.physician(email="nadia@society.org")
    provider.person = {"sub": "s-1", "email": "Nadia@society.org", "email_verified": True}
    client = Client()

    assert whole(client, provider).status_code == 302
    assert who(client) == str(member.pk)
    assert SocialAccount.objects.get().user == member
    provider.person = {"sub": "s-2", "email": "nadia@society.org", "email_verified": True}
    other = Client()
    assert (whole(other, provider).status_code, who(other)) == (403, "")


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        ({"email": "nadia@society.org", "email_verified": False}, "the address is not checked"),
        ({"email": "nadia@society.org", "email_verified": "true"}, "a word is no yes"),
        ({"email": "nadia@society.org"}, "nothing is said of the address"),
        ({"email": "nadia@sub.society.org", "email_verified": True}, "a domain below is another"),
        ({"email": "it@society.org", "email_verified": True}, "staff connect themselves"),
        ({"email": "nadia@society.org\n@evil.example", "email_verified": True}, "two addresses in one"),
    ],
)
def test_even_then_only_a_checked_address_of_that_very_domain_counts(provider, person, reason):
    provider.app["settings"]["domains"] = ["society.org"]
    make.physician(email="nadia@society.org")
    make.physician(email="nadia@sub.society.org")
    make.staff(Role.ADMIN, email="it@society.org")
    provider.person = {"sub": "s-1", **person}
    client = Client()

    assert (whole(client, provider).status_code, who(client)) == (403, ""), reason
    assert not SocialAccount.objects.exists()


def test_an_answer_works_once_and_in_its_own_browser(provider):
    connected(provider)
    client, thief = Client(), Client()
    address = provider.authorize(out(client)).replace("http://testserver", "")
    assert (thief.get(address).status_code, who(thief)) == (401, "")
    assert client.get(address).status_code == 302
    client.logout()
    assert (client.get(address).status_code, who(client)) == (401, "")


def test_an_answer_that_comes_too_late_is_refused(provider):
    connected(provider)
    client = Client()
    asked = out(client)
    with time_machine.travel(time.time() + 700, tick=True):
        assert (back(client, provider, asked).status_code, who(client)) == (401, "")


def test_two_people_in_one_browser_are_never_mixed(provider):
    nadia = connected(provider)
    walter = make.physician(email="walter@society.org")
    client = Client()
    client.force_login(walter, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.session["left_by_walter"] = "x"

    whole(client, provider)

    assert who(client) == str(nadia.pk)
    methods = client.session["account_authentication_methods"]
    assert [record["method"] for record in methods] == ["socialaccount"]
    assert "left_by_walter" not in client.session


def test_a_sign_on_left_half_done_mixes_nobody_into_the_next_one(provider):
    nadia = connected(provider)
    keyed = make.staff(Role.ADMIN, email="it@society.org")
    SocialAccount.objects.create(
        user=keyed, provider="sso", uid=hashlib.sha256(f"{provider.url}\ns-it".encode()).hexdigest()
    )
    make.confirmed(keyed)
    Authenticator.objects.create(user=keyed, type="totp", data={"secret": "x"})
    client = Client()
    provider.person = {"sub": "s-it", "email": "it@society.org"}
    half = whole(client, provider)
    assert (half["Location"], who(client)) == (reverse("mfa_authenticate"), "")

    provider.person = {"sub": "s-1", "email": "nadia@society.org"}
    whole(client, provider)

    assert who(client) == str(nadia.pk)
    methods = client.session["account_authentication_methods"]
    assert [(one["method"], one.get("uid")) for one in methods] == [
        ("socialaccount", SocialAccount.objects.get(user=nadia).uid)
    ]


def test_the_second_proof_of_staff_is_asked_for_behind_the_sign_on_too(provider, settings):
    settings.PRODUCTION = True
    staff = make.staff(Role.ADMIN, email="it@society.org")
    make.confirmed(staff)
    uid = hashlib.sha256(f"{provider.url}\ns-1".encode()).hexdigest()
    SocialAccount.objects.create(user=staff, provider="sso", uid=uid)
    cache.clear()
    provider.faults = {}
    settings.PRODUCTION = False
    client = Client()
    whole(client, provider)
    settings.PRODUCTION = True

    assert who(client) == str(staff.pk)
    assert client.get("/")["Location"] == reverse("mfa_index")


def test_a_subject_of_another_account_cannot_be_connected_twice(provider):
    nadia = connected(provider)
    walter = make.physician(email="walter@society.org")
    make.confirmed(walter)
    client = Client()
    client.force_login(walter, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time()}]
    session.save()

    whole(client, provider, process="connect")

    assert SocialAccount.objects.get().user == nadia


def test_connecting_needs_somebody_who_is_signed_in(provider):
    client = Client()
    whole(client, provider, process="connect")
    assert (SocialAccount.objects.count(), who(client)) == (0, "")


def test_letting_go_closes_the_way_and_tells_by_mail(provider):
    member = connected(provider)
    client = Client()
    whole(client, provider)
    assert client.post("/sign-in/sso/disconnect/")["Location"] == reverse("mfa_index")
    assert not SocialAccount.objects.exists()
    assert AuditNote.objects.filter(verb="member.sign_on_disconnected", actor=member).exists()
    other = Client()
    assert whole(other, provider).status_code == 403


def test_a_closed_account_stays_closed(provider):
    member = connected(provider)
    Member.objects.filter(pk=member.pk).update(is_active=False)
    client = Client()
    whole(client, provider)
    assert who(client) == ""


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\thttps://x.example",
    ],
)
def test_afterwards_nobody_lands_on_another_site(provider, target):
    connected(provider)
    client = Client()
    answer = whole(client, provider, next=target)
    assert answer["Location"] == "/"


def test_a_place_of_ours_is_where_one_lands(provider):
    connected(provider)
    client = Client()
    assert whole(client, provider, next="/people/me/")["Location"] == "/people/me/"


def test_a_link_signs_nobody_in(provider):
    client = Client()
    answer = client.get(GO)
    assert (answer.status_code, "Go there" in answer.content.decode()) == (200, True)
    assert Client(enforce_csrf_checks=True).post(GO).status_code == 403


def test_a_provider_out_of_reach_is_told_kindly(provider, settings):
    settings.SOCIALACCOUNT_PROVIDERS["sso"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    answer = Client().post(GO)
    assert (answer.status_code, "a code by mail" in answer.content.decode()) == (401, True)


def test_plain_http_is_refused_in_production(provider, settings):
    settings.PRODUCTION = True
    assert Client().post(GO).status_code == 401


def test_without_a_provider_there_is_no_door(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert [client.post(GO).status_code, client.get(BACK).status_code] == [404, 404]
    assert "/sign-in/sso/" not in client.get("/sign-in/login/").content.decode()


def test_turning_back_at_the_provider_signs_nobody_in(provider):
    client = Client()
    asked = out(client)
    answer = client.get(f"{BACK}?error=access_denied&state={asked['state']}", follow=True)
    assert "You turned back" in answer.content.decode()
    assert who(client) == ""


def test_the_environment_names_the_provider_and_its_place_in_the_policy(monkeypatch):
    for name, value in {"URL": "https://id.society.org/realms/x/", "CLIENT_ID": "c", "SECRET": "s",
                        "NAME": "Member login", "DOMAINS": "Society.org"}.items():  # fmt: skip
        monkeypatch.setenv(f"MENTORQUILT_OIDC_{name}", value)
    monkeypatch.setenv("MENTORQUILT_SSO_ORIGINS", "https://login.society.org")
    (app,) = sso.providers()["sso"]["APPS"]
    assert app["settings"]["server_url"] == "https://id.society.org/realms/x"
    assert app["settings"]["domains"] == ["society.org"]
    assert sso.origins() == ["https://id.society.org", "https://login.society.org"]


def test_sessions_keep_no_token_of_the_provider(provider):
    connected(provider)
    client = Client()
    whole(client, provider)
    for row in Session.objects.all():
        assert "id_token" not in json.dumps(row.get_decoded())
