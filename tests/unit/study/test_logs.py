"""Nothing of a card is logged."""

import logging
import uuid
from typing import Any

import pytest

from bandup.core.log import logger
from support.logs import lines
from unit.study.conftest import OWNER, StudyFunction


def test_no_word_of_a_card_is_logged(function: StudyFunction, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger.name)
    canary = f"canary{uuid.uuid4().hex}"
    card = function.shelf.add(front=canary, back=canary, note=canary)
    assert function.send(function.shelf.review(card)).status == 200
    asked: list[tuple[str, str, dict[str, Any]]] = [
        ("GET", "/cards", {"query": {"state": "active", "next_token": canary}}),
        ("GET", "/cards/due", {"query": {"timezone": canary}}),
        ("PATCH", f"/cards/{card.id}", {"body": {"version": 2, "front": canary, canary: canary}}),
        ("POST", "/reviews", {"body": {"id": canary, "card_id": canary, "rating": canary, "time": canary}}),
    ]
    for method, path, event in asked:
        assert function.ask(method, path, **event).status == 422
    assert function.ask("PATCH", f"/cards/{card.id}", body={"version": 2, "front": canary}).status == 200
    function.shelf.dynamodb.delete_table(TableName=function.shelf.table)
    assert function.ask("GET", "/cards/due").status == 500
    logged = "".join(lines(caplog.records))
    assert "request failed" in logged
    assert canary not in logged
    assert OWNER not in logged
