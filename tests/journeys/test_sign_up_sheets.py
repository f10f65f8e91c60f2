"""The two example sheets of the tutorial become a cohort of the demo society, once however often they are loaded."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from mentorquilt.programs.models import Cohort, Enrolment, RosterImport
from tests.journeys.demo import enter

EXAMPLES = Path(__file__).parents[2] / "examples"
NAME = "Class of the spring"


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def choose_examples(page: Page) -> None:
    page.set_input_files("input[name=mentee]", EXAMPLES / "sign-up-mentees.csv")
    page.set_input_files("input[name=mentor]", EXAMPLES / "sign-up-mentors.csv")


def go_on(page: Page) -> str:
    """Press the one button that leads on and return the heading of the next page."""
    page.locator(".toolbar .btn-primary").click()
    page.wait_for_load_state()
    return heading(page).inner_text()


def go_on_to_the_check(page: Page) -> list[str]:
    """Walk every page of the wizard to the check, taking what it proposes; return the headings on the way."""
    seen = [heading(page).inner_text()]
    while "ready to come in" not in seen[-1]:
        assert len(seen) < 12, seen
        sure = page.get_by_role("button", name="Yes, that is right")
        for left in reversed(range(sure.count())):
            sure.first.click()
            expect(sure).to_have_count(left)
        seen.append(go_on(page))
    return seen


def coming(page: Page) -> int:
    found = re.match(r"\d+", heading(page).inner_text())
    assert found
    return int(found[0])


def test_the_example_sheets_become_a_cohort_once(demo, page, trouble):
    trouble.allow("422")
    enter(page, "Coordinator")
    page.get_by_role("link", name="Programs").click()
    page.get_by_role("link", name="Nine Months").click()
    page.get_by_role("link", name="New cohort").click()
    page.get_by_label("Name").fill(NAME)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Load a spreadsheet").click()
    choose_examples(page)
    page.get_by_role("button", name="Read the files").click()
    seen = go_on_to_the_check(page)
    assert seen == [
        "What do the columns mean?",
        "What do the columns mean?",
        "One person or two?",
        "Wishes, and people to keep apart",
        "Are these the same?",
        "Which city is meant?",
        seen[-1],
    ]
    expect(page.locator("#problems")).to_contain_text("not an address")
    people = coming(page)
    page.get_by_role("button", name=f"Import {people} people").click()
    expect(heading(page)).to_have_text("They are in")
    cohort = Cohort.objects.get(name=NAME)
    enrolled = set(cohort.enrolments.values_list("member__email", "role", "state", "places"))
    assert people >= len(enrolled) > 35
    page.get_by_role("link", name="See who wants what").click()
    expect(page.get_by_role("rowheader", name="Acute pain service")).to_be_visible()
    page.goto(f"/programs/imports/of/{cohort.ref}/")
    choose_examples(page)
    page.get_by_role("button", name="Read the files").click()
    expect(page.get_by_text("This very file was imported on").first).to_be_visible()
    assert not RosterImport.objects.filter(state__in=("mapping", "checked")).exists()
    page.get_by_label("Read it even if the very same file").check()
    choose_examples(page)
    page.get_by_role("button", name="Read the files").click()
    go_on_to_the_check(page)
    for card in page.get_by_role("region", name="Counts").locator(".card").all():
        expect(card).to_contain_text("0 new")
        expect(card).to_contain_text("0 changed")
    page.get_by_role("button", name=re.compile("^Import ")).click()
    expect(heading(page)).to_have_text("They are in")
    again = set(cohort.enrolments.values_list("member__email", "role", "state", "places"))
    assert again == enrolled
    assert Enrolment.objects.filter(cohort=cohort).count() == len(enrolled)
