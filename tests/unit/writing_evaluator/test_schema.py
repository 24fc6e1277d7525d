"""The model's answer: one legal form, and no made-up score."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from bandup.ielts.bands import BANDS
from bandup.models.structured import Reply, parse
from unit.writing_evaluator.samples import answer
from writing_evaluator.schema import SCHEMA, Judgement

SUPPORTED = {
    *("$defs", "$ref", "additionalProperties", "anyOf", "description", "enum", "items", "maxItems", "minItems"),
    *("properties", "required", "title", "type"),
}
"""Keywords that both Gemini and Claude take in a schema of their answer."""


def schemas(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for key, value in node.items():
            children = value.values() if key in ("properties", "$defs") else [value]
            for child in children:
                yield from schemas(child)


def test_the_schema_uses_only_what_the_providers_understand() -> None:
    used = {keyword for node in schemas(SCHEMA) for keyword in node}
    assert used <= SUPPORTED


def test_every_object_is_closed_and_complete_and_gives_reasons_before_bands() -> None:
    objects = [node for node in schemas(SCHEMA) if node.get("type") == "object"]
    assert len(objects) == 4
    for node in objects:
        assert node["additionalProperties"] is False
        assert node["required"] == list(node["properties"])
    assert SCHEMA["$defs"]["CriterionJudgement"]["required"] == ["reason", "band"]
    assert SCHEMA["required"][:5] == ["orders", "quoted_examples", "relevance", "off_topic", "criteria"]
    assert SCHEMA["$defs"]["CriterionJudgement"]["properties"]["band"]["enum"] == [float(band) for band in BANDS]


def test_a_whole_answer_is_accepted_and_extra_keys_count_for_nothing() -> None:
    judgement = Judgement.model_validate(answer((9, Decimal("8.5"), 1, Decimal("7.0")), overall_band=9, note="hi"))
    assert [criterion.band for _, criterion in judgement.criteria] == [9, Decimal("8.5"), 1, 7]
    assert "overall_band" not in judgement.model_dump()


@pytest.mark.parametrize("text", ["0", "9.5", "6.3", '"7"', "null", "true", "[]", "10", "-1", "1e3", "6.50000001"])
def test_a_band_off_the_grid_makes_the_answer_unusable(text: str) -> None:
    band = parse(Reply(text))
    with pytest.raises(ValidationError, match="must be a number from 1 to 9"):
        Judgement.model_validate(answer((6, 6, band, 6)))


@pytest.mark.parametrize("missing", [name for name in answer() if name != "orders"])  # see NamesOrders
def test_nothing_may_be_missing(missing: str) -> None:
    incomplete = {key: value for key, value in answer().items() if key != missing}
    with pytest.raises(ValidationError, match=missing):
        Judgement.model_validate(incomplete)


@pytest.mark.parametrize("criterion", list(answer()["criteria"]))
def test_no_criterion_may_be_missing(criterion: str) -> None:
    incomplete = answer()
    del incomplete["criteria"][criterion]
    with pytest.raises(ValidationError, match=criterion):
        Judgement.model_validate(incomplete)


@pytest.mark.parametrize(
    "change",
    [
        {"summary": None},
        {"summary": 7},
        {"off_topic": "no"},
        {"off_topic": 0},
        {"relevance": None},
        {"strengths": "many"},
        {"improvements": [None]},
        {"quoted_examples": [{"quote": "x"}]},
        {"quoted_examples": [{"quote": "x", "issue": "y", "suggestion": "z", "criterion": "spelling"}]},
        {"criteria": []},
    ],
)
def test_wrong_types_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Judgement.model_validate(answer() | change)
