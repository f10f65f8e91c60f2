"""Every component in a real browser: readable, holding at 390 px, alive with scripts and usable without them."""

import re

import pytest
from playwright.sync_api import expect

HOME = "/ui/"


@pytest.mark.parametrize("width", [390, 1280])
def test_components_are_accessible_and_hold(open_page, axe, width) -> None:
    page = open_page(width=width)
    page.goto(HOME)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    axe(page)


def test_error_page_is_accessible(open_page, trouble, axe) -> None:
    trouble.allow("404")
    page = open_page(width=390)
    page.goto("/no/such/page")
    axe(page)


def test_targets_are_large_enough_for_a_thumb(open_page) -> None:
    page = open_page(width=390)
    page.goto(HOME)
    small = page.evaluate(
        """kinds => [...document.querySelectorAll(kinds)].filter(one => one.checkVisibility())
        .map(one => [one.textContent.trim(), Math.round(one.getBoundingClientRect().height)])
        .filter(([_, height]) => height < 44)""",
        ".btn, .chip, .menu > summary, .tabs a, .pages a, select, .more > summary, .picker-ask input",
    )
    assert small == []


def test_menu_opens_without_scripts_and_closes_on_escape_with_them(open_page) -> None:
    plain = open_page(width=390, javascript=False)
    plain.goto(HOME)
    plain.locator(".menu-phone > summary").click()
    expect(plain.locator(".menu-phone .menu-box")).to_be_visible()
    page = open_page(width=390)
    page.goto(HOME)
    page.locator(".menu-phone > summary").click()
    page.keyboard.press("Escape")
    expect(page.locator(".menu-phone .menu-box")).to_be_hidden()
    expect(page.locator(".menu-phone > summary")).to_be_focused()


def test_chosen_colors_are_remembered(open_page) -> None:
    page = open_page(color_scheme="light")
    page.goto(HOME)
    page.locator(".menu-wide > summary").click()
    page.locator(".menu-wide [data-theme-toggle]").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 24, 30)"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_first_tab_stop_skips_to_the_content(page, trouble) -> None:
    trouble.allow("404")
    page.goto("/no/such/page")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_city_is_found_while_typing_and_chosen(page) -> None:
    page.goto(HOME)
    form = page.locator("#profile")
    form.get_by_label("City", exact=True).press_sequentially("den")
    form.get_by_role("radio", name=re.compile("The Hague")).check()
    expect(form.locator("[data-field=city] [data-state]")).to_have_text("Saved")


def test_city_is_found_without_scripts(open_page, trouble) -> None:
    trouble.allow("422")
    page = open_page(javascript=False)
    page.goto(HOME)
    form = page.locator("#profile")
    form.get_by_label("City", exact=True).fill("den")
    form.get_by_role("button", name="Find").click()
    expect(page.locator("#profile").get_by_role("radio", name=re.compile("The Hague"))).to_be_visible()


def test_terms_are_searched_and_taken_off(page) -> None:
    page.goto(HOME)
    terms = page.locator("#profile [data-terms]")
    terms.get_by_role("searchbox").fill("block")
    expect(terms.get_by_text("Block rooms")).to_be_visible()
    expect(terms.get_by_text("Leadership")).to_be_hidden()
    terms.get_by_role("button", name="Remove Acute pain service").click()
    terms.get_by_role("searchbox").fill("")
    expect(terms.get_by_label("Acute pain service", exact=True)).not_to_be_checked()


def test_table_narrows_while_typing(page) -> None:
    page.goto(HOME)
    page.get_by_label("Name or place").fill("zur")
    expect(page.locator("#pairs tbody tr:visible")).to_have_count(1)
    page.get_by_label("Name or place").fill("")
    expect(page.locator("#pairs tbody tr:visible")).to_have_count(4)


def test_field_is_saved_as_typed_and_says_why_not(page, trouble) -> None:
    trouble.allow("422")
    page.goto(HOME)
    name = page.locator("#profile").get_by_label("Name and title")
    state = page.locator("#profile [data-field=name] [data-state]")
    name.fill("Dr. A. Okafor")
    expect(state).to_have_text("Saved")
    name.fill("")
    name.blur()
    expect(state).to_contain_text("This field is required.")


def test_field_that_could_not_be_saved_is_kept_until_the_server_has_it(page, trouble) -> None:
    trouble.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED")
    page.goto(HOME)
    name = page.locator("#profile").get_by_label("Name and title")
    state = page.locator("#profile [data-field=name] [data-state]")
    page.route("**/ui/save/", lambda route: route.abort())
    name.fill("Dr. Kept Offline")
    name.blur()
    expect(state).to_contain_text("Not saved")
    kept = "Object.keys(localStorage).filter(key => key.startsWith('unsaved:')).length"
    assert page.evaluate(kept) == 1
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute("**/ui/save/")
    page.reload()
    expect(name).to_have_value("Dr. Kept Offline")
    expect(state).to_have_text("Saved")
    assert page.evaluate(kept) == 0


def test_try_again_sends_the_field_once_more(page, trouble) -> None:
    trouble.allow("ERR_FAILED")
    page.goto(HOME)
    name = page.locator("#profile").get_by_label("Name and title")
    state = page.locator("#profile [data-field=name] [data-state]")
    page.route("**/ui/save/", lambda route: route.abort(), times=1)
    name.fill("Dr. Twice")
    name.blur()
    state.get_by_role("button", name="Try again").click()
    expect(state).to_have_text("Saved")


def test_leaving_with_unsent_words_is_asked(page) -> None:
    page.goto(HOME)
    page.locator("form[data-ask-before-leaving]").get_by_label("What do you seek?").fill("Something")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]


def test_dragging_a_mentor_says_what_would_change_before_letting_go(page) -> None:
    page.goto(HOME)
    page.locator("[data-swap-card='1']").hover()
    page.mouse.down()
    page.locator("[data-swap-row='3'] td").nth(1).hover()
    page.locator("[data-swap-row='3'] td").nth(1).hover()
    expect(page.locator(".swap-chip")).to_contain_text("2 people change")
    page.mouse.up()
    expect(page.locator("#messages")).to_contain_text("Moved 1 to 3.")


def test_map_is_still_for_those_who_ask_for_it(open_page) -> None:
    moving = "getComputedStyle(document.querySelector('.map .arcs')).animationName"
    page = open_page(reduced_motion="reduce")
    page.goto(HOME)
    assert page.evaluate(moving) == "none"
    page = open_page(reduced_motion="no-preference")
    page.goto(HOME)
    assert page.evaluate(moving) == "wipe"
