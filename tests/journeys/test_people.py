"""Signing in, a passkey, a profile that saves itself, finding somebody: in a real browser."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Exclusion, Member, Profile
from tests.factories import members as make
from tests.factories.society import society
from tests.journeys import browsing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _a_society():
    cache.clear()
    society(contact_email="office@example.org")


def code() -> str:
    found = re.search(r"^\w{4}-\w{4}$", Mail.objects.latest("pk").body, re.MULTILINE)
    assert found
    return found[0]


def sign_in(page: Page, member: Member) -> None:
    """Sign in by code, as everybody does."""
    page.goto("/sign-in/login/")
    page.get_by_label("Your e-mail address").fill(member.email)
    page.get_by_role("button", name="Send me a code").click()
    page.wait_for_url("**/login/code/confirm/**")
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "sign-in" not in url)


def virtual_authenticator(page: Page) -> None:
    """Give the browser a device with a finger on it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_and_signs_in(page, live_server):
    member = make.physician("Nadia Haddad", email="nadia@example.org")
    virtual_authenticator(page)
    sign_in(page, member)
    page.goto("/sign-in/keys/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Make the passkey").click()
    page.wait_for_url("**/recovery-codes/**")
    page.goto("/sign-in/keys/webauthn/")
    expect(page.get_by_text("Passkey of")).to_be_visible()
    page.context.clear_cookies()
    page.goto("/sign-in/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto(reverse("members:mine"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nadia Haddad")


def test_a_passkey_that_fails_says_what_else_works(page, live_server, trouble):
    trouble.allow("NotAllowedError|WebAuthn")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    page.goto("/sign-in/login/")
    page.add_init_script(
        "navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    )
    page.reload()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Ask for a code instead")


def test_a_profile_saves_itself_and_resumes_elsewhere(page, open_page, live_server):
    member = make.physician("Nadia Haddad")
    sign_in(page, member)
    page.goto(reverse("members:edit"))
    line = page.get_by_label("What you do, in one line")
    line.fill("Anesthesiologist in a 90-bed hospital")
    saved = page.locator("[data-field=position] [data-state]")
    expect(saved).to_have_text("Saved")
    page.get_by_role("searchbox", name="City").fill("Salina")
    page.get_by_text("Kansas, United States").first.click()
    expect(page.locator("[data-field=city] [data-state]")).to_have_text("Saved")
    other = open_page(width=390)
    sign_in(other, member)
    other.goto(reverse("members:edit"))
    expect(other.get_by_label("What you do, in one line")).to_have_value(
        "Anesthesiologist in a 90-bed hospital"
    )
    expect(other.get_by_text("Salina, Kansas, United States")).to_be_visible()
    profile = Profile.objects.get(member=member)
    assert (profile.region, profile.zone) == ("US/KS", "America/Chicago")


def test_what_cannot_be_saved_says_so_beside_the_field_and_keeps_it(page, live_server, trouble):
    trouble.allow("422")
    sign_in(page, make.physician())
    page.goto(reverse("members:edit"))
    page.get_by_label("Other times").fill("Someday at dawn")
    page.get_by_label("Other times").blur()
    state = page.locator("[data-field=words] [data-state]")
    expect(state).to_contain_text("Write")
    expect(page.get_by_label("Other times")).to_have_value("Someday at dawn")


def test_the_profile_works_without_javascript(open_page, live_server, trouble):
    trouble.allow("422")
    member = make.physician("Nadia Haddad")
    page = open_page(javascript=False)
    sign_in(page, member)
    page.goto(reverse("members:edit"))
    part = page.locator("#place")
    part.get_by_role("searchbox", name="City").fill("Salina KS")
    part.get_by_role("button", name="Find").click()
    page.locator("#place").get_by_text("Kansas, United States").click()
    page.locator("#place").get_by_role("button", name="Save").click()
    expect(page.locator("#place").get_by_text("Salina, Kansas, United States")).to_be_visible()
    assert Profile.objects.get(member=member).region == "US/KS"


def test_somebody_is_found_by_keyboard_while_typing(page, live_server):
    make.mentor("Rare Person", terms=["awake craniotomy"], types=("clinical",))
    make.physician("Other Person")
    sign_in(page, make.physician("Nadia Haddad"))
    page.goto(reverse("members:list"))
    page.get_by_label("Search").press_sequentially("craniotomy", delay=20)
    expect(page.get_by_role("heading", level=2)).to_have_count(1)
    page.get_by_role("link", name="Rare Person").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rare Person")


def test_a_person_is_shut_out_in_private(page, live_server):
    make.physician("Quentin Chief")
    member = make.physician()
    sign_in(page, member)
    page.goto(reverse("members:private"))
    page.get_by_text("A person", exact=True).click()
    page.get_by_label("Name").fill("Quentin")
    page.get_by_text("Dr. Quentin Chief").click()
    page.locator("details[open]").get_by_role("button", name="Keep away").click()
    expect(page.get_by_text("Kept for you alone")).to_be_visible()
    assert Exclusion.objects.filter(owner=member).count() == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_pass_axe_and_hold_their_width(open_page, live_server, axe, width):
    person = make.mentor(
        "Walter Lindqvist",
        types=("clinical", "life"),
        topics=("leadership",),
        done=["litigation"],
        text="I listen.",
    )
    make.at_home(person)
    member = make.physician("Nadia Haddad")
    make.at_home(member, "America/Denver")
    make.seeking(member)
    page = open_page(width=width)
    before = ["account_login", "account_signup", "account_reset_password"]
    behind = [
        "members:list", "members:edit", "members:mine", "members:private", "account_email", "mfa_index",
        "mfa_add_webauthn", "account_set_password",
    ]  # fmt: skip
    for name in before:
        page.goto(reverse(name))
        axe(page)
    sign_in(page, member)
    for url in [*map(reverse, behind), reverse("members:show", args=[person.ref])]:
        page.goto(url)
        axe(page)
        assert browsing.too_wide(page) == 0, url
