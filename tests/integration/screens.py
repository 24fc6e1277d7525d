"""A look at a screen as everybody sees it: wide and narrow, light and dark, and as axe judges it."""

import io
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from ops.paths import ROOT

PICTURES = ROOT / "build" / "console-screens"

AXE = ROOT / "console" / "node_modules" / "axe-core" / "axe.min.js"

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}

LARGEST_PICTURE = 150_000
"""Bytes."""

COLOURS = 128

_GRAVE = """async (rules) => {
  const options = rules ? { runOnly: rules } : {};
  const { violations } = await axe.run(document, { ...options, resultTypes: ["violations"] });
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
}"""

_TOO_WIDE = """() => {
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth <= innerWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 120));
}"""

_RAN = """() => ({
  ran: window.canary ?? 0,
  made: document.querySelectorAll("img[src='x'], .page script, a[href^='javascript:' i]").length,
})"""


def look(page: Page, name: str, at: Locator | None = None) -> None:
    """Hold the screen that is shown against what every screen keeps to, and keep pictures of it.

    Args:
        page: shows it.
        name: of its pictures.
        at: what stands at the top of the pictures; None for the beginning.
    """
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_text("Loading …")).to_have_count(0)
    assert page.evaluate(_RAN) == {"ran": 0, "made": 0}, name
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    if at:
        at.evaluate("one => one.scrollIntoView()")
    else:
        page.evaluate("scrollTo(0, 0)")
    _take(page, f"{name}-light")
    faults: dict[str, Any] = {"light": page.evaluate(_GRAVE, None)}
    page.emulate_media(color_scheme="dark")
    _take(page, f"{name}-dark")
    faults["dark"] = page.evaluate(_GRAVE, ["color-contrast"])
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    faults["narrow"] = page.evaluate(_GRAVE, None)
    faults["too wide"] = page.evaluate(_TOO_WIDE)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    assert not any(faults.values()), (name, faults)


def _take(page: Page, name: str) -> None:
    """A picture of what fits into the window."""
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide")))
    path = PICTURES / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    assert path.stat().st_size <= LARGEST_PICTURE, name


def fresh_folder() -> Path:
    """Where pictures go, without those of an earlier run."""
    for old in PICTURES.glob("*.png"):
        old.unlink()
    return PICTURES
