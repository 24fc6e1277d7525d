"""Find what is to be judged in the text of a request.

The convention: the user's text holds the blocks `<question>` and `<essay>`, their tags on lines of their own, and names
`TASK_1` or `TASK_2` outside the blocks. The first opening and the last closing tag delimit a block. Lines outside
the blocks may say `Exam: GENERAL_TRAINING`, whose Task 1 is a letter, and `Feedback language: German`.
"""

import re
from dataclasses import dataclass

from ops.local_stage.model_server.errors import CannotAnswerError
from ops.local_stage.model_server.measures import Task

_TASKS: tuple[Task, ...] = ("TASK_1", "TASK_2")
_LETTER_EXAM = re.compile(r"^Exam: GENERAL_TRAINING$", re.MULTILINE)
_LANGUAGE = re.compile(r"^Feedback language: (.+)$", re.MULTILINE)
ENGLISH = "English"


@dataclass(frozen=True)
class WritingPrompt:
    """One answer to judge.

    Attributes:
        task: which of the two tasks it answers.
        question: the exam question.
        essay: the answer, exactly as it was sent.
        is_letter: whether it is a Task 1 of General Training.
        language: English name of the language that feedback is wanted in.
    """

    task: Task
    question: str
    essay: str
    is_letter: bool = False
    language: str = ENGLISH


def read_prompt(system: str, user: str) -> WritingPrompt:
    """Read the blocks and the task.

    Args:
        system: text of the system instruction.
        user: text of all user turns.

    Raises:
        CannotAnswerError: a block is missing, or the task is not named exactly once.
    """
    question_block, question = _block(user, "question")
    essay_block, essay = _block(user, "essay")
    outside = user.replace(essay_block, "").replace(question_block, "")
    for text in (outside, system):
        named = [task for task in _TASKS if task in text]
        if len(named) == 1:
            is_letter = named[0] == "TASK_1" and bool(_LETTER_EXAM.search(outside))
            return WritingPrompt(named[0], question, essay, is_letter, read_language(outside))
    msg = "The offline examiner must be told one of TASK_1 and TASK_2."
    raise CannotAnswerError(msg)


def read_language(text: str) -> str:
    """The language that feedback is wanted in, by text that no user wrote; English if it names none."""
    found = _LANGUAGE.search(text)
    return found[1] if found else ENGLISH


def _block(text: str, tag: str) -> tuple[str, str]:
    """The block with its tags, and what is between them."""
    found = re.search(rf"^<{tag}>[^\S\n]*\n(.*)^</{tag}>[^\S\n]*$", text, re.MULTILINE | re.DOTALL)
    if found is None:
        msg = f"The offline examiner found no <{tag}> block, its tags on lines of their own."
        raise CannotAnswerError(msg)
    return found[0], found[1].removesuffix("\n")
