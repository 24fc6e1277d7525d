"""The requests that are measured: some of each API function, with a token of the bench's own user pool."""

import json
from typing import Any

from bandup.jobs.kinds import Kind
from support.events import api_event
from support.tokens import UserPool

from . import items
from .environments import SETTINGS
from .inputs import USER, make_id

ESSAY = "Museums keep what a country remembers, and nobody should be kept out by the price of a ticket. " * 20

_INTERVIEW = {"category": "technical", "difficulty": "MEDIUM", "questions": 5}


def make_pool() -> UserPool:
    """A user pool whose tokens the functions take under the bench's settings."""
    pool = UserPool()
    pool.issuer = SETTINGS["COGNITO_ISSUER"]
    return pool


def make_requests(pool: UserPool) -> dict[str, dict[str, Any]]:
    """For each function the events of its routes, by the route's name."""
    headers = {"Authorization": f"Bearer {pool.token(USER, client_id=SETTINGS['COGNITO_CLIENT_IDS'])}"}

    def event(method: str, path: str, **more: Any) -> dict[str, Any]:
        return api_event(method, path, headers=headers, **more)

    job, session = make_id(Kind.WRITING, 1), {"session_id": items.find_session_id()}
    writing = {"task_type": "TASK_2", "question": "Should museums be free?", "essay_content": ESSAY}
    upload = {"upload_type": "flashcard_pdf", "filename": "a.pdf", "content_type": "application/pdf", "size": 1000}
    return {
        "job_api": {
            "POST /writing/evaluations": event("POST", "/writing/evaluations", body=writing),
            "GET /jobs/{id}": event("GET", f"/jobs/{job}"),
            "GET /evaluations": event("GET", "/evaluations"),
            "GET /evaluations/{id}": event("GET", f"/evaluations/{job}"),
        },
        "s3_upload": {"POST /uploads": event("POST", "/uploads", body=upload)},
        "fetch_session": {"GET /review": event("GET", "/review", query=session)},
        "list_sessions": {"GET /sessions": event("GET", "/sessions")},
        "aggregate_skills": {"GET /skills": event("GET", "/skills")},
        "study": {
            "GET /cards/due": event("GET", "/cards/due", query={"timezone": "Europe/Berlin"}),
            "POST /reviews": event("POST", "/reviews", body=items.make_review()),
        },
        "generate_interview_question": {"POST /interview": event("POST", "/interview", body=_INTERVIEW)},
        "generate_feedback": {"POST /feedback": event("POST", "/feedback", body=session)},
    }


def make_delivery(kind: Kind, number: int) -> dict[str, Any]:
    """The event by which SQS hands a worker the numbered job of a kind."""
    record = {
        "messageId": f"{number}",
        "receiptHandle": "bench",
        "body": json.dumps({"schema_version": 1, "job_id": make_id(kind, number)}),
        "attributes": {"ApproximateReceiveCount": "1"},
        "eventSource": "aws:sqs",
    }
    return {"Records": [record]}
