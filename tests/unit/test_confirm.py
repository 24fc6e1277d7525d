"""Whether a command goes on only after the right word."""

import pytest

from ops.confirm import require_confirmation
from ops.exceptions import OperatorError


def answer(word: str) -> str:
    raise AssertionError(f"nobody should be asked: {word}")


def end_of_input(prompt: str) -> str:
    raise EOFError(prompt)


def test_the_right_word_goes_on_without_a_question() -> None:
    require_confirmation("All goes.", "prod", "prod", ask=answer)


@pytest.mark.parametrize("typed", ["dev", "", "PROD", "prod!"])
def test_any_other_word_stops(typed: str) -> None:
    with pytest.raises(OperatorError, match="Nothing was done"):
        require_confirmation("All goes.", "prod", typed, ask=answer)


def test_a_person_is_asked_and_told_what_happens() -> None:
    prompts = []

    def ask(prompt: str) -> str:
        prompts.append(prompt)
        return " prod\n"

    require_confirmation("All goes.", "prod", None, ask=ask)
    assert "All goes." in prompts[0]
    assert "prod" in prompts[0]


def test_without_anybody_to_answer_the_command_says_what_to_give() -> None:
    with pytest.raises(OperatorError, match="CONFIRM=prod"):
        require_confirmation("All goes.", "prod", None, ask=end_of_input)
