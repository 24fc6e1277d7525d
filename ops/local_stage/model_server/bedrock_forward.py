"""Bedrock's routes answered by Bedrock itself, with the credentials of whoever started the model server.

The functions keep calling the model server with the stage's own credentials, so no real one gets into a function, into
Terraform's state or into a log.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError
from flask import Blueprint, Response, request

from ops.local_stage.model_server.bedrock_wire import BedrockError, json_answer
from ops.local_stage.model_server.faults import FaultBook

READ_SECONDS = 60


class NoCredentialsFoundError(Exception):
    """There is nothing to sign calls with."""


def bedrock(environment: Mapping[str, str]) -> Any:
    """A client of the real Bedrock.

    Args:
        environment: may name the region, in `BEDROCK_REGION` or as AWS' own tools do.

    Raises:
        NoCredentialsFoundError: AWS' usual places hold no credentials.
    """
    region = environment.get("BEDROCK_REGION") or environment.get("AWS_REGION") or None
    session = boto3.Session(region_name=region)
    if session.get_credentials() is None:
        raise NoCredentialsFoundError
    return session.client(
        "bedrock-runtime",
        region_name=session.region_name or "us-east-1",
        # The functions try again themselves.
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=READ_SECONDS),
    )


def forward_routes(book: FaultBook, client: Any) -> Blueprint:
    """The routes of `Converse` and `InvokeModel`; calls are counted, and no fault can be ordered.

    Args:
        book: counts the calls.
        client: see `bedrock`.
    """
    routes = Blueprint("bedrock", __name__)

    @routes.post("/model/<model>/converse")
    def converse(model: str) -> Response:
        def call() -> Response:
            answer = client.converse(modelId=model, **json.loads(request.get_data()))
            return json_answer({name: value for name, value in answer.items() if name != "ResponseMetadata"})

        return _forward(book, model, call)

    @routes.post("/model/<model>/invoke")
    def invoke(model: str) -> Response:
        def call() -> Response:
            answer = client.invoke_model(modelId=model, body=request.get_data(), contentType="application/json")
            return json_answer(json.loads(answer["body"].read()))

        return _forward(book, model, call)

    return routes


def _forward(book: FaultBook, model: str, call: Callable[[], Response]) -> Response:
    record = book.record_call(request.get_data().decode(errors="replace"), model)
    try:
        response = call()
    except ClientError as error:
        response = _refusal(error)
    except (ParamValidationError, TypeError, ValueError):
        response = BedrockError(400).response()
    except BotoCoreError:
        response = BedrockError(503).response()
    record.outcome = "forwarded" if response.status_code == 200 else f"refused {response.status_code}"
    return response


def _refusal(error: ClientError) -> Response:
    """Bedrock's own refusal, in its own words."""
    details, metadata = error.response["Error"], error.response["ResponseMetadata"]
    headers = {"x-amzn-ErrorType": details["Code"]}
    if delay := metadata.get("HTTPHeaders", {}).get("retry-after"):
        headers["Retry-After"] = delay
    return json_answer({"message": details["Message"]}, headers, metadata["HTTPStatusCode"])
