"""Which calls of AWS each function makes, for the proof that its role allows these and nothing else.

LocalStack enforces no policy. It does hand every execution environment temporary credentials of its own, so a request's
access key tells which function sent it. Kept is what a policy speaks of: operation, table, queue, bucket and the first
parts of an object's key; never what is stored.
"""

import base64
import json
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from localstack.aws import handlers
from localstack.runtime import hooks

from .settings import PluginSettings

_NAMED = ("TableName", "IndexName", "QueueUrl", "Bucket", "Key", "VersionId", "SecretId")
_TRANSACTION = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
_KEY_PARTS = 2

FORM = "PostObject"


class Callers:
    """Which access key belongs to which function."""

    def __init__(self) -> None:
        self._functions: dict[str, str] = {}
        self._lock = threading.Lock()

    def learn(self, access_key: str, function: str) -> None:
        """Remember the credentials of an execution environment."""
        with self._lock:
            self._functions[access_key] = function

    def function(self, credential: str) -> str | None:
        """The function behind the credential of a signature, or None if it is nobody's here."""
        with self._lock:
            return self._functions.get(credential.partition("/")[0])

    def all(self) -> dict[str, str]:
        """Every access key that is known."""
        with self._lock:
            return dict(self._functions)


callers = Callers()


class Recorder:
    """Writes each kind of call once, as a line of JSON.

    It looks at requests before a service has them, since the one for DynamoDB signs them anew. Only a form is looked at
    afterwards: who signed it stands among its fields, which the service reads.

    Args:
        file: where the lines go.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: set[str] = set()
        self._lock = threading.Lock()

    def before(self, _chain: Any, context: Any, _response: Any) -> None:
        """See a request that a service is about to get; LocalStack calls this for every one."""
        if _is_call(context) and context.operation.name != FORM:
            self._see(context)

    def after(self, _chain: Any, context: Any, _response: Any) -> None:
        """See an answered request; LocalStack calls this for every one."""
        if _is_call(context) and context.operation.name == FORM:
            self._see(context)

    def _see(self, context: Any) -> None:
        function = callers.function(_credential(context))
        if function is None:
            return
        request = context.service_request
        if context.operation.name == FORM:
            request = _read_signed_policy(_form(context).get("policy", ""))
        for operation, named in calls(context.operation.name, request) if request else ():
            self._write(
                {"function": function, "service": context.service.service_name, "operation": operation, **named}
            )

    def _write(self, call: Mapping[str, str]) -> None:
        line = json.dumps(call, sort_keys=True)
        with self._lock:
            if line not in self._known:
                self._known.add(line)
                with self._file.open("a", encoding="utf-8") as file:
                    file.write(f"{line}\n")


def calls(operation: str, request: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """What a policy sees of one request: a transaction is what it is made of, and so is a batch of deletions."""
    if operation == "TransactWriteItems":
        for item in request["TransactItems"]:
            for kind, inner in item.items():
                yield _TRANSACTION[kind], _name_resources(inner)
    elif operation == "DeleteObjects":
        for item in request["Delete"]["Objects"]:
            yield "DeleteObject", _name_resources({"Bucket": request["Bucket"], **item})
    else:
        yield operation, _name_resources(request)


def _name_resources(request: Mapping[str, Any]) -> dict[str, str]:
    named = {name: str(request[name]) for name in _NAMED if request.get(name) and not isinstance(request[name], dict)}
    if "Key" in named:
        named["Key"] = "/".join([*named["Key"].split("/")[:_KEY_PARTS], "*"])
    if "VersionId" in named:
        named["VersionId"] = "*"
    return named


def _credential(context: Any) -> str:
    """The credential of the signature, wherever the request carries it: header, presigned link or form."""
    request = context.request
    if context.operation.name == FORM:
        return _form(context).get("x-amz-credential", "")
    header = request.headers.get("Authorization", "")
    if "Credential=" in header:
        return str(header.partition("Credential=")[2])
    if "X-Amz-Credential" in request.args:
        return str(request.args["X-Amz-Credential"])
    return ""


def _form(context: Any) -> dict[str, str]:
    return {str(name).lower(): str(value) for name, value in context.request.form.items()}


def _read_signed_policy(policy: str) -> dict[str, str]:
    """Bucket and key that a form's signer allowed: tests forge forms, and the emulator takes them."""
    try:
        conditions = json.loads(base64.b64decode(policy))["conditions"]
    except (ValueError, KeyError, TypeError):
        return {}
    exact = {name: value for each in conditions if isinstance(each, dict) for name, value in each.items()}
    return {"Bucket": str(exact.get("bucket", "")), "Key": str(exact.get("key", ""))}


def _is_call(context: Any) -> bool:
    return bool(context.service and context.operation and context.service_request is not None)


@hooks.on_infra_start()
def record_calls() -> None:
    """Record, if the driver named a file."""
    settings = PluginSettings.from_environment()
    if settings.calls_file:
        recorder = Recorder(settings.calls_file)
        handlers.serve_custom_service_request_handlers.append(recorder.before)
        handlers.run_custom_response_handlers.append(recorder.after)
