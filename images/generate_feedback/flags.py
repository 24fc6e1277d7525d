"""What a reader of the feedback should know besides the ratings. Flags never change a rating."""

import re
from statistics import median
from typing import Final

from .transcript import Transcript
from .word_boundaries import count_words

SPARSE_WORDS: Final = 15
"""Half of the answers having fewer words is worth a flag: they cannot hold a situation, an action and a result."""

INSTRUCTION_FLAG: Final = "instruction_in_answer"

_INSTRUCTIONS = re.compile(
    r"""
    \b(?:ignore|disregard|forget|override)\b[^.,;:!?\n]{0,60}\b(?:instructions?|prompts?|rubric|criteria|rules)\b
    | \b(?:give|award|grant|score|grade|rate|mark)\s++(?:me|us|(?:this|the|my)\s++(?:candidate|answers?|interview))\b
      [^.;:!?\n]{0,60}\b(?:10|ten|100|full\s++marks|highest|maximum|perfect|top)\b
    | "(?:rating|ratings|overall|score)"\s*+:
    | ^[^\S\n]*+(?:system|assistant|developer|interviewer)\s*+:
    | <\|[a-z_]+\|>
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
"""The plain forms of text that addresses the model. The flag is a hint for a person. What protects the result is that
ratings and quotes obey the rules whatever the model says."""


def find_flags(transcript: Transcript) -> list[str]:
    """The flags of an interview that has an answer."""
    said = transcript.answers.values()
    raised = {
        "sparse_answers": median(count_words(line.sanitized.text) for line in said) < SPARSE_WORDS,
        INSTRUCTION_FLAG: any(line.sanitized.delimiters or _INSTRUCTIONS.search(line.sanitized.text) for line in said),
    }
    return [name for name, is_raised in raised.items() if is_raised]
