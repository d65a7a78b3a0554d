"""Fixtures of the stories: `page` is a desktop, `phone` a phone; `open_page` makes any other.

Each fails its test when the browser complained (an error in the console, a refused script or style, a broken file).
"""

from contextlib import ExitStack

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.journeys.browser import DESKTOP, PHONE, Recorder, launch_browser

PATIENCE = (
    30_000  # ms before a story gives up: a busy machine is slow, and only a story that fails waits this long
)


@pytest.fixture(scope="session")
def browser():
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = launch_browser(playwright)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, live_server):
    """Open a page on the running site: open_page(PHONE, color_scheme="dark"); then page.goto("/stijl/")."""
    with ExitStack() as at_the_end:  # closes each page, also after one of them complained

        def make(device: dict = DESKTOP, **options):
            context = browser.new_context(base_url=live_server.url, locale="nl-NL", **device, **options)
            context.set_default_timeout(PATIENCE)
            recorder = Recorder(context.new_page())
            at_the_end.callback(recorder.finish)
            return recorder.page

        yield make


@pytest.fixture
def page(open_page):
    return open_page(DESKTOP)


@pytest.fixture
def phone(open_page):
    return open_page(PHONE)
