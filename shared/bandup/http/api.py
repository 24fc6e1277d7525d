"""The router of an API function."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, CORSConfig, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.utilities.typing import LambdaContext

from bandup.auth.exceptions import InvalidTokenError
from bandup.core.errors import ConfigurationError, WorkError
from bandup.core.log import log_exception, logger
from bandup.core.metrics import Metric, measure, publish_metrics
from bandup.http.exceptions import MethodNotAllowedError, UnknownResourceError
from bandup.http.request import Request
from bandup.http.responses import problem_response
from bandup.http.translation import problem_for

Authenticate = Callable[[Sequence[str]], str]
"""From the values of the Authorization header to the user's id. Raises InvalidTokenError."""

PREFLIGHT_AGE_SECONDS = 600

_EVERY_ANSWER = {
    "Cache-Control": "no-store",
    "Vary": "Origin",
    "X-Content-Type-Options": "nosniff",
}


class RestApi(APIGatewayRestResolver):
    """Powertools' resolver, made to answer every event with JSON or problem details.

    The caller is authenticated before anything else of the request is read. Only a preflight needs no token, since
    browsers send none.

    Args:
        authenticate: finds out who the caller is.
        cors_origins: exact browser origins that may read the answers.
    """

    def __init__(self, *, authenticate: Authenticate, cors_origins: Sequence[str]) -> None:
        super().__init__(cors=_cors(cors_origins), debug=False)

        def require_user(app: RestApi, next_middleware: NextMiddleware) -> Response[Any]:
            if app.received.method != "OPTIONS":
                app.context["user_id"] = authenticate(app.received.headers.get("authorization", ()))
            return next_middleware(app)

        self.use([require_user])
        self.exception_handler(Exception)(self._problem)
        self.not_found(self._nothing_here)

    @property
    def received(self) -> Request:
        request: Request = self.context["received"]
        return request

    @property
    def user_id(self) -> str:
        """The caller: the `sub` of the access token."""
        return str(self.context["user_id"])

    def resolve(self, event: Mapping[str, Any], context: LambdaContext) -> dict[str, Any]:
        """Answer an event. No request makes this raise."""
        request = Request.from_event(event, context.aws_request_id)
        logger.set_correlation_id(request.request_id)
        self.context["received"] = request
        with publish_metrics():
            answer = super().resolve(request.as_event(), context)
        for name, value in {**_EVERY_ANSWER, "X-Request-Id": request.request_id}.items():
            answer["multiValueHeaders"][name] = [value]
        logger.info("answered", extra={"method": request.method, "status": answer["statusCode"]})
        return answer

    def _problem(self, error: Exception) -> Response[str]:
        problem = problem_for(error)
        if isinstance(error, ConfigurationError):
            measure(Metric.CONFIGURATION_ERRORS)
        if isinstance(error, InvalidTokenError):
            logger.info("token refused", extra={"reason": error.reason})
        elif problem.status >= 500:
            log_exception("request failed", error, code=error.code if isinstance(error, WorkError) else problem.kind)
        return problem_response(problem, self.received.request_id)

    def _nothing_here(self, _: NotFoundError) -> Response[str]:
        routes = [*self._static_routes, *self._dynamic_routes]
        allowed = sorted({route.method for route in routes if route.rule.match(self.received.path)})
        return self._problem(MethodNotAllowedError(allowed) if allowed else UnknownResourceError())


def _cors(origins: Sequence[str]) -> CORSConfig | None:
    if not origins:
        return None
    return CORSConfig(
        allow_origin=origins[0],
        extra_origins=list(origins[1:]),
        allow_headers=["Idempotency-Key"],
        expose_headers=["Location", "Retry-After", "X-Request-Id"],
        max_age=PREFLIGHT_AGE_SECONDS,
    )
