"""The project's tables in moto's memory, with the keys and indexes that Terraform gives them."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bandup.jobs.kinds import RESULT_TABLES


@contextmanager
def own_tables(client: Any) -> Iterator[None]:
    """Drop the tables that were made inside: moto copies every table that there is in each transaction."""
    before = _names(client)
    yield
    for name in _names(client) - before:
        client.delete_table(TableName=name)


def _names(client: Any) -> set[str]:
    return {name for page in client.get_paginator("list_tables").paginate() for name in page["TableNames"]}


def create_jobs(client: Any, name: str) -> None:
    _create(
        client,
        name,
        hash_key="job_id",
        indexes=[
            ("user_id-created_at-outline", "user_id", "created_at", "INCLUDE"),
            ("open_kind-message_due_by-index", "open_kind", "message_due_by", "KEYS_ONLY"),
        ],
        included=projected_attributes("jobs", "user_id-created_at-outline"),
    )


def create_results(client: Any, name: str, key: str = "evaluation_id") -> None:
    [module] = [table.name for table in RESULT_TABLES if table.key == key]
    _create(
        client,
        name,
        hash_key=key,
        range_key="user_id",
        indexes=[("user_id-created_at-outline", "user_id", "created_at", "INCLUDE")],
        included=projected_attributes(module, "user_id-created_at-outline"),
    )


def create_quotas(client: Any, name: str) -> None:
    _create(client, name, hash_key="user_id", range_key="day_kind", indexes=[])


def create_study(client: Any, name: str) -> None:
    _create(
        client,
        name,
        hash_key="user_id",
        range_key="entry",
        indexes=[
            ("user_id-queue-index", "user_id", "queue", "ALL"),
            ("user_id-introduced_at-index", "user_id", "introduced_at", "KEYS_ONLY"),
            ("user_id-tested_kind-index", "user_id", "tested_kind", "ALL"),
        ],
    )


def create_interviews(client: Any, name: str) -> None:
    _create(
        client,
        name,
        hash_key="sessionId",
        range_key="ts",
        indexes=[("userId-ts-index", "userId", "ts", "INCLUDE")],
        included=projected_attributes("interview_sessions", "userId-ts-index"),
    )


def projected_attributes(table: str, index: str) -> list[str]:
    """What Terraform projects into an index of a table; a test fails where the code reads what is not there.

    Args:
        table: the name of Terraform's module.
        index: the index's name.
    """
    platform = Path(__file__).parents[2] / "terraform" / "platform" / "storage.tf"
    declared = platform.read_text(encoding="utf-8").partition(f'module "{table}"')[2].partition(index)[2]
    return re.findall(r'"(\w+)"', declared.partition("non_key_attributes = [")[2].partition("]")[0])


def _create(
    client: Any,
    name: str,
    *,
    hash_key: str,
    indexes: list[tuple[str, str, str, str]],
    range_key: str | None = None,
    included: Sequence[str] = (),
) -> None:
    numbers = {index[2] for index in indexes} - {"queue", "tested_kind"}
    keys = {hash_key, *([range_key] if range_key else []), *(key for index in indexes for key in index[1:3])}
    strings = keys - numbers
    client.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            *({"AttributeName": attribute, "AttributeType": "S"} for attribute in sorted(strings)),
            *({"AttributeName": attribute, "AttributeType": "N"} for attribute in sorted(numbers)),
        ],
        KeySchema=_keys(hash_key, range_key),
        **({"GlobalSecondaryIndexes": [_index(*index, included) for index in indexes]} if indexes else {}),
    )


def _index(name: str, partition: str, sort: str, projection: str, included: Sequence[str]) -> dict[str, Any]:
    return {
        "IndexName": name,
        "KeySchema": _keys(partition, sort),
        "Projection": {
            "ProjectionType": projection,
            **({"NonKeyAttributes": [*included]} if projection == "INCLUDE" else {}),
        },
    }


def _keys(hash_key: str, range_key: str | None) -> list[dict[str, str]]:
    keys = [{"AttributeName": hash_key, "KeyType": "HASH"}]
    return [*keys, {"AttributeName": range_key, "KeyType": "RANGE"}] if range_key else keys
