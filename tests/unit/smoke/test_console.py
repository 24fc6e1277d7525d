"""The smoke test of a console: everything that it must send, and each fault that it finds."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from requests.structures import CaseInsensitiveDict
from werkzeug.test import Client

from ops.local_stage.console_server import ConsoleServer
from ops.smoke.console import ConsoleTarget, check_console
from ops.smoke.exceptions import SmokeError
from ops.web_console.files import read_headers

ORIGIN = "https://learn.example.com"
STAGE = {
    "api_url": "https://api.example.com/v1",
    "sign_in_url": "https://sign-in.example.com",
    "localstack_url": "https://files.example.com",
    "issuer": "https://issuer.example.com/pool",
    "user_pool_client_id": "browsers",
}
CONFIGURATION = {
    "api": "https://api.example.com/v1",
    "user_pool": "https://issuer.example.com/pool",
    "domain": "https://sign-in.example.com",
    "client": "browsers",
    "stage": "local",
}
SOURCES = "'self' https://api.example.com https://files.example.com https://sign-in.example.com"
PAGE = """<meta http-equiv="Content-Security-Policy" content="connect-src __CONNECT_SRC__">
<link rel="stylesheet" href="/assets/styles-1F.css"><script type="module" src="/assets/main-2E.js"></script>"""

Change = Callable[[str, requests.Response], None]


class Served(requests.Session):
    """A console behind HTTPS, which answers as the local one does until a change makes it wrong."""

    def __init__(self, application: ConsoleServer, change: Change = lambda *_: None) -> None:
        super().__init__()
        self._http = Client(application)
        self._change = change

    def get(self, url: str | bytes, **_: Any) -> requests.Response:
        address = urlsplit(str(url))
        answer = requests.Response()
        if address.scheme == "http":
            answer.status_code = 301
            answer.headers["Location"] = f"https://{address.netloc}{address.path}"
        else:
            got = self._http.get(address.path)
            answer.status_code, answer._content = got.status_code, got.data
            answer.headers = CaseInsensitiveDict(got.headers.items())
        self._change(f"{address.scheme}:{address.path}", answer)
        return answer


@pytest.fixture
def application(tmp_path: Path) -> ConsoleServer:
    (tmp_path / "built" / "assets").mkdir(parents=True)
    for name, content in {"index.html": PAGE, "assets/styles-1F.css": "p{}", "assets/main-2E.js": "1"}.items():
        (tmp_path / "built" / name).write_text(content)
    (tmp_path / "stage.json").write_text(json.dumps(STAGE))
    return ConsoleServer(tmp_path / "built", tmp_path / "stage.json")


def target(**changes: Any) -> ConsoleTarget:
    return ConsoleTarget(
        **{
            "origin": ORIGIN,
            "configuration": CONFIGURATION,
            "sources": SOURCES,
            "release": "v1",
            **changes,
        }
    )


def test_a_console_that_is_as_it_must_be_is_told_in_a_line(application: ConsoleServer) -> None:
    assert check_console(target(), Served(application)) == "v1, 2 assets"


def test_before_the_first_release_its_configuration_alone_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "stage.json").write_text(json.dumps(STAGE))
    served = Served(ConsoleServer(tmp_path / "none", tmp_path / "stage.json"))
    assert check_console(target(release=None), served) == "no release yet"
    with pytest.raises(SmokeError, match="/ answers 403"):
        check_console(target(), served)


def test_directives_that_cloudfront_writes_in_another_case_are_the_same(application: ConsoleServer) -> None:
    def recase(_: str, answer: requests.Response) -> None:
        name = "Strict-Transport-Security"
        answer.headers[name] = answer.headers.get(name, "").replace("includeSubDomains", "includeSubdomains")

    assert check_console(target(), Served(application, recase))


@pytest.mark.parametrize("header", [*read_headers(), "Cache-Control"])
@pytest.mark.parametrize("path", ["/", "/config.json", "/no/such/screen", "/assets/main-2E.js"])
def test_a_header_that_is_missing_or_another_is_found(application: ConsoleServer, header: str, path: str) -> None:
    def drop(asked: str, answer: requests.Response) -> None:
        if asked == f"https:{path}":
            del answer.headers[header]

    def change(asked: str, answer: requests.Response) -> None:
        if asked == f"https:{path}":
            answer.headers[header] += "x"

    for fault in (drop, change):
        with pytest.raises(SmokeError, match=f"{path} has {header}: "):
            check_console(target(), Served(application, fault))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"configuration": {**CONFIGURATION, "client": "another"}}, "/config.json says"),
        ({"sources": "'self' https://api.example.com"}, "the page may connect to"),
        ({"sources": SOURCES.replace("files", "other")}, "the page may connect to"),
    ],
)
def test_what_is_not_what_was_deployed_is_found(
    application: ConsoleServer, changes: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(SmokeError, match=complaint):
        check_console(target(**changes), Served(application))


def rewritten(asked: str, old: bytes, new: bytes) -> Change:
    def change(path: str, answer: requests.Response) -> None:
        if path == asked:
            assert old in answer.content
            answer._content = answer.content.replace(old, new)

    return change


def unencrypted(asked: str, answer: requests.Response) -> None:
    if asked.startswith("http:"):
        answer.status_code = 200
        del answer.headers["Location"]


@pytest.mark.parametrize(
    ("fault", "complaint"),
    [
        (rewritten("https:/", b"https://api.example.com", b"https:"), "the page may connect to"),
        (rewritten("https:/", b"connect-src 'self'", b"connect-src *"), "the page may connect to"),
        (rewritten("https:/", b"<meta", b"<mata"), "one is expected"),
        (rewritten("https:/", b"main-2E", b"main-9F"), "/assets/main-9F.js answers 403"),
        (rewritten("https:/no/such/screen", b"link", b"lonk"), "another page"),
        (rewritten("https:/", b"/assets/", b"/other/"), "names no asset"),
        (unencrypted, "does not lead to https"),
    ],
)
def test_a_page_that_is_wrong_is_found(application: ConsoleServer, fault: Change, complaint: str) -> None:
    with pytest.raises(SmokeError, match=complaint):
        check_console(target(), Served(application, fault))
