"""How results and their edits are written, and which are read."""

from typing import Any

import pytest

from bandup.core.dynamo import Table, write_together
from bandup.jobs.edits import Edits
from bandup.jobs.result import Result
from unit.jobs.conftest import JobHarness

WITHOUT_TEXT = len('{"text": ""}')


@pytest.mark.parametrize(("size", "inline"), [(300_000, True), (300_001, False)])
def test_a_body_stays_in_the_item_up_to_300_000_bytes(harness: JobHarness, size: int, inline: bool) -> None:
    body = {"text": "x" * (size - WITHOUT_TEXT)}
    item = harness.results.prepare_put(harness.submit(), Result({}, body))["result"]["Put"]["Item"]
    assert ("text" in item, "body_key" in item) == (inline, not inline)


def test_a_result_that_is_deleted_while_all_are_read_is_left_out(harness: JobHarness) -> None:
    for _ in range(3):
        harness.submit()
        harness.deliver()
        harness.clock.advance(1)
    found = harness.results.all_owned("owner")
    first = next(found)
    [_, second, third] = harness.results.all_fields("owner", ("evaluation_id",))
    deleted = harness.results.prepare_delete(second["evaluation_id"], "owner")
    write_together(harness.dynamodb, {str(place): write for place, write in enumerate(deleted)})
    assert [first["status"], *(each["evaluation_id"] for each in found)] == ["COMPLETED", third["evaluation_id"]]


def test_results_that_nobody_may_edit_take_no_edits(harness: JobHarness) -> None:
    with pytest.raises(TypeError):
        harness.results.prepare_edits("r", "owner", {"version": 1}, {})


@pytest.mark.parametrize(("version", "before"), [(1, None), (2, "1"), (5, "4")])
def test_edits_replace_those_of_the_version_before(version: int, before: str | None) -> None:
    client: Any = None
    put = Edits(Table(client, "sets"), "set_id").prepare_put("owner", "r", {"version": version})["Put"]
    assert put["Item"]["set_id"] == {"S": "edits#r"}
    if before is None:
        assert put["ConditionExpression"].startswith("attribute_not_exists(")
        assert "ExpressionAttributeValues" not in put
    else:
        assert put["ExpressionAttributeValues"] == {":seen": {"N": before}}
