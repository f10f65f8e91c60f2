"""A member's own data, and an administrator's day: a copy, being forgotten and back, somebody who cannot get in."""

import io
import json
import re
import zipfile

from django.urls import reverse
from playwright.sync_api import Page, expect

from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Member
from tests.journeys import browsing
from tests.journeys.demo import MENTEE, MENTOR, enter


def link_in(role: str) -> str:
    """Return the address within our site in the newest mail of a kind."""
    return re.search(r"https?://[^/]+(/\S+)", Mail.objects.filter(role=role).latest("pk").body)[1]


def is_sound(page: Page, axe) -> None:
    axe(page)
    assert browsing.too_wide(page) == 0


def test_a_member_takes_a_copy_of_her_data(demo, open_page, work, axe):
    page = open_page(width=390)
    enter(page, "Mentee")
    page.goto(reverse("members:data"))
    is_sound(page, axe)
    page.get_by_role("button", name="Make my copy").click()
    expect(page.get_by_role("status").filter(has_text="being made")).to_be_visible()
    work()
    page.reload()
    with page.expect_download() as waited:
        page.get_by_role("button", name="Fetch my copy").click()
    held = zipfile.ZipFile(io.BytesIO(waited.value.path().read_bytes()))
    told = json.loads(held.read("everything.json"))
    assert told["members"]["account"]["email"] == MENTEE
    assert "Nadia" in held.read("read-me-first.html").decode()
    page.reload()
    expect(page.get_by_role("button", name="Make my copy")).to_be_visible()


def test_a_member_closes_her_account_and_takes_it_back(demo, open_page, work, axe, trouble):
    page, other = open_page(width=390), open_page(width=390)
    enter(page, "Mentee")
    page.goto(reverse("members:data"))
    page.get_by_role("link", name="Read what that means").click()
    is_sound(page, axe)
    page.get_by_role("button", name="Close my account and forget me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account is closed")
    is_sound(page, axe)
    assert not Member.objects.get(email=MENTEE).is_active
    other.goto(link_in("members.erasure_asked"))
    expect(other.get_by_role("heading", level=1)).to_contain_text("Nadia")
    is_sound(other, axe)
    other.get_by_role("button", name="Take it back").click()
    expect(other.get_by_text("All is as it was")).to_be_visible()
    assert Member.objects.get(email=MENTEE).is_active


def test_an_admin_helps_somebody_in_and_is_seen_doing_so(demo, open_page, axe):
    desk, phone = open_page(width=390), open_page(width=390)
    enter(desk, "Society admin")
    desk.goto(reverse("desks:cannot_get_in"))
    is_sound(desk, axe)
    desk.get_by_label("Which address does she type?").fill(MENTOR)
    desk.get_by_role("button", name="Look").click()
    expect(desk.get_by_text("Nothing stands in the way")).to_be_visible()
    is_sound(desk, axe)
    desk.get_by_role("button", name="Send her a link that signs in").click()
    expect(desk.get_by_text("A link is on its way")).to_be_visible()
    phone.goto(link_in("members.way_in"))
    is_sound(phone, axe)
    phone.get_by_role("button", name="Yes, sign me in").click()
    phone.wait_for_url(lambda url: "/people/in/" not in url)
    phone.goto(reverse("members:data"))
    expect(phone.get_by_text("whether you can sign in").first).to_be_visible()
    desk.goto(reverse("desks:audit"))
    expect(desk.get_by_role("cell").filter(has_text="sent a link that signs in").first).to_be_visible()
    is_sound(desk, axe)
    desk.goto(reverse("desks:access_log"))
    is_sound(desk, axe)
