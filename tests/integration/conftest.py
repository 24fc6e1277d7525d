"""A local stage for the tests alone: ports and a state folder of its own, so that it never meets `make up`'s."""

import json
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Any

import jwt
import psutil
import pytest

from bandup.core.dynamo import to_attributes
from bandup.core.idempotency import request_hash
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job
from ops.client.api import Answer, Api, expect
from ops.client.patient import PatientApi
from ops.local_stage.clients import DeployedStage
from ops.local_stage.containers import forget_images
from ops.local_stage.deploy import Deployment
from ops.local_stage.ports import Ports
from ops.local_stage.runtime import choose_runtime
from ops.local_stage.stage import LocalStage
from ops.locks import hold_lock
from ops.paths import ROOT
from ops.progress import timed_lines
from support.model_control import ModelControl
from support.waiting import HANG_SECONDS, eventually

WORKER_TIMEOUT_SECONDS = 60
"""The tests' workers get less than the real time, so that what hangs ends soon; still, a cold start and an essay take
40 s on a busy machine."""

SETTLE_SECONDS = 5
"""A deletion waits that long for uploads that were allowed before it; the tests allow none just before."""

TEST_SECONDS = 3600
"""A test that hangs ends after this, and not a test on a busy machine. The first one starts the stage."""

CLAUDE, SCHEMAS = "CLAUDE", "SCHEMAS"
"""Variables that `make interviews` sets: the profile that interviews, and what becomes of schemas."""

LAST = ["test_release.py", "test_permissions.py"]
"""The one leaves other versions deployed, the other looks at the whole run."""

NIGHTLY = "NIGHTLY"
"""Set by `make nightly`: what takes many minutes runs too."""

WITHOUT_IMAGES, IN_PARTS, BY_DAY = pytest.StashKey[int](), pytest.StashKey[int](), pytest.StashKey[int]()


@dataclass(frozen=True)
class Stage:
    """The deployed stage, and what tests do to it from outside."""

    local: LocalStage
    deployment: Deployment
    deployed: DeployedStage

    @cached_property
    def model(self) -> ModelControl:
        return ModelControl(self.deployed.description["model_url"])

    def api(self, token: str | None) -> Api:
        """The API as a good client calls it."""
        return PatientApi(self.deployed.api_url, token, patience=HANG_SECONDS)

    def new_user(self) -> "User":
        return User(self, self.deployed.sign_in(f"{uuid.uuid4().hex}@example.com"))

    def sign_ins(self) -> set[str]:
        """The `sub` of everybody who can sign in."""
        pages = self.deployed.cognito.get_paginator("list_users").paginate(
            UserPoolId=self.deployed.description["user_pool_id"]
        )
        return {
            each["Value"]
            for page in pages
            for user in page["Users"]
            for each in user["Attributes"]
            if each["Name"] == "sub"
        }

    def until(self, look: Callable[[], Any], what: str) -> Any:
        return eventually(look, what=what)

    def answered_by_model(self, word: str, ask: Callable[[], Answer]) -> Answer:
        """The answer to a single try that reached the model. Where other writes came first, none does."""

        def answered() -> Answer | None:
            answer = ask()
            return answer if self.model.calls(word) else None

        return eventually(answered, what="a request that reaches the model")

    def table(self, name: str) -> str:
        return str(self.deployed.description["tables"][name])

    def item(self, table: str, **key: str) -> Any:
        answer = self.deployed.client("dynamodb").get_item(
            TableName=self.table(table), Key={name: {"S": value} for name, value in key.items()}, ConsistentRead=True
        )
        return answer.get("Item")

    def queue_url(self, kind: str, name: str = "url") -> str:
        return str(self.deployed.description["queues"][kind][name])

    def send(self, kind: str, body: dict[str, Any]) -> None:
        self.send_text(kind, json.dumps(body))

    def send_text(self, kind: str, body: str) -> None:
        self.deployed.client("sqs").send_message(QueueUrl=self.queue_url(kind), MessageBody=body)

    def drained(self, kind: str) -> None:
        """Wait until no message is waiting or in a worker's hands."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]

        def empty() -> bool:
            answer = self.deployed.client("sqs").get_queue_attributes(
                QueueUrl=self.queue_url(kind), AttributeNames=names
            )
            return all(answer["Attributes"][name] == "0" for name in names)

        self.until(empty, f"an empty {kind} queue")

    def dead_bodies(self, kind: str) -> str:
        """All that the dead-letter queue holds, as one text; it stays there."""
        answer = self.deployed.client("sqs").receive_message(
            QueueUrl=self.queue_url(kind, "dlq_url"), MaxNumberOfMessages=10, VisibilityTimeout=0
        )
        return "\n".join(message["Body"] for message in answer.get("Messages", []))

    def store_unsent_job(self, user_id: str, request: dict[str, Any], due_by: int = 1_700_000_060_000) -> str:
        """A job as its submitter leaves it when it dies between the table and the queue; the sweep sends it if due."""
        job = Job(
            job_id=str(uuid.uuid4()),
            user_id=user_id,
            kind=Kind.WRITING,
            request=request,
            request_hash=request_hash(request),
            correlation_id="test",
            created_at=1_700_000_000_000,
            updated_at=1_700_000_000_000,
            message_due_by=due_by,
        )
        self.deployed.client("dynamodb").put_item(TableName=self.table("jobs"), Item=to_attributes(job.as_item()))
        return job.job_id

    def invoke(self, folder: str, event: Any) -> Any:
        """Invoke the alias of a function, as a schedule or an operator does."""
        function = self.deployed.description["functions"][folder]
        answer = self.deployed.client("lambda").invoke(
            FunctionName=function["name"], Qualifier="live", Payload=json.dumps(event)
        )
        return json.load(answer["Payload"])

    def log(self, function: str) -> list[str]:
        """What a function wrote so far, line by line; the latest invocation may be missing."""
        pages = self.deployed.client("logs").get_paginator("filter_log_events")
        found = pages.paginate(logGroupName=f"/aws/lambda/{function}")
        return [event["message"].strip() for page in found for event in page["events"]]

    def sweep(self) -> None:
        self.invoke("job_api", {"sweep": True})

    def kill_caller_of_model(self) -> None:
        """Kill the function that waits for the model server's answer; a container shares this machine's network."""
        port = self.local.ports.model

        def waiting() -> list[psutil.Process] | None:
            callers = {
                connection.pid
                for connection in psutil.net_connections("tcp")
                if connection.raddr and connection.raddr.port == port and connection.pid
            }
            with suppress(psutil.NoSuchProcess):  # it ended just now: look again
                workers = [process for process in map(psutil.Process, callers) if "awslambdaric" in process.cmdline()]
                return workers if len(workers) == 1 else None
            return None

        (worker,) = self.until(waiting, "a single worker that waits for the model")
        worker.kill()


class User:
    """A signed-in user of the public API.

    Attributes:
        api: calls it as a good client does: every POST has an Idempotency-Key, and what the API asks to be repeated is.
        once: calls it as a careless client does: one try, without a key.
    """

    def __init__(self, stage: Stage, token: str) -> None:
        self.stage = stage
        self.api = stage.api(token)
        self.once = Api(stage.deployed.api_url, token)
        self.token = token
        self.sub = str(jwt.decode(token, options={"verify_signature": False})["sub"])

    def submit(self, request: dict[str, Any], key: str | None = None) -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        return expect(self.api.post("/writing/evaluations", request, **headers), HTTPStatus.ACCEPTED)

    def get(self, path: str) -> Any:
        return expect(self.api.get(path), HTTPStatus.OK)

    def job(self, job_id: str) -> Any:
        return self.get(f"/jobs/{job_id}")

    def finished(self, job_id: str) -> Any:
        def ended() -> Any:
            job = self.job(job_id)
            return None if job["status"] in {"QUEUED", "PROCESSING"} else job

        return eventually(ended, what=f"the end of job {job_id}")

    def missing(self, path: str) -> Any:
        """The 404 of a path, without what differs between any two requests."""
        body = expect(self.api.get(path), HTTPStatus.NOT_FOUND)
        return {name: value for name, value in body.items() if name != "request_id"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put last what must be last, and leave out what this run cannot show."""
    items.sort(key=lambda item: LAST.index(item.path.name) if item.path.name in LAST else -1)
    here = Path(__file__).parent
    for item in items:
        if item.path.parent == here:
            item.add_marker(pytest.mark.timeout(TEST_SECONDS))
    if {item.path for item in items if item.path.parent == here} != set(here.glob("test_*.py")):
        config.stash[IN_PARTS] = _leave_out("whole_run", config, items)
    if NIGHTLY not in os.environ:
        config.stash[BY_DAY] = _leave_out("nightly", config, items)
    if choose_runtime(os.environ) == "process":
        config.stash[WITHOUT_IMAGES] = _leave_out("images_only", config, items)


def _leave_out(marker: str, config: pytest.Config, items: list[pytest.Item]) -> int:
    marked = [item for item in items if item.get_closest_marker(marker)]
    config.hook.pytest_deselected(items=marked)
    items[:] = [item for item in items if item not in marked]
    return len(marked)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if count := config.stash.get(WITHOUT_IMAGES, 0):
        terminalreporter.write_line(f"{count} left out: without a container engine there are no images", yellow=True)
    if count := config.stash.get(BY_DAY, 0):
        terminalreporter.write_line(f"{count} left out: `make nightly` runs what takes many minutes", yellow=True)
    if count := config.stash.get(IN_PARTS, 0):
        terminalreporter.write_line(f"{count} left out: they need all integration tests in one run", yellow=True)


TEST_STAGE = "TEST_STAGE"
"""Names the folder of the run's stage, so that two runs can go on at once."""

STAGE_DIR = ROOT / "build" / os.environ.get(TEST_STAGE, "test-stage")

CALLS_FILE = STAGE_DIR.with_suffix(".aws-calls.jsonl")
"""What the functions asked of AWS in this run, see test_permissions.py."""


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    with hold_lock(STAGE_DIR.with_suffix(".lock")):
        yield from _stage()


def _stage() -> Iterator[Stage]:
    say = timed_lines()
    local = LocalStage(choose_runtime(os.environ), Ports.free(), STAGE_DIR, say, CALLS_FILE)
    local.stop()
    CALLS_FILE.unlink(missing_ok=True)
    local.start()
    try:
        deployment = Deployment(
            local,
            say=say,
            variables={
                "evaluator_timeout_seconds": WORKER_TIMEOUT_SECONDS,
                "flashcard_timeout_seconds": WORKER_TIMEOUT_SECONDS,
                "deletion_settle_seconds": SETTLE_SECONDS,
                **({"model_id": os.environ[CLAUDE]} if CLAUDE in os.environ else {}),
            },
        )
        deployment.apply()
        stage = Stage(local, deployment, DeployedStage(local.state_dir))
        stage.model.handle_schemas(os.environ.get(SCHEMAS, "documented"))
        yield stage
    finally:
        local.stop()
        if local.runtime == "image":
            forget_images(local.ports.address("registry"))


@pytest.fixture
def user(stage: Stage) -> User:
    return stage.new_user()
