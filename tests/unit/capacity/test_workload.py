"""What a piece of work is said to take is what its prompt holds."""

import json
from pathlib import Path

import pytest

from bandup.models.port import Prompt
from bandup.models.sanitize import Sanitizer
from ops.capacity.workload import KINDS, Provider
from speaking_evaluator.schema import SCHEMA as SPEAKING_SCHEMA
from unit.speaking_evaluator.fakes import prompt_of
from writing_evaluator.prompt import build_prompt
from writing_evaluator.schema import SCHEMA as WRITING_SCHEMA

SAMPLE = Path(__file__).parents[2] / "samples" / "writing_task_2"
CHARACTERS_A_TOKEN = 4
"""The provider's rule of thumb."""


def essay_prompt() -> Prompt:
    question, essay = (Sanitizer()((SAMPLE / name).read_text()) for name in ("question.txt", "essay.txt"))
    return build_prompt("TASK_2", question, essay)


PROMPTS = {
    "speaking": (prompt_of("PART_3", ["Why do people read?"] * 4), SPEAKING_SCHEMA),
    "writing": (essay_prompt(), WRITING_SCHEMA),
}


@pytest.mark.parametrize("kind", PROMPTS)
def test_the_input_is_as_long_as_the_prompt(kind: str) -> None:
    prompt, schema = PROMPTS[kind]
    characters = len(prompt.system) + sum(len(part) for part in prompt.parts if isinstance(part, str))
    calls = KINDS[kind].calls[Provider.GEMINI]
    one = (characters + len(json.dumps(schema))) / CHARACTERS_A_TOKEN
    assert calls.text_in == pytest.approx(calls.count * one, rel=0.2)
