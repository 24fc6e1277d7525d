"""The project's tables in moto's memory, with the keys and indexes that Terraform gives them."""

from typing import Any


def create_jobs(client: Any, name: str) -> None:
    _create(
        client,
        name,
        hash_key="job_id",
        indexes=[
            ("user_id-created_at-index", "user_id", "created_at", "ALL"),
            ("open_kind-message_due_by-index", "open_kind", "message_due_by", "KEYS_ONLY"),
        ],
    )


def create_results(client: Any, name: str, key: str = "evaluation_id") -> None:
    _create(
        client,
        name,
        hash_key=key,
        range_key="user_id",
        indexes=[("user_id-created_at-index", "user_id", "created_at", "ALL")],
    )


def create_quotas(client: Any, name: str) -> None:
    _create(client, name, hash_key="user_id", range_key="day_kind", indexes=[])


def _create(
    client: Any,
    name: str,
    *,
    hash_key: str,
    indexes: list[tuple[str, str, str, str]],
    range_key: str | None = None,
) -> None:
    strings = {hash_key, *(index[1] for index in indexes), *([range_key] if range_key else [])}
    numbers = {index[2] for index in indexes}
    client.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            *({"AttributeName": attribute, "AttributeType": "S"} for attribute in sorted(strings)),
            *({"AttributeName": attribute, "AttributeType": "N"} for attribute in sorted(numbers)),
        ],
        KeySchema=_keys(hash_key, range_key),
        **({"GlobalSecondaryIndexes": [_index(*index) for index in indexes]} if indexes else {}),
    )


def _index(name: str, partition: str, sort: str, projection: str) -> dict[str, Any]:
    return {
        "IndexName": name,
        "KeySchema": _keys(partition, sort),
        "Projection": {"ProjectionType": projection},
    }


def _keys(hash_key: str, range_key: str | None) -> list[dict[str, str]]:
    keys = [{"AttributeName": hash_key, "KeyType": "HASH"}]
    return [*keys, {"AttributeName": range_key, "KeyType": "RANGE"}] if range_key else keys
