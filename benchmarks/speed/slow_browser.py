"""Chromium as on a telephone on a slow line, and when it shows what."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from playwright.sync_api import Browser, Error, ViewportSize, sync_playwright

from ops.images.packages import PackageError
from ops.local_stage.chromium import install_chromium

from .exceptions import BenchError

KILOBIT = 1024 / 8
LINE = {
    "offline": False,
    "latency": 150 * 3.75,
    "downloadThroughput": 1.6 * 1024 * 0.9 * KILOBIT,
    "uploadThroughput": 750 * 0.9 * KILOBIT,
}
"""Lighthouse's "Slow 4G" (1.6 Mbit/s, 150 ms), in milliseconds and bytes a second.

Its factors 3.75 and 0.9 make up for what Chromium's throttling leaves out, since that delays requests and not packets.
All stand in `core/config/constants.js` of github.com/GoogleChrome/lighthouse.
"""

SLOWER_PROCESSOR = 4
"""Lighthouse's `cpuSlowdownMultiplier` of the same."""

SIZE = ViewportSize(width=360, height=800)

_WATCH = """
window.shown = Promise.all([
  new Promise((resolve) => {
    const told = (list) => {
      for (const { name, startTime } of list.getEntries()) if (name === "first-contentful-paint") resolve(startTime);
    };
    new PerformanceObserver(told).observe({ type: "paint", buffered: true });
  }),
  new Promise((resolve) => {
    const look = () => {
      if (document.querySelector("h1")?.checkVisibility()) resolve(performance.now());
      else requestAnimationFrame(look);
    };
    look();
  }),
]);
"""


class Shown(NamedTuple):
    """When a page showed something, in seconds since it was asked for.

    Attributes:
        paint: its first contentful paint.
        heading: its heading was visible.
    """

    paint: float
    heading: float


@contextmanager
def slow_browser() -> Iterator[Callable[[str, str], Shown]]:
    """What opens an address, with an empty cache each time.

    It takes the address and a selector of what must be there in the end, and raises BenchError if that is not.

    Raises:
        BenchError: there is no browser, and none can be installed.
    """
    try:
        path = install_chromium()
    except PackageError as error:
        raise BenchError(str(error)) from error
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        try:
            yield lambda address, selector: _open(browser, address, selector)
        finally:
            browser.close()


def _open(browser: Browser, address: str, selector: str) -> Shown:
    context = browser.new_context(viewport=SIZE)
    try:
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", LINE)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
        page.add_init_script(_WATCH)
        page.goto(address, wait_until="commit")
        page.locator(selector).wait_for()
        paint, heading = page.evaluate("() => window.shown")
    except Error as error:
        raise BenchError(f"{address} did not show {selector}: {error.message}") from error
    finally:
        context.close()
    return Shown(paint / 1000, heading / 1000)
