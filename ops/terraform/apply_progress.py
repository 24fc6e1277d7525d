"""Terraform's machine-readable output, read line by line: how far it is, and what went wrong."""

import json
from collections import Counter
from typing import Any

_CHANGES = frozenset({"create", "update", "delete"})


class ApplyProgress:
    """Counts resources while `terraform apply -json` works.

    Attributes:
        total: changes planned.
        done: changes made.
        errors: Terraform's own messages, each once.
        outputs: the root module's outputs by name, once it has ended well.
    """

    def __init__(self) -> None:
        self.total = 0
        self.done = 0
        self.errors: list[str] = []
        self.outputs: dict[str, Any] = {}
        self._running: dict[str, str] = {}

    def feed(self, line: str) -> None:
        """Take in one line; what is not a message of Terraform's is left alone."""
        try:
            message = json.loads(line)
        except ValueError:
            return
        if not isinstance(message, dict):
            return
        match message.get("type"):
            case "change_summary" if message["changes"]["operation"] == "plan":
                self.total = sum(message["changes"][kind] for kind in ("add", "change", "remove"))
            case "apply_start" if message["hook"]["action"] in _CHANGES:
                resource = message["hook"]["resource"]
                self._running[resource["addr"]] = resource["resource_type"]
            case "apply_complete" if message["hook"]["action"] in _CHANGES:
                self._running.pop(message["hook"]["resource"]["addr"], None)
                self.done += 1
            case "apply_errored":
                self._running.pop(message["hook"]["resource"]["addr"], None)
            case "outputs":  # those of the plan have no values yet
                self.outputs = {name: told["value"] for name, told in message["outputs"].items() if "value" in told}
            case "diagnostic" if message["diagnostic"]["severity"] == "error":
                text = _error(message["diagnostic"])
                if text not in self.errors:
                    self.errors.append(text)

    def summary(self) -> str:
        """For a person: `12 of 80 resources; now 2 sqs_queue, 1 lambda_function`."""
        if not self.total:
            return "nothing to change"
        kinds = Counter(kind.removeprefix("aws_") for kind in self._running.values())
        now = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common(3))
        return f"{self.done} of {self.total} resources" + (f"; now {now}" if now else "")


def _error(diagnostic: dict[str, Any]) -> str:
    where = [diagnostic.get("address")]
    if place := diagnostic.get("range"):
        where.append(f"{place['filename']}:{place['start']['line']}")
    lines = [diagnostic["summary"], diagnostic.get("detail"), ", ".join(filter(None, where))]
    return "\n".join(line for line in lines if line)
