"""AWS and the paid models on the wire, in a process of their own, answering at once: `python -m load.stand_in`.

It stores nothing, so it neither grows nor slows: a job that is asked for is there and waits, every write succeeds, and
an upload is made of its id. The offline models answer for Gemini and Bedrock. It prints its port and serves until its
standard input is closed.
"""

import asyncio
import hashlib
import json
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from bandup.core.dynamo import from_attributes
from bandup.ielts.findings import GrammarChecker
from bandup.jobs.model import Status
from ops.local_stage.model_server.app import create_app
from ops.local_stage.model_server.examiner import Examiner

from . import inputs, items

KEY_SET = "/.well-known/jwks.json"
JSON = "application/json"
COUNTED = "/counted"
"""Where a bench asks what happened since it last asked, see `Counted`."""

_HOP = frozenset({"host", "connection", "content-length", "expect", ""})
"""Headers of the connection, not of the question."""

Reply = tuple[int, str, bytes, dict[str, str]]


@dataclass
class Counted:
    """What happened.

    Attributes:
        completed: how many jobs were completed.
        not_completed: how often a worker gave a job back or ended it otherwise, by the reason that it stored.
        model_seconds: how long the models took.
    """

    completed: int = 0
    not_completed: dict[str, int] = field(default_factory=dict)
    model_seconds: float = 0.0

    def note(self, update: dict[str, Any]) -> None:
        """Count what an update makes of a job, if it is one of a job."""
        if not update["TableName"].endswith("-jobs"):
            return
        new = from_attributes(update.get("ExpressionAttributeValues", {}))
        match new.get(":new_status"):
            case Status.COMPLETED:
                self.completed += 1
            case Status.QUEUED | Status.FAILED | Status.CANCELLED:
                reason = new[":new_error"]["code"] if ":new_error" in new else new[":new_stage"]
                self.not_completed[reason] = self.not_completed.get(reason, 0) + 1


class Aws:
    """The calls that the functions make, without a state but a count."""

    def __init__(self, counted: Counted) -> None:
        self._counted = counted

    def reply(self, method: str, url: str, headers: dict[str, str], body: bytes) -> Reply:
        """The answer to one call."""
        _, _, operation = headers.get("x-amz-target", "").rpartition(".")
        if operation:
            return 200, "application/x-amz-json-1.0", json.dumps(self._call(operation, json.loads(body))).encode(), {}
        return self._object(method, unquote(urlsplit(url).path))

    def _call(self, operation: str, asked: dict[str, Any]) -> dict[str, Any]:
        match operation:
            case "GetItem":
                item = items.find(asked["TableName"], asked["Key"])
                return {"Item": item} if item else {}
            case "Query":
                found = items.find_all(asked)
                return {"Items": found, "Count": len(found), "ScannedCount": len(found)}
            case "TransactWriteItems":
                for write in asked["TransactItems"]:
                    if "Update" in write:
                        self._counted.note(write["Update"])
            case "UpdateItem":
                self._counted.note(asked)
            case "SendMessage":
                digest = hashlib.md5(asked["MessageBody"].encode(), usedforsecurity=False).hexdigest()
                return {"MessageId": "00000000-0000-4000-8000-000000000000", "MD5OfMessageBody": digest}
            case "GetSecretValue":
                return {"Name": "bench", "SecretString": "a-key-of-thirty-two-characters-00"}
        return {}

    def _object(self, method: str, path: str) -> Reply:
        data, kind = inputs.make_upload(path.rpartition("/")[2]) if method in {"GET", "HEAD"} else (b"", "text/plain")
        return 200, kind, data, {"x-amz-version-id": "1", "etag": '"1"'}


class Models:
    """The offline models. A judgement is the same for every essay and for every recording: it is made once."""

    def __init__(self) -> None:
        self._app = create_app(Examiner(GrammarChecker()), threading.Event()).test_client()
        self._kept: dict[object, Reply] = {}

    def reply(self, url: str, headers: dict[str, str], body: bytes) -> Reply:
        """The answer to one question."""
        about = self._find_subject(url, body)
        if about is not None and about in self._kept:
            return self._kept[about]
        sent = {name: value for name, value in headers.items() if name not in _HOP}
        given = self._app.post(url, data=body, headers=sent)
        answer: Reply = (given.status_code, JSON, given.get_data(), {})
        if about is not None and given.status_code == 200:  # HTTP's
            self._kept[about] = answer
        return answer

    def _find_subject(self, url: str, body: bytes) -> object:
        """What the answer depends on; None if on all of the question."""
        if url.endswith("/invoke"):
            return None
        if ":generateContent" not in url:
            return hashlib.sha256(body).digest()
        wanted = frozenset(json.loads(body)["generationConfig"]["responseJsonSchema"]["properties"])
        return None if "cards" in wanted or wanted == {"answers"} else wanted


async def serve(key_set: str) -> None:
    """Answer until the standard input ends."""
    counted = Counted()
    aws, models = Aws(counted), Models()

    def answer(method: str, url: str, headers: dict[str, str], body: bytes) -> Reply:
        path = urlsplit(url).path
        if path == KEY_SET:
            return 200, JSON, key_set.encode(), {}
        if path.startswith(("/v1", "/model/")):
            began = time.perf_counter()
            answered = models.reply(url, headers, body)
            counted.model_seconds += time.perf_counter() - began
            return answered
        if path == COUNTED:
            told = json.dumps(asdict(counted)).encode()
            counted.completed, counted.not_completed, counted.model_seconds = 0, {}, 0.0
            return 200, JSON, told, {}
        return aws.reply(method, url, headers, body)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            while True:
                first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                method, url, _ = first.split(" ", 2)
                headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
                if headers.get("expect"):
                    writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                body = await reader.readexactly(int(headers.get("content-length") or 0))
                status, kind, data, more = answer(method, url, headers, body)
                told = {"content-type": kind, "content-length": str(len(data)), **more}
                head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
                writer.write(f"HTTP/1.1 {status} OK\r\n{head}\r\n".encode() + (b"" if method == "HEAD" else data))
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0, limit=2**26)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201  # its caller reads the port
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


@contextmanager
def stand_in(key_set: dict[str, Any] | None = None) -> Iterator[str]:
    """The address of such a stand-in.

    Args:
        key_set: the public keys of a user pool.
    """
    command = [sys.executable, "-m", "load.stand_in", json.dumps(key_set or {"keys": []})]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the stand-in has no pipes")
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.stdin.close()


def take_count(url: str) -> Counted:
    """What happened at a stand-in since this was last asked."""
    with urllib.request.urlopen(f"{url}{COUNTED}", timeout=60) as answer:  # noqa: S310  # on loopback
        return Counted(**json.load(answer))


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
