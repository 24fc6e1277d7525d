"""The hosted sign-in of the local stage: as strict as Cognito's."""

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import boto3
import jwt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto.cognitoidp.models import CognitoIdpUserPool
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Response

from ops.local_stage.hosted_sign_in.application import HostedSignIn
from ops.local_stage.user_pools import behave_like_cognito

ADDRESS, PASSWORD = "ada@example.com", "Correct-Horse-Battery-1"
CALLBACK, LOGOUT = "http://localhost:4569/callback", "http://localhost:4569/"
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


class Clock:
    seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


class Pool:
    """A pool with a user, a browser client as Terraform makes it, another such, and one without code flow."""

    def __init__(self, cognito: Any) -> None:
        self.cognito = cognito
        made = cognito.create_user_pool(
            PoolName="p", UsernameAttributes=["email"], UsernameConfiguration={"CaseSensitive": False}
        )
        self.id = str(made["UserPool"]["Id"])
        self.browsers, self.others = (
            self._client(
                AllowedOAuthFlowsUserPoolClient=True,
                AllowedOAuthFlows=["code"],
                AllowedOAuthScopes=["openid", "email", "bandup/api"],
                CallbackURLs=[CALLBACK],
                LogoutURLs=[LOGOUT],
            )
            for _ in range(2)
        )
        self.operators = self._client(CallbackURLs=[CALLBACK])
        cognito.admin_create_user(UserPoolId=self.id, Username=ADDRESS, MessageAction="SUPPRESS")
        cognito.admin_set_user_password(UserPoolId=self.id, Username=ADDRESS, Password=PASSWORD, Permanent=True)

    def _client(self, **settings: Any) -> str:
        made = self.cognito.create_user_pool_client(UserPoolId=self.id, ClientName="c", **settings)
        return str(made["UserPoolClient"]["ClientId"])


class Browser:
    """A browser at the hosted pages, with its cookies."""

    def __init__(self, application: HostedSignIn, pool: Pool) -> None:
        self.http = Client(application)
        self.pool = pool

    def request(self, **changes: str | None) -> str:
        asked = {
            "response_type": "code",
            "client_id": self.pool.browsers,
            "redirect_uri": CALLBACK,
            "scope": "openid email bandup/api",
            "state": "st&te=1",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
            **changes,
        }
        return urlencode({name: value for name, value in asked.items() if value is not None})

    def authorize(self, **changes: str | None) -> TestResponse:
        return self.http.get(f"/oauth2/authorize?{self.request(**changes)}")

    def submit(self, username: str = ADDRESS, password: str = PASSWORD, **changes: str | None) -> TestResponse:
        """Open the page, fill in the form, and send it."""
        page = self.http.get(f"/login?{self.request(**changes)}").text
        action = re.findall(r'action="([^"]+)"', page)[0].replace("&amp;", "&")
        csrf = re.findall(r'name="_csrf" value="([^"]+)"', page)[0]
        return self.http.post(action, data={"username": username, "password": password, "_csrf": csrf})

    def code(self, scope: str = "openid email bandup/api") -> str:
        return returned(self.submit(scope=scope))["code"]

    def token(self, **changes: str | None) -> TestResponse:
        form = {
            "grant_type": "authorization_code",
            "client_id": self.pool.browsers,
            "redirect_uri": CALLBACK,
            "code_verifier": VERIFIER,
            **changes,
        }
        return self.http.post("/oauth2/token", data={name: value for name, value in form.items() if value is not None})


def returned(response: TestResponse) -> dict[str, str]:
    """What came back to the client's address."""
    assert response.status_code == 302
    address = urlsplit(response.headers["Location"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == CALLBACK
    return {name: values[0] for name, values in parse_qs(address.query).items()}


def given_tokens(response: TestResponse) -> Any:
    assert response.status_code == 200
    return response.json


def claims(token: str) -> Any:
    return jwt.decode(token, options={"verify_signature": False})


@pytest.fixture(scope="module")
def pool(moto: boto3.Session) -> Iterator[Pool]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(CognitoIdpUserPool, "_get_user", CognitoIdpUserPool._get_user)
        behave_like_cognito()
        yield Pool(moto.client("cognito-idp"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def browser(pool: Pool, clock: Clock) -> Browser:
    return Browser(HostedSignIn(Response("moto's"), clock), pool)


def test_who_signs_in_comes_back_with_a_code_for_tokens_that_carry_what_was_asked(
    browser: Browser, clock: Clock
) -> None:
    asked = browser.authorize(nonce="n-1")
    assert asked.headers["Location"] == f"/login?{browser.request(nonce='n-1')}"
    answer = returned(browser.submit(username=ADDRESS.upper(), nonce="n-1"))
    assert answer["state"] == "st&te=1"
    response = browser.token(code=answer["code"])
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    tokens = given_tokens(response)
    assert set(tokens) == {"access_token", "id_token", "refresh_token", "expires_in", "token_type"}
    access, identity = claims(tokens["access_token"]), claims(tokens["id_token"])
    assert access["scope"] == "openid email bandup/api"
    assert (access["client_id"], access["token_use"]) == (browser.pool.browsers, "access")
    assert (identity["aud"], identity["nonce"], identity["email"]) == (browser.pool.browsers, "n-1", ADDRESS)
    assert access["sub"] == identity["sub"]
    assert access["auth_time"] == identity["auth_time"] == int(clock.seconds)


def test_without_openid_there_is_no_identity(browser: Browser) -> None:
    tokens = given_tokens(browser.token(code=browser.code(scope="bandup/api")))
    assert "id_token" not in tokens
    assert claims(tokens["access_token"])["scope"] == "bandup/api"


@given(state=st.text(min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
def test_a_state_comes_back_as_it_is(browser: Browser, state: str) -> None:
    browser.code()
    assert returned(browser.authorize(state=state))["state"] == state
    assert returned(browser.authorize(state=state, scope="all"))["state"] == state


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": None},
        {"client_id": "nobody"},
        {"redirect_uri": None},
        {"redirect_uri": "https://evil.example.com/callback"},
        {"redirect_uri": CALLBACK + "/"},
        {"redirect_uri": CALLBACK + "/../steal"},
        {"redirect_uri": CALLBACK + "?next=1"},
        {"redirect_uri": CALLBACK.replace("4569", "4570")},
        {"redirect_uri": CALLBACK.upper()},
        {"redirect_uri": LOGOUT},
    ],
)
def test_nobody_is_sent_to_an_address_that_is_not_exactly_registered(
    browser: Browser, changes: dict[str, str | None]
) -> None:
    for path in ("/oauth2/authorize", "/login"):
        response = browser.http.get(f"{path}?{browser.request(**changes)}")
        assert (response.status_code, response.headers.get("Location")) == (400, None)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"response_type": None}, "invalid_request"),
        ({"response_type": "token"}, "unauthorized_client"),
        ({"response_type": "code id_token"}, "unsupported_response_type"),
        ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": "s256"}, "invalid_request"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge": CHALLENGE + "="}, "invalid_request"),
        ({"code_challenge": CHALLENGE[:-1]}, "invalid_request"),
        ({"scope": "openid phone"}, "invalid_scope"),
        ({"scope": "aws.cognito.signin.user.admin"}, "invalid_scope"),
        ({"scope": "openid  email"}, "invalid_scope"),
    ],
)
def test_a_client_is_told_what_is_wrong_with_its_request(
    browser: Browser, changes: dict[str, str | None], code: str
) -> None:
    for path in ("/oauth2/authorize", "/login"):
        answer = returned(browser.http.get(f"{path}?{browser.request(**changes)}"))
        assert (answer["error"], answer["state"]) == (code, "st&te=1")
        assert "code" not in answer


def test_a_client_without_the_code_flow_gets_no_code(browser: Browser) -> None:
    assert returned(browser.authorize(client_id=browser.pool.operators))["error"] == "unauthorized_client"


@pytest.mark.parametrize("name", ["state", "scope", "code_challenge"])
def test_what_is_given_twice_is_refused(browser: Browser, name: str) -> None:
    response = browser.http.get(f"/oauth2/authorize?{browser.request()}&{name}=again")
    assert returned(response)["error"] == "invalid_request"


@pytest.mark.parametrize("name", ["client_id", "redirect_uri"])
def test_who_names_two_clients_or_two_addresses_is_sent_nowhere(browser: Browser, name: str) -> None:
    twice = {"client_id": browser.pool.browsers, "redirect_uri": CALLBACK}[name]
    assert browser.http.get(f"/oauth2/authorize?{browser.request()}&{urlencode({name: twice})}").status_code == 400


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"code_verifier": "w" * 43}, "invalid_grant"),
        ({"code_verifier": CHALLENGE}, "invalid_grant"),
        ({"code_verifier": "v" * 42}, "invalid_grant"),
        ({"code_verifier": None}, "invalid_request"),
        ({"redirect_uri": CALLBACK + "/"}, "invalid_grant"),
        ({"redirect_uri": None}, "invalid_request"),
        ({"client_id": None}, "invalid_request"),
        ({"client_id": "nobody"}, "invalid_client"),
        ({"code": "another"}, "invalid_grant"),
        ({"code": ""}, "invalid_request"),
        ({"grant_type": None}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, "unsupported_grant_type"),
    ],
)
def test_a_code_alone_is_worth_nothing(browser: Browser, changes: dict[str, str | None], code: str) -> None:
    response = browser.token(**{"code": browser.code(), **changes})
    assert (response.status_code, response.json) == (400, {"error": code})


def test_a_code_is_its_client_s(browser: Browser) -> None:
    assert browser.token(code=browser.code(), client_id=browser.pool.others).json == {"error": "invalid_grant"}
    refused = browser.token(code=browser.code(), client_id=browser.pool.operators)
    assert refused.json == {"error": "unauthorized_client"}


def test_a_code_is_good_once_whoever_shows_it(browser: Browser) -> None:
    code = browser.code()
    assert browser.token(code=code).status_code == 200
    assert browser.token(code=code).json == {"error": "invalid_grant"}
    guessed = browser.code()
    assert browser.token(code=guessed, code_verifier="w" * 43).status_code == 400
    assert browser.token(code=guessed).json == {"error": "invalid_grant"}


def test_a_code_is_good_for_five_minutes(browser: Browser, clock: Clock) -> None:
    late, early = browser.code(), browser.code()
    clock.seconds += 299
    assert browser.token(code=early).status_code == 200
    clock.seconds += 1
    assert browser.token(code=late).json == {"error": "invalid_grant"}


def test_fields_that_are_no_form_or_come_twice_are_refused(browser: Browser) -> None:
    sent = browser.http.post("/oauth2/token", json={"grant_type": "authorization_code"})
    assert sent.json == {"error": "invalid_request"}
    body = urlencode({"grant_type": "refresh_token", "client_id": browser.pool.browsers, "refresh_token": "x"})
    twice = browser.http.post(
        "/oauth2/token", data=f"{body}&refresh_token=y", content_type="application/x-www-form-urlencoded"
    )
    assert twice.json == {"error": "invalid_request"}
    assert browser.http.get("/oauth2/token").status_code == 405
    assert browser.http.post("/oauth2/authorize").status_code == 405


def refresh(browser: Browser, token: str, **changes: str | None) -> TestResponse:
    wanted = {"grant_type": "refresh_token", "refresh_token": token, "code_verifier": None, "redirect_uri": None}
    return browser.token(**{**wanted, **changes})


def test_a_refresh_token_gives_new_tokens_of_the_same_scope_to_its_client(browser: Browser, clock: Clock) -> None:
    first = given_tokens(browser.token(code=browser.code(scope="openid bandup/api")))
    clock.seconds += 3600
    again = given_tokens(refresh(browser, first["refresh_token"]))
    assert set(again) == {"access_token", "id_token", "expires_in", "token_type"}
    before, after = claims(first["access_token"]), claims(again["access_token"])
    assert after["jti"] != before["jti"]
    for name in ("scope", "sub", "auth_time", "origin_jti"):
        assert after[name] == before[name]
    refused = refresh(browser, first["refresh_token"], client_id=browser.pool.others)
    assert refused.json == {"error": "invalid_grant"}
    assert refresh(browser, "another").json == {"error": "invalid_grant"}
    assert refresh(browser, "").json == {"error": "invalid_request"}


def test_a_refresh_token_that_its_client_revokes_gives_no_more(browser: Browser) -> None:
    token = given_tokens(browser.token(code=browser.code()))["refresh_token"]

    def revoke(**changes: str) -> TestResponse:
        return browser.http.post("/oauth2/revoke", data={"token": token, "client_id": browser.pool.browsers, **changes})

    assert revoke(client_id="nobody").json == {"error": "invalid_client"}
    assert revoke(token="").json == {"error": "invalid_request"}
    for harmless in ({"client_id": browser.pool.others}, {"token": "unknown"}):
        assert revoke(**harmless).status_code == 200
    assert refresh(browser, token).status_code == 200
    answer = revoke(token_type_hint="refresh_token")
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert refresh(browser, token).json == {"error": "invalid_grant"}
    assert browser.http.options("/oauth2/revoke").headers["Access-Control-Allow-Origin"] == "*"


def test_who_is_signed_out_everywhere_or_disabled_refreshes_nothing(browser: Browser) -> None:
    token = given_tokens(browser.token(code=browser.code()))["refresh_token"]
    who = {"UserPoolId": browser.pool.id, "Username": ADDRESS}
    browser.pool.cognito.admin_disable_user(**who)
    assert refresh(browser, token).json == {"error": "invalid_grant"}
    browser.pool.cognito.admin_enable_user(**who)
    assert refresh(browser, token).status_code == 200
    sub = browser.pool.cognito.admin_get_user(**who)["Username"]
    browser.pool.cognito.admin_user_global_sign_out(UserPoolId=browser.pool.id, Username=sub)
    assert refresh(browser, token).json == {"error": "invalid_grant"}


@pytest.mark.parametrize(
    ("username", "password"),
    [(ADDRESS, "Correct-Horse-Battery-2"), (ADDRESS, ""), ("eve@example.com", PASSWORD), ("", PASSWORD), ("", "")],
)
def test_only_users_of_the_pool_sign_in_and_only_with_their_password(
    browser: Browser, username: str, password: str
) -> None:
    response = browser.submit(username=username, password=password)
    assert response.status_code == 200
    assert "Incorrect username or password." in response.text
    assert browser.authorize().headers["Location"].startswith("/login?")


def test_who_must_first_choose_a_password_does_not_sign_in(browser: Browser) -> None:
    browser.pool.cognito.admin_create_user(
        UserPoolId=browser.pool.id, Username="new@example.com", TemporaryPassword=PASSWORD, MessageAction="SUPPRESS"
    )
    assert browser.submit(username="new@example.com").status_code == 200


def test_a_form_of_another_page_signs_nobody_in(browser: Browser) -> None:
    """Else a foreign page could sign its visitor in as somebody else, who then sees what the visitor writes."""
    browser.http.get(f"/login?{browser.request()}")
    for csrf in ({}, {"_csrf": "guessed"}):
        form = {"username": ADDRESS, "password": PASSWORD, **csrf}
        assert browser.http.post(f"/login?{browser.request()}", data=form).status_code == 400


def test_who_is_signed_in_is_not_asked_again_for_an_hour_or_until_the_sign_out(browser: Browser, clock: Clock) -> None:
    browser.code()
    assert "code" in returned(browser.authorize())
    left = browser.http.get(f"/logout?{urlencode({'client_id': browser.pool.browsers, 'logout_uri': LOGOUT})}")
    assert (left.status_code, left.headers["Location"]) == (302, LOGOUT)
    assert browser.authorize().headers["Location"].startswith("/login?")
    browser.code()
    clock.seconds += 3600
    assert browser.authorize().headers["Location"].startswith("/login?")


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"client_id": "nobody", "logout_uri": LOGOUT},
        {"logout_uri": "https://evil.example.com/"},
        {"logout_uri": LOGOUT + "x"},
        {"logout_uri": CALLBACK},
    ],
)
def test_signing_out_leads_to_registered_addresses_only(browser: Browser, asked: dict[str, str]) -> None:
    browser.code()
    known = {"client_id": browser.pool.browsers, **asked}
    response = browser.http.get(f"/logout?{urlencode(known if asked else {})}")
    assert (response.status_code, response.headers.get("Location")) == (400, None)
    assert "code" in returned(browser.authorize())


def test_the_pages_run_no_script_and_show_text_as_text(browser: Browser) -> None:
    hostile = '"><script>alert(1)</script>'
    for response in (
        browser.http.get(f"/login?{browser.request(state=hostile)}"),
        browser.submit(username=hostile, state=hostile),
        browser.http.get(f"/login?{browser.request(client_id=hostile)}"),
    ):
        assert "<script" not in response.text
        policy = response.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'")
        assert response.headers["X-Frame-Options"] == "DENY"
    assert policy == "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"


def test_the_session_is_no_script_s_and_no_other_site_s(browser: Browser) -> None:
    cookies = browser.submit().headers.getlist("Set-Cookie")
    assert len(cookies) == 1
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookies[0].split(";")}


def test_everything_else_is_moto_s(browser: Browser) -> None:
    assert browser.http.get("/moto-api/").text == "moto's"


def test_a_verifier_that_could_be_guessed_proves_nothing(browser: Browser) -> None:
    short = "v" * 42
    challenge = base64.urlsafe_b64encode(hashlib.sha256(short.encode()).digest()).rstrip(b"=").decode()
    code = returned(browser.submit(code_challenge=challenge))["code"]
    assert browser.token(code=code, code_verifier=short).json == {"error": "invalid_grant"}


def test_a_cookie_that_was_kept_is_worth_nothing_after_the_sign_out(browser: Browser) -> None:
    browser.code()
    kept = browser.http.get_cookie("cognito")
    assert kept is not None
    browser.http.get(f"/logout?{urlencode({'client_id': browser.pool.browsers, 'logout_uri': LOGOUT})}")
    browser.http.set_cookie("cognito", kept.value)
    assert browser.authorize().headers["Location"].startswith("/login?")


def test_who_is_signed_in_at_one_pool_is_nobody_at_another(browser: Browser) -> None:
    browser.code()
    another = Pool(browser.pool.cognito)
    assert browser.authorize(client_id=another.browsers).headers["Location"].startswith("/login?")
