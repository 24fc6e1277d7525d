"""Jobs as a learner's program runs them through the public API: submitted, followed and read."""

import time
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from ops.client.api import Api, expect
from ops.journeys.exceptions import JourneyError
from ops.progress import Say, silent

JOB_SECONDS = 600.0
"""Longest that a job is waited for: a model that is throttled is tried again for minutes."""

POLL_SECONDS = 0.2

WRITING = "/writing/evaluations"
SPEAKING = "/speaking/evaluations"

FEEDBACK = "/feedback?wait=25"
"""As long as the route waits at most."""

OPEN = frozenset({"QUEUED", "PROCESSING"})


def grade(api: Api, path: str, request: dict[str, Any], say: Say) -> dict[str, Any]:
    """As `complete`, for what is judged."""
    return complete(api, path, request, say, named="evaluation")


def complete(api: Api, path: str, request: dict[str, Any], say: Say, *, named: str) -> dict[str, Any]:
    """Submit, follow and read: what the API answered at each step, and the seconds that it took.

    Args:
        api: the API as the student calls it.
        path: the route that accepts the request.
        request: its body.
        say: told of each new stage of the job.
        named: what the result is called in what is returned.

    Raises:
        JourneyError: the job failed; the message holds the reason that the API gives.
    """
    started = time.monotonic()
    accepted = expect(api.post(path, request), HTTPStatus.ACCEPTED)
    say(f"job {accepted['job_id']}: accepted")
    job = follow(api, accepted["job_id"], lambda stage: say(f"job {accepted['job_id']}: {stage}"))
    seconds = time.monotonic() - started
    _require_completed(job)
    result = expect(api.get(job["result_url"]), HTTPStatus.OK)
    return {"accepted": accepted, "job": job, named: result, "seconds": round(seconds, 3)}


def judge(api: Api, session_id: str, key: str | None = None) -> dict[str, Any]:
    """Have an interview judged, and wait for the feedback.

    Args:
        api: the API as the candidate calls it.
        session_id: the interview.
        key: the Idempotency-Key; None for a new one.

    Raises:
        JourneyError: the job failed; the message holds the reason that the API gives.
    """
    named = {"Idempotency-Key": key or str(uuid.uuid4())}
    while (answer := api.post(FEEDBACK, {"session_id": session_id}, **named)).status != HTTPStatus.OK:
        _require_completed(follow(api, expect(answer, HTTPStatus.ACCEPTED)["job_id"], silent))
    feedback: dict[str, Any] = answer.body
    return feedback


def _require_completed(job: dict[str, Any]) -> None:
    if job["status"] != "COMPLETED":
        raise JourneyError(
            f"the job ended as {job['status']}: {job.get('error', {}).get('message', 'no reason given')}"
        )


def follow(api: Api, job_id: str, tell: Callable[[str], None]) -> dict[str, Any]:
    """The job at its end; each new stage is told on the way.

    Raises:
        JourneyError: it did not end in time.
    """
    told, deadline = "", time.monotonic() + JOB_SECONDS
    while time.monotonic() < deadline:
        job: dict[str, Any] = expect(api.get(f"/jobs/{job_id}"), HTTPStatus.OK)
        if (now := f"{job['status']} - {job['stage']}") != told:
            tell(now)
            told = now
        if job["status"] not in OPEN:
            return job
        time.sleep(POLL_SECONDS)
    raise JourneyError(f"job {job_id} did not end within {JOB_SECONDS:g} s")
