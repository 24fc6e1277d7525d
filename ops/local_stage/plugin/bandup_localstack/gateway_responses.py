"""What API Gateway answers by itself, as the imported document says it.

LocalStack imports none of it, and of such a response made otherwise it applies the status alone. Two things that the
gateway refuses before it asks a function are refused here too: a body that is too long, and a request without a token.
"""

import io
import re
from collections.abc import Callable, Mapping
from typing import Any

from localstack.http import Response
from localstack.runtime import hooks
from localstack.services.apigateway.helpers import get_apigateway_store
from localstack.services.apigateway.legacy import provider
from localstack.services.apigateway.next_gen.execute_api import handlers
from localstack.services.apigateway.next_gen.execute_api.gateway_response import (
    RequestTooLargeError,
    UnauthorizedError,
    build_gateway_response,
    get_gateway_response_or_default,
)
from localstack.services.apigateway.next_gen.execute_api.handlers.gateway_exception import GatewayExceptionHandler
from localstack.utils.common import parse_json_or_yaml, to_str

EXTENSION = "x-amazon-apigateway-gateway-responses"
JSON = "application/json"
HEADER = "gatewayresponse.header."
OF_REQUEST = "method.request.header."
LONGEST_BODY = 10 * 1024 * 1024


def keep_responses(stock: Callable[..., Any]) -> Callable[..., Any]:
    """An import that also takes the gateway's own answers; those that the document does not name are gone after it."""

    def import_document(rest_api: Any, context: Any, request: dict[str, Any]) -> Any:
        body = request["body"].read()
        request["body"] = io.BytesIO(body)
        imported = stock(rest_api, context=context, request=request)
        named = parse_json_or_yaml(to_str(body)).get(EXTENSION, {})
        get_apigateway_store(context=context).rest_apis[rest_api.id].gateway_responses = {
            kind: build_gateway_response(
                kind,
                said.get("statusCode"),
                said.get("responseParameters"),
                said.get("responseTemplates"),
                default_response=False,
            )
            for kind, said in named.items()
        }
        return imported

    return import_document


def answer(_handler: GatewayExceptionHandler, exception: Any, context: Any) -> Response:
    """The gateway's answer to an error of its own, which `context` knows already."""
    said = get_gateway_response_or_default(exception.type, context.deployment.rest_api.gateway_responses)
    variables = context.context_variables
    body = _fill(said["responseTemplates"][JSON], variables)
    headers = {"Content-Type": JSON, "x-amzn-ErrorType": exception.code}
    for name, expression in said["responseParameters"].items():
        if (value := _evaluate(expression, context.invocation_request["headers"], variables)) is not None:
            headers[name.removeprefix(HEADER)] = value
    return Response(response=body, headers=headers, status=said.get("statusCode") or exception.status_code or 500)


def _fill(template: str, variables: Mapping[str, Any]) -> str:
    """These templates know variables of the context, and nothing else."""
    return re.sub(r"\$context\.([\w.]*\w)", lambda found: _look_up(variables, found[1]), template)


def _look_up(variables: Mapping[str, Any], path: str) -> str:
    value: Any = variables
    for name in path.split("."):
        value = value.get(name, "")
    return str(value)


def _evaluate(expression: str, headers: Mapping[str, str], variables: Mapping[str, Any]) -> str | None:
    """The value of a header; None leaves it out, as one that is taken from a header that the request has not."""
    if expression.startswith("'"):
        return expression.strip("'")
    if expression.startswith(OF_REQUEST):
        return headers.get(expression.removeprefix(OF_REQUEST))
    return _look_up(variables, expression.removeprefix("context."))


def refuse(_chain: Any, context: Any, _response: Any) -> None:
    """Refuse what the gateway never hands on; LocalStack calls this for every request that found its method."""
    request = context.invocation_request
    if len(request["body"]) > LONGEST_BODY:
        raise RequestTooLargeError("Request Too Long")
    if (
        context.resource_method["authorizationType"] == "COGNITO_USER_POOLS"
        and "Authorization" not in request["headers"]
    ):
        raise UnauthorizedError("Unauthorized")


@hooks.on_infra_start()
def answer_as_the_document_says() -> None:
    """Let every API that is imported from now on answer so."""
    provider.import_api_from_openapi_spec = keep_responses(provider.import_api_from_openapi_spec)
    GatewayExceptionHandler.create_exception_response = answer
    handlers.preprocess_request.append(refuse)
