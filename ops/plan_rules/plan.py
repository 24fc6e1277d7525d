"""A plan to ask questions of."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ops.plan_rules.identities import MADE_BY_AWS

Change = Mapping[str, Any]


@dataclass(frozen=True)
class Resource:
    """One resource as it would be.

    Attributes:
        address: its address in Terraform.
        module: its module's address.
        type: such as `aws_sqs_queue`.
        values: what is known of it.
    """

    address: str
    module: str
    type: str
    values: Mapping[str, Any]

    @property
    def whole(self) -> bool:
        """Whether the provider planned all of it; of the other types a part was made up."""
        return self.type not in MADE_BY_AWS

    def block(self, name: str) -> Mapping[str, Any]:
        """A nested block that stands at most once; empty if it is missing."""
        blocks = self.values.get(name) or [{}]
        found: Mapping[str, Any] = blocks[0]
        return found


@dataclass(frozen=True)
class Statement:
    """What a policy allows or denies; `conditions` by `<operator> <key>`."""

    effect: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    conditions: Mapping[str, tuple[str, ...]]


class Plan:
    """A stage's plan.

    Args:
        stage: the stage's name.
        changes: `resource_changes` in Terraform's JSON format.
    """

    def __init__(self, stage: str, changes: Iterable[Change]) -> None:
        self.stage = stage
        self.text = json.dumps(list(changes))
        self._changes: list[dict[str, Any]] = json.loads(self.text)

    def every(self, kind: str | None = None, mode: str = "managed") -> Iterator[Resource]:
        """All resources, or those of one type."""
        for change in self._changes:
            if change["mode"] == mode and kind in (None, change["type"]):
                values = change["change"]["after"] or {}
                yield Resource(change["address"], change.get("module_address", ""), change["type"], values)

    def by(self, kind: str, attribute: str) -> dict[str, Resource]:
        """Resources of one type by what one attribute of theirs says."""
        return {resource.values[attribute]: resource for resource in self.every(kind)}

    def policy(self, resource: Resource) -> list[Statement]:
        """What a resource's `policy` says; while that is unknown, what the document says that it is made of."""
        if written := resource.values.get("policy"):
            statements = json.loads(written)["Statement"]
            return [_parse_statement(item) for item in (statements if isinstance(statements, list) else [statements])]
        documents = [data for data in self.every("aws_iam_policy_document", "data") if data.module == resource.module]
        return [_convert_statement(item) for document in documents for item in document.values["statement"]]

    @property
    def api_document(self) -> Mapping[str, Any]:
        """What the gateway imports."""
        (api,) = self.every("aws_api_gateway_rest_api")
        found: Mapping[str, Any] = json.loads(api.values["body"])
        return found

    @property
    def paths(self) -> Mapping[str, Mapping[str, Any]]:
        """The API's paths, as the gateway imports them."""
        found: Mapping[str, Mapping[str, Any]] = self.api_document["paths"]
        return found

    def consumer(self, queue: Resource) -> Resource | None:
        """The function that a queue feeds."""
        for mapping in self.every("aws_lambda_event_source_mapping"):
            if mapping.values["event_source_arn"] == queue.values["arn"]:
                return self.by("aws_lambda_function", "arn").get(mapping.values["function_name"].rpartition(":")[0])
        return None

    @property
    def console_buckets(self) -> set[str]:
        """The buckets that CloudFront serves: they hold releases, and nothing of a user."""
        served = {
            origin["domain_name"]
            for distribution in self.every("aws_cloudfront_distribution")
            for origin in distribution.values["origin"]
        }
        buckets = self.every("aws_s3_bucket")
        return {each.values["bucket"] for each in buckets if each.values["bucket_regional_domain_name"] in served}

    @property
    def redrives(self) -> dict[str, Mapping[str, Any]]:
        """Each queue's redrive policy, by the queue's URL."""
        policies = self.by("aws_sqs_queue_redrive_policy", "queue_url")
        return {url: json.loads(policy.values["redrive_policy"]) for url, policy in policies.items()}

    @property
    def sources(self) -> list[Resource]:
        """The queues that are no dead-letter queue."""
        dead = {policy["deadLetterTargetArn"] for policy in self.redrives.values()}
        return [queue for queue in self.every("aws_sqs_queue") if queue.values["arn"] not in dead]


Rule = Callable[[Plan], Iterator[str]]
"""Yields one sentence for each thing that is wrong."""


def _strings(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _parse_statement(item: Mapping[str, Any]) -> Statement:
    conditions = {
        f"{operator} {key}": _strings(values)
        for operator, keys in item.get("Condition", {}).items()
        for key, values in keys.items()
    }
    return Statement(item["Effect"], _strings(item["Action"]), _strings(item.get("Resource")), conditions)


def _convert_statement(item: Mapping[str, Any]) -> Statement:
    conditions = {f"{it['test']} {it['variable']}": _strings(it["values"]) for it in item["condition"]}
    return Statement(item["effect"] or "Allow", _strings(item["actions"]), _strings(item["resources"]), conditions)
