"""The watch itself: what goes wrong behind a page is seen, so that a silent journey means something."""

import pytest

from tests.journeys import browsing

UNREADABLE = '<!doctype html><html><body><p style="color:#eee">pale</p><img src="data:,"></body></html>'


def test_quiet_page_is_no_trouble(page, trouble) -> None:
    answer = page.goto("/healthz")
    assert answer is not None
    assert (answer.status, trouble.left()) == (200, [])


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("console.error('broken promise')", "broken promise"),
        ("setTimeout(() => { throw new Error('thrown away') })", "thrown away"),
        ("fetch('http://203.0.113.1/').catch(() => 0)", "connect-src"),
    ],
)
def test_trouble_behind_a_page_is_seen(page, trouble, script, words) -> None:
    page.goto("/healthz")
    page.evaluate(script)
    page.wait_for_timeout(300)
    assert [line for line in trouble.left() if words in line]
    trouble.found.clear()


def test_content_that_the_policy_refuses_is_seen(page, trouble, settings) -> None:
    sources = " ".join(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["style-src"])
    headers = {"Content-Type": "text/html", "Content-Security-Policy": f"style-src {sources}"}
    page.route("**/inline", lambda route: route.fulfill(body="<p style='color:red'>red</p>", headers=headers))
    page.goto("/inline")
    page.wait_for_timeout(300)
    assert [line for line in trouble.left() if "content security policy: style-src" in line]
    trouble.found.clear()


def test_expected_trouble_is_left_out(page, trouble) -> None:
    trouble.allow("404")
    page.goto("/no-such-page-anywhere")
    assert trouble.found
    assert trouble.left() == []


def test_axe_finds_what_cannot_be_read(page) -> None:
    page.set_content(UNREADABLE)
    found = browsing.axe_violations(page)
    assert {line.split(":")[0] for line in found} == {"light", "dark"}
    assert {"color-contrast", "image-alt"} <= {line.split(" ")[1] for line in found}


def test_width_beyond_the_window_is_measured(open_page) -> None:
    page = open_page(width=390)
    page.set_content("<div>fits</div>")
    fits = browsing.too_wide(page)
    page.set_content('<div style="width:500px">wide</div>')
    assert (fits, browsing.too_wide(page) > 0) == (0, True)
