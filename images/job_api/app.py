"""The handler: it answers API requests, deletes accounts, sweeps on schedule, and checks its health."""

from dataclasses import asdict
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from bandup.core.call_limits import GATEWAY_SECONDS, find_deadline, limit_calls
from bandup.core.health import run_checks
from bandup.core.log import logger
from bandup.core.metrics import publish_metrics
from bandup.http.api import RestApi
from bandup.jobs.kinds import EVALUATIONS, FLASHCARD_SETS

from .account import add_account
from .card_editor import CardEditor
from .evaluations import add_evaluations
from .flashcard_sets import add_flashcard_sets
from .interview_material import add_interview_material
from .interviews import add_interviews
from .jobs import add_jobs
from .services import Services
from .set_cards import add_set_cards
from .submissions import add_submissions


def build_api(services: Services) -> RestApi:
    api = services.authentication.router()
    evaluations, sets = services.results[EVALUATIONS], services.results[FLASHCARD_SETS]
    add_submissions(api, services.submitter, services.uploads, services.results, services.jobs)
    add_jobs(api, services.jobs, services.tokens)
    add_evaluations(api, evaluations, services.jobs, services.study, services.tokens)
    add_flashcard_sets(
        api,
        sets,
        services.jobs,
        services.study,
        downloads=services.downloads,
        limits=services.limits,
        tokens=services.tokens,
    )
    add_set_cards(api, CardEditor(sets, services.jobs), services.tokens)
    add_interview_material(api, services.results, services.jobs, services.tokens)
    add_interviews(
        api,
        services.interviews,
        services.jobs,
        services.study,
        downloads=services.downloads,
        limits=services.limits,
    )
    add_account(
        api,
        services.jobs,
        services.interviews,
        services.submitter,
        exporter=services.exporter,
        limits=services.limits,
    )
    return api


class JobApi:
    """The handler, with the services that it uses."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._api = build_api(services)

    def __call__(self, event: Any, context: LambdaContext) -> dict[str, Any]:
        """Answer one invocation. No API request has the form of the three events that only AWS principals can send."""
        with limit_calls(find_deadline(context).within(GATEWAY_SECONDS)):
            return self._answer(event, context)

    def _answer(self, event: Any, context: LambdaContext) -> dict[str, Any]:
        if event == {"sweep": True}:
            logger.set_correlation_id(context.aws_request_id)
            with publish_metrics():
                returned = self._services.left_claims.give_back()
                return {**asdict(self._services.sweeper.sweep()), "claims_returned": returned}
        if event == {"health": True}:
            return run_checks(self._services.checks)
        if isinstance(event, dict) and event.keys() == {"Records"}:
            return self._services.deletions(event, context)
        return self._api.resolve(event, context)
