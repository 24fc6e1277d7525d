"""The OpenAPI document, and whether an answer is what it says."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from openapi_schema_validator import OAS30Validator

from bandup.http import exceptions as problems
from bandup.http.api import RestApi
from bandup.http.responses import PROBLEM_TYPE
from ops.paths import ROOT
from ops.strict_yaml import read_yaml
from support.events import Answer

FILE = ROOT / "terraform" / "platform" / "openapi.yaml"
DOCUMENT: dict[str, Any] = read_yaml(FILE)
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
METHODS = {"delete", "get", "patch", "post", "put"}


def operations(function: str | None = None) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation as (method, path, what is said of it): all, or one function's."""
    for path, item in DOCUMENT["paths"].items():
        for method in sorted(METHODS & item.keys()):
            if function in {None, item[method]["x-bandup-function"]}:
                yield method.upper(), path, item[method]


def routes_of(api: RestApi) -> set[tuple[str, str]]:
    """What a router answers to, written as the document writes it."""
    routes = [*api._static_routes, *api._dynamic_routes]
    return {(route.method, re.sub(r"<(\w+)>", r"{\1}", route.path)) for route in routes}


def resolve_reference(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a node says, or what it refers to."""
    while "$ref" in node:
        target: Any = DOCUMENT
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node


def faults(schema: Mapping[str, Any], instance: Any) -> list[str]:
    """Why `instance` is not what `schema` describes."""
    # References start at the root of what is validated against, so the components go there.
    validator = OAS30Validator({**schema, "components": DOCUMENT["components"]})
    return [error.message for error in validator.iter_errors(instance)]


def problem_kinds() -> set[str]:
    return {kind.kind for kind in problems.ProblemError.__subclasses__()}


def as_documented(answer: Answer, method: str, path: str) -> None:
    """Check an answer's status, headers and body against the document."""
    operation = DOCUMENT["paths"][path][method.lower()]
    assert str(answer.status) in operation["responses"], (method, path, answer.status)
    response = resolve_reference(operation["responses"][str(answer.status)])
    for name, header in response["headers"].items():
        if resolve_reference(header).get("required"):
            assert answer.headers[name.lower()]
    if "content" not in response:
        assert not answer.raw["body"]
        return
    (media_type,) = response["content"]
    assert answer.headers["content-type"] == media_type
    assert faults(response["content"][media_type]["schema"], answer.json) == []
    if answer.status >= 400:
        assert answer.json["type"].removeprefix(PROBLEM_TYPE) in problem_kinds()
