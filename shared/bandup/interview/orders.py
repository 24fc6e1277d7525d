"""Text that gives orders to the model instead of telling it something."""

import re

from bandup.models.sanitize import SanitizedText

_ORDERS = re.compile(
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
questions, ratings and quotes obey the rules whatever the model says."""


def gives_orders(text: SanitizedText) -> bool:
    """Whether a text plainly addresses the model, or tries to end the block that it stands in."""
    return bool(text.delimiters or _ORDERS.search(text.text))
