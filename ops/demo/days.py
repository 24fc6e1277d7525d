"""A week of a learner, without waiting for it."""

import time
from collections.abc import Collection
from dataclasses import asdict, replace
from typing import Any

from rich.console import Console

from bandup.core.dynamo import Table, from_attributes
from bandup.study.card import StudyCard
from ops.client.api import Api
from ops.journeys.study import DAY_MS, accept_mistakes, print_days, read_cards, review_days
from ops.local_stage.clients import DeployedStage
from ops.progress import Say

DAYS = 7


def show_days(stage: DeployedStage, api: Api, console: Console, say: Say) -> dict[str, Any]:
    """Take mistakes into study, review them for a week, and print what came of it.

    Returns:
        The `days`, the `cards` as they are at the end, and when that is, as `now` in epoch milliseconds.
    """
    taken = accept_mistakes(api, say)
    now = int(time.time() * 1000)
    begin = now - DAYS * DAY_MS
    say(f"they are dated {DAYS} days back in the stage's table, and reviewed since, each whenever it comes back")
    date_back(stage, {card["id"] for card in taken}, begin)
    days = review_days(api, taken, begin, DAYS)
    studied = {"days": [asdict(day) for day in days], "cards": read_cards(api), "now": now}
    print_days(console, studied)
    return studied


def date_back(stage: DeployedStage, card_ids: Collection[str], made: int) -> None:
    """Let cards be made at `made` (epoch milliseconds): no review is taken that is older than its card."""
    client, name = stage.client("dynamodb"), stage.description["tables"]["study"]
    table = Table(client, name)
    for page in client.get_paginator("scan").paginate(TableName=name):
        for item in map(from_attributes, page["Items"]):
            if item["entry"].removeprefix("card#") in card_ids:
                older = replace(StudyCard.from_item(item), created_at=made)
                table.execute(table.prepare_put({**older.as_item(), "entry": item["entry"]}, None))
