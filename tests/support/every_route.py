"""Every route of the API with a request that fits, and the functions behind them, built as their entry points do."""

import re
import time
import uuid
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, cast

import aggregate_skills.routes
import fetch_session.routes
import generate_feedback.routes
import generate_feedback.services
import generate_feedback.settings
import generate_interview_question.routes
import generate_interview_question.services
import generate_interview_question.settings
import job_api.app
import job_api.services
import job_api.settings
import list_sessions.routes
import s3_upload.routes
import s3_upload.services
import s3_upload.settings
from bandup.core.aws import Clients
from bandup.core.settings import FunctionSettings
from bandup.http.api_function import ApiFunction
from bandup.wiring.interviews import (
    InterviewServices,
    InterviewSettings,
    PagedInterviewServices,
    PagedInterviewSettings,
)
from support.events import Answer, FakeContext, api_event
from support.openapi import operations

Handler = Callable[[Any, Any], dict[str, Any]]

_ID = str(uuid.UUID(int=7))
_ESSAY = {"task_type": "TASK_2", "question": "Discuss.", "essay_content": "People hold different views about it."}
_UPLOAD = {"upload_type": "speaking_audio", "filename": "a.webm", "content_type": "audio/webm", "size": 1000}

BODIES: Mapping[str, Any] = {
    "POST /uploads": _UPLOAD,
    "POST /writing/evaluations": _ESSAY,
    "POST /speaking/evaluations": {"upload_id": _ID, "part": "PART_1", "questions": ["Where do you live?"]},
    "POST /flashcards": {"upload_id": _ID, "num_cards": 5, "difficulty": "EASY", "question_types": ["DEFINITION"]},
    "POST /transcripts": {"upload_id": _ID},
    "POST /texts": {"upload_id": _ID},
    "POST /interview": {"category": "technical", "difficulty": "MEDIUM"},
    "POST /feedback": {"session_id": _ID},
    "PATCH /flashcard-sets/{set_id}/cards/{card_id}": {"answer": "A cell.", "version": 1},
}
"""What is sent to each route that takes a body."""


@dataclass(frozen=True)
class Asked:
    """What one route answered.

    Attributes:
        route: its method and path.
        answer: what it answered.
        seconds: how long that took.
    """

    route: str
    answer: Answer
    seconds: float


def build_handler(function: str, values: Mapping[str, Any], clients: Clients) -> Handler:
    """The handler of a function that answers the gateway.

    Args:
        function: its folder.
        values: its settings by their names in lower case, among others.
        clients: AWS clients.
    """
    match function:
        case "job_api":
            api = job_api.app.JobApi(job_api.services.Services.build(_load(job_api.settings.Settings, values), clients))
            return cast("Handler", api)
        case "s3_upload":
            uploads = s3_upload.services.Services.build(_load(s3_upload.settings.Settings, values), clients)
            return ApiFunction(s3_upload.routes.build_api(uploads), uploads.checks)
        case "generate_interview_question":
            question = generate_interview_question.services.Services.build(
                _load(generate_interview_question.settings.Settings, values), clients
            )
            return ApiFunction(generate_interview_question.routes.build_api(question), question.checks)
        case "generate_feedback":
            feedback = generate_feedback.services.Services.build(
                _load(generate_feedback.settings.Settings, values), clients
            )
            return ApiFunction(generate_feedback.routes.build_api(feedback), feedback.checks)
        case "aggregate_skills":
            skills = InterviewServices.build(_load(InterviewSettings, values), clients)
            return ApiFunction(aggregate_skills.routes.build_api(skills), skills.checks)
        case "fetch_session" | "list_sessions":
            paged = PagedInterviewServices.build(_load(PagedInterviewSettings, values), clients)
            build = fetch_session.routes.build_api if function == "fetch_session" else list_sessions.routes.build_api
            return ApiFunction(build(paged), paged.checks)
    raise LookupError(function)


def _load(settings: type[FunctionSettings], values: Mapping[str, Any]) -> Any:
    return settings(**{name: values[name] for name in settings.model_fields if name in values})


def ask_every_route(
    find_values: Callable[[str], Mapping[str, Any]],
    clients: Clients,
    bearer: str,
    seconds: float,
    leave_out: Collection[str] = (),
) -> list[Asked]:
    """Ask all routes at once, each of a function of its own.

    Args:
        find_values: from a function's folder to its settings.
        clients: AWS clients.
        bearer: the Authorization header.
        seconds: the time limit of the functions.
        leave_out: methods and paths of routes that are not asked.
    """

    def ask(operation: tuple[str, str, dict[str, Any]]) -> Asked:
        method, path, described = operation
        function = described["x-bandup-function"]
        handler = build_handler(function, find_values(function), clients)
        body = BODIES.get(f"{method} {path}")
        path = re.sub(r"\{\w+\}", _ID, path)
        query = {"session_id": _ID} if path == "/review" else {"format": "csv"} if path.endswith("/export") else None
        if path == "/feedback":
            query = {"wait": "25"}
        event = api_event(method, path, headers={"Authorization": bearer}, body=body, query=query)
        began = time.monotonic()
        answer = Answer(handler(event, FakeContext(seconds)))
        return Asked(f"{method} {path}", answer, time.monotonic() - began)

    every = [each for each in operations() if f"{each[0]} {each[1]}" not in leave_out]
    with ThreadPoolExecutor(len(every)) as pool:
        return list(pool.map(ask, every))
