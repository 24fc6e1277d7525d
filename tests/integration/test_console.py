"""What a browser at the console's address may do, signed in as in AWS: by an authorization code with PKCE."""

import base64
import hashlib
import json
import re
import secrets
import subprocess
import uuid
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests

from integration.conftest import Stage
from ops.api_document.tools import tool_environment
from ops.client.api import Api
from ops.paths import ROOT
from ops.web_console.files import read_headers, screen_path

pytestmark = pytest.mark.integration


@pytest.fixture
def http() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    return session


@pytest.fixture
def configuration(stage: Stage, http: requests.Session) -> Any:
    return http.get(f"http://127.0.0.1:{stage.local.ports.console}/config.json", timeout=60).json()


def sign_in(stage: Stage, http: requests.Session, configuration: Any) -> dict[str, Any]:
    """The tokens of a new user, as the console gets them."""
    origin = stage.local.ports.console_origin
    username = f"{uuid.uuid4().hex}@example.com"
    password = stage.deployed.renew_password(username)
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": configuration["client"],
        "redirect_uri": f"{origin}/callback",
        "scope": "openid email bandup/api",
        "state": "s",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    page = http.get(f"{configuration['domain']}/oauth2/authorize?{urlencode(asked)}", timeout=60)
    csrf = re.findall(r'name="_csrf" value="([^"]+)"', page.text)[0]
    form = {"username": username, "password": password, "_csrf": csrf}
    back = http.post(page.url, data=form, allow_redirects=False, timeout=60).headers["Location"]
    assert back.startswith(f"{origin}/callback?")
    (code,) = parse_qs(urlsplit(back).query)["code"]
    exchanged = http.post(
        f"{configuration['domain']}/oauth2/token",
        data={
            "grant_type": "authorization_code",
            "client_id": configuration["client"],
            "redirect_uri": f"{origin}/callback",
            "code": code,
            "code_verifier": verifier,
        },
        headers={"Origin": origin},
        timeout=60,
    )
    assert exchanged.headers["Access-Control-Allow-Origin"] == "*"
    tokens: dict[str, Any] = exchanged.json()
    return tokens


def test_who_signs_in_at_the_pages_uses_the_api_from_the_console_s_address(
    stage: Stage, http: requests.Session, configuration: Any
) -> None:
    assert configuration == {
        "api": stage.deployed.api_url,
        "user_pool": stage.deployed.description["issuer"],
        "domain": stage.deployed.description["moto_url"],
        "client": stage.deployed.description["user_pool_client_id"],
        "stage": "local",
    }
    tokens = sign_in(stage, http, configuration)
    origin = stage.local.ports.console_origin
    api = Api(configuration["api"], tokens["access_token"])
    answer = api.call("GET", "/jobs", headers={"Origin": origin})
    assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (200, origin)
    assert Api(configuration["api"], tokens["id_token"]).get("/jobs").status == 401
    form = {"grant_type": "refresh_token", "client_id": configuration["client"]}
    again = http.post(
        f"{configuration['domain']}/oauth2/token", data={**form, "refresh_token": tokens["refresh_token"]}, timeout=60
    ).json()
    assert Api(configuration["api"], again["access_token"]).get("/jobs").status == 200
    home = {"client_id": configuration["client"], "logout_uri": f"{origin}/"}
    left = http.get(f"{configuration['domain']}/logout?{urlencode(home)}", allow_redirects=False, timeout=60)
    assert (left.status_code, left.headers["Location"]) == (302, f"{origin}/")


def test_the_console_s_address_answers_with_cloudfront_s_headers(stage: Stage, http: requests.Session) -> None:
    sent = http.get(f"http://127.0.0.1:{stage.local.ports.console}/config.json", timeout=60).headers
    assert {name: sent.get(name) for name in read_headers()} == read_headers()


def test_a_screen_is_here_what_it_is_at_cloudfront() -> None:
    paths = ["/", "/index.html", "/essays/1", "/a.b/c", "/a/", "/icon.svg", "/assets/main-1F.js", "/.well-known"]
    program = (ROOT / "terraform/modules/web_console/screens.js").read_text("utf-8")
    asked = (
        f"{program}\nconsole.log(JSON.stringify({json.dumps(paths)}.map((uri) => handler({{request: {{uri}}}}).uri)))"
    )
    ended = subprocess.run(  # noqa: S603 - our own function
        ["node", "-e", asked],  # noqa: S607 - the installed one, by its environment
        env=tool_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(ended.stdout) == [screen_path(path) for path in paths]
