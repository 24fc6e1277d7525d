"""What studying costs by how many cards a learner has, each reviewed ten times, on DynamoDB Local."""

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Any

import boto3

from bandup.core.dynamo import to_attributes
from bandup.jobs.store import JobStore
from bandup.study.card import Memory, Review, StudyCard
from bandup.study.store import StudyStore
from storm.emulated import dynamodb
from storm.exceptions import StormError
from study.due import find_due
from study.recording import Recorder
from study.scheduling import CURRENT, fold_log
from support.study_cards import make_card
from support.tables import create_jobs, create_study

from .exceptions import BenchError
from .figures import Figure, at_most, measure_interleaved, ratios, seconds

SIZES = (200, 2_000, 20_000)
REVIEW_DAYS = (0, 1, 4, 9, 20, 40, 80, 140, 220, 320)
RUNS = 30
LIMIT = 100
"""Cards that are asked for; that many are due of each learner."""

DAY_MS = 24 * 3600 * 1000
BEGUN = 1_700_000_000_000
AT_ONCE = 25
"""Items of one call: DynamoDB takes no more."""

TABLE = "study"


class Counted:
    """A DynamoDB client that counts the items that its queries read."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.read = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def query(self, **request: Any) -> Any:
        answer = self._client.query(**request)
        self.read += answer["ScannedCount"]
        return answer


def figures() -> Iterator[Figure]:
    """Of each size the time of `GET /cards/due` and of a review, and how they grow from the smallest to the largest."""
    try:
        with TemporaryDirectory() as work, dynamodb(Path(work)) as url:
            yield from _measure(*_seed_all(url))
    except StormError as error:
        raise BenchError(str(error)) from error


def _seed_all(url: str) -> tuple[Any, dict[int, list[StudyCard]]]:
    """A client, and the cards of a learner of each size."""
    keys = boto3.Session("bench", "bench", region_name="us-east-1")  # it takes any
    client: Any = Counted(keys.client("dynamodb", endpoint_url=url))
    create_study(client, TABLE)
    create_jobs(client, "jobs")
    return client, {size: _seed(client, size) for size in SIZES}


def _measure(client: Any, learners: dict[int, list[StudyCard]]) -> Iterator[Figure]:
    store = StudyStore(client, TABLE, JobStore(client, "jobs").write_owned)
    items: dict[int, int] = {}

    def study(size: int) -> float:
        before = client.read
        taken = seconds(partial(_find_all, store, learners[size][0].user_id))
        items[size] = client.read - before
        return 1000 * taken

    def review(size: int, days: float) -> float:
        card = learners[size].pop()
        at = card.created_at + round(days * DAY_MS)
        given = Review(str(uuid.uuid4()), card.id, 3, at, CURRENT)
        return 1000 * seconds(partial(Recorder(store, lambda: at).record, card.user_id, given))

    for what, work in (
        ("what is due", study),
        ("a review", partial(review, days=400)),
        ("a late review, which replays eleven", partial(review, days=30)),
    ):
        for size in SIZES:
            work(size)
        found = measure_interleaved(RUNS, {str(size): partial(work, size) for size in SIZES})
        for size in SIZES:
            yield Figure(f"{what}, of {size:,} cards", found[str(size)], "ms", "DynamoDB Local, on this machine")
        smallest, largest = found[str(SIZES[0])], found[str(SIZES[-1])]
        name = f"{what}, of {SIZES[-1]:,} cards against {SIZES[0]:,}"
        yield Figure(name, ratios(largest, smallest), "x", f"mean {mean(largest):.1f} ms, paired", at_most(1.5))
    growth = items[SIZES[-1]] / items[SIZES[0]]
    by = f"{items[SIZES[-1]]} items for {LIMIT} cards"
    yield Figure(
        f"items read for what is due, of {SIZES[-1]:,} cards against {SIZES[0]:,}", [growth], "x", by, at_most(1)
    )


def _find_all(store: StudyStore, user_id: str) -> None:
    end = BEGUN + 10_000 * DAY_MS
    if len(find_due(store, user_id, (end - DAY_MS, end), limit=LIMIT, most_new=10).cards) != LIMIT:
        raise BenchError("the cards that were stored are not due")


def _seed(client: Any, size: int) -> list[StudyCard]:
    """A learner's cards, with ten reviews each."""
    user_id = f"learner-{size}"
    cards = [_make_card(user_id, number) for number in range(size)]
    requests = (
        {"PutRequest": {"Item": to_attributes(item)}} for card in cards for item in (_card_item(card), *_reviews(card))
    )
    batches = iter(lambda: list(islice(requests, AT_ONCE)), [])

    def write(batch: list[Any]) -> None:
        left = {TABLE: batch}
        while left:
            left = client.batch_write_item(RequestItems=left)["UnprocessedItems"]

    with ThreadPoolExecutor(4) as pool:
        for _ in pool.map(write, batches):
            pass
    return cards


def _make_card(user_id: str, number: int) -> StudyCard:
    card = make_card(user_id, BEGUN + number, str(number))
    return replace(
        card, memory=replace(_MEMORY, due=_MEMORY.due + number, last=_review(card, len(REVIEW_DAYS) - 1).order)
    )


def _review(card: StudyCard, number: int) -> Review:
    name = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{card.user_id}/{card.id}/{number}"))
    return Review(name, card.id, 3, BEGUN + DAY_MS + REVIEW_DAYS[number] * DAY_MS, CURRENT)


def _remember() -> Memory:
    card = make_card("anybody", BEGUN)
    memory = fold_log(_review(card, number) for number in range(len(REVIEW_DAYS)))
    if memory is None:
        raise BenchError("there are no reviews")
    return memory


_MEMORY = _remember()
"""The same of each card, but for the moment at which it is due."""


def _card_item(card: StudyCard) -> dict[str, Any]:
    return card.as_item() | {"entry": f"card#{card.id}"}


def _reviews(card: StudyCard) -> Iterator[dict[str, Any]]:
    for number in range(len(REVIEW_DAYS)):
        review = _review(card, number)
        yield {**vars(review), "user_id": card.user_id, "entry": f"review#{card.id}#{review.id}", "schema_version": 1}
