"""All that is known of an essay before anyone judges it, and so before anything is paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bandup.ielts.english import is_english
from bandup.ielts.findings import CheckedText
from bandup.ielts.length import Length, measure_length
from bandup.models.sanitize import SanitizedText

from .essay import Essay
from .facts import measure_facts
from .flags import measure_flags
from .prompt import sanitize
from .rubric import FLOOR_WORDS


class Checker(Protocol):
    """Finds errors, see `bandup.ielts.findings.GrammarChecker`."""

    def check(self, text: str) -> CheckedText:
        """Every finding in the text."""
        ...


@dataclass(frozen=True)
class MeasuredEssay:
    """An essay and what was counted in it.

    Attributes:
        source: what was read.
        text: its text as the model is shown it.
        question: its question, likewise.
        length: how long it is. It is counted in the text that can be seen, so that invisible characters neither split
            nor join words.
        flags: what is raised without a judgement.
        facts: the measured facts of the result.
        floor: why it is Band 1 by rule, for the candidate; None if it must be judged.
    """

    source: Essay
    text: SanitizedText
    question: SanitizedText
    length: Length
    flags: list[str]
    facts: Mapping[str, Any]
    floor: str | None


def measure_essay(essay: Essay, checker: Checker) -> MeasuredEssay:
    """Measure one essay; nothing in it is judged yet."""
    text, question = sanitize(essay.text), sanitize(essay.question)
    length = measure_length(text.text, question.text)
    english = is_english(text.text)
    return MeasuredEssay(
        source=essay,
        text=text,
        question=question,
        length=length,
        flags=measure_flags(essay.task_type, text, length, english=english),
        facts=measure_facts(text, essay.text, checker.check(text.text)),
        floor=_explain_floor(length, english=english),
    )


def _explain_floor(length: Length, *, english: bool) -> str | None:
    if not english:
        return "This does not read as English. The test gives such an answer Band 0; the scale here starts at Band 1."
    if length.own > FLOOR_WORDS:
        return None
    copied = f" besides {length.copied} copied from the question" if length.copied else ""
    return f"An answer of {FLOOR_WORDS} words or fewer is Band 1 in every criterion; this one has {length.own}{copied}."
