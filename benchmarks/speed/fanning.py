"""Ten calls at a time, over the wire: against the least that they can take, and none for short documents."""

import time
from collections.abc import Iterator

import boto3
from botocore.config import Config

from bandup.core.aws import BEDROCK_CONNECTIONS
from bandup.core.clock import Deadline
from bandup.models.catalogue import require_live, today
from bandup.models.titan import MODEL_ID, TitanEmbedder
from bandup.models.usage import Ledger
from flashcard_generator.pdf.chunks import Chunk
from flashcard_generator.retrieval.embedding import MAX_PARALLEL_CALLS, MAX_WITHOUT_VECTORS, Embeddings

from .figures import Figure, at_most
from .provider import provider

CALLS = 100
DELAY = 0.1
RUNS = 7
IDEAL = CALLS / MAX_PARALLEL_CALLS * DELAY
TEXT = "A passage about rivers, and what they carry to the sea. " * 54


def embedder(address: str) -> TitanEmbedder:
    """Ours, on a stand-in for Titan."""
    session = boto3.Session(aws_access_key_id="bench", aws_secret_access_key="bench", region_name="us-east-1")  # noqa: S106
    config = Config(retries={"total_max_attempts": 1}, max_pool_connections=BEDROCK_CONNECTIONS)
    client = session.client("bedrock-runtime", endpoint_url=address, config=config)
    return TitanEmbedder(client, require_live(MODEL_ID, today()))


def figures() -> Iterator[Figure]:
    """The fan-out, and the calls for the longest document that needs none."""
    with provider(DELAY) as address:
        titan = embedder(address)
        _fan_out(titan, CALLS)  # connections are made once
        walls = [_fan_out(titan, CALLS)[0] / IDEAL for _ in range(RUNS)]
        calls = [float(_fan_out(titan, MAX_WITHOUT_VECTORS)[1]) for _ in range(RUNS)]
    ideal = f"{CALLS} calls of {DELAY * 1000:.0f} ms, {MAX_PARALLEL_CALLS} at a time, with no other work: {IDEAL:g} s"
    yield Figure("fan-out over the wire", walls, "x", ideal, at_most(1.15))
    yield Figure(f"vectors bought for {MAX_WITHOUT_VECTORS} passages", calls, "calls", "counted", at_most(0))


def _fan_out(titan: TitanEmbedder, count: int) -> tuple[float, int]:
    """Seconds and calls."""
    ledger = Ledger()
    started = time.perf_counter()
    with Embeddings(titan, Deadline.after(60), ledger) as embeddings:
        for number in range(count):
            embeddings.add(Chunk(number, f"{number} {TEXT}", number + 1, number + 1))
        embeddings.collect(lambda *_: None)
    return time.perf_counter() - started, len(ledger.calls)
