"""What a browser is told with every answer of every address (P18), to strangers and to staff, by every method."""

from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from mentorquilt.members import actions as members
from mentorquilt.members.states import Role
from mentorquilt.records import heartbeat
from tests.addresses import all_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]
METHODS = ("get", "post", "head", "put", "delete")
EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    f"{name} {' '.join(sources)}" for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
}


def weaknesses(answer: HttpResponse) -> list[str]:
    """Return what one answer lacks."""
    found = [name for name, value in EXPECTED.items() if answer.get(name) != value]
    if {part.strip() for part in answer.get("Content-Security-Policy", "").split(";")} != POLICY:
        found.append("Content-Security-Policy")
    if not {"no-store", "private"} <= set(answer.get("Cache-Control", "").replace(" ", "").split(",")):
        found.append("Cache-Control")
    if "geolocation=()" not in answer.get("Permissions-Policy", ""):
        found.append("Permissions-Policy")
    if answer.has_header("Access-Control-Allow-Origin"):
        found.append("Access-Control-Allow-Origin")
    for cookie in answer.cookies.values():
        is_open = cookie.key == settings.SESSION_COOKIE_NAME and not cookie["httponly"]
        if cookie.value and (cookie["samesite"] != "Lax" or is_open):  # without a value it is taken away
            found.append(f"cookie {cookie.key}")
    if answer.status_code >= 500:
        found.append(f"status {answer.status_code}")
    if answer.status_code in {301, 302, 303, 307, 308} and not answer["Location"].startswith("/"):
        found.append(f"leads to {answer['Location']}")
    return found


@pytest.fixture
def admin() -> Client:
    """A browser in which the society's admin is signed in."""
    now = timezone.now()
    member = members.add_staff(email="it@example.org", name="Kim", by=None, now=now)
    members.grant(member=member, role=Role.ADMIN, by=None, now=now)
    browser = Client()
    browser.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("who", ["client", "admin"])
def test_every_answer_is_hardened(who, method, request) -> None:
    heartbeat.beat("here", timezone.now())
    browser: Client = request.getfixturevalue(who)
    signed_in = SimpleCookie(browser.cookies)
    found = []
    for name, address in all_addresses().items():
        with transaction.atomic():
            browser.cookies = SimpleCookie(signed_in)
            lacks = weaknesses(getattr(browser, method)(address))
            transaction.set_rollback(True)  # signing out is one of the addresses
        found += [f"{name}: {lack}" for lack in lacks]
    assert found == []


def test_every_address_is_swept() -> None:
    names = all_addresses()
    assert {"healthz", "readyz", "account_login"} <= names.keys()
    assert [name for name in names if name.endswith(":None") or name == "None"] == []


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(admin, target) -> None:
    answer = admin.get("/sign-in/login/", {"next": target})
    assert (
        answer.status_code,
        "evil" in answer.get("Location", ""),
        "javascript" in answer.get("Location", ""),
    ) == (
        302,
        False,
        False,
    )


@pytest.mark.parametrize("address", ["/no/such/page", "/static/no-such-file.css"])
def test_pages_that_are_not_there_are_hardened_too(client, address) -> None:
    answer = client.get(address)
    assert (answer.status_code, weaknesses(answer)) == (404, [])


def test_forms_refuse_what_comes_without_their_token() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/sign-in/login/", {"login": "a@example.org"})
    assert (answer.status_code, weaknesses(answer)) == (403, [])
