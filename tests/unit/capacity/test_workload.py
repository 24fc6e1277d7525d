"""What a piece of work is said to take is what its prompt holds."""

import json
from pathlib import Path

import pytest

from bandup.models.port import Prompt
from bandup.models.sanitize import Sanitizer
from flashcard_generator.scans.prompt import build_prompt as build_scan_prompt
from flashcard_generator.scans.prompt import build_schema as build_scan_schema
from flashcard_generator.scans.scan_reader import PAGES_PER_REQUEST
from ops.capacity.workload import KINDS, SCANNED_PAGES, TOKENS_A_PICTURE, Provider
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


def test_a_scan_takes_what_its_cards_take_and_what_reading_its_pages_does() -> None:
    told = len(build_scan_prompt({}, repair=False).system) + len(json.dumps(build_scan_schema()))
    requests = SCANNED_PAGES / PAGES_PER_REQUEST
    scan, cards = (KINDS[name].calls[Provider.GEMINI] for name in ("scan", "flashcard"))
    assert scan.count == cards.count + requests
    pictures = SCANNED_PAGES * TOKENS_A_PICTURE
    assert scan.text_in - cards.text_in - pictures == pytest.approx(requests * told / CHARACTERS_A_TOKEN, rel=0.2)
