"""One list of kinds of error, for judges and for each rule that measures."""

import re
from collections.abc import Mapping

import harper
import pytest
from pydantic import TypeAdapter, ValidationError

from bandup.ielts import findings, rule_error_types
from bandup.ielts.error_types import (
    NO_ERROR,
    SPOKEN_ONLY,
    WRITTEN,
    ErrorType,
    SpokenErrorType,
    WrittenErrorType,
)
from bandup.ielts.findings import GrammarChecker
from bandup.ielts.harper_rules import make_linter
from bandup.ielts.learner_errors import RULES
from bandup.ielts.learner_errors.marks import MARK_RULES
from bandup.ielts.rule_error_types import HARPER_KINDS, HARPER_RULES, LEARNER_RULES, find_learner_error_type
from ops.paths import ROOT

ONLY_A_JUDGE = {ErrorType.TASK}
"""What no rule can tell, since it wants the task understood."""

NAMES = {*(rule.name for rule in RULES), *MARK_RULES}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_each_rule_for_learners_has_a_kind(name: str) -> None:
    assert find_learner_error_type(name) in WRITTEN


def test_no_kind_is_given_to_a_rule_that_does_not_exist() -> None:
    assert LEARNER_RULES.keys() <= NAMES
    config = make_linter(harper.Dialect.BRITISH).get_lint_config()
    assert {rule for rule in HARPER_RULES if not config.get(rule)} == set()


@pytest.mark.parametrize("table", [rule_error_types._LEARNER_RULES, rule_error_types._HARPER_RULES])
def test_no_rule_has_two_kinds(table: Mapping[ErrorType, str]) -> None:
    rules = " ".join(table.values()).split()
    assert len(rules) == len(set(rules))


def test_whatever_harper_calls_an_error_has_a_kind() -> None:
    assert HARPER_KINDS.keys() == findings._KINDS.keys()


def test_each_kind_of_a_text_has_a_rule_but_what_only_a_judge_can_tell() -> None:
    measured = {find_learner_error_type(name) for name in NAMES} | {*HARPER_RULES.values(), *HARPER_KINDS.values()}
    assert measured == set(WRITTEN) - ONLY_A_JUDGE


@pytest.mark.parametrize(
    ("text", "problem", "kind"),
    [
        ("The goverment acted quickly.", "goverment", ErrorType.SPELLING),
        ("This is a example of it.", "a", ErrorType.ARTICLE),
        ("Everyone drive to work by car.", "drive", ErrorType.AGREEMENT),
        ("We must to act on this.", "must to", ErrorType.WORD_FORM),
        ("On monday we met.", "monday", ErrorType.PUNCTUATION),
        ("They are interested on it.", "interested on", ErrorType.PREPOSITION),
        ("People do mistakes there.", "do mistakes", ErrorType.COLLOCATION),
        ("Although it rained, but we went.", ", but", ErrorType.LINKING),
        ("I like people which help.", "which", ErrorType.REFERENCE),
        ("Yesterday I go home.", "go", ErrorType.TENSE),
    ],
)
def test_a_finding_says_what_it_is_about(checker: GrammarChecker, text: str, problem: str, kind: ErrorType) -> None:
    found = {text[each.start : each.end]: each.error_type for each in checker.check(text).findings}
    assert found == {problem: kind}


def test_a_judge_of_texts_has_no_kinds_of_sound_and_a_listener_has_all() -> None:
    assert TypeAdapter(WrittenErrorType).json_schema()["enum"] == [*WRITTEN, NO_ERROR]
    assert TypeAdapter(SpokenErrorType).json_schema()["enum"] == [*ErrorType, NO_ERROR]
    assert set(ErrorType) - set(WRITTEN) == SPOKEN_ONLY


def test_each_kind_is_explained_on_its_page() -> None:
    page = (ROOT / "docs" / "use" / "kinds-of-error.md").read_text()
    assert re.findall(r"^\| `(\w+)` \|.*\| judged", page, re.MULTILINE) == list(ErrorType)


@pytest.mark.parametrize("value", ["", "Article", "grammar", "sound", None, 1, True, ["article"], {"article": 1}])
def test_a_kind_that_there_is_not_makes_the_answer_unusable_and_is_not_repeated(value: object) -> None:
    with pytest.raises(ValidationError, match=r"must be one of article, agreement, .*, register, none") as error:
        TypeAdapter(WrittenErrorType).validate_python(value)
    assert "sound" not in error.value.errors(include_input=False)[0]["msg"]


def test_a_strength_has_no_kind() -> None:
    adapter = TypeAdapter(SpokenErrorType)
    assert adapter.validate_python(NO_ERROR) is None
    assert [adapter.validate_python(str(kind)) for kind in ErrorType] == list(ErrorType)
