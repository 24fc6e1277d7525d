import json
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, get_args

import pytest

from accuracy.grading import OVER_BUDGET, Budget, Outcome, grade_all
from accuracy.scripts import Script
from bandup.core.clock import Deadline
from bandup.core.errors import ConfigurationError, InvalidOutputError, RetryLaterError, TerminalError, WorkError
from bandup.ielts.exams import Exam
from bandup.ielts.findings import CheckedText
from bandup.models.port import Media, Prompt
from bandup.models.usage import Ledger, Usage
from speaking_evaluator.prompt_version import find_prompt_version
from support import sounds
from unit.accuracy.folders import ANSWER, QUESTION
from unit.speaking_evaluator.samples import answer as spoken_answer
from unit.writing_evaluator.samples import answer

T = TypeVar("T")


@dataclass
class Saying:
    """A model that gives band 6, or fails where an answer carries the name of an error."""

    errors: Mapping[str, WorkError] = field(default_factory=dict)
    asked: list[Prompt] = field(default_factory=list)
    closed: int = 0
    said = answer((6, 6, 6, 7), quotes=())

    def generate_json(
        self,
        prompt: Prompt,
        schema: Mapping[str, Any],
        validate: Callable[[Any], T],
        *,
        deadline: Deadline,
        ledger: Ledger,
    ) -> T:
        assert deadline.budget() > 0
        assert schema["type"] == "object"
        self.asked.append(prompt)
        ledger.add(Usage("examiner-7", 10, 5, Decimal("0.01")))
        for name, error in self.errors.items():
            if name in str(prompt.parts):
                raise error
        return validate(self.said)

    def close(self) -> None:
        self.closed += 1


class NoErrors:
    def begin(self, text: str) -> Future[CheckedText]:
        checked = Future[CheckedText]()
        checked.set_result(CheckedText((), len(text)))
        return checked


def script(name: str, chart: Path | None = None) -> Script:
    return Script(name, "TASK_1" if chart else "TASK_2", Decimal(6), QUESTION, f"{ANSWER} The {name} is here.", chart)


def graded(model: Saying, *names: str, **options: Any) -> list[Outcome]:
    chosen: dict[str, Any] = {"parallel": 1, "sleep": lambda _: None, **options}
    return grade_all([script(name) for name in names], lambda: model, NoErrors(), **chosen)


@pytest.mark.parametrize("parallel", [1, 3])
def test_every_script_is_graded_in_order_by_the_evaluators_own_rules(parallel: int) -> None:
    model, told = Saying(), list[Outcome]()
    outcomes = graded(model, "apple", "pear", "plum", "fig", "lime", parallel=parallel, done=told.append)
    assert [outcome.script.id for outcome in outcomes] == ["apple", "pear", "plum", "fig", "lime"]
    assert {(each.band, each.raw_mean, each.answered_by) for each in outcomes} == {
        (Decimal("6.5"), Decimal("6.25"), "examiner-7")
    }
    assert {outcome.usd for outcome in outcomes} == {Decimal("0.01")}
    assert len(told) == 5
    assert 1 <= model.closed <= parallel


@pytest.mark.parametrize("exam", get_args(Exam))
def test_a_script_is_graded_as_of_its_exam(exam: Exam) -> None:
    model = Saying()
    letter = Script("letter", "TASK_1", Decimal(6), QUESTION, ANSWER, exam=exam)
    grade_all([letter], lambda: model, NoErrors(), parallel=1)
    assert f"\nExam: {exam}\n" in str(model.asked[0].parts[0])


def test_a_failed_script_is_named_with_its_reason_and_its_cost() -> None:
    model = Saying({"pear": TerminalError("blocked", "The provider refused the text.")})
    good, bad = graded(model, "apple", "pear")
    assert (good.code, good.band) == (None, Decimal("6.5"))
    assert (bad.code, bad.message, bad.band, bad.usd) == (
        "blocked", "The provider refused the text.", None, Decimal("0.01"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("error", "waits"),
    [
        (RetryLaterError("provider_throttled", "Busy.", retry_after=7), [7, 7]),
        (RetryLaterError("provider_unavailable", "Down."), [15, 30]),
        (InvalidOutputError("invalid_output", "No JSON."), [15, 30]),
    ],
)
def test_what_may_pass_is_tried_three_times_and_all_tries_are_paid(error: WorkError, waits: list[float]) -> None:
    waited: list[float] = []
    [outcome] = graded(Saying({"apple": error}), "apple", sleep=waited.append)
    assert (outcome.code, outcome.usd) == (error.code, Decimal("0.03"))
    assert waited == waits


def test_a_refused_key_ends_the_run() -> None:
    model = Saying({"apple": ConfigurationError("access_denied", "The key is refused.")})
    with pytest.raises(ConfigurationError):
        graded(model, "apple", "pear", "plum")
    assert len(model.asked) == 1
    assert model.closed == 1


def test_no_script_is_started_once_the_budget_is_spent() -> None:
    model = Saying()
    outcomes = graded(model, "apple", "pear", "plum", "fig", budget=Budget(Decimal("0.015")))
    assert [outcome.code for outcome in outcomes] == [None, None, OVER_BUDGET, OVER_BUDGET]
    assert len(model.asked) == 2


def test_twenty_words_or_fewer_are_graded_by_rule_and_ask_no_model() -> None:
    model = Saying()
    short = Script("short", "TASK_2", Decimal(1), QUESTION, "I do not know what I should write here.")
    [outcome] = grade_all([short], lambda: model, NoErrors(), parallel=1)
    assert outcome.band == 1
    assert outcome.answered_by is None
    assert outcome.usd == 0
    assert model.asked == []


def test_the_model_sees_the_chart(tmp_path: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + b"pixels" + b"\x00\x00\x00\x00IEND\xaeB`\x82"
    (tmp_path / "museums.png").write_bytes(picture)
    model = Saying()
    grade_all([script("apple", tmp_path / "museums.png")], lambda: model, NoErrors(), parallel=1)
    [asked] = model.asked
    assert Media("image/png", picture) in asked.parts


@pytest.mark.slow
def test_a_recording_is_graded_by_the_speaking_evaluators_own_rules(tmp_path: Path) -> None:
    class Hearing(Saying):
        said = json.loads(json.dumps(spoken_answer((5, 5, 5, 6))), parse_float=Decimal)

    audio = tmp_path / "talk.wav"
    audio.write_bytes(sounds.wav(sounds.pcm() * 2))
    spoken = Script("talk", "PART_1", Decimal(6), "Do you read?\nWhy?", "", audio=audio)
    model = Hearing()
    [outcome] = grade_all([spoken], lambda: model, NoErrors(), parallel=1, samples=3)
    assert (outcome.code, outcome.raw_mean, outcome.band) == (None, Decimal("5.25"), Decimal("5.5"))
    assert (outcome.answered_by, outcome.usd, len(model.asked)) == ("examiner-7", Decimal("0.03"), 3)
    assert outcome.prompt_version == find_prompt_version("PART_1")
