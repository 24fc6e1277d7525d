"""Every route of the API with a request that fits, and the functions behind them, built as their entry points do."""

import re
import time
import uuid
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
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
import study.routes
import study.services
import study.settings
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
    "PATCH /cards/{card_id}": {"state": "active", "version": 1},
    "POST /reviews": {"id": _ID, "card_id": _ID, "rating": 3, "time": 1_700_000_000_000},
    "PUT /goals": {
        "exam": "ACADEMIC",
        "target_band": 7,
        "date": (datetime.now(UTC) + timedelta(days=90)).date().isoformat(),
        "days_a_week": 5,
        "minutes_a_day": 45,
    },
    "PATCH /flashcard-sets/{set_id}/cards/{card_id}": {"answer": "A cell.", "version": 1},
}
"""What is sent to each route that takes a body."""


QUERIES: Mapping[str, Any] = {
    "/review": {"session_id": _ID},
    "/feedback": {"wait": "25"},
    "/cards": {"state": "active"},
}
"""What is asked for at each path that wants a parameter, beside the exports, which want a format."""


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


OF_THEIR_OWN: Mapping[str, Any] = {
    "s3_upload": s3_upload,
    "generate_interview_question": generate_interview_question,
    "generate_feedback": generate_feedback,
    "study": study,
}
"""Functions with settings and services of their own, which nothing but the gateway invokes here."""


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
        case _ if package := OF_THEIR_OWN.get(function):
            services = package.services.Services.build(_load(package.settings.Settings, values), clients)
            return ApiFunction(package.routes.build_api(services), services.checks)
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
        query = {"format": "csv"} if path.endswith("/export") else QUERIES.get(path)
        event = api_event(method, path, headers={"Authorization": bearer}, body=body, query=query)
        began = time.monotonic()
        answer = Answer(handler(event, FakeContext(seconds)))
        return Asked(f"{method} {path}", answer, time.monotonic() - began)

    every = [each for each in operations() if f"{each[0]} {each[1]}" not in leave_out]
    with ThreadPoolExecutor(len(every)) as pool:
        return list(pool.map(ask, every))
