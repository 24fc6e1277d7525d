"""The handler: it accepts requests for feedback, works on the jobs that they become, and checks its health."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from bandup.http.api_function import ApiFunction
from bandup.jobs.lambda_worker import LambdaWorker


class FeedbackFunction:
    """The handler, with what it hands its events to."""

    def __init__(self, api: ApiFunction, worker: LambdaWorker) -> None:
        self._api = api
        self._worker = worker

    def __call__(self, event: Any, context: LambdaContext) -> dict[str, Any]:
        """Answer one invocation.

        No API request has the form of a batch, which only the queue's poller can send, nor that of an operator's
        invocation for one job.
        """
        if isinstance(event, dict) and event.keys() in ({"Records"}, {"job_id"}):
            return self._worker(event, context)
        return self._api(event, context)
