"""SQS event source mappings that process as many batches at once as MaximumConcurrency allows.

LocalStack processes one batch at a time per mapping, whatever the mapping says.
"""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Semaphore
from typing import Any

from localstack.runtime import hooks
from localstack.services.lambda_.event_source_mapping.esm_worker import EsmWorker
from localstack.services.lambda_.event_source_mapping.pollers.poller import EmptyPollResultsException
from localstack.services.lambda_.event_source_mapping.pollers.sqs_poller import SqsPoller

LOG = logging.getLogger(__name__)

LAMBDA_MINIMUM_CONCURRENCY = 2
"""Smallest MaximumConcurrency that Lambda takes; what a mapping without one gets here."""

LONG_POLL_SECONDS = 2
"""Longest wait of one poll for a first message: also how long it takes to disable a mapping."""


SLOW_MACHINE_SECONDS = 20
"""How much longer than a poll its thread is waited for."""


class ConcurrentBatches:
    """Takes over a poller: it still polls one batch at a time, but hands it to a pool.

    A batch is only received once a worker is free, so that no message waits invisibly.
    """

    def __init__(self, poller: SqsPoller, limit: int) -> None:
        self._poll, self._handle = poller.poll_events, poller.handle_messages
        self._free = Semaphore(limit)
        self._new_pool = partial(ThreadPoolExecutor, limit, thread_name_prefix="sqs-mapping")
        self._pool = self._new_pool()
        # LocalStack passes this on as WaitTimeSeconds, and asks ten times a second where it is 0.
        poller.maximum_batching_window = max(poller.maximum_batching_window, LONG_POLL_SECONDS)
        poller.poll_events = self.poll_events
        poller.handle_messages = self.handle_messages
        poller.close = self.close

    def poll_events(self) -> None:
        """Wait for a free worker, then poll; only the mapping's one polling thread calls this.

        An empty poll is nothing special: its caller would pause for up to a second, and messages with it.
        """
        self._free.acquire()
        self._free.release()
        with suppress(EmptyPollResultsException):
            self._poll()

    def handle_messages(self, messages: list[dict[str, Any]]) -> None:
        """Process a batch in the pool."""
        self._free.acquire()
        self._pool.submit(self._handle, messages).add_done_callback(self._finish_batch)

    def close(self) -> None:
        """Let running batches end; the mapping may be enabled again."""
        self._pool.shutdown(wait=False)
        self._pool = self._new_pool()

    def _finish_batch(self, batch: Future[None]) -> None:
        self._free.release()
        if error := batch.exception():
            LOG.warning("batch failed and comes back after its visibility timeout: %s", type(error).__name__)


@hooks.on_infra_start()
def honour_maximum_concurrency() -> None:
    """Let every SQS mapping that is made from now on process batches side by side."""
    stock_init = EsmWorker.__init__

    def init(worker: EsmWorker, esm_config: Any, poller: Any, *args: Any, **kwargs: Any) -> None:
        stock_init(worker, esm_config, poller, *args, **kwargs)
        if isinstance(poller, SqsPoller):
            scaling = esm_config.get("ScalingConfig") or {}
            ConcurrentBatches(poller, scaling.get("MaximumConcurrency", LAMBDA_MINIMUM_CONCURRENCY))

    stock_stop = EsmWorker.stop

    def stop(worker: EsmWorker) -> None:
        stock_stop(worker)
        if worker._poller_thread:
            # Its last poll must be over before the mapping says that it is disabled.
            worker._poller_thread.join(LONG_POLL_SECONDS + SLOW_MACHINE_SECONDS)

    EsmWorker.__init__ = init
    EsmWorker.stop = stop
