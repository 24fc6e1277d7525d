"""The console on this machine: what it sends is what CloudFront sends."""

import json
from pathlib import Path

import pytest
from werkzeug.test import Client

from ops.local_stage.console_server import ConsoleServer
from ops.web_console.files import read_headers

PAGE = '<meta http-equiv="Content-Security-Policy" content="connect-src __CONNECT_SRC__"><div id="console"></div>'
STAGE = {
    "api_url": "http://127.0.0.1:4566/_aws/execute-api/abc/v1",
    "sign_in_url": "http://127.0.0.1:4567",
    "localstack_url": "http://127.0.0.1:4566",
    "issuer": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_x",
    "user_pool_client_id": "browsers",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    built = tmp_path / "built"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text(PAGE)
    (built / "assets" / "main-1F2E.js").write_text("export {}")
    (tmp_path / "secret.txt").write_text("not the console's")
    (tmp_path / "stage.json").write_text(json.dumps(STAGE))
    return tmp_path


@pytest.fixture
def http(folder: Path) -> Client:
    return Client(ConsoleServer(folder / "built", folder / "stage.json"))


@pytest.mark.parametrize("path", ["/", "/index.html", "/callback?code=c&state=s", "/essays/1", "/cards/", "/a.b/c"])
def test_the_page_answers_to_every_screen_and_names_whom_it_may_ask(http: Client, path: str) -> None:
    answer = http.get(path)
    assert (answer.status_code, answer.content_type) == (200, "text/html; charset=utf-8")
    assert "connect-src 'self' http://127.0.0.1:4566 http://127.0.0.1:4567\"" in answer.text
    assert answer.headers["Cache-Control"] == "no-cache"


def test_every_answer_carries_exactly_the_headers_of_cloudfront(http: Client) -> None:
    for path in ("/", "/essays/1", "/assets/main-1F2E.js", "/config.json", "/missing.js"):
        sent = http.get(path).headers
        assert {name: sent.getlist(name) for name in read_headers()} == {n: [v] for n, v in read_headers().items()}


def test_an_asset_is_kept_for_good_and_the_configuration_never(http: Client) -> None:
    asset = http.get("/assets/main-1F2E.js")
    assert (asset.text, asset.content_type) == ("export {}", "text/javascript; charset=utf-8")
    assert asset.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert http.get("/config.json").headers["Cache-Control"] == "no-cache"


def test_the_console_is_told_its_stage(http: Client) -> None:
    assert http.get("/config.json").json == {
        "api": STAGE["api_url"],
        "user_pool": STAGE["issuer"],
        "domain": STAGE["sign_in_url"],
        "client": "browsers",
        "stage": "local",
    }


@pytest.mark.parametrize(
    "path",
    ["/missing.js", "/assets/", "/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt", "//secret.txt"],
)
def test_nothing_else_is_served(http: Client, path: str) -> None:
    answer = http.get(path)
    assert answer.status_code == 403 or PAGE.partition(">")[2] in answer.text
    assert "not the console's" not in answer.text


def test_what_changes_something_is_refused(http: Client) -> None:
    assert http.post("/").status_code == 403
    assert http.head("/").status_code == 200


def test_before_a_build_or_a_deployment_it_says_what_is_missing(folder: Path) -> None:
    http = Client(ConsoleServer(folder / "nothing", folder / "none.json"))
    assert http.get("/_health").status_code == 200
    page, configuration = http.get("/"), http.get("/config.json")
    assert (page.status_code, "make console" in page.text) == (403, True)
    assert (configuration.status_code, configuration.text) == (403, "nothing is deployed yet")


def test_a_new_build_is_served_at_once(folder: Path, http: Client) -> None:
    assert "Second" not in http.get("/").text
    (folder / "built" / "index.html").write_text(PAGE + "Second")
    assert "Second" in http.get("/").text
