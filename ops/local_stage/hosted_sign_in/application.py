"""The endpoints, as a WSGI application before moto's."""

import hmac
import json
import secrets
import time
from collections.abc import Callable, Iterable
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Request, Response

from ops.local_stage.cognito_calls import Application, Environ, StartResponse
from ops.local_stage.hosted_sign_in.authorize import Asked, find_return, read_request
from ops.local_stage.hosted_sign_in.exceptions import PageError, ReturnedError, TokenError
from ops.local_stage.hosted_sign_in.pages import page_policy, show_error, show_form
from ops.local_stage.hosted_sign_in.registration import check_password, find_registration, find_user
from ops.local_stage.hosted_sign_in.sessions import SESSION_SECONDS, Grant, Memory, Session
from ops.local_stage.hosted_sign_in.tokens import answer_token_request, revoke_token

AUTHORIZE, LOGIN, TOKEN, LOGOUT = "/oauth2/authorize", "/login", "/oauth2/token", "/logout"
REVOKE = "/oauth2/revoke"

SESSION_COOKIE, CSRF_COOKIE = "cognito", "XSRF-TOKEN"

NO_STORE = {"Cache-Control": "no-store"}

ANY_PAGE = {"Access-Control-Allow-Origin": "*"}
"""Tokens are fetched by pages of other origins. What they show is a code, never a cookie, so any may."""


class HostedSignIn:
    """Answers the endpoints of the hosted sign-in, and hands on everything else.

    Args:
        application: what answers everything else.
        now: seconds since the epoch.
    """

    def __init__(
        self,
        application: Application,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._application = application
        self._memory = Memory(now)
        self._routes: dict[tuple[str, str], Callable[[Request], Response]] = {
            (AUTHORIZE, "GET"): self._authorize,
            (LOGIN, "GET"): self._show_login,
            (LOGIN, "POST"): self._sign_in,
            (TOKEN, "POST"): self._give_tokens,
            (REVOKE, "POST"): self._revoke,
            **{
                (path, "OPTIONS"): lambda _: Response(
                    status=204, headers={**ANY_PAGE, "Access-Control-Allow-Headers": "*"}
                )
                for path in (TOKEN, REVOKE)
            },
            (LOGOUT, "GET"): self._sign_out,
        }

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        if request.path not in {path for path, _ in self._routes}:
            return self._application(environ, start_response)
        answer = self._routes.get((request.path, request.method))
        response = answer(request) if answer else Response(status=405)
        return response(environ, start_response)

    def _authorize(self, request: Request) -> Response:
        def answer(asked: Asked) -> Response:
            session = self._memory.find_session(request.cookies.get(SESSION_COOKIE))
            if session and find_user(asked.registration.pool, session.username):
                return self._return_code(request.args, asked, session)
            return _redirect(f"{LOGIN}?{request.query_string.decode()}")

        return self._with_request(request.args, answer)

    def _show_login(self, request: Request) -> Response:
        return self._with_request(request.args, lambda asked: _login_page(request, asked))

    def _sign_in(self, request: Request) -> Response:
        def answer(asked: Asked) -> Response:
            if not _same(request.form.get("_csrf"), request.cookies.get(CSRF_COOKIE)):
                raise PageError("invalid_request")
            pool = asked.registration.pool
            user = check_password(pool, request.form.get("username", ""), request.form.get("password", ""))
            if user is None:
                return _login_page(request, asked, "Incorrect username or password.")
            key, session = self._memory.sign_in(user.username)
            response = self._return_code(request.args, asked, session)
            response.set_cookie(SESSION_COOKIE, key, max_age=SESSION_SECONDS, httponly=True, samesite="Lax")
            return response

        return self._with_request(request.args, answer)

    def _give_tokens(self, request: Request) -> Response:
        try:
            return _json(answer_token_request(request.form, self._memory))
        except TokenError as error:
            return _json({"error": error.code}, status=400)

    def _revoke(self, request: Request) -> Response:
        try:
            revoke_token(request.form)
        except TokenError as error:
            return _json({"error": error.code}, status=400)
        return Response(headers={**NO_STORE, **ANY_PAGE})

    def _sign_out(self, request: Request) -> Response:
        registration = find_registration(request.args.get("client_id"))
        if registration is None:
            return _error_page("invalid_client")
        if request.args.get("logout_uri") not in registration.logout_urls:
            return _error_page("redirect_mismatch")
        self._memory.sign_out(request.cookies.get(SESSION_COOKIE))
        response = _redirect(request.args["logout_uri"])
        response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="Lax")
        return response

    def _with_request(self, given: MultiDict[str, str], answer: Callable[[Asked], Response]) -> Response:
        """What a good request is answered with, or where its refusal goes."""
        try:
            registration, redirect_uri = find_return(given)
            try:
                return answer(read_request(given, registration, redirect_uri))
            except ReturnedError as error:
                told = {"error": error.code, "error_description": error.description}
                return _redirect(_with_answer(redirect_uri, given, told))
        except PageError as error:
            return _error_page(error.code)

    def _return_code(self, given: MultiDict[str, str], asked: Asked, session: Session) -> Response:
        code = self._memory.issue_code(Grant(asked, session))
        return _redirect(_with_answer(asked.redirect_uri, given, {"code": code}))


def _with_answer(redirect_uri: str, given: MultiDict[str, str], answer: dict[str, str]) -> str:
    """The client's address with an answer, and its state as it came."""
    state = {"state": given["state"]} if "state" in given else {}
    return f"{redirect_uri}{'&' if '?' in redirect_uri else '?'}{urlencode({**answer, **state})}"


def _redirect(address: str) -> Response:
    # As it is: werkzeug's own redirect would rewrite it.
    return Response(status=302, headers={"Location": address, **NO_STORE})


def _json(content: dict[str, object], status: int = 200) -> Response:
    return Response(
        json.dumps(content), status, {**NO_STORE, "Pragma": "no-cache", **ANY_PAGE}, mimetype="application/json"
    )


def _login_page(request: Request, asked: Asked, complaint: str = "") -> Response:
    csrf = secrets.token_urlsafe(32)
    shown = show_form(f"{LOGIN}?{request.query_string.decode()}", csrf, complaint)
    response = Response(shown, mimetype="text/html", headers=_page_headers(asked.redirect_uri))
    response.set_cookie(CSRF_COOKIE, csrf, httponly=True, samesite="Lax")
    return response


def _error_page(code: str) -> Response:
    return Response(show_error(code), 400, _page_headers(), mimetype="text/html")


def _page_headers(redirect_uri: str | None = None) -> dict[str, str]:
    return {
        "Content-Security-Policy": page_policy(redirect_uri),
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "DENY",
        **NO_STORE,
    }


def _same(given: str | None, expected: str | None) -> bool:
    return bool(given and expected and hmac.compare_digest(given.encode(), expected.encode()))
