"""Debian's Chromium, which drives the console, and what is watched in every page of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from integration.conftest import Stage
from ops.images.packages import PackageError
from ops.local_stage.chromium import install_chromium
from support.waiting import HANG_SECONDS

LOOPBACK = {"localhost", "127.0.0.1"}

INERT = {"blob", "data", "about"}
"""Schemes of addresses that name no host."""

KNOWN_MESSAGE = "Applying inline style violates"
"""wavesurfer.js writes a style into its shadow root; the policy refuses it, and the console adopts the same rules."""


@dataclass
class Watch:
    """What no page may do.

    Attributes:
        complaints: errors of scripts, and what the browser wrote into its console.
        abroad: addresses of requests that leave this machine.
    """

    complaints: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)

    def page(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._message)

    def request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in INERT and address.hostname not in LOOPBACK:
            self.abroad.append(request.url)

    def _message(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and KNOWN_MESSAGE not in message.text:
            self.complaints.append(message.text)

    @contextmanager
    def losing(self, part: str) -> Iterator[None]:
        """The browser may complain of requests that the test itself breaks; `part` stands in what it says."""
        told = len(self.complaints)
        yield
        self.complaints[told:] = [each for each in self.complaints[told:] if part not in each]


def find_chromium() -> str:
    """The browser's path.

    Raises:
        Skipped: it cannot be had here; in CI that fails the run.
    """
    try:
        return install_chromium()
    except PackageError as error:
        pytest.skip(f"no browser: {error}")


@contextmanager
def open_browser(microphone: Path) -> Iterator[tuple[BrowserContext, Watch]]:
    """A browser that hears a file instead of a microphone."""
    chromium = find_chromium()
    expect.set_options(timeout=HANG_SECONDS * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=[
                "--no-sandbox",
                "--no-proxy-server",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                f"--use-file-for-fake-audio-capture={microphone}",
            ],
        )
        context = browser.new_context(
            locale="en-GB", timezone_id="Asia/Kolkata", reduced_motion="reduce", viewport={"width": 1280, "height": 800}
        )
        context.set_default_timeout(HANG_SECONDS * 1000)
        watch = Watch()
        context.on("page", watch.page)
        context.on("request", watch.request)
        try:
            yield context, watch
        finally:
            browser.close()


def sign_in(page: Page, stage: Stage, username: str, password: str) -> None:
    """From the console's first page, by the hosted one, back to the console."""
    page.goto(f"{stage.local.ports.console_origin}/")
    page.get_by_role("button", name="Sign in or sign up").click()
    fill_in(page, username, password)
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()


def fill_in(page: Page, username: str, password: str) -> None:
    """The hosted page's form."""
    page.get_by_label("E-mail").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
