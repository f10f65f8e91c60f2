"""The keyboard alone: signing in, reaching the first pair, opening it and ticking it, with the focus in sight."""

from playwright.sync_api import Page, expect

from mentorquilt.matchrounds.models import PairReview

# What a focused element shows: an outline or a ring of shadow, its own or that of the row around it.
SHOWS = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return 'nothing has the focus';
    const looks = getComputedStyle(one);
    const shown = one.getBoundingClientRect();
    const inSight = shown.bottom > 0 && shown.top < innerHeight && shown.width > 0;
    const ring = (looks.outlineStyle !== 'none' && parseFloat(looks.outlineWidth) >= 2) || looks.boxShadow !== 'none';
    return inSight && ring ? '' : `${one.outerHTML.slice(0, 120)} in sight: ${inSight}, ring: ${ring}`;
}"""
NAME = """() => {
    const one = document.activeElement;
    return (one.getAttribute('aria-label') || one.textContent).replace(/\\s+/g, ' ').trim();
}"""


def tab_to(page: Page, words: str, *, most: int = 60) -> None:
    """Press Tab until what has the focus holds these words; each stop must be visible."""
    for _ in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWS) == ""
        if words in page.evaluate(NAME):
            return
    raise AssertionError(f"{most} presses of Tab do not reach {words!r} on {page.url}")


def test_a_pair_is_reviewed_without_a_mouse(matched, page):
    page.goto("/sign-in/login/")
    tab_to(page, "Enter Coordinator")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    tab_to(page, "Review the match")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("mentees have a mentor.")
    tab_to(page, "Look at the weakest first")
    page.keyboard.press("Enter")
    first = page.locator("#look .pair-row").first
    who = first.locator(".pair-who b").first.inner_text()
    tab_to(page, who)
    page.keyboard.press("Enter")
    expect(first.get_by_role("heading", name="What this pair meets")).to_be_visible()
    tab_to(page, "I have looked at it")
    page.keyboard.press("Enter")
    expect(first.get_by_role("button", name="Looked at", exact=True)).to_be_visible()
    assert PairReview.objects.get().looked_at


def test_the_first_stop_skips_the_header(demo, page):
    page.goto("/sign-in/login/")
    tab_to(page, "Enter Mentee")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_a_menu_gives_the_focus_back_on_escape(demo, open_page):
    page = open_page(width=390)
    page.goto("/sign-in/login/")
    page.get_by_role("button", name="Enter Mentor").press("Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    tab_to(page, "Menu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Members").last).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".menu-phone > summary")).to_be_focused()
    expect(page.locator(".menu-phone .menu-box")).to_be_hidden()
