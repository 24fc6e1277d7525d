"""What keeps a job with its worker: a short lease, renewed again and again while the work goes on.

So a worker that is killed is replaced as soon as its last renewal has run out, and not when it would have ended.
"""

import math
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from bandup.core.call_limits import ANSWER_SECONDS, CALL_SECONDS, limit_calls
from bandup.core.clock import Deadline
from bandup.core.errors import WorkError
from bandup.core.log import logger
from bandup.jobs.exceptions import JobChangedError
from bandup.jobs.lease import Lease
from bandup.jobs.queue import Delivery

LEASE_SECONDS = 60.0
"""How long a lease holds, and its message stays hidden, after each renewal."""

BEAT_SECONDS = 15.0
"""Between two renewals. Three of them may fail before somebody else takes the job over."""

END_SECONDS = 2.0
"""How long the end of the work waits for a renewal that has begun."""


@dataclass
class Heartbeat:
    """Renews the lease of a job and hides its message, from a thread of its own, for the length of a `with` block.

    If somebody else has the job, `deadline` is over at once: nothing more is paid for it. Nothing more can be stored
    either, since the lease is fenced. The thread ends with the block and at the latest with the invocation, so that an
    environment that is frozen after it and woken for another job renews nothing.

    Attributes:
        lease: the lease to renew.
        delivery: the message to hide.
        ends: when the invocation ends.
        seconds: between two renewals.
    """

    lease: Lease
    delivery: Delivery
    ends: Deadline
    seconds: float = BEAT_SECONDS
    _stopped: threading.Event = field(default_factory=threading.Event, init=False)
    _lost: threading.Event = field(default_factory=threading.Event, init=False)

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    @property
    def deadline(self) -> Deadline:
        """The invocation's, or one that is over if the job was lost."""
        return Deadline(self.ends.at, now=lambda: math.inf if self._lost.is_set() else self.ends.now())

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._stopped.set()
        self._thread.join(END_SECONDS)

    def _beat(self) -> None:
        while not self._stopped.wait(self.seconds) and self.ends.seconds_left():
            try:
                with limit_calls(self.ends.within(CALL_SECONDS + ANSWER_SECONDS + 1)):
                    self.lease.renew(LEASE_SECONDS)
                    if not self._stopped.is_set():
                        self.delivery.set_visibility(LEASE_SECONDS)
            except JobChangedError:
                self._lost.set()
                logger.warning("lease lost", extra={"job_id": self.lease.job.job_id})
                return
            except WorkError as error:
                logger.warning("lease not renewed", extra={"job_id": self.lease.job.job_id, "code": error.code})
