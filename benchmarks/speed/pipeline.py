"""A document from its file to its cards, ours and the seed design's, with stand-ins for the models.

Titan is on the wire, because its client's own work counts; Gemini is at the port: an answer takes as long whoever asks.
"""

import json
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import boto3
from botocore.config import Config

from bandup.core.aws import BEDROCK_CONNECTIONS
from bandup.core.clock import Deadline
from bandup.flashcards.options import CardType, Difficulty
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job
from bandup.jobs.worker import Run
from bandup.models.catalogue import require_live, today
from bandup.models.pool import ModelPool
from bandup.models.port import Prompt
from bandup.models.titan import DIMENSIONS, MODEL_ID, TitanEmbedder
from bandup.models.usage import Ledger
from bandup.storage.uploads import StoredUpload, UploadType
from flashcard_generator.document_reader import DocumentReader
from flashcard_generator.generate import FlashcardGenerator
from flashcard_generator.pdf.pictures import PictureCutter
from flashcard_generator.pdf.reader import PdfReader
from flashcard_generator.pdf.scans import ScanDrawer
from flashcard_generator.scans.scan_reader import ScanReader
from ops.local_stage.model_server import card_writer
from ops.local_stage.model_server.card_prompt import CardPrompt, read_card_prompt

from . import seed_design
from .provider import provider
from .waiting import ModelTime

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

T = TypeVar("T")

CARDS = 20
CHUNK, OVERLAP = 3000, 300
REGION = "us-east-1"
SECONDS = 600.0
TYPES = (CardType.CLOZE, CardType.FACT)


@dataclass(frozen=True)
class Latency:
    """How long models take to answer, in seconds."""

    titan: float = 0.1
    gemini: float = 2.0


@dataclass(frozen=True)
class Outcome:
    """One run of one side.

    Attributes:
        seconds: from the file to the cards.
        waited: of these, with at least one call to a model under way.
        titan_calls: vectors bought.
        floor: what the same calls would take if nothing else took any time.
        cards: how many were made.
    """

    seconds: float
    waited: float
    titan_calls: int
    floor: float
    cards: int

    @property
    def outside(self) -> float:
        """Seconds in which no model was asked anything."""
        return self.seconds - self.waited

    @property
    def over_floor(self) -> float:
        """Seconds more than the calls alone need."""
        return self.seconds - self.floor


def floor(titan_calls: int, latency: Latency) -> float:
    """The least that these calls take, ten at a time, and one answer of Gemini after them."""
    return math.ceil(titan_calls / seed_design.WORKERS) * latency.titan + latency.gemini


class _TimedEmbedder:
    def __init__(self, embedder: TitanEmbedder, waiting: ModelTime) -> None:
        self._embedder = embedder
        self._waiting = waiting

    def embed(self, text: str, *, deadline: Deadline, ledger: Ledger) -> list[float]:
        with self._waiting.call():
            return self._embedder.embed(text, deadline=deadline, ledger=ledger)


class _CardModel:
    """Gemini at the port: waits, and writes what the offline card writer makes of the prompt."""

    def __init__(self, seconds: float, waiting: ModelTime) -> None:
        self._seconds = seconds
        self._waiting = waiting

    def generate_json(
        self,
        prompt: Prompt,
        schema: Mapping[str, Any],  # noqa: ARG002  # the port's
        validate: Callable[[Any], T],
        *,
        deadline: Deadline,  # noqa: ARG002  # the port's
        ledger: Ledger,  # noqa: ARG002  # the port's
    ) -> T:
        with self._waiting.call():
            answered_at = time.perf_counter() + self._seconds
            [user] = prompt.parts
            answer = card_writer.write(read_card_prompt(str(user)))
            time.sleep(max(0.0, answered_at - time.perf_counter()))
        return validate(answer)

    def close(self) -> None:
        """Nothing is open."""


class _NoSets:
    """No set is stored."""

    def get_owned(self, result_id: str, user_id: str) -> dict[str, Any] | None:  # noqa: ARG002  # there is none
        return None


class _File:
    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, upload: StoredUpload, max_bytes: int) -> bytes:  # noqa: ARG002  # there is one file
        return self._data

    def filename(self, upload: StoredUpload) -> str:  # noqa: ARG002  # there is one file
        return "document.pdf"


class Bench:
    """Both sides, with their clients made: what is measured is a warm run.

    Args:
        client: ours.
        seed_client: with the SDK's own settings.
        latency: of the models.
    """

    def __init__(self, client: "BedrockRuntimeClient", seed_client: "BedrockRuntimeClient", latency: Latency) -> None:
        self._embedder = TitanEmbedder(client, require_live(MODEL_ID, today()))
        self._seed_client = seed_client
        self._latency = latency
        self._reader = PdfReader()

    def close(self) -> None:
        """End the process that waits for the next document."""
        self._reader.close()

    def ours(self, pdf: bytes) -> Outcome:
        """The work of the function, as its worker calls it."""
        embedding, writing = ModelTime(), ModelTime()
        documents = DocumentReader(self._reader, _TimedEmbedder(self._embedder, embedding), CHUNK, OVERLAP)
        models = ModelPool(partial(_CardModel, self._latency.gemini, writing))
        # The seed has no second look and no pictures, and this set is made instead of no other.
        work = FlashcardGenerator(
            _File(pdf),
            documents,
            models,
            verify_cards=False,
            sets=_NoSets(),
            pictures=PictureCutter(),
            scans=ScanReader(ScanDrawer(), models, 0),
        )
        run = Run(_job(), Deadline.after(SECONDS), lambda *_: None)
        started = time.perf_counter()
        result = work(run)
        return self._outcome(started, embedding, writing, len(result.body["flashcards"]))

    def seed(self, pdf: bytes) -> Outcome:
        """The seed design on the same file."""
        embedding, writing = ModelTime(), ModelTime()
        cards: list[Any] = []

        def embed(text: str) -> list[float]:
            body = json.dumps({"inputText": text, "dimensions": DIMENSIONS, "normalize": True})
            with embedding.call():
                answer = self._seed_client.invoke_model(modelId=MODEL_ID, body=body)
                vector: list[float] = json.loads(answer["body"].read())["embedding"]
            return vector

        def write(found: Sequence[seed_design.Passage]) -> None:
            with writing.call():
                answered_at = time.perf_counter() + self._latency.gemini
                cards.extend(seed_cards(found))
                time.sleep(max(0.0, answered_at - time.perf_counter()))

        started = time.perf_counter()
        seed_design.run(pdf, embed, write)
        return self._outcome(started, embedding, writing, len(cards))

    def _outcome(self, started: float, embedding: ModelTime, writing: ModelTime, cards: int) -> Outcome:
        ended = time.perf_counter()
        waited = embedding.seconds + writing.seconds  # never at once: cards are written from chosen passages
        return Outcome(ended - started, waited, embedding.calls, floor(embedding.calls, self._latency), cards)


def seed_cards(found: Sequence[seed_design.Passage]) -> list[dict[str, Any]]:
    """What the offline card writer makes of the seed design's passages, in its one request."""
    wanted = {str(kind): CARDS // len(TYPES) for kind in TYPES}
    shown = {number: passage.text for number, passage in enumerate(found)}
    cards: list[dict[str, Any]] = card_writer.write(CardPrompt(wanted, shown, frozenset(), frozenset()))["cards"]
    return cards


@contextmanager
def bench(latency: Latency) -> Iterator[Bench]:
    """Both sides, on a stand-in for Titan."""
    with provider(latency.titan) as address:
        session = boto3.Session(aws_access_key_id="bench", aws_secret_access_key="bench", region_name=REGION)  # noqa: S106
        config = Config(retries={"total_max_attempts": 1}, max_pool_connections=BEDROCK_CONNECTIONS)
        ours = session.client("bedrock-runtime", endpoint_url=address, config=config)
        seed = session.client("bedrock-runtime", endpoint_url=address)
        try:
            both = Bench(ours, seed, latency)
            with closing(both):
                yield both
        finally:
            ours.close()
            seed.close()


def _job() -> Job:
    upload = StoredUpload(UploadType.FLASHCARD_PDF, "bench", "bench", "1", 1, "application/pdf")
    request = {
        "upload": upload.as_request(),
        "num_cards": CARDS,
        "difficulty": str(Difficulty.MEDIUM),
        "question_types": [str(kind) for kind in TYPES],
    }
    return Job(
        job_id="bench",
        user_id="bench",
        kind=Kind.FLASHCARD,
        request=request,
        request_hash="",
        correlation_id="",
        created_at=0,
        updated_at=0,
    )
