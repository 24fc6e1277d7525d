"""What tests of accounts do and look at."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bandup.interview.idempotency_records import idempotency_partition
from bandup.interview.model import Session
from bandup.jobs.model import Job
from bandup.study.card import Review, StudyCard
from support.interviews import put_interview, session
from support.study_cards import make_card

from .conftest import BUCKET, OWNER, JobApiHarness


def job(harness: JobApiHarness, job_id: str) -> Job:
    found = harness.jobs.get(job_id)
    assert found is not None
    return found


def exported(harness: JobApiHarness, user: str = OWNER) -> Any:
    """The file behind the link that an export answers."""
    return json.loads(downloaded(harness, "/me/export", user))


def downloaded(harness: JobApiHarness, path: str, user: str = OWNER) -> bytes:
    """The file behind the link that a route answers."""
    answer = harness.ask("GET", path, user=user)
    assert answer.status == 200, answer.raw
    url = urlsplit(answer.json["get_url"])
    query = parse_qs(url.query)
    assert query["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert int(query["X-Amz-Expires"][0]) == answer.json["expires_in"] <= 900
    key = url.path.removeprefix("/").removeprefix(f"{BUCKET}/")
    assert key.startswith(f"exports/{user}/")
    return bytes(harness.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())


def interviewed(harness: JobApiHarness, said: str, user: str = OWNER) -> Session:
    """An interview with one answer, and the record of an Idempotency-Key."""
    header = session(user, ts=harness.clock.now)
    table = harness.settings.dynamodb_interview_sessions
    harness.dynamodb.put_item(
        TableName=table, Item={"sessionId": {"S": idempotency_partition(user)}, "ts": {"N": "-7"}}
    )
    return put_interview(harness.dynamodb, table, header, ["Why?", said])


def reviewed(harness: JobApiHarness, front: str, user: str = OWNER) -> StudyCard:
    """A card that was reviewed once."""
    card = make_card(user, harness.clock.now, front=front)
    harness.study.add(card)
    review = Review("3f6a1f5e-0c2b-4d7e-9a55-1b2c3d4e5f60", card.id, 3, harness.clock.now, "fsrs-6.2025")
    harness.study.store_review(review, card, card.change(harness.clock.now), None)
    return card
