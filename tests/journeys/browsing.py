"""A watched browser: what goes wrong behind a page fails the journey, and axe reads pages light and dark."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, Response

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream", "--allow-loopback-in-peer-connection",
)  # fmt: skip
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# The rules whose answer depends on the theme; nothing else on a page does.
COLORS = ("color-contrast", "link-in-text-block")
AGAIN = "options => axe.run(document, options)"
CSP_LISTENER = """addEventListener('securitypolicyviolation', event => console.error(
    `content security policy: ${event.violatedDirective} refused ${event.blockedURI}`))"""


def launch(playwright: Playwright) -> Browser:
    """Start the system's Chromium; a missing one fails the journey, because journeys are never skipped."""
    if not CHROMIUM.exists():
        pytest.fail(f"No browser at {CHROMIUM}. Install it with: sudo apt-get install -y chromium")
    return playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))


class Trouble:
    """Collects what went wrong behind pages: console errors, refused content, 5xx, foreign hosts."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.found: list[str] = []
        self.allowed: list[str] = []

    def allow(self, pattern: str) -> None:
        """Expect trouble that matches this expression, as when a page must be refused."""
        self.allowed.append(pattern)

    def watch(self, page: Page) -> None:
        """Listen to a page from its first request on."""
        page.add_init_script(CSP_LISTENER)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.found.append(f"script error: {error}"))
        page.on("response", self._on_response)
        page.on("request", self._on_request)

    def left(self) -> list[str]:
        """Return the trouble nobody expected."""
        return [line for line in self.found if not any(re.search(pattern, line) for pattern in self.allowed)]

    def _on_console(self, message: ConsoleMessage) -> None:
        # Browsers ask for one beside answers that are no pages (/healthz) and so cannot name an icon.
        is_icon = str(message.location.get("url", "")).endswith("/favicon.ico")
        if message.type == "error" and not is_icon:
            self.found.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _on_response(self, response: Response) -> None:
        if response.status >= 500:
            self.found.append(f"server error {response.status}: {response.url}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:", "about:")):
            self.found.append(f"request to a foreign host: {request.url}")


def axe_violations(page: Page) -> list[str]:
    """Read the page with axe, whole in light and its colors again in dark; one line for each violation and theme."""
    lines = []
    for scheme, only in (("light", ("tag", WCAG)), ("dark", ("rule", COLORS))):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        options: dict[str, Any] = {
            "runOnly": {"type": only[0], "values": list(only[1])},
            "resultTypes": ["violations"],
        }
        found = Axe().run(page, options=options) if scheme == "light" else None
        violations = found.response["violations"] if found else page.evaluate(AGAIN, options)["violations"]
        for violation in violations:
            places = "; ".join(" ".join(node["target"]) for node in violation["nodes"][:5])
            lines.append(
                f"{scheme}: {violation['id']} ({violation['impact']}): {violation['help']}: {places}"
            )
    page.emulate_media(color_scheme=None, reduced_motion=None)
    return lines


def too_wide(page: Page) -> int:
    """Return by how many pixels the page is wider than its window; 0 means it holds at this width."""
    return int(page.evaluate("Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"))
