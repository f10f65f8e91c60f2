"""What a member tells on a phone: use by use, step by step; found by a search, gone in one tap (S-09, S-66, S-73)."""

from django.urls import reverse
from playwright.sync_api import expect

from mentorquilt.members.models import Background, CareerStep, Experience, Member
from tests.journeys.browsing import too_wide
from tests.journeys.demo import MENTOR, enter


def test_a_background_is_told_used_as_ticked_and_deleted_with_one_tap(demo, open_page, axe):
    page = open_page(width=390)
    enter(page, "Mentee")
    page.goto(reverse("members:private"))
    page.get_by_role("link", name="Open About you, if you wish").click()
    expect(page.get_by_role("heading", name="What it is used for now")).to_have_count(0)
    page.get_by_role("group", name="About me").get_by_label("First in the family to study").check()
    page.get_by_label("Use it to match me").check()
    assert too_wide(page) == 0
    axe(page)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name="What it is used for now")).to_be_visible()
    row = Background.objects.get(member__email="nadia.haddad@prairieview.example")
    assert (row.shares, row.uses) == (["first_generation"], ["matching"])
    axe(page)
    page.get_by_role("button", name="Stop this Use it to match me").click()
    expect(page.get_by_text("Nothing uses it.")).to_be_visible()
    page.get_by_role("button", name="Delete all of it").click()
    expect(page.get_by_text("Deleted. Nothing of it is kept.")).to_be_visible()
    assert not Background.objects.filter(pk=row.pk).exists()


def test_a_mentor_says_what_he_came_through_and_only_a_search_finds_it(demo, open_page, axe):
    mentor, mentee = open_page(width=390), open_page(width=390)
    walter = Member.objects.get(email=MENTOR)
    enter(mentor, "Mentor")
    mentor.goto(reverse("members:experiences"))
    axe(mentor)
    mentor.get_by_label("Litigation").select_option("Members who search for it")
    mentor.get_by_role("button", name="Keep it").click()
    expect(mentor.get_by_text("Kept, encrypted.")).to_be_visible()
    enter(mentee, "Mentee")
    mentee.goto(f"{reverse('members:list')}?through=litigation")
    expect(mentee.get_by_text("If it is bad just now")).to_be_visible()
    assert too_wide(mentee) == 0
    axe(mentee)
    mentee.get_by_role("link", name="Professor Walter Lindqvist").click()
    expect(mentee.get_by_role("heading", name="Came through")).to_be_visible()
    axe(mentee)
    mentor.get_by_role("button", name="Delete all of it").click()
    expect(mentor.get_by_text("Deleted. Nothing of it is kept.")).to_be_visible()
    assert not Experience.objects.filter(member=walter).exists()
    mentee.reload()
    expect(mentee.get_by_role("heading", name="Came through")).to_have_count(0)


def test_a_career_path_is_told_and_searched_by_its_turns(demo, open_page, axe, trouble):
    trouble.allow("422")
    mentor, mentee = open_page(width=390), open_page()
    enter(mentor, "Mentor")
    mentor.goto(reverse("members:career"))
    mentor.get_by_label("What you did").fill("President of the regional society")
    mentor.get_by_label("From year").fill("2015")
    mentor.get_by_label("To year").fill("2014")
    mentor.get_by_label("What kind of step was it?").select_option("An office in a society")
    mentor.get_by_role("button", name="Add it").click()
    expect(mentor.get_by_label("What you did")).to_have_value("President of the regional society")
    mentor.get_by_label("To year").fill("2017")
    mentor.get_by_role("button", name="Add it").click()
    expect(mentor.get_by_text("2015–2017")).to_be_visible()
    assert too_wide(mentor) == 0
    axe(mentor)
    enter(mentee, "Mentee")
    mentee.goto(f"{reverse('members:list')}?turn1=community&turn2=academic&turn3=society_office")
    expect(mentee.get_by_role("link", name="Professor Walter Lindqvist")).to_be_visible()
    mentee.get_by_role("link", name="Professor Walter Lindqvist").click()
    expect(mentee.get_by_role("heading", name="Career path")).to_be_visible()
    axe(mentee)
    mentor.get_by_role("link", name="Change President of the regional society").click()
    mentor.get_by_role("button", name="Take it off the path").click()
    expect(mentor.get_by_text("It is off your path.")).to_be_visible()
    assert not CareerStep.objects.filter(title="President of the regional society").exists()


def test_an_admin_loads_a_membership_list_without_javascript(demo, open_page, axe, tmp_path):
    sheet = tmp_path / "members.csv"
    sheet.write_text(
        "E-mail,Name,Status,Paid through\nnew.person@example.org,New Person,Active,2030-12-31\n,,Active,\n"
    )
    plain, page = open_page(width=390, javascript=False), open_page(width=390)
    enter(plain, "Society admin")
    plain.goto(reverse("members:feed"))
    plain.get_by_label("Membership list (CSV or XLSX)").set_input_files(sheet)
    plain.get_by_role("button", name="Read it").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Read, but for one row")
    assert Member.objects.get(email="new.person@example.org").profile.full_name == "New Person"
    enter(page, "Society admin")
    page.goto(plain.url)
    assert too_wide(page) == 0
    axe(page)
    page.get_by_role("link", name="Membership list", exact=True).click()
    axe(page)
