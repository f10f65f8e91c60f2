"""A member of the demo society: a code read in the mailbox, what others see of a place, a photo."""

import io
import re

from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from mentorquilt.members.models import Member
from tests.journeys.demo import MENTOR, enter


def test_a_code_from_the_demos_mailbox_signs_in(demo, open_page):
    office, page = open_page(), open_page(width=390)
    page.goto("/")
    page.get_by_label("Your e-mail address").fill(MENTOR)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_label("Code")).to_be_visible()
    enter(office, "Coordinator")
    office.get_by_role("link", name="Mailbox").click()
    office.get_by_role("main").get_by_role("listitem").first.get_by_role("link").click()
    words = office.frame_locator("iframe").locator("body").inner_text()
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", words)
    assert code
    page.get_by_label("Code").fill(code[0])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile("Where should mail go|Good to see you, Professor Walter Lindqvist")
    )


def test_others_see_the_region_and_not_the_city(demo, page):
    walter = Member.objects.select_related("profile").get(email=MENTOR)
    enter(page, "Mentee")
    page.goto(reverse("members:show", args=[walter.ref]))
    words = page.get_by_role("main").inner_text()
    assert "Washington, United States" in words
    assert "Seattle" not in words
    assert "Clearwater" not in words
    expect(page.get_by_text(re.compile(r"About [\d,]+ km apart"))).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("shared hour"))).to_be_visible()


def test_a_photo_is_stored_and_others_see_it(demo, open_page, tmp_path):
    drawn = tmp_path / "me.png"
    Image.new("RGB", (900, 600), "#0b5e68").save(drawn)
    mentor, mentee = open_page(), open_page()
    enter(mentor, "Mentor")
    mentor.goto(reverse("members:edit"))
    mentor.get_by_label("Choose a photo").set_input_files(drawn)
    mentor.get_by_role("button", name="Store the photo").click()
    expect(mentor.locator("#photo img")).to_be_visible()
    enter(mentee, "Mentee")
    mentee.goto(reverse("members:show", args=[Member.objects.get(email=MENTOR).ref]))
    face = mentee.get_by_role("main").locator("img").first
    expect(face).to_be_visible()
    answer = mentee.request.get(face.get_attribute("src"))
    width, height = Image.open(io.BytesIO(answer.body())).size
    assert answer.ok
    assert width == height
