"""The document as one page of HTML that a browser opens without a network."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

from ops.api_document.exceptions import ApiDocumentError
from ops.api_document.redocly import CONFIG
from ops.api_document.tools import Run, require_success

TEMPLATE = Path(__file__).with_name("page.hbs")

POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""What the page tells the browser about itself: it may load nothing, from nowhere."""

_LOGO = re.compile(r"https://cdn\.redoc\.ly/redoc/[\w.-]+\.svg")
"""Redoc shows its maker's logo from its maker's host, and has no option against it."""

_NAME = "data:image/svg+xml," + quote(
    '<svg xmlns="http://www.w3.org/2000/svg" width="52" height="14">'
    '<text y="11" fill="gray" font-family="sans-serif" font-size="12">Redocly</text></svg>'
)
"""What stands in the logo's place."""

_LOADING = {"src", "srcset", "poster", "background", "formaction", "action", "data"}
"""Attributes whose address a browser loads, in whatever element; `href` is one too, but in a link to follow."""

_IN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""", re.IGNORECASE)


def write_page(document: Path, target: Path, run: Run) -> None:
    """Write the page.

    Args:
        document: the API's document.
        target: the HTML file.
        run: runs Redocly.

    Raises:
        ApiDocumentError: Redocly fails, or the page would load something.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    options = ("--config", str(CONFIG), "--template", str(TEMPLATE), "--inlineBundle", "--output", str(target))
    require_success(run("redocly", "build-docs", str(document), *options), "Redocly makes no page of the document")
    page = _LOGO.sub(_NAME, target.read_text(encoding="utf-8"))
    if loads := loaded_addresses(page):
        target.unlink()
        raise ApiDocumentError(f"the page would load from elsewhere: {', '.join(loads)}")
    target.write_text(page, encoding="utf-8")


def loaded_addresses(page: str) -> list[str]:
    """What a browser would load for a page, beyond what is in it.

    What scripts load cannot be read from them, so the page must forbid it by `POLICY`, ahead of its first script.

    Raises:
        ApiDocumentError: it does not.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    if reader.policy != POLICY:
        raise ApiDocumentError("the page does not tell the browser, ahead of all scripts, that it loads nothing")
    return [address for address in reader.addresses if not address.startswith(("data:", "#"))]


class _Reader(HTMLParser):
    """Collects the addresses of a page, and the policy that stands ahead of the first script or style."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.policy: str | None = None
        self._in_style = False
        self._begun = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name.lower(): value or "" for name, value in attrs}
        if not self._begun and attributes.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = attributes.get("content")
        self._begun = self._begun or tag in {"script", "style", "link", "body"}
        self._in_style = tag == "style"
        loading = _LOADING if tag == "a" else {*_LOADING, "href", "xlink:href"}
        self.addresses += [attributes[name] for name in sorted(loading & attributes.keys())]
        self.addresses += _IN_STYLE.findall(attributes.get("style", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "style":
            self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.addresses += _IN_STYLE.findall(data)
