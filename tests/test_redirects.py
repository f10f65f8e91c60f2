"""Sixty targets on other sites, given to every view that takes one: nobody is led away (P17)."""

from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mentorquilt.members.models import Member
from mentorquilt.members.states import Role
from tests.factories import members as make
from tests.factories.society import society

E = "evil.example"
TARGETS = (
    f"https://{E}/", f"http://{E}", f"//{E}", f"///{E}", f"////{E}/x", f"/\\{E}", f"\\\\{E}", f"\\/{E}", f"/\\/{E}",
    f"/\t/{E}", f"/\n/{E}", f"/\r/{E}", f"\t//{E}", f"\n//{E}", f" //{E}", f" https://{E}", f"\x00//{E}",
    f"https:{E}", f"https:/{E}", f"https:///{E}", f"https:\\\\{E}", f"https:\\/{E}", f"HTTPS://{E}", f"hTTp://{E}",
    f"https://testserver@{E}", f"https://testserver:x@{E}/", f"//testserver@{E}", f"https://{E}#testserver",
    f"https://{E}?testserver", f"https://{E}/testserver", f"https://testserver.{E}", f"https://testserver%2e{E}",
    f"https://testserver%00.{E}", f"https://testserver\\.{E}", f"https://{E}\\@testserver", f"//{E}\\@testserver",
    f"//{E}%2f%2e%2e", f"/%09/{E}", f"/%5c{E}", f"/%2f{E}", "//%65vil.example", f"https://{E}%23@testserver",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)",
    "javascript://testserver/%0aalert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd",
    f"ftp://{E}", f"//{E}:80", "https://[2001:db8::1]", "//[::ffff:7f00:1]", "https://2130706433/", "https://ⓔvil.example",
    "https://evil。example", f"/／{E}", f"／／{E}", f"/;@{E}", f"x:{E}", f"//{E}/..;/", f"https://user:pass@{E}:443/",
)  # fmt: skip
pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]
PASSWORD = "correct horse battery"


def leads_away(answer) -> bool:
    """Return whether a browser that follows this answer would leave our site, or run something."""
    where = answer.headers.get("Location", "")
    # Browsers drop control characters and read a backslash as a slash before they look for a host.
    read = "".join(char for char in where if char > " ").replace("\\", "/")
    parts = urlsplit(read)
    foreign = bool(parts.netloc) and parts.netloc != "testserver"
    return foreign or read.startswith("//") or (bool(parts.scheme) and parts.scheme not in {"http", "https"})


@pytest.fixture
def person() -> Member:
    society(is_demo=True)
    member = make.staff(Role.ADMIN, email="it@x.org", demo_label="Society admin")
    member.set_password(PASSWORD)
    member.save()
    make.confirmed(member)
    return member


def signed_in(person: Member) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def by_demo(person: Member, target: str):
    return Client().post(reverse("members:demo_sign_in"), {"ref": str(person.ref), "next": target})


def by_password(person: Member, target: str):
    return Client().post(
        reverse("account_login"), {"login": person.email, "password": PASSWORD, "next": target}
    )


def when_signed_in(person: Member, target: str):
    return signed_in(person).get(reverse("account_login"), {"next": target})


def by_leaving(person: Member, target: str):
    return signed_in(person).post(reverse("account_logout"), {"next": target})


def by_proving_again(person: Member, target: str):
    return signed_in(person).post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": target})


def by_asking_for_a_code(person: Member, target: str):
    return Client().post(reverse("account_request_login_code"), {"email": person.email, "next": target})


WAYS = (by_demo, by_password, when_signed_in, by_leaving, by_proving_again, by_asking_for_a_code)


def test_there_are_sixty_targets():
    assert len(set(TARGETS)) >= 60


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_target_leads_away(way, person):
    led = []
    for target in TARGETS:
        cache.clear()
        answer = way(person, target)
        assert answer.status_code in {200, 302, 303}, target
        if leads_away(answer):
            led.append((target, answer["Location"]))
    assert led == []


@pytest.mark.parametrize(
    "way", [by_demo, by_password, when_signed_in, by_proving_again], ids=lambda way: way.__name__
)
def test_a_place_of_ours_is_reached(way, person):
    cache.clear()
    assert way(person, "/people/?q=a")["Location"] == "/people/?q=a"


def test_what_would_lead_away_is_seen():
    class Answer:
        def __init__(self, where: str) -> None:
            self.headers = {"Location": where}

    missed = [
        target
        for target in (f"//{E}", f"/\\{E}", f"https://{E}", "\tjavascript:x")
        if not leads_away(Answer(target))
    ]
    assert missed == []
