"""What an evaluation of a recording has, the API document tells."""

from typing import Any

import pytest

from speaking_evaluator.facts import measure_facts
from speaking_evaluator.flags import FLAGS
from support.openapi import SCHEMAS
from unit.speaking_evaluator.fakes import FLUENCY
from unit.speaking_evaluator.samples import TRANSCRIPT

PROPERTIES: dict[str, Any] = SCHEMAS["Evaluation"]["properties"]


@pytest.mark.parametrize(("transcript", "another_voice"), [(TRANSCRIPT, False), (TRANSCRIPT, True), ("", False)])
def test_each_measure_is_described_and_may_be_null_where_it_is(transcript: str, another_voice: bool) -> None:
    described = PROPERTIES["measured"]["properties"]
    for name, value in measure_facts(FLUENCY, transcript, another_voice=another_voice).items():
        assert value is not None or described[name].get("nullable"), name


@pytest.mark.parametrize("flag", FLAGS)
def test_each_flag_is_named(flag: str) -> None:
    assert flag in PROPERTIES["flags"]["description"]
