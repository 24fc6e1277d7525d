"""One storm of interviews: candidates ask until they are answered, functions are killed, and the sweep gives back."""

import random
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from bandup.account.exceptions import AccountError
from bandup.account.limits import Limited, Limits, Rate
from bandup.account.quotas import Quotas
from bandup.core.clock import Deadline
from bandup.core.dynamo import Table
from bandup.core.errors import InvalidOutputError, TerminalError, WorkError
from bandup.http.exceptions import InvalidFieldsError
from bandup.interview.claims import PARTITION, LeftClaims
from bandup.interview.exceptions import InterviewError
from bandup.interview.items import session_from_item, turn_from_item
from bandup.interview.model import Difficulty, Move, PaidRoute, Session, Turn
from bandup.interview.paid_calls import PaidCalls
from bandup.interview.store import InterviewStore
from bandup.models.usage import Ledger
from generate_interview_question.interview_service import InterviewService
from generate_interview_question.interviewer import Interviewer, InterviewerTurn
from generate_interview_question.materials import Materials
from generate_interview_question.request import InterviewRequest
from support.tables import create_interviews, create_jobs, create_quotas

from .candidates import Ask, make_asks
from .clock import StormClock
from .environments import Environments
from .exceptions import StormError
from .faults import Faults
from .interview_outcome import InterviewOutcome, StoredInterviews
from .judge import WorkerCrashError
from .model import StormModel
from .natures import Nature
from .shelves import scan
from .weather import Weather

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

OWNERS = 100
TIMEOUT_SECONDS = 29.0
SWEEP_MS = 60_000
MAX_ROUNDS = 2_000
MAX_SWEEPS = 20
"""After the last answer, until no claim is left."""

FROZEN_SECONDS = 5.0, 45.0
"""Some outlast the claim."""

MANY = 1_000_000


@dataclass(frozen=True)
class StormInterviewer(Interviewer):
    """An interviewer whose turns are the storm's.

    Attributes:
        storm: the paid model.
        asks: the candidates' requests, by what they say.
        begun: the owner of each call that was paid to begin an interview.
    """

    storm: StormModel
    asks: Mapping[str, Ask]
    begun: list[str] = field(default_factory=list)

    def next_turn(
        self,
        session: Session,
        earlier: Sequence[Turn],  # noqa: ARG002  # what was said before changes nothing here
        message: str | None,
        *,
        deadline: Deadline,
        ledger: Ledger,
    ) -> InterviewerTurn:
        """A reply that no other one equals, or one of the model's failures."""
        ask = self.asks[message] if message else None
        nature = ask.nature if ask else Nature.PLAIN
        if nature is Nature.BLOCKED:
            raise TerminalError("blocked", "The storm's provider blocks this.")
        if ask and nature in {Nature.REPAIRED, Nature.CRASHING} and ask.goes_wrong():
            if nature is Nature.CRASHING:
                raise WorkerCrashError
            self.storm.pay(ledger, 1)
            raise InvalidOutputError("model_output_invalid", "No usable answer.")
        number = self.storm.ask(deadline, ledger)
        if not message:
            self.begun.append(session.user_id)
        move = Move.FOLLOW_UP if message else Move.OPENING
        return InterviewerTurn(f"Question {number}: why?", move, "queues", None, Difficulty.MEDIUM)


class InterviewStorm:
    """The platform's own paid calls on an emulated DynamoDB, in bad weather.

    Args:
        client: of DynamoDB, for this storm alone.
        weather: what goes wrong, and how often; `messages` are requests of candidates.
        seed: of the dice.
        say: told of the progress.
    """

    def __init__(self, client: "DynamoDBClient", weather: Weather, seed: int, say: Callable[[str], None]) -> None:
        self._weather, self._seed, self._say = weather, seed, say
        self._client, self._clock = client, StormClock()
        self._faults = Faults(weather, seed)
        self._environments = Environments(weather.environments, self._clock)
        self._model = StormModel(self._faults, self._environments, weather, FROZEN_SECONDS)
        self._table, jobs, self._counters = (f"{name}-{uuid.uuid4()}" for name in ("interviews", "jobs", "quotas"))
        create_interviews(client, self._table)
        create_jobs(client, jobs)
        create_quotas(client, self._counters)
        self._faults.beset(client)
        self._asks = make_asks(weather.messages, OWNERS)
        quotas = Quotas(client, self._counters, dict.fromkeys(PaidRoute, MANY), self._clock)
        limits = Limits(client, self._counters, {Limited.TURNS: Rate(MANY, MANY)}, self._clock)
        paid_calls = PaidCalls(client, self._table, jobs_table=jobs, quotas=quotas, limits=limits, clock=self._clock)
        by_message = {ask.message: ask for ask in self._asks if ask.opening}
        self._interviewer = StormInterviewer(cast("Any", None), self._model, by_message)
        interviews, materials = InterviewStore(client, self._table), Materials(Table(client, jobs), {})
        self._service = InterviewService(interviews, paid_calls, self._interviewer, materials, self._clock)
        self._claims = LeftClaims(client, self._table, self._counters, self._clock)
        self._swept = self._clock()

    def run(self) -> InterviewOutcome:
        """Ask until everything is answered, wait until no claim is left, and count.

        Raises:
            StormError: the requests do not come to an end.
        """
        started = time.monotonic()
        dice = random.Random(self._seed)  # dice, not keys
        for number in range(MAX_ROUNDS):
            if all(ask.is_over for ask in self._asks):
                break
            due = [ask for ask in self._asks if ask.is_due]
            due += [ask for ask in due if dice.random() < self._weather.duplicates]
            dice.shuffle(due)
            self._environments.run(partial(self._ask, ask) for ask in due)
            if number % 20 == 0:
                self._say(f"interview, seed {self._seed}: {sum(ask.is_over for ask in self._asks)} requests are over")
            self._go_on()
        else:
            raise StormError("The storm's interviews do not come to an end.")
        for _ in range(MAX_SWEEPS):
            self._environments.run([])
            self._go_on()
            if not self._environments.any_still and not self._count_claims():
                break
        return self._look(round(time.monotonic() - started, 1))

    def close(self) -> None:
        self._environments.close()

    def _ask(self, ask: Ask) -> None:
        """One request, which its candidate repeats later if no answer comes."""
        request = (
            InterviewRequest.model_validate({"session_id": ask.session_id, "message": ask.message})
            if ask.opening
            else InterviewRequest.model_validate({"category": "technical", "difficulty": "MEDIUM", "questions": 10})
        )
        with self._faults.invocation():
            try:
                answer = self._service.take_turn(
                    ask.user_id, request, f"number {ask.number}", Deadline.after(TIMEOUT_SECONDS)
                )
            except InvalidFieldsError:
                ask.is_refused = True
                return
            except (AccountError, InterviewError, WorkError, WorkerCrashError):
                return
            self._faults.step("before the gateway answers")
            ask.note(answer)

    def _go_on(self) -> None:
        """Let time pass, and sweep once a minute."""
        self._environments.pass_time(None)
        if self._clock() - self._swept < SWEEP_MS and not all(ask.is_over for ask in self._asks):
            return
        self._clock.advance_to(self._swept + SWEEP_MS)
        self._swept = self._clock()

        def sweep() -> None:
            with self._faults.invocation(is_rare=True):
                try:
                    self._claims.give_back()
                except WorkError:
                    return

        self._environments.run([sweep])

    def _count_claims(self) -> int:
        answer = self._client.query(
            TableName=self._table,
            KeyConditionExpression="sessionId = :partition",
            ExpressionAttributeValues={":partition": {"S": PARTITION}},
            Select="COUNT",
            ConsistentRead=True,
        )
        return answer["Count"]

    def _look(self, seconds: float) -> InterviewOutcome:
        items = scan(self._client, self._table)
        turns: dict[str, list[Turn]] = {}
        for item in sorted(items, key=lambda item: item["ts"]):
            if "turn" in item:
                turns.setdefault(item["sessionId"], []).append(turn_from_item(item))
        headers: list[dict[str, Any]] = [item for item in items if "userId" in item]
        used = {item["user_id"]: int(item["used"]) for item in scan(self._client, self._counters) if "used" in item}
        return InterviewOutcome(
            kind="interview",
            seed=self._seed,
            stored=StoredInterviews(
                asks=self._asks,
                sessions={item["sessionId"]: session_from_item(item) for item in headers},
                turns=turns,
                begun=self._interviewer.begun,
                used=used,
                claims=sum(item["sessionId"] == PARTITION for item in items),
                keys_held=sum(item.get("claimedUntil", 0) > self._clock() and "answer" not in item for item in items),
            ),
            model_calls=self._model.calls,
            frozen=self._model.frozen,
            throttled=self._faults.throttled,
            outage=self._faults.broken,
            kills=dict(sorted(self._faults.kills.items())),
            seconds=seconds,
        )
