"""Asks a person before something that costs or destroys; a program gives the answer with the command."""

import sys
from collections.abc import Callable

from ops.exceptions import OperatorError


def require_confirmation(question: str, expected: str, given: str | None, *, ask: Callable[[str], str] = input) -> None:
    """Go on only if the answer is exactly the expected word.

    Args:
        question: what is about to happen, one sentence or more.
        expected: the word to type.
        given: the answer that came with the command (`CONFIRM=`); None asks at the terminal.
        ask: prints a prompt and reads a line.

    Raises:
        OperatorError: another word, or nobody is there to answer.
    """
    if given is None:
        try:
            given = ask(f"{question}\nType {expected} to go on: ").strip()
        except EOFError:
            sys.stdout.write("\n")
            raise OperatorError(f"nobody answers here: give CONFIRM={expected} with the command") from None
    if given != expected:
        raise OperatorError(f"not confirmed: the answer must be {expected!r}. Nothing was done")
