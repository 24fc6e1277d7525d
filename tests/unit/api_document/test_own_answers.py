"""What the gateway answers by itself has the form of every other error."""

import json
from typing import Any

import pytest

from support.openapi import DOCUMENT, SCHEMAS, faults

OWN: dict[str, dict[str, Any]] = DOCUMENT["x-amazon-apigateway-gateway-responses"]
WITHOUT_STATUS = "DEFAULT_4XX"


def body_of(kind: str) -> Any:
    (template,) = OWN[kind]["responseTemplates"].values()
    return json.loads(template)


@pytest.mark.parametrize("kind", OWN)
def test_it_is_a_problem_document(kind: str) -> None:
    body = body_of(kind)
    if kind == WITHOUT_STATUS:
        assert "statusCode" not in OWN[kind]
        body["status"] = 400  # it stands for refusals of any status
    else:
        assert str(body["status"]) == OWN[kind]["statusCode"]
    assert faults(SCHEMAS["Problem"], body) == []
    assert body["request_id"] == "$context.requestId"
    assert OWN[kind]["responseParameters"]["gatewayresponse.header.Content-Type"] == "'application/problem+json'"


@pytest.mark.parametrize("kind", sorted(OWN.keys() - {WITHOUT_STATUS}))
def test_its_type_is_one_that_the_document_names(kind: str) -> None:
    assert body_of(kind)["type"].removeprefix("urn:bandup:problem:") in SCHEMAS["Problem"]["description"]


@pytest.mark.parametrize("kind", OWN)
def test_who_shall_wait_learns_how_long(kind: str) -> None:
    waits = "gatewayresponse.header.Retry-After" in OWN[kind]["responseParameters"]
    assert waits == (OWN[kind].get("statusCode") in {"429", "503"})
