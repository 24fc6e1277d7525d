"""Routes to one's own evaluations."""

from aws_lambda_powertools.event_handler import Response

from bandup.http.api import RestApi
from bandup.http.paging import PageTokens, page
from bandup.http.parameters import page_limit, query_choice
from bandup.http.responses import json_response, no_content
from bandup.ielts.evaluations import read_evaluation
from bandup.jobs.kinds import EVALUATIONS, Kind
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.study.store import StudyStore

from .drafts.chain import list_chain
from .drafts.revision import add_revision
from .results import delete_result, get_owned_result

TYPES = frozenset(kind.value for kind in Kind if kind.results is EVALUATIONS)
"""An evaluation's type is the kind of its job."""

SUMMARY = (
    "evaluation_id",
    "evaluation_type",
    "exam",
    "task_type",
    "part",
    "basis",
    "session_id",
    "revises",
    "status",
    "overall_band",
    "created_at",
)
"""The attributes that a list shows of each evaluation."""


def add_evaluations(
    api: RestApi, evaluations: ResultStore, jobs: JobStore, study: StudyStore, tokens: PageTokens
) -> None:

    @api.get("/evaluations/<evaluation_id>")
    def get_evaluation(evaluation_id: str) -> Response[str]:
        evaluation = read_evaluation(get_owned_result(evaluations, evaluation_id, api.user_id))
        del evaluation["user_id"]
        if "revises" in evaluation:
            del evaluation["first_draft"]  # GET …/drafts finds by it
            earlier = evaluations.get_owned(evaluation["revises"], api.user_id)
            evaluation = add_revision(evaluation, read_evaluation(earlier) if earlier else None)
        return json_response(200, evaluation)

    @api.get("/evaluations/<evaluation_id>/drafts")
    def list_drafts(evaluation_id: str) -> Response[str]:
        scope, limit = f"drafts {evaluation_id}", page_limit(api.received)
        start = tokens.read(api.received, user_id=api.user_id, scope=scope) or {"place": 0}
        chain = list_chain(evaluations, get_owned_result(evaluations, evaluation_id, api.user_id), api.user_id)
        stop = start["place"] + limit
        following = {"place": stop} if stop < len(chain) else None
        return json_response(
            200, page(chain[start["place"] : stop], tokens.make(following, user_id=api.user_id, scope=scope))
        )

    @api.delete("/evaluations/<evaluation_id>")
    def delete_evaluation(evaluation_id: str) -> Response[str]:
        delete_result(evaluations, jobs, evaluation_id, api.user_id, study=study)
        return no_content()

    @api.get("/evaluations")
    def list_evaluations() -> Response[str]:
        chosen = query_choice(api.received, "type", TYPES)
        scope = f"evaluations {chosen or 'of all types'}"
        found, following = evaluations.list_owned(
            api.user_id,
            limit=page_limit(api.received),
            start=tokens.read(api.received, user_id=api.user_id, scope=scope),
            only={"evaluation_type": chosen} if chosen else None,
            fields=SUMMARY,
        )
        return json_response(
            200, page([*map(read_evaluation, found)], tokens.make(following, user_id=api.user_id, scope=scope))
        )
