"""What a stage's console sends: its headers, what tells it its stage, and which addresses its page may ask."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

import requests

from ops.smoke.exceptions import SmokeError
from ops.web_console.exceptions import ConsoleError
from ops.web_console.files import CONFIGURATION, PAGE, cache_control, read_headers
from ops.web_console.page import read_sources

SECONDS = 30

SCREEN = "/no/such/screen"
"""Answered with the page, which shows what it knows."""

_ASSET = re.compile(r'(?:src|href)="/(assets/[^"]+)"')

_FOLDED = "Strict-Transport-Security"
"""CloudFront writes this header itself, and its directives are the same in any case."""


@dataclass(frozen=True)
class ConsoleTarget:
    """A stage's console.

    Attributes:
        origin: where it is, without a slash at the end.
        configuration: what /config.json is to say.
        sources: what its page may connect to.
        release: what is served; None before the first release.
    """

    origin: str
    configuration: Mapping[str, str]
    sources: str
    release: str | None


def check_console(target: ConsoleTarget, session: requests.Session) -> str:
    """Ask for everything once.

    Returns:
        What is served, for a person.

    Raises:
        SmokeError: with everything that is not as it must be.
    """
    check = _Check(target.origin, session)
    told = check.get(f"/{CONFIGURATION}", CONFIGURATION)
    if told is not None and told.json() != target.configuration:
        check.wrong.append(f"/{CONFIGURATION} says {told.text}, and not what is deployed")
    if target.origin.startswith("https:"):
        check.require_encryption()
    assets = check.require_page(target.sources) if target.release else 0
    if check.wrong:
        raise SmokeError(f"the console at {target.origin} is not as it must be:\n" + "\n".join(check.wrong))
    return f"{target.release}, {assets} assets" if target.release else "no release yet"


class _Check:
    def __init__(self, origin: str, session: requests.Session) -> None:
        self._origin = origin
        self._session = session
        self.wrong: list[str] = []

    def get(self, path: str, name: str) -> requests.Response | None:
        """What a path answers, if it answers; `name` is the file that stands behind it."""
        answer = self._session.get(self._origin + path, timeout=SECONDS, allow_redirects=False)
        if answer.status_code != HTTPStatus.OK:
            self.wrong.append(f"{path} answers {answer.status_code}")
            return None
        expected = {**read_headers(), "Cache-Control": cache_control(name)}
        for header, value in expected.items():
            sent = answer.headers.get(header)
            same = sent == value or (header == _FOLDED and str(sent).casefold() == value.casefold())
            if not same:
                self.wrong.append(f"{path} has {header}: {sent}, and not {value}")
        return answer

    def require_encryption(self) -> None:
        plain = self._origin.replace("https:", "http:", 1) + "/"
        answer = self._session.get(plain, timeout=SECONDS, allow_redirects=False)
        if not answer.headers.get("Location", "").startswith(self._origin):
            self.wrong.append(f"{plain} does not lead to {self._origin}")

    def require_page(self, sources: str) -> int:
        """See to it that the page is the same everywhere, asks the right addresses, and has its assets."""
        page, screen = self.get("/", PAGE), self.get(SCREEN, PAGE)
        if page is None or screen is None:
            return 0
        if page.content != screen.content:
            self.wrong.append(f"{SCREEN} is answered with another page than /")
        try:
            found = read_sources(page.content)
        except ConsoleError as error:
            self.wrong.append(str(error))
        else:
            if found.split() != sources.split():
                self.wrong.append(f"the page may connect to {found}, and not to {sources}")
        assets = _ASSET.findall(page.text)
        if not assets:
            self.wrong.append("the page names no asset")
        for name in assets:
            self.get(f"/{name}", name)
        return len(assets)
