import re
from decimal import Decimal

import pytest

from accuracy.examiner import DEFAULT_MODEL, run_examiner
from accuracy.exceptions import AccuracyError
from accuracy.scripts import Script
from bandup.ielts.findings import GrammarChecker
from ops.paths import ROOT

SCRIPTS = [Script(f"s{number}", "TASK_2", Decimal(6), "q" * 100, "x" * 1500) for number in range(100)]


@pytest.fixture(scope="module")
def checker() -> GrammarChecker:
    return GrammarChecker()


def test_the_default_model_is_the_platforms() -> None:
    declared = (ROOT / "terraform" / "platform" / "variables.tf").read_text()
    found = re.search(r'variable "gemini_model" \{.*?default\s*=\s*"([^"]+)"', declared, re.DOTALL)
    assert found
    assert found[1] == DEFAULT_MODEL


def test_a_key_chooses_google_and_its_price(checker: GrammarChecker) -> None:
    with run_examiner({"GEMINI_API_KEY": "a-secret"}, checker) as examiner:
        assert examiner.is_paid
        assert examiner.model.id == DEFAULT_MODEL
        # 100 scripts: (1,600 characters / 4 + 4,500) tokens in at 0.30, 3,000 out at 2.50, each per million
        assert examiner.estimated_usd(SCRIPTS) == Decimal("0.897")
        assert "a-secret" not in repr(examiner)


def test_without_a_key_the_model_server_answers_on_this_machine_and_costs_nothing(checker: GrammarChecker) -> None:
    with run_examiner({"GEMINI_MODEL": "gemini-3.8-flash"}, checker) as examiner:
        assert examiner.base_url is not None
        assert examiner.base_url.startswith("http://127.0.0.1:")
        assert not examiner.is_paid
        assert examiner.estimated_usd(SCRIPTS) == 0
        assert examiner.model.id == "gemini-3.8-flash"


@pytest.mark.parametrize(
    ("model", "message"),
    [
        ("gemini-9", "not in the catalogue"),
        ("gemini-2.0-flash", "shut down"),
        ("global.anthropic.claude-sonnet-5-5", "no Gemini model"),
    ],
)
def test_a_model_that_cannot_grade_is_refused(model: str, message: str, checker: GrammarChecker) -> None:
    with pytest.raises(AccuracyError, match=message), run_examiner({"GEMINI_MODEL": model}, checker):
        pass
