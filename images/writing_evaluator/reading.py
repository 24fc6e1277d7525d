"""All that is known of a script before anyone judges it, and so before anything is paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bandup.ielts import english
from bandup.ielts.findings import Checked

from .flags import measured_flags
from .guard import SanitizedText, shown
from .measures.facts import facts
from .measures.length import Length, length
from .rubric import FLOOR_WORDS
from .script import Script


class Checker(Protocol):
    """Finds errors, see `bandup.ielts.findings.GrammarChecker`."""

    def check(self, text: str) -> Checked:
        """Every finding in the text."""
        ...


@dataclass(frozen=True)
class Reading:
    """A script and what was counted in it.

    Attributes:
        script: what was read.
        essay: its text as the model is shown it.
        question: its question, likewise.
        length: how long it is; counted in what can be seen, so that invisible characters neither split nor join words.
        flags: what is raised without a judgement.
        measured: the measured facts of the result.
        floor: why it is Band 1 by rule, for the candidate; None if it must be judged.
    """

    script: Script
    essay: SanitizedText
    question: SanitizedText
    length: Length
    flags: list[str]
    measured: Mapping[str, Any]
    floor: str | None


def reading(script: Script, checker: Checker) -> Reading:
    """Read one script."""
    essay, question = shown(script.essay), shown(script.question)
    counted = length(essay.text, question.text)
    is_english = english.is_english(essay.text)
    return Reading(
        script=script,
        essay=essay,
        question=question,
        length=counted,
        flags=measured_flags(script.task_type, essay, counted, english=is_english),
        measured=facts(essay, script.essay, checker.check(essay.text)),
        floor=_floor(counted, is_english=is_english),
    )


def _floor(counted: Length, *, is_english: bool) -> str | None:
    if not is_english:
        return "This does not read as English. The test gives such an answer Band 0; the scale here starts at Band 1."
    if counted.own > FLOOR_WORDS:
        return None
    copied = f" besides {counted.copied} copied from the question" if counted.copied else ""
    return (
        f"An answer of {FLOOR_WORDS} words or fewer is Band 1 in every criterion; this one has {counted.own}{copied}."
    )
