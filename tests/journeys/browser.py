"""What a story in the browser needs: pages that record what goes wrong, a way to log in, and the checks of every page."""

import shutil
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, Playwright

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {
    "viewport": {"width": 375, "height": 812},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
SMALLEST = 320  # px wide: WCAG 2.2, 1.4.10 reflow

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# An answer of 4xx to a page or to htmx is part of many stories; Chromium and htmx also report it as an error. So does
# htmx when someone leaves the page before the answer (a form that is sent while its concept is being kept).
_PART_OF_THE_STORY = (
    "Failed to load resource: the server responded with a status of 4",
    "Response Status Error Code 4",
    "htmx:sendAbort",
    "htmx:afterRequest",
)

_RECORD_CSP = """
window.__csp = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.__csp.push(`${event.violatedDirective} refused ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`));
"""

_WIDER_THAN = """(width) => [...document.querySelectorAll("body *")]
  .filter((element) => element.getBoundingClientRect().right > width + 0.5 && !element.closest(".table-scroll"))
  .map((element) => element.outerHTML.slice(0, 120))"""


def launch_browser(playwright: Playwright) -> Browser:
    """Debian's Chromium, without the parts for a screen when those can be left out: that takes a third less of the processor.

    No browser is a failure: a story that is not told proves nothing.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    assert path, "De verhalen in tests/journeys hebben een browser nodig: installeer chromium-headless-shell."
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])


@dataclass
class Recorder:
    """Collects what a browser complains about: errors in the console, broken files, violations of the CSP."""

    page: Page
    problems: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.page.add_init_script(_RECORD_CSP)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        self.page.on("response", self._response)

    def _console(self, message):
        if message.type == "error" and not message.text.startswith(_PART_OF_THE_STORY):
            self.problems.append(f"console: {message.text}")

    def _response(self, response):
        is_part = response.request.resource_type not in {"document", "xhr", "fetch"}
        if response.status >= 500 or (is_part and response.status >= 400):
            self.problems.append(f"{response.status} {response.url}")

    def finish(self):
        """Close the page, and fail when anything was wrong on it."""
        self.problems += [f"csp: {violation}" for violation in self.page.evaluate("window.__csp ?? []")]
        self.page.context.close()
        assert not self.problems, "The browser complained:\n" + "\n".join(self.problems)


def log_in(page: Page, user) -> None:
    """Log this user in without the login page: a session, and its cookie in the browser."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "domain": "localhost", "path": "/"}]
    )


def check_page(page: Page) -> None:
    """Everything we ask of a page: no accessibility violations, and no sideways scrolling on a small phone."""
    check_accessibility(page)
    check_reflow(page)


def check_accessibility(page: Page) -> None:
    """Fail with a readable list when axe finds a violation of WCAG 2.2 AA or of good practice.

    A click that leads to another page returns when that page begins to arrive; it is looked at when it is all there, styles
    included. What axe sees does not depend on the database: the run on PostgreSQL, which comes after, does not look again.
    """
    page.wait_for_load_state("load")
    if connection.vendor != "sqlite":
        return
    if page.evaluate("window.axe === undefined"):
        page.evaluate(Axe().axe_script)
    options = {"runOnly": AXE_RULES, "resultTypes": ["violations"]}
    violations = page.evaluate(
        "(options) => axe.run(document, options).then((all) => all.violations)", options
    )
    report = [
        f"{violation['id']}: {violation['help']}\n    {' '.join(map(str, node['target']))}\n    {node['html'][:200]}"
        f"\n    {(node.get('failureSummary') or '').replace(chr(10), ' ')[:300]}"
        for violation in violations
        for node in violation["nodes"]
    ]
    assert not report, f"{page.url} has accessibility violations:\n" + "\n".join(report)


def check_reflow(page: Page) -> None:
    """Fail when the page scrolls sideways at 320 px."""
    before = page.viewport_size
    page.set_viewport_size({"width": SMALLEST, "height": 640})
    wide = page.evaluate("document.documentElement.scrollWidth")
    culprits = page.evaluate(_WIDER_THAN, SMALLEST) if wide > SMALLEST else []
    page.set_viewport_size(before)
    assert wide <= SMALLEST, f"{page.url} is {wide} px wide on a phone of {SMALLEST} px:\n" + "\n".join(
        culprits[-8:]
    )
