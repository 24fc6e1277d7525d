"""A marked text as the console shows it."""

from typing import Any

from playwright.sync_api import Page

_MARKED = """(text) => {
  const pieces = [], ends = {};
  for (const piece of text.childNodes) {
    if (piece.nodeName === "SUP") ends[piece.textContent] = pieces.map(({ text }) => text).join("");
    else pieces.push({ text: piece.textContent, marked: piece.classList.contains("mark") });
  }
  return { pieces, ends };
}"""
"""A marked text: its pieces, and what stands before each remark's number."""


def marks(page: Page) -> tuple[str, dict[str, str], list[tuple[int, int]]]:
    """The text as it is shown, what stands before each number, and the stretches (code points) that are marked."""
    found: Any = page.locator(".marked").evaluate(_MARKED)
    at, stretches = 0, []
    for piece in found["pieces"]:
        if piece["marked"]:
            stretches.append((at, at + len(piece["text"])))
        at += len(piece["text"])
    return "".join(piece["text"] for piece in found["pieces"]), found["ends"], stretches


def transcript(page: Page) -> str:
    """What was said, as it is shown, without the numbers of remarks."""
    pieces: list[str] = page.locator(".transcript .marked").evaluate_all(
        "all => all.map((one) => [...one.childNodes].filter(({ nodeName }) => nodeName !== 'SUP')"
        ".map(({ textContent }) => textContent).join(''))"
    )
    return "".join(pieces)
